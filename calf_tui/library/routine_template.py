"""The file of a new routine, which works at once and has comments for the runner."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calf_tui.core.errors import UserError
from calf_tui.library.routine_folders import BUILT_IN, slug
from calf_tui.storage.files.atomic_write import make_folders
from calf_tui.storage.files.disk import Disk, plain_words

if TYPE_CHECKING:
    from pathlib import Path

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


def write_new_routine(folder: Path, name: str, moves: tuple[Exercise, ...]) -> Path:
    """Writes a new routine's private file to the runner's folder; returns its path.

    Raises `UserError` if the name is in use, or if the file cannot be written.
    """
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
