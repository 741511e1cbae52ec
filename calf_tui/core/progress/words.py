"""Week and streak in words: kind, and never a push through pain or beyond the target [ours]."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from calf_tui.core import words
from calf_tui.core.progress.calendar import DAYS_OF_A_WEEK

if TYPE_CHECKING:
    from collections.abc import Iterable

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
    reasons = [each.reason for each in pauses if each.reason and _overlap(each, week)]
    state = STATE_WORDS[week.state] if week.state else ""
    said += [" ".join(filter(None, (state, f"({', '.join(reasons)})" if reasons else "")))]
    return f"{week.start:%d %b %Y}: {', '.join(filter(None, said))}"


def _overlap(pause: Pause, week: Week) -> bool:
    last = week.start + timedelta(days=DAYS_OF_A_WEEK - 1)
    return pause.start <= last and (pause.end is None or week.start <= pause.end)
