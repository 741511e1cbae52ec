"""Week and streak in words: kind, and never a push through pain or beyond the target [ours]."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from calf_tui.core import words
from calf_tui.core.progress.calendar import DAYS_OF_A_WEEK
from calf_tui.core.progress.weeks import totals_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from calf_tui.core.progress.days import Day
    from calf_tui.core.progress.look_back import LookBack
    from calf_tui.core.progress.weeks import Progress, Week, WeekState
    from calf_tui.core.record import Pause

STATE_WORDS: dict[WeekState, str] = {
    "met": "met",
    "in_progress": "under way",
    "frozen": "frozen",
    "missed": "missed",
}


def week_in_words(progress: Progress) -> str:
    """ "2 of 3 this week, 4 days left"; an invitation while there is no session at all."""
    if not progress.totals.sessions:
        return "Your first session starts week one."
    week = progress.this_week
    if week.days > week.target:
        return f"{week.days} days this week, target of {week.target} met"
    done = f"{week.days} of {week.target} this week"
    if week.state == "met":
        return done
    if week.state == "frozen":
        return f"{done}, frozen: take the time you need"
    if week.days_left:
        return f"{done}, {words.count(week.days_left, 'day')} left"
    return f"{done}, a new week starts tomorrow"


def streak_in_words(progress: Progress) -> str:
    """ "5 weeks in a row, best 9"."""
    streak = progress.streak
    if streak.current:
        return f"{words.count(streak.current, 'week')} in a row, best {streak.best}"
    if streak.best:
        return f"Best so far: {words.count(streak.best, 'week')} in a row"
    return "A streak begins with the first week that meets its target."


def week_line(week: Week, pauses: Iterable[Pause] = ()) -> str:
    """ "16 Nov 2026: 2 of 3 days, 31 sets, 56 min, frozen (holiday)"."""
    said = [f"{week.days} of {week.target} days"]
    if week.sessions:
        said += [words.count(week.sets, "set"), words.duration(week.active_seconds)]
    if week.state:
        last = week.start + timedelta(days=DAYS_OF_A_WEEK - 1)
        overlapping = (each for each in pauses if _overlaps(each, week.start, last))
        said.append(STATE_WORDS[week.state] + _reasons(overlapping))
    return f"{week.start:%d %b %Y}: {', '.join(said)}"


def week_row(week: Week, pauses: Iterable[Pause] = ()) -> str:
    """The same in columns, what matters first."""
    last = week.start + timedelta(days=DAYS_OF_A_WEEK - 1)
    state = STATE_WORDS[week.state] if week.state else ""
    return (
        f"{week.start:%d %b %Y}  {week.days} of {week.target}  {state:<9}  "
        f"{words.count(week.sets, 'set'):>8}  {words.duration(week.active_seconds):>7}"
        f"{_reasons(each for each in pauses if _overlaps(each, week.start, last))}"
    )


def day_row(day: Day) -> str:
    """A day with sessions, in columns."""
    return (
        f"{day.date:%a %d %b %Y}  {words.count(day.sets, 'set'):>8}  "
        f"{words.duration(day.active_seconds):>7}{'  stopped for pain' if day.stopped else ''}"
    )


def day_line(past: LookBack, date: date) -> str:
    """ "Tue 17 Nov 2026: 2 sessions, 18 sets, 34 min"."""
    day, state = past.day(date), past.state(date)
    said = []
    if day is not None:
        amounts = (words.count(day.sessions, "session"), words.count(day.sets, "set"))
        said += [*amounts, words.duration(day.active_seconds)]
    if state == "stopped":
        said.append("stopped for pain")
    pauses = [each for each in past.pauses if each.covers(date)]
    if pauses:
        said.append("paused" + _reasons(pauses))
    elif state == "future":
        said.append("still to come")
    nothing = "nothing yet" if date == past.today else "nothing"
    return f"{date:%a %d %b %Y}: {', '.join(said) or nothing}"


def year_line(past: LookBack, year: int) -> str:
    """ "2026: 142 training days, 2310 sets, 61 h 5 min"."""
    totals = totals_of([day for day in past.days if day.date.year == year])
    days = words.count(totals.training_days, "training day")
    sets = words.count(totals.sets, "set")
    return f"{year}: {days}, {sets}, {words.long_duration(totals.active_seconds)}"


def _overlaps(pause: Pause, first: date, last: date) -> bool:
    return pause.start <= last and (pause.end is None or first <= pause.end)


def _reasons(pauses: Iterable[Pause]) -> str:
    reasons = ", ".join(filter(None, (each.reason for each in pauses)))
    return f" ({reasons})" if reasons else ""
