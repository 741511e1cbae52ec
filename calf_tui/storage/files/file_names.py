"""The files around the data file, by name."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from calf_tui.storage.files.atomic_write import TEMPORARY

if TYPE_CHECKING:
    from collections.abc import Iterator

_TEMPORARY = TEMPORARY.partition("*")[0]


class FileNames(NamedTuple):
    """The files that belong to one history."""

    base: Path
    """The data file, which plain TinyDB opens."""
    own: Path
    """The folder of what is this machine's alone: journal, last generation, lock, session begun."""
    earlier: tuple[Path, ...] = ()
    """Folders in which earlier versions kept these."""

    @property
    def machine(self) -> str:
        """What a journal of this machine is stamped with."""
        return self.own.name if self.earlier else ""

    @property
    def previous(self) -> Path:
        """The base before its last replacement."""
        return self._beside(".bak")

    @property
    def last(self) -> Path:
        """The base as it was last written here, where no sync service puts another over it."""
        return self._own(".last")

    @property
    def journal(self) -> Path:
        """What was written since the base."""
        return self._own(".journal")

    @property
    def before_edit(self) -> Path:
        """The records as they were before another program edited the base for the first time."""
        return self._beside(".before-edit")

    @property
    def before_edits(self) -> list[Path]:
        """That and those of later edits, under dated names, which are there."""
        start = self.before_edit.name
        found = listed(self.base.parent)
        return [each for each in found if each.name == start or each.name.startswith(f"{start}-")]

    @property
    def session_in_progress(self) -> Path:
        """Says that a session has begun and not ended."""
        return self._own(".under-way")

    @property
    def backups(self) -> Path:
        """The folder of the dated copies."""
        return self.base.with_name("backups")

    @property
    def lock(self) -> Path:
        """Held by the one program that writes."""
        return self._own(".lock")

    @property
    def locks(self) -> tuple[Path, ...]:
        """That, those of earlier versions, and one for all hard links to the base."""
        left = [each / self.lock.name for each in self.earlier]
        linked = [*self._lock_of_links()] if hard_links(self.base) > 1 else []
        return (self.lock, *filter(os.path.lexists, left), *linked)

    def left_journals(self) -> list[Path]:
        """Journals of earlier versions, copies that a sync service made of one, and the like."""
        return [each for folder in (self.own, *self.earlier) for each in self._journals_in(folder)]

    def other_journals(self) -> list[Path]:
        """The journals that other machines have in a folder of states that they share with us."""
        parent = self.own.parent
        folders = [each for each in listed(parent) if each != self.own] if self.earlier else []
        return [each / self.journal.name for each in folders if each.is_dir()]

    def moved_journals(self) -> list[Path]:
        """The journals of other histories here: one may be that of this file in another place.

        Also of another machine: this one may have been renamed.
        """
        if not self.earlier or self.last.exists():
            return []
        return sorted(self.own.parents[1].glob("*/*/*.journal"))

    def _journals_in(self, folder: Path) -> list[Path]:
        start = self.base.name
        return [
            each
            for each in listed(folder)
            if each.name.startswith(start)
            and "journal" in each.name[len(start) :]
            and not any(sign in each.name for sign in (".damaged-", ".merged-", _TEMPORARY))
            and each != self.journal
        ]

    def _lock_of_links(self) -> Iterator[Path]:
        """Beside the folders of all histories; none where there are no such folders."""
        state = self.base.stat()
        if self.earlier:
            yield self.own.parents[1] / f"{state.st_dev}-{state.st_ino}.lock"

    def _beside(self, ending: str) -> Path:
        return self.base.with_name(self.base.name + ending)

    def _own(self, ending: str) -> Path:
        return self.own / (self.base.name + ending)


def names_of(path: Path, state: Path | None = None, machine: str = "") -> FileNames:
    """The names around the file itself, where the path is a link to it.

    `state` is a folder that only `machine` sees, or should: what is this machine's alone lies in
    there. Without it that lies beside the data file, as earlier versions had it.
    """
    base = Path(os.path.realpath(path))
    if state is None:
        return FileNames(base, base.parent)
    history = state / _key(os.fsencode(base))
    own = history / _key(machine.encode(), os.fsencode(state.absolute()))
    return FileNames(base, own, (base.parent, history))


def hard_links(path: Path) -> int:
    """How many names the file has; 0 for none."""
    try:
        return path.stat().st_nlink
    except OSError:
        return 0


def listed(folder: Path) -> list[Path]:
    """What is in the folder; nothing where that cannot be seen."""
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []


def _key(*parts: bytes) -> str:
    from hashlib import blake2s  # takes 2 ms to load, and only those who keep records need it

    return blake2s(b"\0".join(parts), digest_size=8).hexdigest()
