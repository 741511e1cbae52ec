"""The files around the data file, by name."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple


class FileNames(NamedTuple):
    """The files that belong to one history; all lie beside the data file itself."""

    base: Path
    """The data file, which plain TinyDB opens."""

    @property
    def previous(self) -> Path:
        """The base before its last replacement."""
        return self._beside(".bak")

    @property
    def journal(self) -> Path:
        """What was written since the base."""
        return self._beside(".journal")

    @property
    def previous_journal(self) -> Path:
        """What was written between `previous` and the base."""
        return self._beside(".journal.bak")

    @property
    def before_edit(self) -> Path:
        """The base as it was before another program edited it."""
        return self._beside(".before-edit")

    @property
    def under_way(self) -> Path:
        """Says that a session has begun and not ended."""
        return self._beside(".under-way")

    @property
    def backups(self) -> Path:
        """The folder of the dated copies."""
        return self.base.with_name("backups")

    @property
    def lock(self) -> Path:
        """Held by the one program that writes."""
        return self._beside(".lock")

    def _beside(self, ending: str) -> Path:
        return self.base.with_name(self.base.name + ending)


def names_of(path: Path) -> FileNames:
    """The names around the file itself, where the path is a link to it."""
    return FileNames(Path(os.path.realpath(path)))
