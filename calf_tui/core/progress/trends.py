"""How things went week by week, by move and by side: am I getting stronger, does it hurt more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from calf_tui.core.progress.set_amounts import (
    EASING,
    JUMPS,
    load_volume,
    repetitions,
    seconds_under_tension,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from calf_tui.core.progress.look_back import LookBack
    from calf_tui.core.record import SetRecord
    from calf_tui.core.routine import Side

Measure = Literal["load", "reps", "landings", "tension", "time", "volume", "pain"]
TITLES: dict[Measure, str] = {
    "load": "Load",
    "reps": "Repetitions",
    "landings": "Landings",
    "tension": "Time under tension",
    "time": "Time",
    "volume": "Load volume",
    "pain": "Pain",
}
SIDES: tuple[Side, ...] = ("both", "left", "right")
NO_PAIN_WORST_PAIN = (0.0, 10.0)


@dataclass(frozen=True, slots=True)
class Point:
    """A value of the week, or of the day, that starts with the date."""

    date: date
    value: float


@dataclass(frozen=True, slots=True)
class Line:
    """Values in time; there are only points where there is a value. `best` is a personal best."""

    name: str
    points: tuple[Point, ...]
    best: Point | None = None


@dataclass(frozen=True, slots=True)
class Trend:
    """What one chart shows.

    `unit` is what its values count. `noise` is how far a value differs from day to day without
    meaning anything. `bounds` are the ends of its scale where they are fixed. `note` says in a
    sentence what to make of it.
    """

    title: str
    unit: str
    lines: tuple[Line, ...]
    noise: float = 0.0
    bounds: tuple[float, float] | None = None
    note: str = ""

    def since(self, start: date) -> Trend:
        """The same from a date on; bests are still those of all time."""
        lines = (
            Line(line.name, tuple(p for p in line.points if p.date >= start), line.best)
            for line in self.lines
        )
        kept = tuple(line for line in lines if line.points)
        return Trend(self.title, self.unit, kept, self.noise, self.bounds, self.note)


class _Sums:
    """One move on one side in one week."""

    __slots__ = ("load", "pain", "pains", "reps", "seconds", "tension", "volume", "worst")

    def __init__(self) -> None:
        self.load = self.tension = self.seconds = self.volume = 0.0
        self.reps = self.pain = self.pains = self.worst = 0

    def add(self, each: SetRecord) -> None:
        if each.done.amount:
            self.load = max(self.load, each.load_kg)
        self.reps += repetitions(each)
        self.seconds += each.done.seconds or 0.0
        self.tension += seconds_under_tension(each)
        self.volume += load_volume(each)
        if each.pain is not None:
            self.pain += each.pain
            self.pains += 1
            self.worst = max(self.worst, each.pain)


Weeks = dict[int, _Sums]
VALUES: dict[Measure, Callable[[_Sums], float]] = {
    "load": lambda sums: sums.load,
    "reps": lambda sums: sums.reps,
    "landings": lambda sums: sums.reps,
    "tension": lambda sums: sums.tension / 60,
    "time": lambda sums: sums.seconds / 60,
    "volume": lambda sums: sums.volume,
}


def move_trends(past: LookBack, names: Mapping[str, str]) -> tuple[Trend, ...]:
    """Everything there is to say of each move: those that build first, the most trained first.

    `names` are the moves' names by id; weeks count up to today.
    """
    moves = _by_move(past)
    trained = {move: sum(len(weeks) for weeks in sides.values()) for move, sides in moves.items()}
    return tuple(
        trend
        for move in sorted(moves, key=lambda each: (each in EASING, -trained[each], each))
        for trend in _trends_of(move, moves[move], names.get(move, _spelt(move)), past)
    )


def pain_trend(past: LookBack) -> Trend | None:
    """The week's worst and mean pain during sets, and the worst of the mornings after."""
    during: dict[int, list[int]] = {}
    mornings: dict[int, list[int]] = {}
    for session in past.sessions_until_today:
        week = past.calendar.week_of(session.local_date)
        pains = [each.pain for each in session.sets if each.pain is not None]
        if pains:
            during.setdefault(week, []).extend(pains)
        if session.morning_pain is not None:
            mornings.setdefault(week, []).append(session.morning_pain)
    lines = _lines(
        past,
        (
            ("worst", {week: max(each) for week, each in during.items()}),
            ("mean", {week: sum(each) / len(each) for week, each in during.items()}),
            ("morning", {week: max(each) for week, each in mornings.items()}),
        ),
    )
    if not lines:
        return None
    note = "0-2 carry on, 3-5 no increase and no jumps, above 5 end the move."
    return Trend("Pain", "of 10", lines, bounds=NO_PAIN_WORST_PAIN, note=note)


def _by_move(past: LookBack) -> dict[str, dict[Side, Weeks]]:
    moves: dict[str, dict[Side, Weeks]] = {}
    for session in past.sessions_until_today:
        week = past.calendar.week_of(session.local_date)
        for each in session.sets:
            weeks = moves.setdefault(each.exercise, {}).setdefault(each.side, {})
            sums = weeks.get(week)
            if sums is None:
                sums = weeks[week] = _Sums()
            sums.add(each)
    return moves


def _trends_of(
    move: str, sides: Mapping[Side, Weeks], name: str, past: LookBack
) -> Iterator[Trend]:
    timed = any(sums.seconds for weeks in sides.values() for sums in weeks.values())
    units: dict[Measure, str] = {
        "load": "kg",
        "reps": "reps a week",
        "landings": "landings a week",
        "tension": "min a week",
        "time": "min a week",
        "volume": "kg·s a week" if timed else "kg·reps a week",
    }
    for measure, unit in units.items():
        if (measure == "landings") != (move in JUMPS) and measure in ("reps", "landings"):
            continue
        if move in EASING and measure in ("load", "volume"):
            continue
        lines = _lines(
            past,
            (
                (side, {week: VALUES[measure](sums) for week, sums in sides[side].items()})
                for side in SIDES
                if side in sides
            ),
            best=True,
        )
        if any(point.value for line in lines for point in line.points):
            yield Trend(f"{TITLES[measure]} · {name}", unit, lines)
    pains = [
        (side, {week: sums.worst for week, sums in sides[side].items() if sums.pains})
        for side in SIDES
        if side in sides
    ]
    lines = _lines(past, pains)
    if lines:
        title = f"{TITLES['pain']} · {name}"
        yield Trend(title, "of 10, the week's worst", lines, bounds=NO_PAIN_WORST_PAIN)


def _lines(
    past: LookBack, values: Iterable[tuple[str, Mapping[int, float]]], *, best: bool = False
) -> tuple[Line, ...]:
    """The lines that have a point at all, a point a week."""
    lines = []
    for name, by_week in values:
        points = tuple(
            Point(past.calendar.start_of(week), value) for week, value in sorted(by_week.items())
        )
        if points:
            lines.append(Line(name, points, best_of(points) if best else None))
    return tuple(lines)


def best_of(points: Sequence[Point]) -> Point | None:
    """The first of the highest; None where nothing rises above 0."""
    best = max(points, key=lambda point: point.value)
    return best if best.value > 0 else None


def _spelt(move: str) -> str:
    """ "towel_scrunch" as "Towel scrunch"."""
    return move.replace("_", " ").capitalize()
