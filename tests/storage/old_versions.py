"""Versions of the data file that never were, to migrate from."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from calf_tui.storage.codec import Document
    from calf_tui.storage.migrations import Migrations


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


def as_version_1(session: Document) -> Document:
    """A session's document as the first version wrote it."""
    after = {
        name: value for name, value in session.items() if name not in ("note", "active_seconds")
    }
    return {**after, "duration": session["active_seconds"], "remark": session["note"]}
