"""Two histories become one: nothing is lost, and it does not matter who merges what first."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_OID, uuid5

import msgspec

from calf_tui.documents.codec import RESTORED, is_deleted
from calf_tui.documents.timestamps import BEGINNING, instant_of, is_instant
from calf_tui.storage.database.schema import compacted_lines_in
from calf_tui.storage.database.table import Table, document_in, held_in, id_in, is_same_json

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TypeAlias

    from calf_tui.documents.codec import Document
    from calf_tui.storage.database.table import Tables

    Key: TypeAlias = str | bytes
    Versions: TypeAlias = dict[Key, list[tuple[str, Any]]]
    """By key: the versions of a document, each with the number TinyDB gave it, or none."""

META = "meta"
QUARANTINE = "quarantine"
SUPERSEDED = "another version of it is newer, or it was deleted"

_LATEST = datetime.max.replace(tzinfo=timezone.utc)
_OF_THE_FIRST = ("id", "created_at", "updated_at")
_SETTLED_BELOW = {*_OF_THE_FIRST, "schema_version", "folded"}


def merged(*files: Tables) -> dict[str, Table]:
    """All documents of all files, each id once in its table.

    Of two versions the one with the later `updated_at` wins whole; the other goes to the
    quarantine. What was deleted stays so, however late another machine edited it, unless it was
    restored since. Versions of one instant are told apart by their content. So it is commutative,
    associative and idempotent but for the numbers TinyDB gives, where the first file keeps its own.
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
            pass  # one that is kept there may itself have two versions
        tables[QUARANTINE] = _numbered(waiting)
    return tables


def merged_meta(documents: Iterable[object]) -> Document:
    """One of all: who made the first, the latest schema, and every line that is folded in."""
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
    """What decides between two versions of a document: the higher one wins."""
    if not isinstance(document, dict):
        return (instant_of(None), False, instant_of(None), content_of(document))
    updated = instant_of(document.get("updated_at"))
    deleted = is_deleted(document)
    since = updated if deleted else instant_of(document.get(RESTORED))
    return (since, not deleted, updated, content_of(document))


def content_of(document: object) -> bytes:
    """The same bytes for the same content, in whatever order its fields are."""
    return msgspec.json.encode(document, order="deterministic")


def key_of(document: object) -> Key:
    """What makes two documents, or their JSON, versions of one: the id, or else all content."""
    document_id = id_in(document)
    if isinstance(document_id, str) and document_id:
        return document_id
    return content_of(document_in(document))


def quarantined(table: str, document: object, reason: str) -> Document:
    """What the quarantine keeps of a document, the same on whatever machine that happens."""
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
                for number, held in held_in(table).items():
                    versions.setdefault(key_of(held), []).append((number, held))
    for versions in found.values():
        for key, candidates in versions.items():
            versions[key] = _told_apart(candidates)
    return found


def _told_apart(candidates: list[tuple[str, Any]]) -> list[tuple[str, Any]]:
    """The same versions, read where they differ: most are the same JSON, and need no reading."""
    number, first = candidates[0]
    if all(is_same_json(first, held) for _, held in candidates[1:]):
        return [(number, first)]
    return [(number, document_in(held)) for number, held in candidates]


def _add_losers(name: str, versions: Versions, quarantine: Versions) -> bool:
    """Whether anything is now in the quarantine that was not."""
    grew = False
    for candidates in list(versions.values()):
        for document in _losers([document for _, document in candidates]):
            if name == QUARANTINE and _is_named_by_content(document):
                continue  # kept twice: at another time, or for another reason
            kept = quarantined(name, document, SUPERSEDED)
            there = quarantine.setdefault(kept["id"], [])
            if all(content_of(each) != content_of(kept) for _, each in there):
                there.append(("", kept))
                grew = True
    return grew


def _name_of(table: object, document: object) -> str:
    return str(uuid5(NAMESPACE_OID, content_of([table, document]).decode()))


def _is_named_by_content(kept: object) -> bool:
    """Whether an id of the quarantine says which document it keeps."""
    return isinstance(kept, dict) and kept.get("id") == _name_of(
        kept.get("table"), kept.get("document")
    )


def _losers(documents: list[Any]) -> list[Any]:
    """The versions that make way and say more than that something was deleted."""
    if len(documents) == 1:
        return []
    winner = content_of(max(documents, key=rank))
    return [each for each in documents if not is_deleted(each) and content_of(each) != winner]


def _numbered(versions: Versions) -> Table:
    """A table: the winners, under the number the first version has where it is free."""
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
