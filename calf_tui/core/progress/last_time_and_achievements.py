"""What earlier sessions say of the present one: the last time of each set, and what is new."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal, NamedTuple

from calf_tui.core.frozen_dataclass import dataclass
from calf_tui.core.progress.exercise_totals import is_landing
from calf_tui.core.records.record_text import sets_done
from calf_tui.core.routines.progression_ladder import JUMPS
from calf_tui.core.session.pain_scale import is_too_much
from calf_tui.core.text import formatting
from calf_tui.core.text.formatting import count, number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from calf_tui.core.progress.progress_snapshot import ProgressSnapshot
    from calf_tui.core.records.session_record import SessionRecord, SetRecord
    from calf_tui.core.routines.routine import Exercise, Side
    from calf_tui.core.session.timeline import Phase

MOST_SESSIONS = 365
"""The most sessions that are searched, newest first: all of ten years take too long [ours]."""
Feat = Literal["first", "heaviest", "most"]
WEEK_MET = "Week met"
FIRST_SESSION = "First session"


class LastTime(NamedTuple):
    """A set done before, the date its session counts for, and the note of that session.

    `worst` is the highest pain in any set of the move in that session; None if not answered.
    """

    one: SetRecord
    date: date
    note: str
    worst: int | None = None


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
        of_move = [one for one in session.sets if one.exercise == exercise]
        done = [one for one in of_move if one.side == side and one.outcome != "skipped"]
        if done:
            same = (one for one in done if one.set >= number)
            worst = max((one.pain for one in of_move if one.pain is not None), default=None)
            return LastTime(next(same, done[-1]), session.local_date, session.note, worst)
    return None


def last_time_in_words(last: LastTime, exercise: Exercise, today: date) -> str:
    """Returns 'Last time, 20 Nov: 15 reps, 8 kg, effort 7, pain 2, "Stiff"'."""
    year = "" if last.date.year == today.year else " %Y"
    day = "today" if last.date == today else f"{last.date:%d %b{year}}"
    note = [f'"{formatting.one_line(last.note)}"'] if last.note else []
    said = ", ".join([*_facts(last, exercise), *note])
    warning = f" {warning_of(last)}" if warning_of(last) else ""
    return f"Last time, {day}:{warning} {said}"


def last_time_in_short(last: LastTime, exercise: Exercise, width: int) -> str:
    """Returns "Last time: 15 reps, 8 kg, effort 7, pain 2", or a warning alone.

    Where it is wider than `width` characters, "time" and then the last facts are left out; "" if
    nothing fits.
    """
    facts = list(_facts(last, exercise))
    said = [f"Last time: {', '.join(facts)}"]
    said += [f"Last: {', '.join(facts[:number])}" for number in range(len(facts), 0, -1)]
    warning = warning_of(last)
    return next((each for each in ([warning] if warning else said) if len(each) <= width), "")


def warning_of(last: LastTime) -> str:
    """Returns what a pain above 5 asks for the next time (S91, S92); "" after less."""
    if not is_too_much(last.worst):
        return ""
    return f"Pain was {last.worst} last time: go easier."


def _facts(last: LastTime, exercise: Exercise) -> Iterator[str]:
    one = last.one
    if one.exercise == JUMPS:  # the last time may have been of another form
        exercise = exercise._replace(repetition="landing" if is_landing(one) else "rep")
    of = f"{formatting.number(one.done.amount)} of " if one.outcome == "short" else ""
    yield f"{of}{formatting.amount(one.planned if of else one.done, exercise)}"
    if one.load_kg:
        yield formatting.held(one.load_kg, exercise)
    if one.rpe is not None:
        yield f"effort {one.rpe}"
    if last.worst is not None and last.worst > (one.pain or 0):
        yield f"pain {one.pain or 0} ({last.worst} at worst)"
    elif one.pain is not None:
        yield f"pain {one.pain}"


@dataclass(frozen=True, slots=True)
class Achievement:
    """A move done for the first time, or with more load or a larger amount than ever before.

    `amount` is the load in kg for "heaviest", the repetitions or seconds (`is_seconds`) for "most".
    """

    exercise: str
    feat: Feat
    amount: float = 0.0
    is_seconds: bool = False


def achievements(record: SessionRecord, before: Iterable[SessionRecord]) -> tuple[Achievement, ...]:
    """Returns what was done in this session for the first time, in order of its moves."""
    earlier = [each for session in before for each in session.sets if each.is_finished]
    finished = [each for each in record.sets if each.is_finished]
    moves = dict.fromkeys(each.exercise for each in finished)
    return tuple(new for move in moves for new in _news_of(move, finished, earlier))


def _news_of(
    move: str, finished: list[SetRecord], earlier: list[SetRecord]
) -> Iterator[Achievement]:
    now = [each for each in finished if each.exercise == move]
    before = [each for each in earlier if each.exercise == move]
    if not before:
        yield Achievement(move, "first")
        return
    heaviest = max(each.load_kg for each in now)
    if heaviest > max(each.load_kg for each in before):
        yield Achievement(move, "heaviest", heaviest)
        return
    best = max(now, key=lambda each: each.done.amount)
    is_seconds = best.done.seconds is not None
    alike = [each for each in before if (each.done.seconds is not None) == is_seconds]
    if alike and best.done.amount > max(each.done.amount for each in alike):
        yield Achievement(move, "most", best.done.amount, is_seconds)


def meets_week(record: SessionRecord, snapshot: ProgressSnapshot) -> bool:
    """Returns whether the present week meets its target with this session, and not without it."""
    if snapshot.progress_until(snapshot.today, 1).this_week.state != "met":
        return False
    others = tuple(each for each in snapshot.sessions if each.id != record.id)
    without = replace(snapshot, sessions=others).progress_until(snapshot.today, 1)
    return without.this_week.state != "met"


def reward(
    record: SessionRecord, news: Sequence[Achievement], *, is_first: bool, is_week_met: bool
) -> str:
    """Returns the rarest of what was achieved: "Week met", "Best: 10 kg", "18 sets".

    After a stop for pain it is the sets alone, because nothing should draw a runner past a pain.
    """
    if record.status == "stopped_pain":
        return sets_done(record)
    if is_week_met:
        return WEEK_MET
    for each in news:
        if each.feat == "heaviest":
            return f"Best: {number(each.amount)} kg"
        if each.feat == "most":
            amount = number(each.amount)
            return f"Best: {amount} s" if each.is_seconds else f"Best: {count(each.amount, 'rep')}"
    if is_first and news:
        return FIRST_SESSION
    firsts = sum(each.feat == "first" for each in news)
    return f"New: {count(firsts, 'move')}" if firsts else sets_done(record)
