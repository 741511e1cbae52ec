"""The files around the data file, by name."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from calf_tui.storage.synced import sync_service


class FileNames(NamedTuple):
    """The files that belong to one history."""

    base: Path
    """The data file, which plain TinyDB opens."""
    own: Path
    """The folder of what is this machine's alone: journals, lock, and the session under way."""
    elsewhere: Path | None = None
    """Where these would lie if the base came into a synced folder, or out of one."""

    @property
    def previous(self) -> Path:
        """The base before its last replacement."""
        return self._beside(".bak")

    @property
    def journal(self) -> Path:
        """What was written since the base."""
        return self._own(".journal")

    @property
    def previous_journal(self) -> Path:
        """What was written between `previous` and the base."""
        return self._own(".journal.bak")

    @property
    def before_edit(self) -> Path:
        """The base as it was before another program edited it."""
        return self._beside(".before-edit")

    @property
    def under_way(self) -> Path:
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
    def journals(self) -> tuple[Path, ...]:
        """Both, the older first."""
        return self.previous_journal, self.journal

    @property
    def all_journals(self) -> tuple[Path, ...]:
        """Those, and what may lie elsewhere."""
        return (*self.journals, *(self.there.journals if self.there else ()))

    @property
    def there(self) -> FileNames | None:
        """The same with what is this machine's elsewhere."""
        return None if self.elsewhere is None else FileNames(self.base, self.elsewhere)

    def _beside(self, ending: str) -> Path:
        return self.base.with_name(self.base.name + ending)

    def _own(self, ending: str) -> Path:
        return self.own / (self.base.name + ending)


def names_of(path: Path, state: Path | None = None) -> FileNames:
    """The names around the file itself, where the path is a link to it.

    `state` is a folder that only this machine sees. A journal and a lock in a synced folder would
    be shared with other machines, so they lie in there then; without it, always beside the file.
    """
    base = Path(os.path.realpath(path))
    if state is None:
        return FileNames(base, base.parent)
    hidden = state / _key(base)
    if sync_service(base):
        return FileNames(base, own=hidden, elsewhere=base.parent)
    return FileNames(base, own=base.parent, elsewhere=hidden)


def _key(base: Path) -> str:
    from hashlib import blake2s  # takes 2 ms to load, and only those who keep records need it

    return blake2s(os.fsencode(base), digest_size=8).hexdigest()
