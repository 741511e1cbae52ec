"""Texts about runs, and the days on which hard runs are likely."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING

from calf_tui.core.text.formatting import count, number

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from calf_tui.core.records.coach_records import Run

WEEK = timedelta(days=7)
LIKELY_WEEKS = 4
LIKELY_RUNS = 2
"""Hard runs on the same weekday in two of four weeks make the next one likely [ours]."""


def amount_in_words(minutes: float | None, km: float | None) -> str:
    """ "50 min, 9.1 km"."""
    said = (
        "" if minutes is None else f"{minutes:.0f} min",
        "" if km is None else f"{number(round(km, 1))} km",
    )
    return ", ".join(filter(None, said))


def run_in_words(run: Run) -> str:
    """ "Run, Fri 20 Nov 2026, 50 min, 9.1 km, hard"."""
    hard = ", hard" if run.hard else ""
    day = f"{run.local_date:%a %d %b %Y}"
    return f"Run, {day}, {amount_in_words(run.minutes, run.km)}{hard}"


def week_in_words(runs: Iterable[Run], week_start: date) -> str:
    """ "Running this week: 2 runs, 85 min, 15 km"; empty where there was none."""
    of_week = [each for each in runs if week_start <= each.local_date < week_start + WEEK]
    if not of_week:
        return ""
    minutes = [each.minutes for each in of_week if each.minutes is not None]
    km = [each.km for each in of_week if each.km is not None]
    amounts = amount_in_words(sum(minutes) if minutes else None, sum(km) if km else None)
    return f"Running this week: {count(len(of_week), 'run')}, {amounts}"


def is_hard_likely(runs: Iterable[Run], day: date) -> bool:
    """Whether hard runs were on this weekday in two of the last four weeks."""
    weeks = Counter(
        (day - each.local_date).days // WEEK.days
        for each in runs
        if each.hard and (day - each.local_date).days % WEEK.days == 0
    )
    return sum(1 <= back <= LIKELY_WEEKS for back in weeks) >= LIKELY_RUNS
