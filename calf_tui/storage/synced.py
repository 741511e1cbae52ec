"""Whether a folder is shared with other machines, and by what."""

from __future__ import annotations

import os
import re
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from pathlib import Path

MARKERS = {
    ".stfolder": "Syncthing",
    ".dropbox.cache": "Dropbox",
    ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
    ".tmp.driveupload": "Google Drive",
    ".tmp.drivedownload": "Google Drive",
    ".git": "git",
}
"""By what a service puts into the topmost folder it shares."""
DATABASE = re.compile(r"\._?sync_.+\.db")
"""Nextcloud's and ownCloud's, named differently on every machine."""
FOLDERS = (
    (re.compile(r"onedrive([ -].*)?"), "OneDrive"),
    (re.compile(r"dropbox([ -].*)?"), "Dropbox"),
    (re.compile(r"google ?drive(-.*)?|my drive"), "Google Drive"),
    (re.compile(r"nextcloud"), "Nextcloud"),
    (re.compile(r"iclouddrive|mobile documents"), "iCloud"),
)
"""By the name that a service gives to that folder, in small letters."""
MOST_NAMES = 1000
"""So many names of a folder are looked at: the start of the app must not wait [ours]."""


def names_in(folder: Path) -> Collection[str]:
    """The first `MOST_NAMES` of them; none where they cannot be seen."""
    try:
        with os.scandir(folder) as entries:
            return [each.name for each in islice(entries, MOST_NAMES)]
    except OSError:
        return ()


def sync_service(
    path: Path,
    exists: Callable[[Path], bool] = os.path.lexists,
    names: Callable[[Path], Collection[str]] = names_in,
) -> str:
    """What shares the folder of this file with other machines ("Syncthing"); empty for nothing.

    `path` is absolute and no link.
    """
    found = (service for each in path.parents for service in _services(each, exists, names))
    return next(found, "")


def _services(
    folder: Path, exists: Callable[[Path], bool], names: Callable[[Path], Collection[str]]
) -> Iterator[str]:
    name = folder.name.lower()
    yield from (service for pattern, service in FOLDERS if pattern.fullmatch(name))
    yield from (service for marker, service in MARKERS.items() if exists(folder / marker))
    if any(map(DATABASE.fullmatch, names(folder))):
        yield "Nextcloud"
