"""The file, beside the journal, with what is needed to resume a session."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import msgspec

from calf_tui.core.session.interrupted_session import SessionInProgress
from calf_tui.documents.tolerant_json import plain_json
from calf_tui.storage.files.atomic_write import atomic_write

if TYPE_CHECKING:
    from pathlib import Path

    from calf_tui.storage.files.disk import Disk


class SessionInProgressNote:
    """A small file that exists only while a session is in progress.

    If it cannot be written or read, the session cannot be resumed, but no record is lost.
    """

    def __init__(self, path: Path, disk: Disk) -> None:
        self._path = path
        self._disk = disk

    def write(self, session_in_progress: SessionInProgress) -> None:
        """Writes the file; it is on disk when this returns, unless that fails."""
        with (
            suppress(OSError, ValueError),
            atomic_write(self._disk, self._path, msgspec.json.encode(session_in_progress)),
        ):
            pass

    def read(self) -> SessionInProgress | None:
        """Reads the file; returns None if there is none or it cannot be understood."""
        try:
            return msgspec.json.decode(
                plain_json(self._path.read_bytes())[0], type=SessionInProgress
            )
        except (OSError, ValueError, RecursionError):
            return None

    def remove(self) -> None:
        """Removes the file, because the session has ended."""
        with suppress(OSError):
            self._disk.remove(self._path)
