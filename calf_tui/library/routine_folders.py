"""The routines, each in a TOML file: the built-in ones and the runner's own."""

from __future__ import annotations

import os
import re
import unicodedata
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, NoReturn, TypeVar

from calf_tui.core.errors import UserError
from calf_tui.library.routine_tables import moves_of, routine_of
from calf_tui.storage.config.toml_file import Mark, mark_of, read_text, shipped

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from calf_tui.core.coach.training_plan import Plan
    from calf_tui.core.routines.routine import Exercise, Routine

Named = TypeVar("Named", "Routine", "Plan")
BUILT_IN = ("daily-six", "strength", "before-run", "after-run", "first-week", "five-minutes")
"""The built-in routines, in the order in which they are shown."""


class RoutineFolders:
    """Implements `core.ports.Routines` for two folders; a file is read when it is first needed.

    `built_in` contains `exercises.toml` and the files of `BUILT_IN`; the methods raise `UserError`
    if one of them is damaged. `own` is the runner's folder, which may be missing.
    """

    def __init__(self, built_in: Path, own: Path) -> None:
        self._built_in_folder = built_in
        self._own_folder = own

    def all(self) -> tuple[Routine, ...]:
        """Returns the built-in routines, then the runner's own by file name, without errors."""
        return (*self._built_in.values(), *self._own.routines.values())

    def faults(self) -> tuple[str, ...]:
        """Returns the errors in the runner's files, a line for each problem."""
        return tuple(line for text in self._own.faults.values() for line in text.splitlines())

    def renew(self) -> bool:
        """Reads again the runner's files that have changed; returns whether any has.

        If the new text of a file has errors, its routine stays as it was.
        """
        before = self._own
        self._own = self._read_own(before)
        return self._own is not before

    def find(self, name: str) -> Routine:
        """Returns the routine with this id or name (in any case), or of this `.toml` file.

        A file that is not here may be in the runner's folder. Raises `UserError` if there is none,
        or if it has errors.
        """
        path = own_file(name, self._own_folder)
        if path.suffix.lower() == ".toml":
            return _read_routine(path, name, self._moves)
        by_id = {each.id: each for each in self.all()}
        routine = named(name, by_id, self._own.faults)
        if routine is None and ("/" in name or "\\" in name):
            return _read_routine(path, name, self._moves)
        return routine or none_named(name, by_id, "routine")

    @cached_property
    def _moves(self) -> dict[str, Exercise]:
        path = self._built_in_folder / "exercises.toml"
        return shipped(path, moves_of, _checked_moves)

    @cached_property
    def _built_in(self) -> dict[str, Routine]:
        return {name: self._shipped_routine(name) for name in BUILT_IN}

    def _shipped_routine(self, name: str) -> Routine:
        moves = self._moves
        return shipped(
            self._built_in_folder / f"{name}.toml",
            lambda document: routine_of(document, name, moves),
            lambda text, file: _checked_routine(text, file, name, moves),
        )

    @cached_property
    def _own(self) -> _OwnRoutines:
        return self._read_own(_OwnRoutines({}, {}, None))

    def _read_own(self, before: _OwnRoutines) -> _OwnRoutines:
        """Reads the runner's files; returns `before` if none has changed."""
        try:
            paths = own_files(self._own_folder)
        except UserError as fault:
            now = _OwnRoutines(before.routines, {self._own_folder.name: str(fault)}, None)
            return before if now == before else now
        marks = {path: mark_of(path) for path in paths}
        if marks == before.marks:
            return before
        return _read_own(marks, before, self._built_in, self._moves)


class _OwnRoutines(NamedTuple):
    """Routines by id, errors by file name, and the states of the files that were read, if any."""

    routines: Mapping[str, Routine]
    faults: Mapping[str, str]
    marks: Mapping[Path, Mark] | None


def _read_own(
    marks: Mapping[Path, Mark],
    before: _OwnRoutines,
    built_in: Collection[str],
    moves: Mapping[str, Exercise],
) -> _OwnRoutines:
    owners = dict.fromkeys(built_in, "a built-in routine")
    routines: dict[str, Routine] = {}
    faults: dict[str, str] = {}
    marks_before = before.marks or {}
    for path, mark in marks.items():
        own_id = slug(path.stem)
        owner = owners.setdefault(own_id, path.name)
        if owner != path.name:
            faults[path.name] = (
                f'{path.name}: its id, "{own_id}", is that of {owner}; rename the file.'
            )
            continue
        is_new = path.name in before.faults or marks_before.get(path) != mark
        try:
            if is_new:
                routines[own_id] = _read_routine(path, path.name, moves)
        except UserError as fault:
            faults[path.name] = str(fault)
        if own_id not in routines and own_id in before.routines:
            routines[own_id] = before.routines[own_id]
    return _OwnRoutines(routines, faults, marks)


def own_files(folder: Path) -> list[Path]:
    """Returns the TOML files in a folder of the runner's, which may be missing.

    Raises `UserError` where it cannot be read.
    """
    try:
        return sorted(
            path
            for path in folder.iterdir()
            if path.suffix.lower() == ".toml" and not path.name.startswith(".")
        )
    except FileNotFoundError:
        return []
    except OSError as error:
        raise UserError(f"The folder {folder} cannot be read: {error.strerror}.") from None


def own_file(name: str, folder: Path) -> Path:
    """Returns the file of this path or, where there is none, that of this name in a folder."""
    own = folder / name
    is_name = Path(name).name == name and not os.path.exists(name)
    return own if is_name and os.path.exists(own) else Path(name)


def named(name: str, known: Mapping[str, Named], faults: Mapping[str, str]) -> Named | None:
    """Returns what has this id or name; raises `UserError` if the file with this id has errors."""
    wanted = slug(name)
    by_name = {slug(each.name): each for each in reversed(tuple(known.values()))}
    found = known.get(wanted) or by_name.get(wanted)
    fault = next((said for file, said in faults.items() if slug(Path(file).stem) == wanted), None)
    if found is None and fault is not None:
        raise UserError(fault)
    return found


def none_named(name: str, ids: Collection[str], what: str) -> NoReturn:
    """Raises `UserError` for a name that is unknown; `what` is a routine or a plan."""
    from calf_tui.core.text.sanitizing import nearest, quoted

    hint = nearest(slug(name), ids)
    raise UserError(f"There is no {what} {quoted(name)}; `calf-tui {what}s` lists them all; {hint}")


def slug(name: str) -> str:
    """Returns the name in lower case, with hyphens for all that is not a letter or digit."""
    composed = unicodedata.normalize("NFC", name)  # some file systems decompose accents
    return re.sub(r"\W+", "-", composed.lower()).strip("-") or name


def _read_routine(path: Path, shown: str, moves: Mapping[str, Exercise]) -> Routine:
    return _checked_routine(read_text(path, shown), shown, slug(path.stem), moves)


def _checked_routine(
    text: str, file: str, routine_id: str, moves: Mapping[str, Exercise]
) -> Routine:
    # The import is slow, and the built-in files need no checks.
    from calf_tui.library.routine_file import parse_routine

    return parse_routine(text, file, routine_id, moves)


def _checked_moves(text: str, file: str) -> dict[str, Exercise]:
    from calf_tui.library.routine_file import parse_moves

    return parse_moves(text, file)
