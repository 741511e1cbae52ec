"""The paths of the files that belong to a data file."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

TEMPORARY = ".calf-tui-*.tmp"
_TEMPORARY = TEMPORARY.partition("*")[0]


class FileNames(NamedTuple):
    """The paths of the files of one history."""

    base: Path
    """The data file, which TinyDB can open."""
    own: Path
    """This machine's folder: journal, copy of the data file, lock, session in progress."""
    earlier: tuple[Path, ...] = ()
    """The folders in which earlier versions had these files."""

    @property
    def machine(self) -> str:
        """The id of this machine in its journals."""
        return self.own.name if self.earlier else ""

    @property
    def previous(self) -> Path:
        """The data file before its last replacement."""
        return self._beside(".bak")

    @property
    def last(self) -> Path:
        """The data file as this machine last wrote it, where no sync service replaces it."""
        return self._own(".last")

    @property
    def journal(self) -> Path:
        """The journal."""
        return self._own(".journal")

    @property
    def before_edit(self) -> Path:
        """The records before another program edited the data file for the first time."""
        return self._beside(".before-edit")

    @property
    def before_edits(self) -> list[Path]:
        """The existing files of that kind; those of later edits have a date in their name."""
        start = self.before_edit.name
        found = listed(self.base.parent)
        return [each for each in found if each.name == start or each.name.startswith(f"{start}-")]

    @property
    def session_in_progress(self) -> Path:
        """The file that exists while a session is in progress."""
        return self._own(".under-way")

    @property
    def stats_line(self) -> Path:
        """The line of `stats --line`, as it was printed last."""
        return self._own(".stats-line")

    @property
    def backups(self) -> Path:
        """The folder of the backups."""
        return self.base.with_name("backups")

    @property
    def lock(self) -> Path:
        """The lock file, which the program that writes holds."""
        return self._own(".lock")

    @property
    def locks(self) -> tuple[Path, ...]:
        """All lock files: also those of earlier versions, and one for hard links to the file."""
        left = [each / self.lock.name for each in self.earlier]
        linked = []
        if self.earlier and hard_links(self.base) > 1:
            state = self.base.stat()
            linked = [self.own.parents[1] / f"{state.st_dev}-{state.st_ino}.lock"]
        return (self.lock, *filter(os.path.lexists, left), *linked)

    def left_journals(self) -> list[Path]:
        """Returns journals of earlier versions, and copies of journals by sync services."""
        return [each for folder in (self.own, *self.earlier) for each in self._journals_in(folder)]

    def other_journals(self) -> list[Path]:
        """Returns the journals of other machines that share the state folder."""
        parent = self.own.parent
        folders = [each for each in listed(parent) if each != self.own] if self.earlier else []
        return [each / self.journal.name for each in folders if os.path.isdir(each)]

    def moved_journals(self) -> list[Path]:
        """The journals of other histories here, which may be of this file under another name."""
        if not self.earlier or os.path.exists(self.last):
            return []
        machines = (each for history in listed(self.own.parents[1]) for each in listed(history))
        return [each for own in machines for each in listed(own) if each.suffix == ".journal"]

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

    def _beside(self, ending: str) -> Path:
        return self.base.with_name(self.base.name + ending)

    def _own(self, ending: str) -> Path:
        return self.own / (self.base.name + ending)


def names_of(path: Path, state: Path | None = None, machine: str = "") -> FileNames:
    """Returns the paths for a data file; a symbolic link is followed.

    `state` is the folder for this machine's files, and `machine` its id. Without `state`, these
    files are beside the data file, as in earlier versions.
    """
    base = Path(os.path.realpath(path))
    if state is None:
        return FileNames(base, base.parent)
    history = state / _key(os.fsencode(base))
    own = history / _key(machine.encode(), os.fsencode(state.absolute()))
    return FileNames(base, own, (base.parent, history))


def hard_links(path: Path) -> int:
    """Returns the number of hard links to the file; 0 if there is none."""
    try:
        return path.stat().st_nlink
    except OSError:
        return 0


def listed(folder: Path) -> list[Path]:
    """Returns the paths in the folder, in order; none if it cannot be read."""
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []


def _key(*parts: bytes) -> str:
    try:
        from _blake2 import blake2s  # `hashlib` would load OpenSSL as well, which takes 2 ms
    except ImportError:
        from hashlib import blake2s

    return blake2s(b"\0".join(parts), digest_size=8).hexdigest()
