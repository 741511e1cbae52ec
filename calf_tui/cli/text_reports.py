"""The texts of `history`, `log` and `stats`: lines of sessions and weeks, and the week chart."""

from __future__ import annotations

from dataclasses import asdict
from textwrap import fill
from typing import TYPE_CHECKING

from calf_tui.core.progress.charts.chart_cells import (
    MARKS,
    bar_cell,
    gap_cell,
    month_names,
    streak_links,
    year_names,
)
from calf_tui.core.progress.progress_text import (
    STATE_WORDS,
    streak_in_words,
    week_in_words,
    week_line,
)
from calf_tui.core.records.record_text import STATUS_WORDS, none_found, sets_done
from calf_tui.core.text import formatting

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from calf_tui.cli.output import Json
    from calf_tui.core.progress.met_and_missed_weeks import Progress, Week
    from calf_tui.core.records.coach_records import Run
    from calf_tui.core.records.session_record import HeelRiseTest, SessionRecord

NAME_WIDTH = 24
AXIS = 2
NARROWEST, WIDEST = 2, 6
STAYING = "\N{NO-BREAK SPACE}"
HALVES = 2
"""The half cells of a day: one row."""


def history_text(
    sessions: Sequence[SessionRecord],
    everything: int,
    beside: Sequence[tuple[date, str]] = (),
    limit: int | None = None,
) -> str:
    """Returns the sessions and what is `beside` them, newest first; `everything` counts all."""
    if not sessions and not beside:
        return none_found(everything) if everything else "No sessions here yet."
    rows = [*((each.local_date, _session_line(each)) for each in sessions), *beside]
    rows.sort(key=lambda row: row[0], reverse=True)
    return "\n".join(line for _, line in rows[:limit])


def run_and_test_lines(
    runs: Iterable[Run], tests: Iterable[HeelRiseTest]
) -> list[tuple[date, str]]:
    """Returns a line with its date for each run and each heel-rise test."""
    rows = [
        *((run.local_date, "Run", formatting.run_amount(run)) for run in runs),
        *((test.local_date, "Heel-rise test", formatting.legs_in_words(test)) for test in tests),
    ]
    return [(day, f"{day}  {name:<{NAME_WIDTH}}  {said}") for day, name, said in rows]


def session_summary(record: SessionRecord) -> str:
    """Returns "Daily six, Sun 22 Nov 2026, 18 sets in 35 min"."""
    length = formatting.duration(record.active_seconds)
    day = f"{record.local_date:%a %d %b %Y}"
    return f"{record.routine_name}, {day}, {sets_done(record)} in {length}"


def _session_line(record: SessionRecord) -> str:
    name = formatting.cut(record.routine_name, NAME_WIDTH)
    return (
        f"{record.local_date}  {name:<{NAME_WIDTH}}  "
        f"{formatting.duration(record.active_seconds):>6}  "
        f"{sets_done(record):<14}  {STATUS_WORDS[record.status]}"
    )


def stats_document(progress: Progress) -> Json:
    """Returns the week, the streak, the weeks and the totals."""
    whole, week = asdict(progress), progress.this_week
    now = {"start": week.start, "days": week.days, "target": week.target}
    now |= {"days_left": progress.days_left, "state": week.state}
    names = ("as_of", "streak", "this_week", "weeks", "totals")
    return {name: now if name == "this_week" else whole[name] for name in names}


def stats_text(progress: Progress, width: int) -> str:
    """Returns week and streak in words, then bars of weeks in rows of at most `width` columns."""
    lines = [fill(each, width) for each in (week_in_words(progress), streak_in_words(progress))]
    weeks = [week for week in progress.weeks if week.state is not None]
    if not progress.totals.sessions:
        return "\n".join(lines)
    column = max(NARROWEST, min(WIDEST, (width - AXIS) // max(1, len(weeks))))
    count = max(1, (width - AXIS) // column)
    joints = streak_links(weeks)
    for first in range(0, len(weeks), count):
        lines += ["", *_chart(weeks[first : first + count], joints[first : first + count], column)]
    return "\n".join([*lines, "", _legend(width), "", fill(_totals(progress), width)])


def stats_lines(progress: Progress) -> str:
    """Returns the same with a line for each week, for screen readers."""
    lines = [week_in_words(progress), streak_in_words(progress)]
    if not progress.totals.sessions:
        return "\n".join(lines)
    lines += [week_line(week) for week in progress.weeks if week.state is not None]
    return "\n".join([*lines, _totals(progress)])


def prompt_line(progress: Progress) -> str:
    """Returns week and streak for a prompt: "calf 2/3 · 5 wk"."""
    week = progress.this_week
    return f"calf {week.days}/{week.target} · {progress.streak.current} wk"


def _chart(weeks: Sequence[Week], joints: Sequence[str], column: int) -> list[str]:
    most = max(max(week.days, week.target) for week in weeks)
    following = [*weeks[1:], None]
    rows = []
    for row in reversed(range(most)):
        text = f"{row + 1} "
        for week, after in zip(weeks, following, strict=True):
            cell = bar_cell(week, row, HALVES, column - 1)
            text += "█" * (column - 1) if cell.behind else cell.text
            text += gap_cell(week, after, row, HALVES).text
        rows.append(text)
    chain = "".join(
        MARKS[week.state].ljust(column - 1, joint) + joint
        for week, joint in zip(weeks, joints, strict=True)
    )
    starts = [week.start for week in weeks]
    labels = (chain, month_names(starts, column), year_names(starts, column))
    return [row.rstrip() for row in (*rows, *(" " * AXIS + each for each in labels))]


def _legend(width: int) -> str:
    """Returns the legend of the marks; no line break separates a mark from its word."""
    marks = [f"{MARKS[state]} {word}" for state, word in STATE_WORDS.items()]
    joined = "   ".join(each.replace(" ", STAYING) for each in (*marks, "▔ target"))
    return fill(joined, width).replace(STAYING, " ")


def _totals(progress: Progress) -> str:
    totals = progress.totals
    facts = [
        formatting.count(totals.sessions, "session"),
        formatting.count(totals.training_days, "training day"),
        formatting.count(totals.sets, "set"),
        formatting.long_duration(totals.active_seconds),
    ]
    return f"In all: {', '.join(facts)}"
