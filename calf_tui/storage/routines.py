"""The routines on offer: the built-in folder's and the runner's own, files of TOML both."""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from calf_tui.core.faults import Fault
from calf_tui.storage.routine_tables import moves_of, routine_of
from calf_tui.storage.toml_file import read_text, shipped

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from calf_tui.core.exercise import Exercise
    from calf_tui.core.routine import Routine

BUILT_IN = (
    "daily-six",
    "strength",
    "before-run",
    "after-run",
    "first-week",
    "five-minutes",
)
"""In the order in which the runner sees them."""


class RoutineFolders:
    """Implements `core.ports.Routines` over two folders; each file is read once, when first asked.

    `built_in` holds `exercises.toml` and the files of `BUILT_IN`; the methods raise a `Fault`
    where one of them is damaged. `own` is the runner's folder, which may be missing.
    """

    def __init__(self, built_in: Path, own: Path) -> None:
        self._built_in_folder = built_in
        self._own_folder = own

    def all(self) -> tuple[Routine, ...]:
        """The built-in ones, then the runner's own by file name; files with faults are left out."""
        return (*self._built_in.values(), *self._own.routines.values())

    def faults(self) -> tuple[str, ...]:
        """What is wrong with the runner's files left out, a line for each problem."""
        return tuple(line for text in self._own.faults.values() for line in text.splitlines())

    def find(self, name: str) -> Routine:
        """The routine with this id or name (case does not matter), or of this `.toml` file.

        Raises `Fault` where there is none, or where its file has faults.
        """
        path = Path(name)
        if path.suffix.lower() == ".toml":
            return _read_routine(path, name, self._moves)
        routine = self._known(name)
        if routine is not None:
            return routine
        for file, text in self._own.faults.items():
            if _routine_id(Path(file)) == slug(name):
                raise Fault(text)
        if "/" in name or "\\" in name:
            return _read_routine(path, name, self._moves)
        from calf_tui.storage.toml_schema import nearest, quoted

        hint = nearest(slug(name), [each.id for each in self.all()])
        raise Fault(
            f"There is no routine {quoted(name)}; `calf-tui routines` lists them all; {hint}"
        )

    def _known(self, name: str) -> Routine | None:
        by_id = {each.id: each for each in self.all()}
        by_name = {slug(each.name): each for each in reversed(self.all())}
        return by_id.get(slug(name)) or by_name.get(slug(name))

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
        try:
            paths = sorted(filter(_is_routine_file, self._own_folder.iterdir()))
        except FileNotFoundError:
            paths = []
        except OSError as error:
            fault = f"The folder {self._own_folder} cannot be read: {error.strerror}."
            return _OwnRoutines({}, {self._own_folder.name: fault})
        return _read_own(paths, self._built_in, self._moves)


class _OwnRoutines(NamedTuple):
    """The runner's routines by id, and what is wrong with the other files, by file name."""

    routines: Mapping[str, Routine]
    faults: Mapping[str, str]


def _read_own(
    paths: Iterable[Path], built_in: Collection[str], moves: Mapping[str, Exercise]
) -> _OwnRoutines:
    owners = dict.fromkeys(built_in, "a built-in routine")
    routines: dict[str, Routine] = {}
    faults: dict[str, str] = {}
    for path in paths:
        own_id = _routine_id(path)
        owner = owners.setdefault(own_id, path.name)
        if owner != path.name:
            faults[path.name] = (
                f'{path.name}: its id, "{own_id}", is that of {owner}; rename the file.'
            )
            continue
        try:
            routines[own_id] = _read_routine(path, path.name, moves)
        except Fault as fault:
            faults[path.name] = str(fault)
    return _OwnRoutines(routines, faults)


def _is_routine_file(path: Path) -> bool:
    return path.suffix.lower() == ".toml" and not path.name.startswith(".")


def _routine_id(path: Path) -> str:
    return slug(path.stem)


def slug(name: str) -> str:
    """Small letters and digits, a hyphen for whatever stands between them."""
    composed = unicodedata.normalize("NFC", name)  # some file systems take accents apart
    return re.sub(r"\W+", "-", composed.lower()).strip("-") or name


def _read_routine(path: Path, shown: str, moves: Mapping[str, Exercise]) -> Routine:
    return _checked_routine(read_text(path, shown), shown, _routine_id(path), moves)


def _checked_routine(
    text: str, file: str, routine_id: str, moves: Mapping[str, Exercise]
) -> Routine:
    # The checks are dear to load, and the shipped files do without.
    from calf_tui.storage.routine_file import parse_routine

    return parse_routine(text, file, routine_id, moves)


def _checked_moves(text: str, file: str) -> dict[str, Exercise]:
    from calf_tui.storage.routine_file import parse_moves

    return parse_moves(text, file)
