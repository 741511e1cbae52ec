"""Documents that are no valid record go to a table of their own; none is ever dropped."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import NAMESPACE_OID, uuid5

import msgspec

from calf_tui.core.words import count
from calf_tui.storage.codec import instant, is_deleted, pause_of, session_of, target_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from calf_tui.storage.codec import Document
    from calf_tui.storage.schema import Tables

QUARANTINE = "quarantine"
DUPLICATE = "another document has its id and is newer"
CHECKS: Mapping[str, Callable[[object], object]] = {
    "sessions": session_of,
    "targets": target_of,
    "pauses": pause_of,
}
"""By table: raises ValueError for a document that is no valid record of it."""


class Sifted(NamedTuple):
    """Tables in which every record is valid and has an id of its own.

    `tables` is the very object that was sifted where nothing was moved. `moved` are the documents
    newly in quarantine.
    """

    tables: Tables
    moved: tuple[Document, ...] = ()


def sifted(tables: Tables, now: datetime) -> Sifted:
    """Moves what is no valid record, and of several with one id the older ones, to quarantine."""
    cleaned: Tables = {}
    moved: list[Document] = []
    for name in CHECKS:
        kept, bad = _sifted_table(name, tables.get(name, {}), now)
        if bad:
            cleaned[name] = kept
            moved += bad
    if not moved:
        return Sifted(tables)
    return Sifted(
        {**tables, **cleaned, QUARANTINE: _with(tables.get(QUARANTINE, {}), moved)},
        moved=tuple(moved),
    )


def released(tables: Tables) -> tuple[Tables, int]:
    """Puts back what is a valid record by now and whose id is free; and how many these are.

    A document that was quarantined as the older of two stays there.
    """
    held = dict(tables.get(QUARANTINE, {}))
    back: Tables = {}
    for number, entry in tuple(held.items()):
        if not _is_valid_now(entry) or entry["reason"] == DUPLICATE:
            continue
        name, document = entry["table"], entry["document"]
        table = back.setdefault(name, dict(tables.get(name, {})))
        if any(_id_of(each) == document.get("id") for each in table.values()):
            continue
        table[_next_number(table)] = document
        del held[number]
    count = len(tables.get(QUARANTINE, {})) - len(held)
    return ({**tables, **back, QUARANTINE: held}, count) if count else (tables, 0)


def quarantined(table: str, document: object, reason: str, now: datetime) -> Document:
    """What the quarantine keeps of a document; the same document of a table has always one id."""
    content = msgspec.json.encode([table, document], order="deterministic").decode()
    return {
        "id": str(uuid5(NAMESPACE_OID, content)),
        "updated_at": instant(now),
        "table": table,
        "reason": reason,
        "document": document,
    }


def quarantine_notice(moved: int) -> str:
    """What is said once about documents that were moved."""
    return (
        f"{count(moved, 'record')} {'was' if moved == 1 else 'were'} not understood and "
        f"{'is' if moved == 1 else 'are'} kept in quarantine; `calf-tui check` says which."
    )


def _sifted_table(
    name: str, table: Mapping[str, object], now: datetime
) -> tuple[dict[str, Any], list[Document]]:
    kept: dict[str, Any] = {}
    moved: list[Document] = []
    numbers: dict[str, str] = {}
    for number, document in table.items():
        reason = _fault_of(name, document)
        if reason:
            moved.append(quarantined(name, document, reason, now))
            continue
        kept[number] = document
        document_id = _id_of(document)
        if document_id is None:
            continue
        other = numbers.setdefault(document_id, number)
        if other != number:
            older = min(other, number, key=lambda each: _age(kept[each]))
            numbers[document_id] = number if older == other else other
            moved.append(quarantined(name, kept.pop(older), DUPLICATE, now))
    return kept, moved


def _fault_of(table: str, document: object) -> str:
    """Why the document is no record of the table; empty where it is one."""
    if is_deleted(document):
        return "" if _id_of(document) else "it marks a deletion, but not of what"
    try:
        CHECKS[table](document)
    except ValueError as error:
        return str(error)
    return ""


def _id_of(document: object) -> str | None:
    found = document.get("id") if isinstance(document, dict) else None
    return found if isinstance(found, str) and found else None


def _age(document: Mapping[str, Any]) -> tuple[float, bytes]:
    """Sorts the older first; of one instant, by what they hold, so that every machine agrees."""
    try:
        updated = msgspec.convert(document.get("updated_at"), datetime)
    except ValueError:
        seconds = 0.0
    else:
        seconds = (updated if updated.tzinfo else updated.replace(tzinfo=timezone.utc)).timestamp()
    return seconds, msgspec.json.encode(document, order="deterministic")


def _is_valid_now(entry: object) -> bool:
    return (
        isinstance(entry, dict)
        and entry.get("table") in CHECKS
        and isinstance(entry.get("reason"), str)
        and isinstance(entry.get("document"), dict)
        and not _fault_of(entry["table"], entry["document"])
    )


def _with(table: Mapping[str, Any], documents: list[Document]) -> dict[str, Any]:
    """The table and these documents, those it holds already only once."""
    held = {_id_of(each) for each in table.values()}
    new = dict(table)
    for each in documents:
        if each["id"] not in held:
            held.add(each["id"])
            new[_next_number(new)] = each
    return new


def _next_number(table: Mapping[str, object]) -> str:
    return str(max(map(int, table), default=0) + 1)
