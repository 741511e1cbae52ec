"""Routines: listed, shown, checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calf_tui.cli.output import print_aside, print_done, print_line
from calf_tui.cli.wiring_from_options import wiring_of
from calf_tui.core.errors import UserError

if TYPE_CHECKING:
    from argparse import Namespace

    from calf_tui.core.ports import Figures
    from calf_tui.core.routines.exercise import Exercise


def list_all(options: Namespace) -> None:
    """All of them, and what is wrong with the files left out."""
    from calf_tui.cli.reports import routines_table

    routines = wiring_of(options).routines()
    print_line(routines_table(routines.all()))
    for fault in routines.faults():
        print_aside(fault)


def show(options: Namespace) -> None:
    """One, move by move."""
    from calf_tui.cli.reports import routine_json, routine_text

    routine = wiring_of(options).routines().find(options.routine)
    print_line(routine_json(routine) if options.json else routine_text(routine))


def check(options: Namespace) -> None:
    """Every fault of a file and of its moves' figures, or that there is none."""
    from calf_tui.cli.reports import routine_summary

    wiring = wiring_of(options)
    routine = wiring.routines().find(options.file)
    figures = wiring.figures()
    faults = [fault for move in routine.exercises if (fault := _figure_fault(figures, move))]
    if faults:
        raise UserError("\n".join(faults))
    print_done("Checked", f"{routine_summary(routine)}, no faults, in {options.file}")


def new(options: Namespace) -> None:
    """A file to start one's own from."""
    from calf_tui.storage.library.routine_template import write_new_routine

    wiring = wiring_of(options)
    moves = wiring.routines().find("daily-six").exercises
    path = write_new_routine(wiring.paths.own_routines, options.name, moves)
    print_done("Made", f"{path}, yours to edit; `calf-tui start {path.stem}` trains it")


def _figure_fault(figures: Figures, move: Exercise) -> str:
    """What is wrong with the figure of a move; empty where nothing is."""
    try:
        figures.find(move.id)
    except UserError as fault:
        return str(fault)
    return ""
