"""The note, beside the journal, that a session has begun and not ended."""

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
    """One small file, there only while a session is under way.

    The records are whole without it: one that cannot be written or read costs the way back into
    the session, and nothing else.
    """

    def __init__(self, path: Path, disk: Disk) -> None:
        self._path = path
        self._disk = disk

    def write(self, session_in_progress: SessionInProgress) -> None:
        """On disk when it returns, if that can be."""
        with (
            suppress(OSError, ValueError),
            atomic_write(self._disk, self._path, msgspec.json.encode(session_in_progress)),
        ):
            pass

    def read(self) -> SessionInProgress | None:
        """What it says; None where there is none that can be understood."""
        try:
            return msgspec.json.decode(
                plain_json(self._path.read_bytes())[0], type=SessionInProgress
            )
        except (OSError, ValueError, RecursionError):
            return None

    def remove(self) -> None:
        """The session has ended."""
        with suppress(OSError):
            self._disk.remove(self._path)
