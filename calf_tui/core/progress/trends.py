"""How things went week by week, by move and by side: am I getting stronger, does it hurt more."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Literal

from calf_tui.core.progress.exercise_weeks import EASING, JUMPS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from calf_tui.core.progress.exercise_weeks import ExerciseWeek, Weeks
    from calf_tui.core.progress.progress_snapshot import ProgressSnapshot
    from calf_tui.core.routines.routine import Side

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
PAIN_SCALES = ((0.0, 5.0), (0.0, 10.0))
"""Half of the scale shows more where nothing hurt more than that."""


@dataclass(frozen=True, slots=True)
class Point:
    """A value of the week, or of the day, that starts with the date."""

    date: date
    value: float


@dataclass(frozen=True, slots=True)
class Line:
    """Values in time; there are only points where there is a value. `best` is a personal best.

    `running` is the start of the week that the last point sums up while it is not over.
    """

    name: str
    points: tuple[Point, ...]
    best: Point | None = None
    running: date | None = None


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
            replace(line, points=tuple(p for p in line.points if p.date >= start))
            for line in self.lines
        )
        return replace(self, lines=tuple(line for line in lines if line.points))


VALUES: dict[Measure, Callable[[ExerciseWeek], float]] = {
    "load": lambda sums: sums.load,
    "reps": lambda sums: sums.reps,
    "landings": lambda sums: sums.reps,
    "tension": lambda sums: sums.tension / 60,
    "time": lambda sums: sums.seconds / 60,
    "volume": lambda sums: sums.volume,
}


def move_trends(snapshot: ProgressSnapshot, names: Mapping[str, str]) -> tuple[Trend, ...]:
    """Everything there is to say of each move: those that build first, the most trained first.

    `names` are the moves' names by id; weeks count up to today.
    """
    moves = snapshot.moves
    trained = {move: sum(len(weeks) for weeks in sides.values()) for move, sides in moves.items()}
    return tuple(
        trend
        for move in sorted(moves, key=lambda each: (each in EASING, -trained[each], each))
        for trend in _trends_of(move, moves[move], names.get(move, _spelt(move)), snapshot)
    )


def pain_trend(snapshot: ProgressSnapshot) -> Trend | None:
    """The week's worst and mean pain during sets, and the worst of the mornings after."""
    answered: dict[int, list[ExerciseWeek]] = {}
    for sides in snapshot.moves.values():
        for weeks in sides.values():
            for week, sums in weeks.items():
                if sums.pains:
                    answered.setdefault(week, []).append(sums)
    mornings: dict[int, int] = {}
    for session in snapshot.sessions_until_today:
        if session.morning_pain is not None:
            week = snapshot.calendar.week_of(session.local_date)
            mornings[week] = max(session.morning_pain, mornings.get(week, 0))
    lines = _lines(
        snapshot,
        (
            ("worst", {week: max(e.worst for e in each) for week, each in answered.items()}),
            ("mean", {week: _mean_pain(each) for week, each in answered.items()}),
            ("morning", mornings),
        ),
    )
    if not lines:
        return None
    note = "0-2 carry on, 3-5 no increase and no jumps, above 5 end the move."
    return Trend("Pain", "of 10", lines, bounds=_pain_scale(lines), note=note)


def _trends_of(
    move: str, sides: Mapping[Side, Weeks], name: str, snapshot: ProgressSnapshot
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
        if move in EASING and measure in ("load", "tension", "volume"):
            continue
        lines = _lines(
            snapshot,
            (
                (side, {week: VALUES[measure](sums) for week, sums in sides[side].items()})
                for side in SIDES
                if side in sides
            ),
            best=True,
            is_sum=measure != "load",
        )
        if any(point.value for line in lines for point in line.points):
            yield Trend(f"{TITLES[measure]} · {name}", unit, lines)
    pains = [
        (side, {week: sums.worst for week, sums in sides[side].items() if sums.pains})
        for side in SIDES
        if side in sides
    ]
    lines = _lines(snapshot, pains)
    if lines:
        title = f"{TITLES['pain']} · {name}"
        yield Trend(title, "of 10, the week's worst", lines, bounds=_pain_scale(lines))


def _lines(
    snapshot: ProgressSnapshot,
    values: Iterable[tuple[str, Mapping[int, float]]],
    *,
    best: bool = False,
    is_sum: bool = False,
) -> tuple[Line, ...]:
    """The lines that have a point at all, a point a week."""
    lines = []
    this_week = snapshot.calendar.start_of(snapshot.calendar.week_of(snapshot.today))
    for name, by_week in values:
        points = tuple(
            Point(snapshot.calendar.start_of(week), value)
            for week, value in sorted(by_week.items())
        )
        if points:
            running = this_week if is_sum and points[-1].date == this_week else None
            lines.append(Line(name, points, best_of(points) if best else None, running))
    return tuple(lines)


def best_of(points: Sequence[Point]) -> Point | None:
    """The first of the highest; None where nothing rises above 0."""
    best = max(points, key=lambda point: point.value)
    return best if best.value > 0 else None


def _pain_scale(lines: Sequence[Line]) -> tuple[float, float]:
    worst = max(point.value for line in lines for point in line.points)
    return next(scale for scale in PAIN_SCALES if worst <= scale[1])


def _mean_pain(answered: Sequence[ExerciseWeek]) -> float:
    return sum(each.pain for each in answered) / sum(each.pains for each in answered)


def _spelt(move: str) -> str:
    """ "towel_scrunch" as "Towel scrunch"."""
    return move.replace("_", " ").capitalize()
