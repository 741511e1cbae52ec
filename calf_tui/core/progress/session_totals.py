"""The totals of a session, what was done in it for the first time, and its reward in few words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from calf_tui.core.frozen_dataclass import dataclass
from calf_tui.core.progress.exercise_history import is_landing
from calf_tui.core.records.session_summary_text import sets_done
from calf_tui.core.text.formatting import count, number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from calf_tui.core.progress.progress_snapshot import ProgressSnapshot
    from calf_tui.core.records.session_record import SessionRecord, SetRecord

ROLLING = frozenset({"foam_roll_calf"})
"""Moves in which no muscle is under tension."""

Feat = Literal["first", "heaviest", "most"]
WEEK_MET = "Week met"
FIRST_SESSION = "First session"


@dataclass(frozen=True, slots=True)
class SessionTotals:
    """The totals of sets, of one session or of several.

    `repetitions` are neither landings nor rolls. `tension_seconds` are the repetitions × the
    seconds of their tempo. `load_volume` is in kg·reps, `carried` in kg·s.
    """

    repetitions: int = 0
    landings: int = 0
    rolls: int = 0
    tension_seconds: float = 0.0
    load_volume: float = 0.0
    carried: float = 0.0


@dataclass(frozen=True, slots=True)
class Achievement:
    """A move done for the first time, or with more load or a larger amount than ever before.

    `amount` is the load in kg for "heaviest", the repetitions or seconds (`is_seconds`) for "most".
    """

    exercise: str
    feat: Feat
    amount: float = 0.0
    is_seconds: bool = False


def totals_of(sets: Iterable[SetRecord]) -> SessionTotals:
    """Returns the totals of these sets; short sets count as far as they came."""
    done = [each for each in sets if each.outcome != "skipped"]
    counted = [each for each in done if each.exercise not in ROLLING and not is_landing(each)]
    return SessionTotals(
        repetitions=sum(each.done.reps or 0 for each in counted),
        landings=sum(each.done.reps or 0 for each in done if is_landing(each)),
        rolls=sum(each.done.reps or 0 for each in done if each.exercise in ROLLING),
        tension_seconds=sum((each.done.reps or 0) * _seconds(each) for each in counted),
        load_volume=sum(each.load_kg * (each.done.reps or 0) for each in counted),
        carried=sum(each.load_kg * (each.done.seconds or 0.0) for each in counted),
    )


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


def _seconds(each: SetRecord) -> float:
    return 0.0 if each.tempo is None else each.tempo.seconds


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
