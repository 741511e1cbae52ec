"""The routines and plans in two folders of TOML files: the built-in ones and the runner's own."""

from __future__ import annotations

import os
import re
import unicodedata
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Generic, NoReturn, TypeVar

from calf_tui.core.errors import UserError
from calf_tui.toml_files.routine_tables import moves_of, routine_of
from calf_tui.toml_files.toml_reader import WatchedFile, read_text, shipped

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TypeAlias

    from calf_tui.core.coach.training_plan import Plan
    from calf_tui.core.routines.routine import Exercise, Routine
    from calf_tui.toml_files.toml_line_numbers import Table
    from calf_tui.toml_files.toml_reader import Read

Named = TypeVar("Named", "Routine", "Plan")
if TYPE_CHECKING:
    _OwnFolder: TypeAlias = tuple[dict[str, WatchedFile[Named | None]], dict[str, str]]
    """The files of the runner's folder by id, and the errors by file name."""


BUILT_IN = ("daily-six", "strength", "before-run", "after-run", "first-week", "five-minutes")
"""The ids of the built-in routines, in the order in which they are shown."""


class TomlFolders(Generic[Named]):
    """The routines or plans of two folders; a file is read when it is first needed.

    `built_in` contains the files of `built_in_ids`; the methods raise `UserError` if one of them is
    damaged. `own` is the runner's folder, which may be missing.
    """

    built_in_ids: tuple[str, ...]
    """The ids of the built-in ones, in the order in which they are shown."""
    noun: str

    def __init__(self, built_in: Path, own: Path) -> None:
        self._built_in_folder = built_in
        self._own_folder = own

    def build(self, document: Table, own_id: str) -> Named:
        """Returns what a document without errors describes."""
        raise NotImplementedError

    def check(self, text: str, file: str, own_id: str) -> Named:
        """Returns what a text describes; raises `UserError` with a line for each problem."""
        raise NotImplementedError

    def owner_in_words(self, owner: str) -> str:
        """Returns the words for what has an id already: "a built-in routine" or a file's name."""
        return owner

    def by_id(self) -> Mapping[str, Named]:
        """Returns the built-in ones, then the runner's own by file name, without errors."""
        own = {name: file.content for name, file in self._own[0].items()}
        return {**self._built_in, **{name: each for name, each in own.items() if each is not None}}

    def faults(self) -> tuple[str, ...]:
        """Returns the errors in the runner's files, a line for each problem."""
        return tuple(line for text in self._own[1].values() for line in text.splitlines())

    def renew(self) -> bool:
        """Reads again the runner's files that have changed; returns whether any has.

        If the new text of a file has errors, what it described stays as it was.
        """
        before, faults = self._own
        marks = [(file.path, file.mark) for file in before.values()]
        self._own = self._read_own(before)
        files, faults_now = self._own
        return faults_now != faults or marks != [(each.path, each.mark) for each in files.values()]

    def find(self, name: str) -> Named:
        """Returns what has this id or name (in any case), or is in this `.toml` file.

        A file that is not here may be in the runner's folder. Raises `UserError` if there is none,
        or if it has errors.
        """
        path = own_file(name, self._own_folder)
        if path.suffix.lower() == ".toml":
            return self._read(path, name)
        found = self._named(slug(name))
        if found is None and ("/" in name or "\\" in name):
            return self._read(path, name)
        return found or self._refuse(name)

    def _named(self, wanted: str) -> Named | None:
        known, faults = self.by_id(), self._own[1]
        by_name = {slug(each.name): each for each in reversed(tuple(known.values()))}
        found = known.get(wanted) or by_name.get(wanted)
        fault = next((said for file, said in faults.items() if slug(Path(file).stem) == wanted), "")
        if found is None and fault:
            raise UserError(fault)
        return found

    def _refuse(self, name: str) -> NoReturn:
        from calf_tui.core.text.sanitizing import nearest, quoted

        noun, hint = self.noun, nearest(slug(name), self.by_id())
        raise UserError(
            f"There is no {noun} {quoted(name)}; `calf-tui {noun}s` lists them all; {hint}"
        )

    @cached_property
    def _built_in(self) -> dict[str, Named]:
        return {name: self._shipped(name) for name in self.built_in_ids}

    def _shipped(self, own_id: str) -> Named:
        return shipped(
            self._built_in_folder / f"{own_id}.toml",
            lambda document: self.build(document, own_id),
            lambda text, file: self.check(text, file, own_id),
        )

    def _read(self, path: Path, shown: str) -> Named:
        return self.check(read_text(path, shown), shown, slug(path.stem))

    @cached_property
    def _own(self) -> _OwnFolder[Named]:
        return self._read_own({})

    def _read_own(self, known: Mapping[str, WatchedFile[Named | None]]) -> _OwnFolder[Named]:
        """Reads the runner's files that are not `known`, and those of them that have changed."""
        try:
            paths = _toml_files(self._own_folder)
        except UserError as error:
            return dict(known), {self._own_folder.name: str(error)}
        owners = dict.fromkeys(self._built_in, f"a built-in {self.noun}")
        files: dict[str, WatchedFile[Named | None]] = {}
        faults: dict[str, str] = {}
        for path in paths:
            own_id = slug(path.stem)
            owner = owners.setdefault(own_id, path.name)
            if owner != path.name:
                said = f'its id, "{own_id}", is that of {self.owner_in_words(owner)}'
                faults[path.name] = f"{path.name}: {said}; rename the file."
                continue
            file = known.get(own_id)
            if file is None or file.path != path:
                file = WatchedFile(path, self._read_watched)
            file.renew()
            files[own_id] = file
            if file.faults:
                faults[path.name] = "\n".join(file.faults)
        return files, faults

    def _read_watched(self, path: Path) -> Read[Named | None]:
        try:
            return self._read(path, path.name), ()
        except UserError as error:
            return None, (str(error),)


class RoutineFolders(TomlFolders["Routine"]):
    """Implements `core.ports.Routines`; the built-in folder has `exercises.toml`, too."""

    built_in_ids = BUILT_IN
    noun = "routine"

    def all(self) -> tuple[Routine, ...]:
        """Returns the built-in routines, then the runner's own by file name, without errors."""
        return tuple(self.by_id().values())

    def build(self, document: Table, own_id: str) -> Routine:
        """Returns the routine of a document without errors."""
        return routine_of(document, own_id, self._moves)

    def check(self, text: str, file: str, own_id: str) -> Routine:
        """Returns the routine of a text; raises `UserError` with a line for each problem."""
        # The import is slow, and the built-in files need no checks.
        from calf_tui.toml_files.routine_schema import parse_routine

        return parse_routine(text, file, own_id, self._moves)

    def _shipped(self, own_id: str) -> Routine:
        _ = self._moves  # first, so that their file is named if it is damaged
        return super()._shipped(own_id)

    @cached_property
    def _moves(self) -> dict[str, Exercise]:
        return shipped(self._built_in_folder / "exercises.toml", moves_of, _checked_moves)


def _checked_moves(text: str, file: str) -> dict[str, Exercise]:
    from calf_tui.toml_files.routine_schema import parse_moves

    return parse_moves(text, file)


def own_file(name: str, folder: Path) -> Path:
    """Returns the file of this path or, where there is none, that of this name in a folder."""
    own = folder / name
    is_name = Path(name).name == name and not os.path.exists(name)
    return own if is_name and os.path.exists(own) else Path(name)


def slug(name: str) -> str:
    """Returns the name in lower case, with hyphens for all that is not a letter or digit."""
    composed = unicodedata.normalize("NFC", name)  # some file systems decompose accents
    return re.sub(r"\W+", "-", composed.lower()).strip("-") or name


def _toml_files(folder: Path) -> list[Path]:
    """Returns the TOML files in a folder, which may be missing; raises `UserError`."""
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
