"""The totals of a session, and what was done in it for the first time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from calf_tui.core.frozen_dataclass import dataclass
from calf_tui.core.progress.exercise_weeks import is_landing
from calf_tui.core.records.session_record import count_sets

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from calf_tui.core.records.session_record import SessionRecord, SetRecord

ROLLING = frozenset({"foam_roll_calf"})
"""Moves in which no muscle is under tension."""

Feat = Literal["first", "heaviest", "most"]


@dataclass(frozen=True, slots=True)
class SessionTotals:
    """The totals of sets, of one session or of several.

    `sets` are those with the outcome "done". `repetitions` are neither landings nor rolls.
    `tension_seconds` are the repetitions × the seconds of their tempo. `load_volume` is in kg·reps,
    `carried` in kg·s.
    """

    sets: int = 0
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
        sets=count_sets(each for each in done if each.outcome == "done"),
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
