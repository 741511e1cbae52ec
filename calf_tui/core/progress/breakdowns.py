"""What was done, broken down by routine, day of the week, time of the day and move."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from calf_tui.core.frozen_dataclass import dataclass
from calf_tui.core.progress.training_calendar import DAYS_OF_A_WEEK
from calf_tui.core.records.session_sets import finished_sets
from calf_tui.core.text.formatting import name_from_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from calf_tui.core.progress.met_and_missed_weeks import Week
    from calf_tui.core.progress.training_calendar import WeekCalendar
    from calf_tui.core.records.session_record import SessionRecord, SetRecord

Meaning = Literal["done", "effort", "pain"]
MOST_ROWS = 7
OTHERS = "others"
HIGHEST_ANSWER = 10
"""The end of the scales of effort and pain."""
TIMES = (
    ("before 6", 6),
    ("6 to 9", 9),
    ("9 to 12", 12),
    ("12 to 15", 15),
    ("15 to 18", 18),
    ("18 to 21", 21),
    ("after 21", 24),
)
"""Parts of a day, each with the hour at which it ends [ours]."""


@dataclass(frozen=True, slots=True)
class Breakdown:
    """Amounts by name, at most `MOST_ROWS`; `most` is the amount of a full bar."""

    title: str
    rows: tuple[tuple[str, float], ...]
    most: float
    meaning: Meaning = "done"


def by_routine(sessions: Iterable[SessionRecord]) -> Breakdown:
    """Returns the sessions of each routine, the most first; what does not fit is "others"."""
    return _largest("Sessions by routine", Counter(each.routine_name for each in sessions))


def by_weekday(sessions: Iterable[SessionRecord], calendar: WeekCalendar) -> Breakdown:
    """Returns the sessions on each day of the week, in the order of the runner's calendar."""
    found = Counter(each.local_date.weekday() for each in sessions)
    first = calendar.start_of(1)
    days = (first + timedelta(days=each) for each in range(DAYS_OF_A_WEEK))
    return _of("Sessions by day", ((f"{day:%a}", found[day.weekday()]) for day in days))


def by_time(sessions: Iterable[SessionRecord]) -> Breakdown:
    """Returns the sessions that began in each part of the day, where they took place."""
    found = Counter(_time_of(each) for each in sessions)
    return _of("Sessions by hour", ((name, found[name]) for name, _ in TIMES))


def by_days_trained(weeks: Iterable[Week]) -> Breakdown:
    """Returns how many weeks had one training day, two, and so on up to seven."""
    found = Counter(each.days for each in weeks)
    rows = ((f"{days} days", found[days]) for days in range(1, DAYS_OF_A_WEEK + 1))
    return _of("Weeks by training days", ((name.replace("1 days", "1 day"), n) for name, n in rows))


def minutes_by_date(sessions: Iterable[SessionRecord], days: Sequence[date]) -> Breakdown:
    """Returns the minutes of each of these days, at most `MOST_ROWS`."""
    seconds = dict.fromkeys(days[:MOST_ROWS], 0.0)
    for each in sessions:
        if each.local_date in seconds:
            seconds[each.local_date] += each.active_seconds
    rows = ((f"{day:%a %d %b}", round(each / 60)) for day, each in seconds.items())
    return _of("Minutes by day", rows)


def sets_by_move(sets: Iterable[SetRecord], names: Mapping[str, str]) -> Breakdown:
    """Returns the finished sets of each move; `names` are those of moves, by id."""
    by_move: dict[str, list[SetRecord]] = {}
    for each in sets:
        if each.is_finished:
            by_move.setdefault(_name(each, names), []).append(each)
    found = Counter({name: finished_sets(of_move) for name, of_move in by_move.items()})
    return _largest("Sets by move", found)


def highest_answers(
    sets: Iterable[SetRecord], names: Mapping[str, str], meaning: Literal["effort", "pain"]
) -> Breakdown:
    """Returns the highest effort or pain, of 10, that was said of each move."""
    found: Counter[str] = Counter()
    for each in sets:
        said = each.rpe if meaning == "effort" else each.pain
        if said is not None:
            name = _name(each, names)
            found[name] = max(found[name], said)
    title = f"Highest {meaning} by move"
    rows = tuple(found.items())[:MOST_ROWS]
    return Breakdown(title, rows, HIGHEST_ANSWER, meaning)


def _time_of(session: SessionRecord) -> str:
    hour = session.started_wall.hour
    return next(name for name, end in TIMES if hour < end)


def _name(one: SetRecord, names: Mapping[str, str]) -> str:
    return names.get(one.exercise) or name_from_id(one.exercise)


def _largest(title: str, found: Counter[str]) -> Breakdown:
    rows = found.most_common()
    if len(rows) > MOST_ROWS:
        others = sum(count for _, count in rows[MOST_ROWS - 1 :])
        rows = [*rows[: MOST_ROWS - 1], (OTHERS, others)]
    return _of(title, rows)


def _of(title: str, rows: Iterable[tuple[str, float]]) -> Breakdown:
    rows = tuple(rows)
    return Breakdown(title, rows, max((amount for _, amount in rows), default=0))
