"""Week and streak in words: kind, and never a push through pain or beyond the target [ours]."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from calf_tui.core.progress.weeks import Progress


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
        return f"{done}, {_counted(week.days_left, 'day')} left"
    return f"{done}, a new week starts tomorrow"


def streak_in_words(progress: Progress) -> str:
    """ "5 weeks in a row, best 9"."""
    streak = progress.streak
    if streak.current:
        return f"{_counted(streak.current, 'week')} in a row, best {streak.best}"
    if streak.best:
        return f"Best so far: {_counted(streak.best, 'week')} in a row"
    return "A streak begins with the first week that meets its target."


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
