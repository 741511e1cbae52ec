"""The filter line, by which a runner searches the sessions."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

from calf_tui.core.frozen_dataclass import dataclass
from calf_tui.core.records.record_text import STATUS_WORDS
from calf_tui.core.records.session_record import SessionRecord, Status
from calf_tui.core.records.session_sets import exercises_in, pain_sites_in
from calf_tui.core.text.date_parsing import date_fault, span_of, written_days
from calf_tui.core.text.sanitizing import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


Key = Literal["move", "routine", "status", "note", "since", "until", "on"]
WORDS = ("text", "move", "routine", "note")
"""What the words of a query are searched for in; "text" is anywhere."""
KEYS: tuple[Key, ...] = get_args(Key)
EXAMPLE = "move:heel  routine:six  status:partly  since:2026-10  until:today  on:2026-11-22  knee"
_OTHER_NAMES: dict[str, Key] = {"from": "since", "to": "until", "exercise": "move"}
LEAP_YEAR = 2024
"""It has every day of a month, and begins on a Monday."""
_PIECE = re.compile(r'(?:(?P<key>\w+):)?(?:"(?P<quoted>[^"]*)"?|(?P<word>\S*))')


@dataclass(frozen=True, slots=True)
class Query:
    """The conditions that a session must meet, all of them.

    `words` are those to search for, in lower case: "move" in the names of a session's moves,
    "routine" in the routine's name, "note" in the note, "text" anywhere. Empty `statuses` mean any
    status. `since` and `until` are inclusive. `hints` say which parts of the line were not
    understood and left out, a sentence each.
    """

    words: Mapping[str, Sequence[str]]
    statuses: tuple[Status, ...] = ()
    since: date | None = None
    until: date | None = None
    hints: tuple[str, ...] = ()


def filter_line(words: Iterable[str]) -> str:
    """Joins the arguments of a command to a filter line; those with spaces are quoted."""
    return " ".join(
        re.sub(r"^(\w+:)?(.*)", r'\1"\2"', word, flags=re.DOTALL)
        if " " in word and '"' not in word
        else word
        for word in words
    )


def query_of(line: str, today: date) -> Query:
    """Parses a filter line of words and `key:value` pairs; what is not understood gives a hint."""
    words: dict[str, list[str]] = {name: [] for name in WORDS}
    statuses: list[Status] = []
    begins: list[date] = []
    ends: list[date] = []
    hints: list[str] = []
    for key, value in _pieces(line):
        if key in KEYS and not value:
            hints.append(f"{key}: wants something right after it, as in {_example_of(key)}")
        elif key in words:
            words[key].append(value)
        elif key == "status":
            found = _statuses(value)
            statuses += found
            if not found:
                hints.append(f"status: is {', '.join(STATUS_WORDS.values())}, not {quoted(value)}")
        elif key in ("since", "until", "on"):
            span = span_of(value, today)
            if span is None:
                hints.append(f"{key}: {_date_hint(key, value)}")
                continue
            if key != "until":
                begins.append(span[0])
            if key != "since":
                ends.append(span[1])
        else:
            hints.append(f"{key}: is not known; there are {', '.join(f'{each}:' for each in KEYS)}")
    return Query(
        words=words,
        statuses=tuple(statuses),
        since=max(begins, default=None),
        until=min(ends, default=None),
        hints=tuple(hints),
    )


class _SessionWords(NamedTuple):
    """The words of a session in lower case.

    `shared` are the names of its moves and of its routine, which others have too; `own` are its
    note, where it hurt, its status and its date.
    """

    record: SessionRecord
    shared: tuple[str, str]
    own: str


class SessionSearch:
    """Searches sessions; it keeps their words, so that a search after each key is fast.

    `names` are the names of the moves by id; a move without a name is searched by its id. A session
    is read once, and only if words are searched for.
    """

    def __init__(self, names: Mapping[str, str] | None = None) -> None:
        self._names = names or {}
        self._words: dict[str, _SessionWords] = {}
        self._shared: dict[tuple[str, str, frozenset[str]], tuple[str, str]] = {}

    def matching(self, sessions: Iterable[SessionRecord], query: Query) -> list[SessionRecord]:
        """Returns the sessions that meet the query, in their order."""
        found = [each for each in sessions if _is_among(each, query)]
        return self._with_words(found, query.words) if any(query.words.values()) else found

    def _with_words(
        self, sessions: Iterable[SessionRecord], wanted: Mapping[str, Sequence[str]]
    ) -> list[SessionRecord]:
        """Returns the sessions with all words; what sessions share is searched once for all."""
        found = []
        left_by_shared: dict[tuple[str, str], Sequence[str] | None] = {}
        known, notes = self._words, wanted["note"]
        for record in sessions:
            words = known.get(record.id)
            if words is None or words.record is not record:
                words = known[record.id] = self._words_of(record)
            shared = words.shared
            if shared not in left_by_shared:
                left_by_shared[shared] = _left_for_own_words(shared, wanted)
            left = left_by_shared[shared]
            if left is None or not all(map(words.own.__contains__, left)):
                continue
            if not notes or all(map(record.note.lower().__contains__, notes)):
                found.append(record)
        return found

    def _words_of(self, record: SessionRecord) -> _SessionWords:
        sites = "\n".join(sorted(pain_sites_in(record.sets)))
        written = f"{record.note}\n{sites}".lower() if record.note or sites else ""
        own = f"{written}\n{STATUS_WORDS[record.status]}\n{_day_words(record.local_date)}"
        return _SessionWords(record, self._shared_of(record), own)

    def _shared_of(self, record: SessionRecord) -> tuple[str, str]:
        """Returns the names of moves and routine, which sessions share, in lower case."""
        key = record.routine, record.routine_name, exercises_in(record.sets)
        found = self._shared.get(key)
        if found is None:
            moves = "\n".join(map(self._move, sorted(key[2])))
            routine = f"{record.routine_name}\n{record.routine}".lower()
            found = self._shared[key] = moves, routine
        return found

    def _move(self, exercise: str) -> str:
        plain = exercise.replace("_", " ")
        return f"{exercise}\n{plain}\n{self._names.get(exercise, '')}".lower()


def _is_among(record: SessionRecord, query: Query) -> bool:
    """Returns whether the session is of the days and the statuses of the query."""
    if query.since and record.local_date < query.since:
        return False
    if query.until and record.local_date > query.until:
        return False
    return not query.statuses or record.status in query.statuses


def _left_for_own_words(
    shared: tuple[str, str], wanted: Mapping[str, Sequence[str]]
) -> Sequence[str] | None:
    """Returns which words for anywhere a session's own words must have; None if none can match."""
    moves, routine = shared
    if not all(each in moves for each in wanted["move"]):
        return None
    if not all(each in routine for each in wanted["routine"]):
        return None
    return [each for each in wanted["text"] if each not in moves and each not in routine]


def _day_words(day: date) -> str:
    """Returns "2026-11-22 sunday 22 november"."""
    return f"{day.isoformat()} {_weekday(day.weekday())} {_day_of_month(day.month, day.day)}"


@cache
def _weekday(number: int) -> str:
    return f"{date(LEAP_YEAR, 1, 1 + number):%A}".lower()


@cache
def _day_of_month(month: int, day: int) -> str:
    return f"{date(LEAP_YEAR, month, day):%d %B}".lower()


def _pieces(line: str) -> Iterator[tuple[str, str]]:
    """Yields the pairs of key and value in lower case; a word without a key has the key "text"."""
    for piece in _PIECE.finditer(line.lower()):
        key = piece["key"] or "text"
        value = piece["quoted"] if piece["quoted"] is not None else piece["word"]
        if value.strip() or piece["key"]:
            yield _OTHER_NAMES.get(key, key), value.strip()


def _date_hint(key: str, value: str) -> str:
    """Returns why a value means no days, in few words: a low screen has three lines for it."""
    if written_days(value):
        return date_fault(value)
    wanted = "a date, a month or a year"
    return f"{quoted(value)} is not {wanted}; write it as in {_example_of(key)}"


def _example_of(key: str) -> str:
    """Returns the part of the example that has this key, or a similar one."""
    pieces = (each for each in EXAMPLE.split() if each.startswith(f"{key}:"))
    return next(pieces, f"{key}:knee")


def _statuses(value: str) -> list[Status]:
    """Returns the statuses whose ids or words contain `value`."""
    return [
        status
        for status, words in STATUS_WORDS.items()
        if value in words or value in status.replace("_", " ") or value in status
    ]
