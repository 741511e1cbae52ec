"""Routines: listed, shown, checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calf_tui.commands.output import print_aside, print_line
from calf_tui.commands.world import wiring_of

if TYPE_CHECKING:
    from argparse import Namespace


def list_all(options: Namespace) -> None:
    """All of them, and what is wrong with the files left out."""
    from calf_tui.report import routines_table

    routines = wiring_of(options).routines()
    print_line(routines_table(routines.all()))
    for fault in routines.faults():
        print_aside(fault)


def show(options: Namespace) -> None:
    """One, move by move."""
    from calf_tui.report import routine_json, routine_text

    routine = wiring_of(options).routines().find(options.routine)
    print_line(routine_json(routine) if options.json else routine_text(routine))


def check(options: Namespace) -> None:
    """Every fault of a file, or that there is none."""
    from calf_tui.report import routine_summary

    routine = wiring_of(options).routines().find(options.file)
    print_line(f"{options.file} is fine: {routine_summary(routine)}")


def new(options: Namespace) -> None:
    """A file to start one's own from."""
    from calf_tui.storage.new_routine import write_new_routine

    wiring = wiring_of(options)
    moves = wiring.routines().find("daily-six").exercises
    path = write_new_routine(wiring.places.own_routines, options.name, moves)
    print_line(f"{path} is yours to edit; `calf-tui start {path.stem}` trains it.")
