"""The files that the runner may edit while the app is open: settings, keys, routines, figures."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from calf_tui.toml_files.toml_line_numbers import line_numbers, line_of
from calf_tui.toml_files.toml_reader import WatchedFile, as_before, line_left_out, read_tolerantly

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from calf_tui.core.settings import Settings
    from calf_tui.platform.paths import AppPaths
    from calf_tui.toml_files.figures import FigureFolders
    from calf_tui.toml_files.toml_folders import RoutineFolders
    from calf_tui.toml_files.toml_line_numbers import KeyPath
    from calf_tui.toml_files.toml_reader import Read


class WatchedFiles:
    """Implements `core.ports.WatchedFiles` for the files at these paths.

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
        self._settings = WatchedFile(paths.settings, lambda _path: read_settings())
        self._keys = WatchedFile(paths.keys, own_keys)
        self._routines = routines
        self._figures = figures

    @property
    def settings(self) -> Settings:
        """The runner's settings."""
        return self._settings.content

    @property
    def keymap(self) -> Mapping[str, str]:
        """The runner's own keys by the id of their binding."""
        return self._keys.content

    def faults(self) -> tuple[str, ...]:
        """Returns the errors in these files, a sentence each, without the path of the folder."""
        faults = (*_errors(self._settings), *_errors(self._keys), *self._figures.faults())
        short = [each.replace(f"{self._paths.config}{os.sep}", "") for each in faults]
        return (*self._routines.faults(), *short)

    def renew(self) -> bool:
        """Reads again the files that have changed; returns whether any has."""
        files = (self._settings, self._keys, self._routines, self._figures)
        changed = [each.renew() for each in files]
        return any(changed)


def _errors(file: WatchedFile[Any]) -> tuple[str, ...]:
    """Returns the errors in a file; of one that has changed, with what holds instead."""
    return tuple(map(as_before, file.faults)) if file.is_outdated else file.faults


def own_keys(path: Path) -> Read[Mapping[str, str]]:
    """Returns the runner's keys by id, and the errors in their file, which may be missing."""
    if not os.path.exists(path):
        return {}, ()
    from calf_tui.ui.keys.keymap_check import keymap_problems

    return read_keymap(path, keymap_problems)


def read_keymap(
    path: Path, find_problems: Callable[[Mapping[str, str]], Mapping[str, str]]
) -> Read[Mapping[str, str]]:
    """Returns the keys of the file by id, without lines that have errors, and the errors.

    `live.pause = "p"` and `[live]` with `pause = "p"` mean the same. `find_problems` takes keys by
    id, and returns for those that are impossible the reason by id.
    """
    read = read_tolerantly(path)
    written = {".".join(map(str, place)): (place, keys) for place, keys in _flat(read.document)}
    wrong = {
        name: 'write a key in quotes, such as "p" or "p,space"'
        for name, (_, keys) in written.items()
        if not _are_keys(keys)
    }
    keymap = {name: keys for name, (_, keys) in written.items() if name not in wrong}
    wrong |= find_problems(keymap)
    lines = line_numbers(read.text) if wrong else {}
    found = sorted((line_of(written[name][0], lines), name) for name in wrong)
    faults = tuple(line_left_out(f"{path}:{line}: {name}: {wrong[name]}") for line, name in found)
    kept = {name: keys for name, keys in keymap.items() if name not in wrong}
    return kept, read.faults + faults


def _flat(table: Mapping[str, Any], before: KeyPath = ()) -> Iterator[tuple[KeyPath, Any]]:
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, (*before, name))
        else:
            yield (*before, name), value


def _are_keys(value: object) -> bool:
    return isinstance(value, str) and all(
        key and not any(sign.isspace() for sign in key) for key in value.split(",")
    )
