"""Histories and data files to test with, and what happens to files."""

from __future__ import annotations

import json
import os
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from tinydb import TinyDB

from calf_tui.serialization.codec import session_document
from calf_tui.storage.database.schema import bytes_of
from calf_tui.storage.history import TinyHistory
from tests.records import AN_INSTANT, make_session
from tests.storage.support.faulty_disk import FastDisk

if TYPE_CHECKING:
    from collections.abc import Callable

    from calf_tui.storage.files.disk import Disk

MEMORY = Path("/dev/shm") if os.access("/dev/shm", os.W_OK) else None
"""A folder in memory, where the system has one: thousands of files come and go."""
FIRST, SECOND, THIRD = (
    make_session(date(2026, 11, day), record_id=name)
    for day, name in ((20, "first"), (21, "second"), (22, "third"))
)

OURS: dict[str, dict[str, Any]] = {
    "meta": {"1": {"schema_version": 1, "created_at": "2026-11-22T17:03:11.482Z"}},
    "sessions": {"1": {"id": "a", "note": "kept"}},
}
MORE = {**OURS, "sessions": {**OURS["sessions"], "2": {"id": "b", "note": "größer ✓ 🏃"}}}


def open_history(path: Path, disk: Disk | None = None) -> TinyHistory:
    """A history whose files all lie beside the data file, and whose clock stands still."""
    return TinyHistory(path, lambda: AN_INSTANT, disk or FastDisk())


def ids_in_plain_tinydb(path: Path) -> set[str]:
    """The ids of the sessions that TinyDB alone finds in the file."""
    with TinyDB(path) as plain:
        return {each["id"] for each in plain.table("sessions")}


def edit(path: Path, change: Callable[[dict[str, Any]], object]) -> None:
    """Changes the tables of a data file, as another program would."""
    tables = json.loads(path.read_text())
    change(tables)
    path.write_text(json.dumps(tables))


def damage(path: Path, change: Callable[[bytes], bytes], *, is_edit: bool = False) -> bytes:
    """Changes the bytes; its time stays, as it does when a disk fails, unless it is an edit."""
    state, changed = path.stat(), change(path.read_bytes())
    path.write_bytes(changed)
    if not is_edit:
        os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))
    return changed


SESSIONS = 3650
SETS = 14
"""A session of so many sets is 3.6 kB."""


def write_ten_years(path: Path) -> None:
    """Writes a session for each day until the autumn of 2026."""
    begin = date(2016, 11, 20)
    one = msgspec.json.encode(session_document(make_session(begin, record_id="ID", sets=SETS)))
    days = (begin + timedelta(days=number) for number in range(SESSIONS))
    documents = {
        str(number): msgspec.Raw(
            one.replace(b'"ID"', b'"%d"' % number).replace(b"2016-11-20", str(day).encode())
        )
        for number, day in enumerate(days, 1)
    }
    path.write_bytes(bytes_of({"meta": {"1": {"schema_version": 1}}, "sessions": documents}))
