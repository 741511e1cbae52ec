"""What was done of each move in some sessions, and pain by place, with the mornings after."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from calf_tui.core.frozen_dataclass import dataclass
from calf_tui.core.progress.exercise_totals import EASING, ExerciseTotals
from calf_tui.core.progress.trends import SIDES
from calf_tui.core.routines.routine import Dose, Side
from calf_tui.core.session.state import PAIN_SITES
from calf_tui.core.text.formatting import place_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from calf_tui.core.records.session_record import SessionRecord, SetRecord

UNSAID = "not said"
LEGS = ("left", "right")


@dataclass(frozen=True, slots=True)
class PainAt:
    """Pain above 0 at a place, on a scale to 10.

    `mornings` are the answers on the mornings after those sessions; `higher` says how many of them
    were above the highest pain of their session.
    """

    place: str
    sessions: int
    worst: int
    mean: float
    last: date
    mornings: tuple[int, ...]
    higher: int


@dataclass(frozen=True, slots=True)
class PainSums:
    """How many sets have an answer and how many hurt, where, and all answers of mornings after.

    The places with most sessions come first, `UNSAID` last.
    """

    answered: int
    painful: int
    places: tuple[PainAt, ...]
    mornings: tuple[int, ...]


def pain_place(painful: SetRecord) -> str:
    """Returns "left Achilles" for a place that the app offers, "other" for the runner's own words.

    Of a set on one side, that side is meant where no other was said.
    """
    words = (painful.pain_site or "").split()
    if not words:
        return UNSAID
    leg = words.pop(0) if words[0] in LEGS else painful.side
    site = next((each for each in PAIN_SITES if [each] == words), "other")
    return place_words(f"{leg} {site}" if leg in LEGS else site)


def pain_sums(sessions: Iterable[SessionRecord]) -> PainSums:
    """Returns the sums of these sessions, which are oldest first."""
    pains: dict[str, list[int]] = {}
    where: dict[str, list[SessionRecord]] = {}
    answers, painful = 0, 0
    mornings: list[int] = []
    for session in sessions:
        if session.morning_pain is not None:
            mornings.append(session.morning_pain)
        here: set[str] = set()
        for each in session.sets:
            answers += each.pain is not None
            if each.pain:
                painful += 1
                place = pain_place(each)
                pains.setdefault(place, []).append(each.pain)
                here.add(place)
        for place in here:
            where.setdefault(place, []).append(session)
    order = sorted(pains, key=lambda place: (place == UNSAID, -len(where[place]), place))
    places = tuple(_at(place, pains[place], where[place]) for place in order)
    return PainSums(answers, painful, places, tuple(mornings))


def _at(place: str, pains: list[int], sessions: list[SessionRecord]) -> PainAt:
    asked = [
        (max((one.pain or 0 for one in each.sets), default=0), each.morning_pain)
        for each in sessions
    ]
    return PainAt(
        place,
        len(sessions),
        max(pains),
        sum(pains) / len(pains),
        sessions[-1].local_date,
        tuple(morning for _, morning in asked if morning is not None),
        sum(morning is not None and morning > worst for worst, morning in asked),
    )


@dataclass(frozen=True, slots=True)
class MoveSums:
    """A move on a side: on how many days, with which loads in kg, and how much of it in all.

    `first_kg` and `last_kg` are the heaviest loads of the first and the last session. `last` is
    what was done in each set of the last session. `effort` is the mean of the answers (1-10), None
    where nothing was answered.
    """

    exercise: str
    side: Side
    days: int
    first_kg: float
    last_kg: float
    last: tuple[Dose, ...]
    effort: float | None
    totals: ExerciseTotals


def move_sums(sessions: Iterable[SessionRecord]) -> tuple[MoveSums, ...]:
    """Returns the sums: strength moves first, then the most trained first; sides side by side.

    `sessions` are oldest first. What was skipped does not count.
    """
    found: dict[tuple[str, Side], list[tuple[date, list[SetRecord]]]] = {}
    for session in sessions:
        sets: dict[tuple[str, Side], list[SetRecord]] = {}
        for each in session.sets:
            if each.done.amount > 0:
                sets.setdefault((each.exercise, each.side), []).append(each)
        for key, done in sets.items():
            found.setdefault(key, []).append((session.local_date, done))
    sums = [_sums(move, side, done) for (move, side), done in found.items()]
    days: dict[str, int] = {}
    for one in sums:
        days[one.exercise] = max(days.get(one.exercise, 0), one.days)

    def place(one: MoveSums) -> tuple[object, ...]:
        return one.exercise in EASING, -days[one.exercise], one.exercise, SIDES.index(one.side)

    return tuple(sorted(sums, key=place))


def _sums(move: str, side: Side, done: list[tuple[date, list[SetRecord]]]) -> MoveSums:
    """The sums of a move on a side; `done` are the days of its sessions with its sets."""
    loads = [max(each.load_kg for each in sets) for _, sets in done]
    every = [each for _, sets in done for each in sets]
    efforts = [each.rpe for each in every if each.rpe is not None]
    totals = ExerciseTotals()
    for each in every:
        totals.add(each)
    return MoveSums(
        move,
        side,
        days=len({day for day, _ in done}),
        first_kg=loads[0],
        last_kg=loads[-1],
        last=tuple(each.done for each in done[-1][1]),
        effort=sum(efforts) / len(efforts) if efforts else None,
        totals=totals,
    )
