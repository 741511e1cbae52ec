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
EASY_SIGN, HARD_SIGN = "›", "»"
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
    said = runs_in_words(runs, week_start)
    return f"Running this week: {said}" if said else ""


def runs_in_words(runs: Iterable[Run], start: date) -> str:
    """ "2 runs, 85 min, 15 km, 1 hard", of a week; empty where there was none."""
    found = [each for each in runs if start <= each.local_date < start + WEEK]
    if not found:
        return ""
    minutes = [each.minutes for each in found if each.minutes is not None]
    km = [each.km for each in found if each.km is not None]
    amounts = amount_in_words(sum(minutes) if minutes else None, sum(km) if km else None)
    hard = sum(each.hard for each in found)
    tail = "" if not hard else ", hard" if len(found) == 1 else f", {hard} hard"
    return f"{count(len(found), 'run')}, {amounts}{tail}"


def run_sign(runs: Iterable[Run]) -> str:
    """The sign of a day's runs: one chevron, two in one where one of them was hard."""
    return HARD_SIGN if any(each.hard for each in runs) else EASY_SIGN


def is_hard_likely(runs: Iterable[Run], day: date) -> bool:
    """Whether hard runs were on this weekday in two of the last four weeks."""
    weeks = Counter(
        (day - each.local_date).days // WEEK.days
        for each in runs
        if each.hard and (day - each.local_date).days % WEEK.days == 0
    )
    return sum(1 <= back <= LIKELY_WEEKS for back in weeks) >= LIKELY_RUNS
