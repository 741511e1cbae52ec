"""Writes a data file of ten years quickly."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import msgspec

from calf_tui.serialization.codec import session_document
from calf_tui.storage.database.schema import bytes_of
from tests.records import make_session

if TYPE_CHECKING:
    from pathlib import Path

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
