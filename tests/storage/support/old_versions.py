"""Invented older versions of the data file, to test migrations."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING
from zlib import crc32

from calf_tui.storage.database.backups import all_backups, content_of
from calf_tui.storage.database.journal import HAS_END, line_of, reading_of
from calf_tui.storage.database.schema import FIRST_VERSION

if TYPE_CHECKING:
    from pathlib import Path

    from calf_tui.serialization.codec import Document
    from calf_tui.storage.database.journal import Entry
    from calf_tui.storage.database.schema import Migrations
    from calf_tui.storage.files.file_names import FileNames


def _name_the_seconds(session: Document) -> Document:
    after = {name: value for name, value in session.items() if name != "duration"}
    return {**after, "active_seconds": float(session["duration"])}


def _call_it_a_note(session: Document) -> Document:
    after = {name: value for name, value in session.items() if name != "remark"}
    return {**after, "note": session["remark"]}


THREE_VERSIONS: Migrations = {
    1: {"sessions": _name_the_seconds},
    2: {"sessions": _call_it_a_note},
}
"""Version 1 has `duration` and `remark`; 2 `active_seconds`; 3, today's form, `note`."""


def age(names: FileNames) -> None:
    """Rewrites the files of a history in the form of the first version."""
    bases = [path for path in (names.base, names.previous, names.last) if path.exists()]
    for path in bases:
        path.write_bytes(_aged(path.read_bytes()))
    for path in all_backups(names):
        path.write_bytes(gzip.compress(_aged(content_of(path))))
    generations = [_generation(path) for path in bases]
    data = names.journal.read_bytes()
    lines = (line_of(_aged_line(each, generations)) for each in reading_of(data).entries)
    names.journal.write_bytes(b"".join(lines).ljust(len(data), b"\0"))


def _aged(data: bytes) -> bytes:
    tables = json.loads(data)
    for meta in tables["meta"].values():
        meta["schema_version"] = FIRST_VERSION
    for number, session in tables.get("sessions", {}).items():
        tables["sessions"][number] = _as_version_1(session)
    return json.dumps(tables).encode()


def _aged_line(entry: Entry, generations: list[tuple[int, int, int]]) -> Entry:
    newer = (HAS_END, "version")
    content = {name: value for name, value in entry.content.items() if name not in newer}
    if "document" in content:
        content["document"] = _as_version_1(content["document"])
    if "generations" in content:
        content["generations"] = generations
    return entry._replace(content=content)


def _generation(path: Path) -> tuple[int, int, int]:
    state = path.stat()
    return crc32(path.read_bytes()), state.st_size, state.st_mtime_ns


def _as_version_1(session: Document) -> Document:
    if session.get("deleted"):
        return session
    after = {
        name: value for name, value in session.items() if name not in ("note", "active_seconds")
    }
    return {**after, "duration": session["active_seconds"], "remark": session["note"]}
