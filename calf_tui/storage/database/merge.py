"""Merges histories without losing anything; the order of merging does not matter."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any, TypeAlias
from uuid import NAMESPACE_OID, uuid5

import msgspec

from calf_tui.serialization.codec import BEGINNING, RESTORED, instant_of, is_deleted, is_instant
from calf_tui.storage.database.document_table import (
    Table,
    document_in,
    id_in,
    is_same_json,
    stored_in,
)
from calf_tui.storage.database.schema import compacted_lines_in

if TYPE_CHECKING:
    from collections.abc import Iterable

    from calf_tui.serialization.codec import Document
    from calf_tui.storage.database.document_table import Tables

    Key: TypeAlias = str | bytes
    Versions: TypeAlias = dict[Key, list[tuple[str, Any]]]
    """The versions of each document by its key, each with its number in TinyDB, or ""."""

META = "meta"
QUARANTINE = "quarantine"
SUPERSEDED = "another version of it is newer, or it was deleted"

_LATEST = datetime.max.replace(tzinfo=timezone.utc)
_OF_THE_FIRST = ("id", "created_at", "updated_at")
_SETTLED_BELOW = {*_OF_THE_FIRST, "schema_version", "folded"}


def merged(*files: Tables) -> dict[str, Table]:
    """Returns all documents of all files, each id once in its table.

    Of two versions the one with the later `updated_at` wins; the other goes to quarantine. A
    deleted document stays deleted, however late another machine edited it, unless it was restored
    since. Versions of the same instant are ordered by their content. So merging is commutative,
    associative and idempotent, except for the numbers in TinyDB: the first file keeps its own.
    """
    tables: dict[str, Table] = {}
    if any(META in file for file in files):
        metas = [each for file in files for each in file.get(META, {}).values()]
        tables[META] = Table({"1": merged_meta(metas)})
    found = _found(files)
    waiting = found.pop(QUARANTINE, {})
    for name, versions in found.items():
        tables[name] = _numbered(versions)
        _add_losers(name, versions, waiting)
    if waiting:
        while _add_losers(QUARANTINE, waiting, waiting):
            pass  # a document in quarantine may have two versions itself
        tables[QUARANTINE] = _numbered(waiting)
    return tables


def merged_meta(documents: Iterable[object]) -> Document:
    """Returns one `meta`: the identity of the oldest, the latest schema, all folded lines."""
    metas = [each for each in documents if isinstance(each, dict)]
    one: Document = {}
    for name in {name for each in metas for name in each} - _SETTLED_BELOW:
        one[name] = max((each[name] for each in metas if name in each), key=content_of)
    first = min(metas, key=_by_creation, default=one)
    one.update({name: first[name] for name in _OF_THE_FIRST if name in first})
    versions = [each.get("schema_version") for each in metas]
    one["schema_version"] = max((each for each in versions if type(each) is int), default=1)
    folded = compacted_lines_in({META: {str(place): each for place, each in enumerate(metas)}})
    if folded:
        one["folded"] = folded
    return {name: one[name] for name in dict.fromkeys([*first, *sorted(one)]) if name in one}


def rank(document: object) -> tuple[datetime, bool, datetime, bytes]:
    """Returns the rank of a version of a document: the highest one wins."""
    if not isinstance(document, dict):
        return (instant_of(None), False, instant_of(None), content_of(document))
    updated = instant_of(document.get("updated_at"))
    deleted = is_deleted(document)
    since = updated if deleted else instant_of(document.get(RESTORED))
    return (since, not deleted, updated, content_of(document))


def content_of(document: object) -> bytes:
    """Returns bytes that are the same for the same content, whatever the order of the fields."""
    return msgspec.json.encode(document, order="deterministic")


def key_of(document: object) -> Key:
    """Returns what versions of a document have in common: the id, or the content without one."""
    document_id = id_in(document)
    if isinstance(document_id, str) and document_id:
        return document_id
    return content_of(document_in(document))


def quarantined(table: str, document: object, reason: str) -> Document:
    """Returns a document for quarantine, which is the same on every machine."""
    updated = document.get("updated_at") if isinstance(document, dict) else None
    return {
        "id": _name_of(table, document),
        "updated_at": updated if is_instant(updated) else BEGINNING,
        "table": table,
        "reason": reason,
        "document": document,
    }


def _found(files: Iterable[Tables]) -> dict[str, Versions]:
    found: dict[str, Versions] = {}
    for file in files:
        for name, table in file.items():
            if name != META:
                versions = found.setdefault(name, {})
                for number, held in stored_in(table).items():
                    versions.setdefault(key_of(held), []).append((number, held))
    for versions in found.values():
        for key, candidates in versions.items():
            versions[key] = _told_apart(candidates)
    return found


def _told_apart(candidates: list[tuple[str, Any]]) -> list[tuple[str, Any]]:
    """Returns the versions, decoded only if their JSON differs, which is rare."""
    number, first = candidates[0]
    if all(is_same_json(first, held) for _, held in candidates[1:]):
        return [(number, first)]
    return [(number, document_in(held)) for number, held in candidates]


def _add_losers(name: str, versions: Versions, quarantine: Versions) -> bool:
    """Adds the versions that lose to quarantine; returns whether there was a new one."""
    grew = False
    for candidates in list(versions.values()):
        for document in _losers([document for _, document in candidates]):
            if name == QUARANTINE and _is_named_by_content(document):
                continue  # the same document, with another time or reason
            kept = quarantined(name, document, SUPERSEDED)
            there = quarantine.setdefault(kept["id"], [])
            if all(content_of(each) != content_of(kept) for _, each in there):
                there.append(("", kept))
                grew = True
    return grew


def _name_of(table: object, document: object) -> str:
    return str(uuid5(NAMESPACE_OID, content_of([table, document]).decode()))


def _is_named_by_content(kept: object) -> bool:
    """Returns whether the id of a document in quarantine is computed from its content."""
    return isinstance(kept, dict) and kept.get("id") == _name_of(
        kept.get("table"), kept.get("document")
    )


def _losers(documents: list[Any]) -> list[Any]:
    """Returns the versions that lose, without marks of deletion."""
    if len(documents) == 1:
        return []
    winner = content_of(max(documents, key=rank))
    return [each for each in documents if not is_deleted(each) and content_of(each) != winner]


def _numbered(versions: Versions) -> Table:
    """Returns a table of the winners, with the number of the first version if it is free."""
    table: dict[str, Any] = {}
    last = 0
    for candidates in versions.values():
        number = candidates[0][0]
        if not number or number in table:
            number = str(last + 1)
        last = max(last, int(number))
        documents = [document for _, document in candidates]
        table[number] = documents[0] if len(documents) == 1 else max(documents, key=rank)
    return Table(table)


def _by_creation(meta: Document) -> tuple[datetime, bytes]:
    created = instant_of(meta.get("created_at"))
    identity = {name: meta[name] for name in _OF_THE_FIRST if name in meta}
    return (created if is_instant(meta.get("created_at")) else _LATEST, content_of(identity))
