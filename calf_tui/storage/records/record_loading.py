"""Loads the records of the tables and of the journal."""

from __future__ import annotations

import gc
from bisect import insort
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import msgspec

from calf_tui.storage.database.table import Table
from calf_tui.storage.records.codec import (
    heel_rise_of,
    is_deleted,
    pause_of,
    session_in,
    session_of,
    target_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
    from datetime import date, datetime

    from calf_tui.core.records.session_record import HeelRiseTest, Pause, SessionRecord, Target
    from calf_tui.storage.database.table import Tables
    from calf_tui.storage.recovery.recovered_state import DatabaseView

Record = TypeVar("Record", "SessionRecord", "Target", "Pause", "HeelRiseTest")

MANY_OBJECTS = 20_000
"""The objects of about a hundred sessions [ours]."""


class Records(NamedTuple):
    """All records; `left_out` counts invalid documents and the older ones of duplicates."""

    sessions: tuple[SessionRecord, ...] = ()
    targets: tuple[Target, ...] = ()
    pauses: tuple[Pause, ...] = ()
    tests: tuple[HeelRiseTest, ...] = ()
    left_out: int = 0


def records_of(tables: Tables) -> Records:
    """Returns the records of the tables, each kind in order."""
    with _collector_off():
        sessions, bad_sessions = _sessions_in(tables.get("sessions", {}))
    targets, bad_targets = _decoded(tables.get("targets", {}).values(), target_of)
    pauses, bad_pauses = _decoded(tables.get("pauses", {}).values(), pause_of)
    tests, bad_tests = _decoded(tables.get("tests", {}).values(), heel_rise_of)
    one_of_each = _newest(sessions)
    bad_sessions += len(sessions) - len(one_of_each)
    return Records(
        sessions=tuple(sorted(one_of_each, key=_by_start)),
        targets=tuple(sorted(targets, key=_by_date)),
        pauses=tuple(sorted(pauses, key=_by_date)),
        tests=tuple(sorted(tests, key=_by_instant)),
        left_out=bad_sessions + bad_targets + bad_pauses + bad_tests,
    )


def with_pending(base: Records, view: DatabaseView) -> Records:
    """Returns the records of the data file, with those of the journal added or replaced."""
    return base._replace(
        sessions=_among("sessions", base.sessions, view, session_of, _by_start),
        targets=_among("targets", base.targets, view, target_of, _by_date),
        pauses=_among("pauses", base.pauses, view, pause_of, _by_date),
        tests=_among("tests", base.tests, view, heel_rise_of, _by_instant),
    )


def _among(
    table: str,
    records: tuple[Record, ...],
    view: DatabaseView,
    decode: Callable[[object], Record],
    order: Callable[[Record], Any],
) -> tuple[Record, ...]:
    newer = {name: each for (held, name), each in view.pending.items() if held == table}
    if not newer:
        return records
    all_of_them = [each for each in records if each.id not in newer]
    for record in _decoded(newer.values(), decode)[0]:
        insort(all_of_them, record, key=order)
    return tuple(all_of_them)


def _newest(sessions: Iterable[SessionRecord]) -> Collection[SessionRecord]:
    """Returns, of sessions with the same id, the one that was changed last."""
    newest: dict[str, SessionRecord] = {}
    for each in sessions:
        if each.updated_at >= newest.setdefault(each.id, each).updated_at:
            newest[each.id] = each
    return newest.values()


def _by_start(record: SessionRecord) -> tuple[datetime, str]:
    return record.started_at, record.id


def _by_instant(test: HeelRiseTest) -> tuple[datetime, str]:
    return test.taken_at, test.id


def _by_date(record: Target | Pause) -> tuple[date, datetime, str]:
    return record.start, record.updated_at, record.id


def _sessions_in(table: Mapping[str, object]) -> tuple[list[SessionRecord], int]:
    records: list[SessionRecord] = []
    unusual: list[object] = []
    for number, document in (table.stored if isinstance(table, Table) else table).items():
        try:
            if isinstance(document, msgspec.Raw):
                records.append(session_in(document))
                continue
        except ValueError:
            pass
        unusual.append(table[number])
    others, left_out = _decoded(unusual, session_of)
    return records + others, left_out


def _decoded(
    documents: Iterable[object], decode: Callable[[object], Record]
) -> tuple[list[Record], int]:
    """Returns the records of these documents, and how many documents are not valid."""
    records: list[Record] = []
    left_out = 0
    for document in documents:
        if is_deleted(document):
            continue
        try:
            records.append(decode(document))
        except ValueError:
            left_out += 1
    return records, left_out


@contextmanager
def _collector_off() -> Iterator[None]:
    """Turns the garbage collector off: it would take longer than making the many objects."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if gc.get_count()[0] > MANY_OBJECTS:
            gc.freeze()  # they stay in use, and collecting them later would stop the screen
        if was_on:
            gc.enable()
