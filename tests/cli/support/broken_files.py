"""Files that are no data file of ours, by what is wrong with them."""

from __future__ import annotations

import json

from calf_tui.storage.database.schema import SCHEMA_VERSION

BROKEN: dict[str, bytes] = {
    "not JSON": b'{"sessions": {"1": ',
    "not text": b"\xff\xfe\x00\x01",
    "empty": b"",
    "null": b"null",
    "a list": b"[1, 2, 3]",
    "somebody else's": b'{"users": {"1": {"name": "Ada"}}}',
    "damaged": b'{"meta": {"1": {"schema_version": 1}}, "sessions": [1]}',
}
NEWER = json.dumps({"meta": {"1": {"schema_version": SCHEMA_VERSION + 1}}}).encode()
"""Nothing is wrong with this one: a later version of the program wrote it."""
