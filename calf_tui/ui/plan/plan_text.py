"""The texts of the plan page, and the form of a pause."""

from __future__ import annotations

import textwrap
from dataclasses import replace
from datetime import time
from typing import TYPE_CHECKING

from textual.widgets import Static

from calf_tui.core.session.cue import LOUDEST
from calf_tui.core.text import formatting
from calf_tui.core.text.formatting import second_column
from calf_tui.ui.forms.fields import Row, choice_field, date_field, text_field

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from calf_tui.core.coach.training_plan import Plan
    from calf_tui.core.records.session_record import Pause, Target
    from calf_tui.core.settings import Settings

REASONS = ("holiday", "illness", "injury", "other")
LONGEST_REASON = 60
MOST_TARGETS = 4
"""The most earlier targets that are listed [ours]."""
DAYS = 7
HALF_HOUR, DAY_MINUTES = 30, 24 * 60


def in_columns(text: str, width: int) -> str:
    """Returns the lines broken at words; what is broken off stands below their second column."""
    rows: list[str] = []
    for line in text.splitlines():
        indent = min(second_column(line), width // 3)
        rows += textwrap.wrap(
            line, width, subsequent_indent=" " * indent, break_on_hyphens=False
        ) or [""]
    return "\n".join(rows)


class PlanWeeksText(Static):
    """The weeks of the plan, a line each; a broken line goes on below its text."""

    _text = ""

    def show(self, text: str) -> None:
        """Shows these lines."""
        self._text = text
        self.on_resize()

    def on_resize(self) -> None:
        """Breaks the lines for the width that there is."""
        width = self.content_size.width
        self.update(in_columns(self._text, width) if width else self._text)


def target_line(days: int) -> str:
    """Returns "Target  ●●●○○○○  3 days a week"."""
    marks = "●" * days + "○" * (DAYS - days)
    return f"Target  {marks}  {formatting.count(days, 'day')} a week"


def target_warning(plan: Plan, target: int) -> str:
    """What another target does to the plan in use, and how both ways go."""
    days = plan.week(0).days
    return (
        f"{plan.name} is the plan for {formatting.count(days, 'day')} a week: a target of {target} "
        f"ends it, and {days} brings it back. The same key again changes the target."
    )


def pause_lines(pauses: Sequence[Pause], today: date) -> list[str]:
    """Returns "Pause   16 Nov – 20 Nov  holiday", in columns; days of other years have the year."""
    spans = [_span(each, today) for each in pauses]
    width = max(map(len, spans), default=0)
    return [
        f"Pause   {span:<{width}}  {pause.reason}".rstrip()
        for span, pause in zip(spans, pauses, strict=True)
    ]


def targets_text(targets: Sequence[Target], this_week: date) -> str:
    """Returns what a change of the target means, and the earlier targets, newest first."""
    before = [each for each in targets if each.start < this_week]
    told = [
        f"{formatting.count(each.days, 'day')} from {each.start:%d %b %Y}"
        for each in reversed(before[-MOST_TARGETS:])
    ]
    snapshot = f"; so far: {', '.join(told)}" if told else ""
    return f"A change of target holds from this week on, past weeks keep theirs{snapshot}."


def day_line(settings: Settings) -> str:
    """Returns "Day     begins at 03:00"."""
    return f"Day     begins at {settings.day_cutoff:%H:%M}"


def week_line(settings: Settings) -> str:
    """Returns "Week    starts on Monday"."""
    return f"Week    starts on {settings.first_day_of_week.capitalize()}"


def volume_line(settings: Settings) -> str:
    """ "Volume  70 of 100"."""
    return f"Volume  {settings.volume} of {LOUDEST}"


def lead_in_line(settings: Settings) -> str:
    """ "Lead-in 0.5 s, quiet, for wireless speakers"."""
    seconds = settings.quiet_lead_in
    return f"Lead-in {f'{seconds:g} s, quiet' if seconds else 'none'}, for wireless speakers"


def day_text(settings: Settings) -> str:
    """Returns what the beginning of a day means."""
    if settings.day_cutoff == time(0, 0):
        return "A day ends at midnight. The dates of past sessions stay as they are."
    return (
        f"A session begun before {settings.day_cutoff:%H:%M} counts for the day before. "
        "The dates of past sessions stay as they are."
    )


def later(at: time, steps: int) -> time:
    """Returns the time this many half hours later, modulo a day."""
    minutes = (at.hour * 60 + at.minute + steps * HALF_HOUR) % DAY_MINUTES
    return time(minutes // 60, minutes % 60)


def rows_of_pause(pause: Pause, today: date) -> list[Row]:
    """Returns the form of a pause."""
    kind, rest = _reason_of(pause.reason)
    return [
        Row("Why", (choice_field(kind, REASONS),), help="No week in it counts as missed."),
        Row("In words", (text_field(rest, LONGEST_REASON),), help="More about it, if you like."),
        Row("From", (date_field(pause.start, today),), help="Its first day, as 2026-11-22."),
        Row(
            "Until",
            (date_field(pause.end, today, optional=True),),
            help="Its last day; – until you end it.",
        ),
    ]


def pause_from(pause: Pause, rows: Sequence[Row]) -> Pause:
    """Returns the pause of a valid form."""
    kind, rest, start, end = (row.value for row in rows)
    if (kind, rest) == _reason_of(pause.reason):
        reason = pause.reason
    else:
        reason = rest if kind == "other" else f"{kind}: {rest}" if rest else kind
    return replace(pause, start=start, end=end, reason=reason)


def _span(pause: Pause, today: date) -> str:
    end = "open" if pause.end is None else _short(pause.end, today)
    is_one_year = pause.end is not None and pause.end.year == pause.start.year
    start = f"{pause.start:%d %b}" if is_one_year else _short(pause.start, today)
    return f"{start} – {end}"


def _short(day: date, today: date) -> str:
    return f"{day:%d %b}" if day.year == today.year else f"{day:%d %b %Y}"


def _reason_of(reason: str) -> tuple[str, str]:
    """Returns the kind of a reason, and the rest of its text."""
    kind, _, rest = reason.partition(": ")
    return (kind, rest) if kind in REASONS else ("other", reason)
