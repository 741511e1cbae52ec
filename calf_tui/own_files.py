"""The files that the runner may edit while the app is open: settings, keys, routines, figures."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Generic, TypeVar

from calf_tui.storage.config.toml_file import mark_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from calf_tui.core.settings import Settings
    from calf_tui.library.figure_folders import FigureFolders
    from calf_tui.library.routine_folders import RoutineFolders
    from calf_tui.platform.paths import AppPaths
    from calf_tui.storage.config.keymap import LoadedKeymap


Said = TypeVar("Said")
Read = tuple[Said, tuple[str, ...]]
"""The content of a file, and the errors in lines of it that were left out."""


class OwnFiles:
    """Implements `core.ports.OwnFiles` for the files at these paths.

    `read_settings` returns the settings and their errors, and does not raise.
    """

    def __init__(
        self,
        paths: AppPaths,
        read_settings: Callable[[], Read[Settings]],
        routines: RoutineFolders,
        figures: FigureFolders,
    ) -> None:
        self._paths = paths
        self._settings = _Watched(paths.settings, read_settings)
        self._keys = _Watched(paths.keys, self._read_keys)
        self._routines = routines
        self._figures = figures

    @property
    def settings(self) -> Settings:
        """The runner's settings."""
        return self._settings.said

    @property
    def keymap(self) -> Mapping[str, str]:
        """The runner's own keys by the id of their binding."""
        return self._keys.said

    def faults(self) -> tuple[str, ...]:
        """Returns the errors in these files, a sentence each, without the path of the folder."""
        faults = (*self._settings.faults, *self._keys.faults, *self._figures.faults())
        short = [each.replace(f"{self._paths.config}{os.sep}", "") for each in faults]
        return (*self._routines.faults(), *short)

    def renew(self) -> bool:
        """Reads again the files that have changed; returns whether any has."""
        files = (self._settings, self._keys, self._routines, self._figures)
        changed = [each.renew() for each in files]
        return any(changed)

    def _read_keys(self) -> Read[Mapping[str, str]]:
        return own_keys(self._paths.keys) or ({}, ())


class _Watched(Generic[Said]):
    """A file's last content without errors, and the errors it has now."""

    def __init__(self, path: Path, read: Callable[[], Read[Said]]) -> None:
        self._path = path
        self._read = read
        self._mark = mark_of(path)
        self.said, self.faults = read()

    def renew(self) -> bool:
        """Reads the file if it has changed; returns whether it has."""
        mark = mark_of(self._path)
        if mark == self._mark:
            return False
        self._mark = mark
        said, faults = self._read()
        if faults:
            from calf_tui.storage.config.toml_file import as_before

            self.faults = tuple(map(as_before, faults))
        else:
            self.said, self.faults = said, ()
        return True


def own_keys(path: Path) -> LoadedKeymap | None:
    """Returns the runner's keys by id, and the errors in their file; None if there is no file."""
    if not os.path.exists(path):
        return None
    from calf_tui.storage.config.keymap import read_keymap
    from calf_tui.ui.keys.keymap_check import keymap_problems

    return read_keymap(path, keymap_problems)
