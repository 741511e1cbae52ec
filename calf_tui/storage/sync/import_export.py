"""Exports the records of a history and pictures of its charts, and merges other files into it."""

from __future__ import annotations

import os
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from calf_tui.core.errors import UserError
from calf_tui.core.records.session_record import changed_at
from calf_tui.file_formats.missing_values import filled
from calf_tui.serialization.codec import (
    instant,
    instant_of,
    is_deleted,
    is_instant,
    session_document,
    session_of,
    with_unknown_fields,
)
from calf_tui.storage.database.compaction import GENERATION, with_documents
from calf_tui.storage.database.data_file import not_written
from calf_tui.storage.database.merge import META, key_of, merged_meta
from calf_tui.storage.database.schema import SCHEMA_VERSION, bytes_of
from calf_tui.storage.files.atomic_write import rename_with_date, write_atomically
from calf_tui.storage.files.disk import Disk, plain_words
from calf_tui.storage.files.file_names import names_of
from calf_tui.storage.sync.external_change import conflict_copies
from calf_tui.storage.sync.merge_result import MergeResult, merge_result

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from calf_tui.serialization.codec import Document
    from calf_tui.storage.database.document_table import Pending, Tables
    from calf_tui.storage.document_store import DocumentStore
    from calf_tui.storage.sync.imported_file import ImportedFile

_OF_THE_STORE = ("folded", GENERATION)
"""What `meta` says about one data file and its journals."""


class ImportExport:
    """Export and import for one history. Every method raises `UserError`."""

    def __init__(self, store: DocumentStore, now: Callable[[], datetime], disk: Disk) -> None:
        self._names = store.names
        self._disk = disk
        self._store = store
        self._now = now

    def tables(self) -> Tables:
        """Returns all tables, with the documents of the journal."""
        return with_documents(*self._store.view())

    def merge(self, incoming: ImportedFile) -> MergeResult:
        """Merges these records into the history, all or none of them; returns what came."""
        with self._store.lock:
            self._store.open()
            changed, came = self._merged(incoming)
            self._store.append_all(changed)
            return came

    def preview(self, incoming: ImportedFile) -> MergeResult:
        """Returns what `merge` would return, and changes nothing."""
        return self._merged(incoming)[1]

    def conflict_copies(self) -> tuple[str, ...]:
        """Returns the names of the conflict copies that lie beside the data file."""
        return tuple(each.name for each in conflict_copies(self._names.base))

    def merge_copies(self) -> tuple[str, ...]:
        """Merges the conflict copies and moves them aside; returns what came, a sentence each."""
        return tuple(map(self._merged_copy, conflict_copies(self._names.base)))

    def _merged_copy(self, copy: Path) -> str:
        from calf_tui.storage.sync.imported_file import (
            read_imported_file,  # dear, and seldom needed
        )

        incoming = read_imported_file(copy, self._names.base)
        if incoming.problems:
            return f"{copy.name} was left alone: `calf-tui import` tells what is wrong in it."
        came = self.merge(incoming)
        try:
            aside = rename_with_date(self._disk, copy, self._now().date(), why="merged")
        except OSError as error:
            raise not_written(copy, error) from error
        return f"{copy.name}: {came}." + (f" It is kept as {aside.name}." if aside else "")

    def _merged(self, incoming: ImportedFile) -> tuple[Pending, MergeResult]:
        ours = self.tables()
        theirs = prepared_for_merge(incoming, ours, self._now())
        changed, came = merge_result(ours, theirs)
        if META in theirs:
            present = list(ours.get(META, {}).values())
            meta = merged_meta([*present, *theirs[META].values()])
            if [meta] != present:
                changed[META, str(meta.get("id"))] = meta
        return changed, came


def export_text(tables: Tables) -> str:
    """Returns all records as JSON, in the form of the data file."""
    metas = [each for each in tables.get(META, {}).values() if isinstance(each, dict)]
    meta = without_marks(metas[0] if metas else {"schema_version": SCHEMA_VERSION})
    data = bytes_of({META: {"1": meta}, **{k: v for k, v in sorted(tables.items()) if k != META}})
    return f"{msgspec.json.format(data, indent=1).decode()}\n"


def write_export(path: Path, content: bytes, data: Path, *, force: bool = False) -> None:
    """Writes a private file atomically; it replaces an existing file only with `force`.

    Raises `UserError`, also for a path that belongs to the data file or is not a regular file.
    """
    names = names_of(data)
    target = names_of(path).base
    if target == names.base or target.name.startswith(f"{names.base.name}."):
        raise UserError(f"{path} belongs to your records themselves; choose another name for it.")
    try:
        if os.path.exists(target):
            if not os.path.isfile(target):
                raise UserError(f"{path} is no file; choose another name.")
            if not force:
                raise UserError(f"{path} exists already; choose another name, or add --force.")
        write_atomically(Disk(), target, content)
    except OSError as error:
        raise UserError(f"{path} cannot be written: {plain_words(error)}.") from error


def prepared_for_merge(incoming: ImportedFile, ours: Tables, now: datetime) -> Tables:
    """Returns the incoming tables as they are to be merged with ours.

    Notes about journals are removed. A session from a CSV file keeps the fields of ours that have
    no column. If it differs from ours but has the same `updated_at`, it counts as changed now.
    """
    tables = dict(incoming.tables)
    metas = tables.pop(META, {}).items()
    made = {number: without_marks(each) for number, each in metas if _says_when_made(each)}
    if made:
        tables[META] = made
    if incoming.is_csv:
        present = {key_of(each): each for each in ours.get("sessions", {}).values()}
        tables["sessions"] = {
            number: _completed(each, present.get(each["id"]), incoming, now)
            for number, each in tables["sessions"].items()
        }
    return tables


def without_marks(meta: Mapping[str, Any]) -> Document:
    """What `meta` says, but for the journals whose lines are in the tables."""
    return {name: value for name, value in meta.items() if name not in _OF_THE_STORE}


def _says_when_made(meta: Document) -> bool:
    return isinstance(meta.get("id"), str) and is_instant(meta.get("created_at"))


def _completed(document: Document, ours: Any, incoming: ImportedFile, now: datetime) -> Document:
    if not isinstance(ours, dict) or is_deleted(ours):
        return document
    try:
        present = session_document(session_of(ours))
    except ValueError:
        return document
    document = filled(document, present, incoming.given)
    updated = instant_of(ours.get("updated_at"))
    says_when = "updated_at" in incoming.given
    if present == (document if says_when else {**document, "updated_at": present["updated_at"]}):
        return ours
    is_edit = instant_of(document["updated_at"]) == updated
    if is_edit or (incoming.is_own and not says_when):
        document = {**document, "updated_at": instant(changed_at(now, updated))}
    return with_unknown_fields(document, ours)


def save_picture(
    name: str,
    svg: str,
    *,
    png: bool = False,
    folders: Sequence[Path] | None = None,
    load: Callable[[str], object] = import_module,
) -> Path:
    """Writes a new file into the first folder that can be written; returns its full path.

    The folders are the current one, then the downloads, then the home folder. `load` imports the
    optional library that makes a PNG. Raises `UserError`.
    """
    data = _png_of(svg, load) if png else svg.encode()
    reason = ""
    for folder in folders if folders is not None else _folders():
        path, reason = _write_new(folder, name, ".png" if png else ".svg", data)
        if path is not None:
            return path
    raise UserError(f"The picture could not be saved: {reason}.")


def _folders() -> Sequence[Path]:
    home = Path(os.path.expanduser("~"))  # noqa: PTH111 - never fails where there is no home
    return [Path.cwd(), home / "Downloads", home]


def _write_new(folder: Path, name: str, ending: str, data: bytes) -> tuple[Path | None, str]:
    """Writes a new file without replacing any; returns its path, or None and the reason."""
    number = 1
    while os.path.exists(path := folder / f"{name}{f'-{number}' if number > 1 else ''}{ending}"):
        number += 1
    try:
        with path.open("xb") as file:
            file.write(data)
    except OSError as error:
        return None, f"{error.strerror}: {folder}"
    return path.absolute(), ""


def _png_of(svg: str, load: Callable[[str], object]) -> bytes:
    try:
        convert = load("cairosvg").svg2png  # type: ignore[attr-defined]
    except (ImportError, OSError):  # OSError if the C library it needs is missing
        raise UserError(
            "A PNG needs cairosvg: `pip install 'calf-tui[png]'` brings it. Press e for an SVG."
        ) from None
    made: bytes = convert(bytestring=svg.encode(), scale=2)
    return made
