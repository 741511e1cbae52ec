"""The commands `routines list`, `show`, `check` and `new`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calf_tui.cli.output import print_aside, print_done, print_line
from calf_tui.cli.reports import routine_json, routine_summary, routine_text, routines_table
from calf_tui.cli.wiring_from_options import wiring_of
from calf_tui.core.errors import UserError
from calf_tui.storage.files.atomic_write import make_folders
from calf_tui.storage.files.disk import Disk, plain_words
from calf_tui.storage.files.file_names import listed
from calf_tui.toml_files.toml_folders import BUILT_IN, own_file, slug

if TYPE_CHECKING:
    from argparse import Namespace
    from pathlib import Path

    from calf_tui.core.ports import Figures
    from calf_tui.core.routines.routine import Exercise

TEMPLATE = """\
name = {name}
description = "What it is for, in one sentence."
get_ready = 5                # seconds before the first set

# Moves: {moves}

[[step]]
exercise = "heel_raise_box"
sets = 3
reps = 12
tempo = {{ up = 1, top = 1, down = 3, bottom = 1 }}   # or tempo = "heavy slow", or pace = "free"
load_kg = 0
rest = 60                    # seconds between sets

[[step]]
exercise = "wall_calf_stretch"
sets = 2
seconds = 30
sides = "each"               # the left leg, then the right

# Steps that come round, here twice:
# [[round]]
# times = 2
# rest = 60                  # between rounds
# [[round.step]]
# exercise = "jump_squat"
# reps = 10
# [[round.step]]
# exercise = "tiptoe_walk"
# seconds = 30

# A move of your own; a step may then name it by its id.
# [[exercise]]
# id = "towel_scrunch"
# name = "Towel scrunch"
# cues = ["Pull the towel in with the toes"]
"""
"""Has fields for the quoted name and the ids of the moves."""


def list_all(options: Namespace) -> None:
    """Prints all routines, and the errors in the files that were left out."""
    routines = wiring_of(options).routines()
    print_line(routines_table(routines.all()))
    for problem in routines.faults():
        print_aside(problem)


def show(options: Namespace) -> None:
    """Prints one routine, move by move."""
    routine = wiring_of(options).routines().find(options.routine)
    print_line(routine_json(routine) if options.json else routine_text(routine))


def check(options: Namespace) -> None:
    """Prints that a routine's file and its figures have no errors; raises `UserError` with them."""
    wiring = wiring_of(options)
    routine = wiring.routines().find(options.file)
    figures = wiring.figures()
    problems = [said for move in routine.exercises if (said := _figure_problem(figures, move))]
    if problems:
        raise UserError("\n".join(problems))
    file = checked_file(options.file, wiring.paths.own_routines)
    print_done("Checked", f"{routine_summary(routine)}, no faults, in {file}")


def checked_file(asked: str, own_folder: Path) -> str:
    """Returns the file that was checked: as asked for, the runner's own, or one that is shipped."""

    if asked.lower().endswith(".toml") or "/" in asked or "\\" in asked:
        return str(own_file(asked, own_folder))
    own = (
        str(each)
        for each in listed(own_folder)
        if each.suffix == ".toml" and slug(each.stem) == slug(asked)
    )
    return next(own, "Calf TUI itself")


def new(options: Namespace) -> None:
    """Writes a new routine's file for the runner to edit."""
    wiring = wiring_of(options)
    moves = wiring.routines().find("daily-six").exercises
    path = write_new_routine(wiring.paths.own_routines, options.name, moves)
    print_done("Made", f"{path}, yours to edit; `calf-tui start {path.stem}` trains it")


def _figure_problem(figures: Figures, move: Exercise) -> str:
    """Returns the error in the figure of a move; "" if there is none."""
    try:
        figures.find(move.id)
    except UserError as error:
        return str(error)
    return ""


def write_new_routine(folder: Path, name: str, moves: tuple[Exercise, ...]) -> Path:
    """Writes a new routine's private file; raises `UserError` if the name is taken, or it fails."""
    file = slug(name)
    if not any(sign.isalnum() for sign in file):
        raise UserError("Give the routine a name with a letter or a digit in it.")
    path, disk = folder / f"{file}.toml", Disk()
    if file in BUILT_IN:
        raise UserError(f'"{file}" is a built-in routine; choose another name.')
    try:
        make_folders(disk, folder)
        with disk.create(path) as target:
            disk.write(target, _filled(name, moves).encode())
    except FileExistsError:
        raise UserError(f"{path} is there already; edit it, or choose another name.") from None
    except (OSError, ValueError) as error:
        reason = plain_words(error) if isinstance(error, OSError) else error
        raise UserError(f"{path} cannot be written: {reason}.") from None
    return path


def _filled(name: str, moves: tuple[Exercise, ...]) -> str:
    signs = (sign if sign.isprintable() and sign not in '"\\' else " " for sign in name)
    return TEMPLATE.format(name=f'"{"".join(signs).strip()}"', moves=", ".join(m.id for m in moves))
