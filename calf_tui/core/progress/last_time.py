"""The last time that a set was done: how much, with which load, effort and pain."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from calf_tui.core.text import formatting

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from calf_tui.core.records.session_record import SessionRecord, SetRecord
    from calf_tui.core.routines.routine import Exercise, Side
    from calf_tui.core.session.timeline import Phase

MOST_SESSIONS = 365
"""The most sessions that are searched, newest first: all of ten years take too long [ours]."""


class LastTime(NamedTuple):
    """A set done before, the date its session counts for, and the note of that session."""

    one: SetRecord
    date: date
    note: str


class LastTimes:
    """Finds the last time of each set, and remembers it.

    `sessions` are all sessions, oldest first; the one with the id `present` is left out.
    """

    def __init__(self, sessions: Sequence[SessionRecord] = (), present: str = "") -> None:
        self._sessions = [each for each in sessions[-MOST_SESSIONS:] if each.id != present]
        self._found: dict[tuple[str, int, Side], LastTime | None] = {}

    def of(self, phase: Phase) -> LastTime | None:
        """Returns the last time of the set that a phase is or leads to, if there is one."""
        key = phase.step.exercise.id, phase.set, phase.side
        if key not in self._found:
            self._found[key] = last_time(self._sessions, *key)
        return self._found[key]


def last_time(
    sessions: Sequence[SessionRecord], exercise: str, number: int, side: Side
) -> LastTime | None:
    """Returns set `number` of the last session in which this move was done on this side.

    If that session has fewer sets, it is the last of them. Skipped sets do not count. None if there
    is no such session.
    """
    for session in reversed(sessions):
        done = [
            one
            for one in session.sets
            if one.exercise == exercise and one.side == side and one.outcome != "skipped"
        ]
        if done:
            same = (one for one in done if one.set >= number)
            return LastTime(next(same, done[-1]), session.local_date, session.note)
    return None


def in_words(last: LastTime, exercise: Exercise, this_year: int) -> str:
    """Returns 'Last time, 20 Nov: 15 reps, 8 kg, effort 7, pain 2, "Stiff"'."""
    day = f"{last.date:%d %b}" if last.date.year == this_year else f"{last.date:%d %b %Y}"
    note = [f'"{formatting.one_line(last.note)}"'] if last.note else []
    return f"Last time, {day}: {', '.join([*_facts(last.one, exercise), *note])}"


def in_short(last: LastTime, exercise: Exercise) -> str:
    """Returns "Last time: 15 reps, 8 kg, effort 7, pain 2"."""
    return f"Last time: {', '.join(_facts(last.one, exercise))}"


def _facts(one: SetRecord, exercise: Exercise) -> Iterator[str]:
    of = f"{formatting.number(one.done.amount)} of " if one.outcome == "short" else ""
    yield f"{of}{formatting.amount(one.planned if of else one.done, exercise)}"
    if one.load_kg:
        yield formatting.held(one.load_kg, exercise)
    if one.rpe is not None:
        yield f"effort {one.rpe}"
    if one.pain is not None:
        yield f"pain {one.pain}"
