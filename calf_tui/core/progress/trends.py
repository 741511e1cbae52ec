"""The trends of each move by side and week, and that of pain."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Literal

from calf_tui.core.frozen_dataclass import dataclass
from calf_tui.core.progress.exercise_totals import EASING, ExerciseTotals, Weeks
from calf_tui.core.records.session_sets import exercises_in
from calf_tui.core.routines.routine_step_levels import name_as_done, name_in_form
from calf_tui.core.session.pain_scale import CARRY_ON, TOO_MUCH
from calf_tui.core.text.formatting import name_from_id

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from calf_tui.core.progress.progress_snapshot import ProgressSnapshot
    from calf_tui.core.records.session_record import SessionRecord
    from calf_tui.core.routines.routine import Side

Form = Literal["line", "column", "mark", "number"]
"""How values are drawn: joined, from the ground up, each alone, or only told in words."""
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
MINUTES, SECONDS = "min a week", "s a week"
SHORT_SECONDS = 300
"""Times that are all shorter are shown in seconds: minutes of one set say nothing [ours]."""
PAIN_SCALES = ((0.0, 5.0), (0.0, 10.0))
"""The scales of pain charts; the first that contains all values is used."""


@dataclass(frozen=True, slots=True)
class Point:
    """A value of a day, or of the week that starts on the date."""

    date: date
    value: float


@dataclass(frozen=True, slots=True)
class Line:
    """Values over time, without points for dates that have no value. `best` is a personal best.

    `running` is the date of the last point if it is the sum of a week that is not over, else None.
    `is_weekly` says that a date stands for the week that starts on it.
    """

    name: str
    points: tuple[Point, ...]
    best: Point | None = None
    running: date | None = None
    form: Form = "line"
    is_weekly: bool = False


@dataclass(frozen=True, slots=True)
class Trend:
    """The content of one chart.

    `unit` is the unit of its values. `noise` is how far a value differs from day to day without a
    real change. `bounds` are the ends of its scale, None if they follow from the values. `note` is
    a sentence for the runner. Columns above each of the `levels` have another colour.
    """

    title: str
    unit: str
    lines: tuple[Line, ...]
    noise: float = 0.0
    bounds: tuple[float, float] | None = None
    note: str = ""
    levels: tuple[float, ...] = ()

    def since(self, start: date) -> Trend:
        """Returns the trend from a date on; the bests are still those of all time."""
        lines = (
            replace(line, points=tuple(p for p in line.points if p.date >= start))
            for line in self.lines
        )
        return replace(self, lines=tuple(line for line in lines if line.points))


VALUES: dict[Measure, Callable[[ExerciseTotals], float]] = {
    "load": lambda sums: sums.load,
    "reps": lambda sums: sums.reps,
    "landings": lambda sums: sums.landings,
    "tension": lambda sums: sums.tension,
    "time": lambda sums: sums.seconds,
    "volume": lambda sums: sums.volume,
    "pain": lambda sums: sums.worst,
}


def move_trends(snapshot: ProgressSnapshot, names: Mapping[str, str]) -> tuple[Trend, ...]:
    """Returns the trends of each move: strength first, then the most trained; `names` are by id."""
    moves = snapshot.moves
    trained = {move: sum(len(weeks) for weeks in sides.values()) for move, sides in moves.items()}
    return tuple(
        trend
        for move in sorted(moves, key=lambda each: (each in EASING, -trained[each], each))
        for trend in _trends_of(move, moves[move], names.get(move, name_from_id(move)), snapshot)
    )


def names_as_done(snapshot: ProgressSnapshot, names: Mapping[str, str]) -> dict[str, str]:
    """Returns the names of the moves done, by id; that of the form if all were done in one."""
    sessions = snapshot.sessions_until_today
    return {
        move: name_as_done(move, (one for each in _with(move, sessions) for one in each.sets), name)
        for move, name in names.items()
        if move in snapshot.moves
    }


def _with(move: str, sessions: Iterable[SessionRecord]) -> Iterator[SessionRecord]:
    """Yields the sessions with the move; no set of the others is read."""
    return (each for each in sessions if move in exercises_in(each.sets))


def pain_trend(snapshot: ProgressSnapshot) -> Trend | None:
    """Returns the worst and mean pain of the sets, and the worst of the next mornings, by week."""
    answered: dict[int, list[ExerciseTotals]] = {}
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
    worst = {week: max(e.worst for e in each) for week, each in answered.items()}
    mean = {
        week: sum(e.pain for e in each) / sum(e.pains for e in each)
        for week, each in answered.items()
    }
    lines = (
        *_weekly(snapshot, "worst", worst, form="column"),
        *_weekly(snapshot, "mean", mean, form="number"),
        *_weekly(snapshot, "morning", mornings, form="mark"),
    )
    if not lines:
        return None
    note = "0-2 carry on, 3-5 no increase and no jumps, above 5 end the move."
    levels = (CARRY_ON, TOO_MUCH)
    return Trend("Pain", "of 10", lines, bounds=_pain_scale(lines), note=note, levels=levels)


def _trends_of(
    move: str, sides: Mapping[Side, Weeks], name: str, snapshot: ProgressSnapshot
) -> Iterator[Trend]:
    every = [totals for weeks in sides.values() for totals in weeks.values()]
    units: dict[Measure, str] = {
        "load": "kg",
        "reps": "reps a week",
        "landings": "landings a week",
        "tension": MINUTES,
        "time": MINUTES,
        "volume": f"{'kg·s' if any(each.seconds for each in every) else 'kg·reps'} a week",
        "pain": "worst of 10",
    }
    for measure, unit in units.items():
        if move in EASING and measure in ("load", "tension", "volume"):
            continue
        value, is_pain = VALUES[measure], measure == "pain"
        if unit == MINUTES and max(map(value, every)) < SHORT_SECONDS:
            unit = SECONDS
        scale = 60 if unit == MINUTES else 1
        lines = tuple(
            line
            for side in SIDES
            for line in _weekly(
                snapshot,
                side,
                {
                    week: value(totals) / scale
                    for week, totals in sides.get(side, {}).items()
                    if totals.pains or not is_pain
                },
                best=not is_pain,
                is_sum=measure not in ("load", "pain"),
            )
        )
        if lines and (is_pain or any(map(value, every))):
            bounds = _pain_scale(lines) if is_pain else None
            yield Trend(title_of(measure, move, name), unit, lines, bounds=bounds)


def title_of(measure: Measure, move: str, name: str) -> str:
    """Returns a trend's title; repetitions of jump squats are those without flight."""
    said = name_in_form(move, "no flight", name) if measure == "reps" else name
    return f"{TITLES[measure]} · {said}"


def _weekly(
    snapshot: ProgressSnapshot,
    name: str,
    by_week: Mapping[int, float],
    *,
    form: Form = "line",
    best: bool = False,
    is_sum: bool = False,
) -> Iterator[Line]:
    """Yields the line of these values by week, if there is any."""
    calendar = snapshot.calendar
    points = tuple(Point(calendar.start_of(week), value) for week, value in sorted(by_week.items()))
    if points:
        this_week = calendar.week_start(snapshot.today)
        running = this_week if is_sum and points[-1].date == this_week else None
        highest = best_of(points) if best else None
        yield Line(name, points, highest, running, form, is_weekly=True)


def best_of(points: Sequence[Point]) -> Point | None:
    """Returns the first of the highest points; None if no value is above 0."""
    best = max(points, key=lambda point: point.value)
    return best if best.value > 0 else None


def _pain_scale(lines: Sequence[Line]) -> tuple[float, float]:
    worst = max(point.value for line in lines for point in line.points)
    return next(scale for scale in PAIN_SCALES if worst <= scale[1])
