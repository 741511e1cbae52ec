"""The filter line, by which a runner searches the sessions."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Literal, get_args

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


class SessionSearch:
    """Searches sessions; it keeps their words, so that a search after each key is fast.

    `names` are the names of the moves by id; a move without a name is searched by its id. A session
    is read once, and only if words are searched for.
    """

    def __init__(self, names: Mapping[str, str] | None = None) -> None:
        self._names = names or {}
        self._own_words: dict[str, tuple[SessionRecord, str]] = {}
        self._shared: dict[tuple[str, str, frozenset[str]], tuple[str, str]] = {}

    def matching(self, sessions: Iterable[SessionRecord], query: Query) -> list[SessionRecord]:
        """Returns the sessions that meet the query, in their order."""
        return [each for each in sessions if self._matches(each, query)]

    def _matches(self, record: SessionRecord, query: Query) -> bool:
        if query.since and record.local_date < query.since:
            return False
        if query.until and record.local_date > query.until:
            return False
        if query.statuses and record.status not in query.statuses:
            return False
        wanted = query.words
        if not any(wanted.values()):
            return True
        moves, routine = shared = self._shared_of(record)
        return (
            all(each in moves for each in wanted["move"])
            and all(each in routine for each in wanted["routine"])
            and all(each in record.note.lower() for each in wanted["note"])
            and all(
                any(each in words for words in shared) or each in self._own_words_of(record)
                for each in wanted["text"]
            )
        )

    def _shared_of(self, record: SessionRecord) -> tuple[str, str]:
        """Returns the names of moves and routine, which sessions share, in lower case."""
        key = record.routine, record.routine_name, exercises_in(record.sets)
        found = self._shared.get(key)
        if found is None:
            moves = "\n".join(map(self._move, sorted(key[2])))
            routine = f"{record.routine_name}\n{record.routine}".lower()
            found = self._shared[key] = moves, routine
        return found

    def _own_words_of(self, record: SessionRecord) -> str:
        known = self._own_words.get(record.id)
        if known is None or known[0] is not record:
            sites = "\n".join(sorted(pain_sites_in(record.sets)))
            day = f"{record.local_date} {record.local_date:%A %d %B}"
            words = f"{record.note}\n{sites}\n{STATUS_WORDS[record.status]}\n{day}".lower()
            known = self._own_words[record.id] = record, words
        return known[1]

    def _move(self, exercise: str) -> str:
        plain = exercise.replace("_", " ")
        return f"{exercise}\n{plain}\n{self._names.get(exercise, '')}".lower()


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
