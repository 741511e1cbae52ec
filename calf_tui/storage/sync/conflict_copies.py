"""Finds the copies of the data file that a sync service makes if two machines change it at once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from calf_tui.core.errors import UserError
from calf_tui.storage.files.file_names import listed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

_MIDDLES = (
    r"\.sync-conflict-\d{8}-\d{6}(-\w+)?",  # Syncthing
    r" \(.*\)",  # Dropbox, Nextcloud, Google Drive; in whatever language
    r"_conflict-.+",  # ownCloud
    r"-[^.]+",  # OneDrive: the name of the machine
    r" \d+",  # iCloud
)
"""What sync services insert between a file's name and its suffix."""


def names_of_copies(name: str, names: Collection[str]) -> Iterator[str]:
    """Yields the names that may be conflict copies of the file `name`, in order."""
    stem, dot, ending = name.rpartition(".")
    if not stem:
        stem, dot, ending = name, "", ""
    pattern = re.compile(
        rf"{re.escape(stem)}({'|'.join(_MIDDLES)}){re.escape(dot + ending)}", re.DOTALL
    )
    return (each for each in sorted(names) if pattern.fullmatch(each))


def conflict_copies(path: Path) -> tuple[Path, ...]:
    """Returns the conflict copies beside the data file that have valid records.

    A file that only has such a name, or that is still being copied, is left out.
    """
    names = [each.name for each in listed(path.parent)]
    found = map(path.with_name, names_of_copies(path.name, names))
    return tuple(each for each in found if _is_ours(each, path))


def _is_ours(copy: Path, path: Path) -> bool:
    from calf_tui.storage.sync.import_source import read_import_source  # dear, and seldom needed

    try:
        return not read_import_source(copy, path).is_csv
    except UserError:
        return False
