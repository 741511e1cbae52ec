"""The tables of small records: one description each, from which all else about it follows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date, datetime
from operator import attrgetter
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

import msgspec

from calf_tui.core.frozen_dataclass import dataclass
from calf_tui.core.records.coach_records import CoachAnswer, PlanEntry, Profile, Run
from calf_tui.core.records.session_record import HeelRiseTest, Pause, Target
from calf_tui.core.text.sanitizing import storable_name, storable_text
from calf_tui.serialization.codec import instant
from calf_tui.serialization.validation import (
    LONGEST_NAME,
    LONGEST_NOTE,
    UTMOST,
    require,
    require_date,
    require_instant,
)

if TYPE_CHECKING:
    from calf_tui.serialization.codec import Document

WEEK = range(7)
LONG_TEXTS = ("reason",)
"""These fields may have several lines; every other text is a name."""


class SmallRecord(Protocol):
    """A frozen dataclass that is kept as one document."""

    @property
    def id(self) -> str:
        """A uuid."""

    @property
    def updated_at(self) -> datetime:
        """When it was last changed; aware, in UTC."""


Small = TypeVar("Small", bound=SmallRecord)


@dataclass(frozen=True, slots=True)
class RecordTable:
    """One table of the file: its name, its records, their order, and what a valid one is.

    The fields of `kind` are those of the document; `key` returns what sorts its records.
    `check` raises ValueError, which names the field, beyond what holds for every field.
    """

    name: str
    kind: type[Any]
    key: Callable[[Any], Any]
    check: Callable[[Any], None] = lambda _record: None

    def read(self, document: object) -> Any:
        """The record of a document; raises ValueError where a field is missing or out of range."""
        record = msgspec.convert(document, self.kind)
        require(len(record.id) > 0, "id")
        for each in fields(record):
            _require_kept(getattr(record, each.name), each.name)
        self.check(record)
        return record


def document_of(record: SmallRecord) -> Document:
    """The record as it is stored; instants are cut to milliseconds."""
    names = [each.name for each in fields(record)]  # type: ignore[arg-type]
    in_order = ["id", *(each for each in names if each not in ("id", "updated_at")), "updated_at"]
    return {name: _stored(getattr(record, name), name) for name in in_order}


def _stored(value: object, name: str) -> object:
    if isinstance(value, datetime):
        return instant(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str) and name != "id":
        return storable_text(value) if name in LONG_TEXTS else storable_name(value)
    return sorted(value) if isinstance(value, frozenset) else value


def _require_kept(value: object, name: str) -> None:
    """What holds for every value of every record."""
    if isinstance(value, datetime):
        require_instant(value, name)
    elif isinstance(value, date):
        require_date(value, name)
    elif isinstance(value, str):
        require(len(value) <= (LONGEST_NOTE if name in LONG_TEXTS else LONGEST_NAME), name)
    elif isinstance(value, int | float):
        require(0 <= value < UTMOST, name)


def _check_target(target: Target) -> None:
    require(1 <= target.days <= 7, "days")


def _check_pause(pause: Pause) -> None:
    require(pause.end is None or pause.end >= pause.start, "end")


def _check_run(run: Run) -> None:
    require(run.minutes is not None or run.km is not None, "minutes")


def _check_answer(answer: CoachAnswer) -> None:
    require(answer.is_of_load is bool(answer.exercise), "exercise")
    require(answer.reps is None or answer.seconds is None, "seconds")


def _check_profile(profile: Profile) -> None:
    for name in ("weekdays", "hard_run_days"):
        require(all(day in WEEK for day in getattr(profile, name)), name)


TABLES = (
    RecordTable("targets", Target, attrgetter("start", "updated_at", "id"), _check_target),
    RecordTable("pauses", Pause, attrgetter("start", "updated_at", "id"), _check_pause),
    RecordTable("tests", HeelRiseTest, attrgetter("taken_at", "id")),
    RecordTable("runs", Run, attrgetter("local_date", "updated_at", "id"), _check_run),
    RecordTable("loads", CoachAnswer, attrgetter("local_date", "updated_at", "id"), _check_answer),
    RecordTable("profile", Profile, attrgetter("updated_at", "id"), _check_profile),
    RecordTable("plan", PlanEntry, attrgetter("start", "updated_at", "id")),
)
"""All but the sessions, which are many and have sets."""
TABLE_OF: Mapping[type[Any], RecordTable] = MappingProxyType({each.kind: each for each in TABLES})
