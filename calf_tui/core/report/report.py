"""A report of some weeks, as one page of HTML with nothing from elsewhere or as lines of text."""

from __future__ import annotations

from datetime import date
from html import escape
from math import ceil
from typing import TYPE_CHECKING

from calf_tui.core.coach.pain_monitoring import DISCLAIMER
from calf_tui.core.frozen_dataclass import dataclass
from calf_tui.core.progress.charts.svg_charts import FAINT, INK, QUIET, week_svg
from calf_tui.core.progress.charts.trend_export import trend_svg
from calf_tui.core.report.pain_sections import (
    notes_section,
    pain_section,
    tests_section,
    time_off_section,
)
from calf_tui.core.report.sections import Period, Row, Section, day_words
from calf_tui.core.report.training_sections import moves_section, weeks_section
from calf_tui.core.text.sanitizing import terminal_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from calf_tui.core.progress.met_and_missed_weeks import Week
    from calf_tui.core.progress.progress_snapshot import ProgressSnapshot

MOST_WEEKS_A_CHART = 52
"""More would be too narrow to read on paper."""
NOTHING_FROM_ELSEWHERE = "default-src 'none'; style-src 'unsafe-inline'"
STYLE = f"""
@page {{ margin: 15mm }}
body {{ color: {INK}; background: #fff; font: 11pt/1.4 sans-serif; max-width: 50rem;
  margin: 2rem auto; padding: 0 1rem; overflow-wrap: break-word }}
h1 {{ font-size: 1.5em; margin: 0 0 .3em }}
h2 {{ font-size: 1.15em; margin: 1.3em 0 .3em; border-bottom: 1px solid {INK} }}
p {{ margin: .4em 0 }}
table {{ border-collapse: collapse; width: 100%; margin: .6em 0; font-size: .9em;
  font-variant-numeric: tabular-nums }}
th, td {{ text-align: left; vertical-align: top; padding: .12em .6em .12em 0;
  border-bottom: 1px solid {FAINT} }}
thead th {{ border-bottom: 1px solid {QUIET} }}
tbody th {{ font-weight: normal }}
figure {{ margin: .6em 0 }}
svg {{ display: block; width: 100%; height: auto; max-height: 10cm }}
dt {{ font-weight: bold; margin-top: .5em }}
dd {{ margin: 0 }}
.name span {{ display: inline-block; width: 20em; max-width: 70%; border-bottom: 1px solid {INK} }}
footer {{ margin-top: 2em; font-size: .85em; color: {QUIET} }}
@media screen {{ section {{ overflow-x: auto }} }}
@media print {{
  body {{ max-width: none; margin: 0; padding: 0; font-size: 9.5pt }}
  h1, h2, dt {{ break-after: avoid }}
  h2 + p {{ break-before: avoid }}
  figure, tr, footer, dd {{ break-inside: avoid }}
  svg {{ max-height: 8cm }}
  thead {{ display: table-header-group }}
  p, dd {{ orphans: 3; widows: 3 }}
  footer {{ color: {INK}; break-before: avoid }}
}}
"""
MADE_WITH = "Made with Calf TUI from what the runner kept."
LEFT_OUT = "Notes and other words of the runner's own are left out."
WIDTH = 80
"""The columns of a table where the width of its reader is not known [ours]."""
BETWEEN = "  "


@dataclass(frozen=True, slots=True)
class Report:
    """A report on the days from `start` to `today`, both included; `closing` stands below all."""

    start: date
    today: date
    title: str
    sections: tuple[Section, ...]
    closing: tuple[str, ...]


def report_of(
    snapshot: ProgressSnapshot, names: Mapping[str, str], weeks: int, *, with_notes: bool
) -> Report:
    """Returns the report of the last `weeks` weeks, this one included; fewer if there are fewer.

    `names` are the moves' names by id. `with_notes` is that of `Period`.
    """
    start = _start(snapshot, weeks)
    sessions = [each for each in snapshot.sessions_until_today if each.local_date >= start]
    period = Period(snapshot, start, sessions, with_notes)
    return Report(
        start,
        snapshot.today,
        f"Calf training, {day_words(start)} to {day_words(snapshot.today)}",
        (
            weeks_section(period),
            moves_section(period, names),
            pain_section(period),
            tests_section(period),
            time_off_section(period),
            *((notes_section(period),) if with_notes else ()),
        ),
        (MADE_WITH if with_notes else f"{MADE_WITH} {LEFT_OUT}", DISCLAIMER),
    )


def _start(snapshot: ProgressSnapshot, weeks: int) -> date:
    """The first day of the report: not before the week of the first record."""
    kept = [
        *(each.date for each in snapshot.days[:1]),
        *(each.local_date for each in snapshot.tests[:1]),
        *(each.local_date for each in snapshot.coach.runs),
    ]
    this_week = snapshot.calendar.week_of(snapshot.today)
    first = min((snapshot.calendar.week_of(each) for each in kept), default=this_week)
    return snapshot.calendar.start_of(max(min(first, this_week), this_week - weeks + 1))


def html_page(report: Report) -> str:
    """Returns the page; it is well-formed XML, too."""
    lines = [
        "<!DOCTYPE html>",
        '<html lang="en">',
        "<head>",
        '<meta charset="utf-8"/>',
        f'<meta http-equiv="Content-Security-Policy" content="{NOTHING_FROM_ELSEWHERE}"/>',
        '<meta name="viewport" content="width=device-width, initial-scale=1"/>',
        f"<title>{escape(report.title)}</title>",
        f"<style>{STYLE}</style>",
        "</head>",
        "<body>",
        f"<h1>{escape(report.title)}</h1>",
        '<p class="name">Name: <span></span></p>',
        *(line for each in report.sections for line in _html_section(each, report)),
        "<footer>",
        *_paragraphs(report.closing),
        "</footer>",
        "</body>",
        "</html>",
    ]
    return "\n".join([*lines, ""])


def _html_section(section: Section, report: Report) -> Iterator[str]:
    yield "<section>"
    yield f"<h2>{escape(section.title)}</h2>"
    yield from _paragraphs(section.paragraphs)
    for chart in _week_charts(section.weeks):
        yield _figure(chart)
    if section.rows:
        yield from _html_table(section)
    for trend in section.trends:
        yield _figure(trend_svg(trend, report.start, report.today))
    if section.notes:
        yield "<dl>"
        for day, written in section.notes:
            yield f"<dt>{escape(day)}</dt>"
            yield f"<dd>{'<br/>'.join(map(escape, written))}</dd>"
        yield "</dl>"
    yield "</section>"


def _week_charts(weeks: Sequence[Week]) -> Iterator[str]:
    charts = ceil(len(weeks) / MOST_WEEKS_A_CHART)
    size = ceil(len(weeks) / max(1, charts))
    for number in range(charts):
        some = weeks[number * size : (number + 1) * size]
        yield week_svg(some, f"from {some[0].start:%d %b %Y}")


def _html_table(section: Section) -> Iterator[str]:
    heads = "".join(f'<th scope="col">{escape(each)}</th>' for each in section.heads)
    yield "<table>"
    yield f"<thead><tr>{heads}</tr></thead>"
    yield "<tbody>"
    for first, *others in section.rows:
        cells = "".join(f"<td>{escape(each)}</td>" for each in others)
        yield f'<tr><th scope="row">{escape(first)}</th>{cells}</tr>'
    yield "</tbody>"
    yield "</table>"


def _paragraphs(said: Sequence[str]) -> Iterator[str]:
    return (f"<p>{escape(each)}</p>" for each in said)


def _figure(svg: str) -> str:
    return f"<figure>\n{svg}</figure>"


def text_page(report: Report, width: int = WIDTH) -> str:
    """Returns the text, a line for each paragraph; a table wider than `width` is in sentences."""
    lines = [report.title]
    for each in report.sections:
        lines += ["", each.title.upper(), *_text_section(each, width)]
    return terminal_text("\n".join([*lines, "", *report.closing]))


def _text_section(section: Section, width: int) -> Iterator[str]:
    yield from section.paragraphs
    if section.rows:
        yield ""
        yield from _text_table(section.heads, section.rows, width)
    for day, written in section.notes:
        yield day
        yield from (f"{BETWEEN}{line}" for line in written)


def _text_table(heads: Row, rows: Sequence[Row], width: int) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(heads, *rows, strict=True)]
    if sum(widths) + len(BETWEEN) * (len(widths) - 1) > width:
        for row in rows:
            said = ", ".join(
                f"{head} {cell}" for head, cell in zip(heads[1:], row[1:], strict=True)
            )
            yield f"{row[0]}: {said}"
        return
    for row in (heads, *rows):
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield BETWEEN.join(cells).rstrip()
