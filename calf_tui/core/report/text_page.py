"""A report as lines of text, for a terminal, a message or a screen reader."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from calf_tui.core.report.sections import closing, sections, title
from calf_tui.core.text.sanitizing import terminal_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from calf_tui.core.report.content import Report
    from calf_tui.core.report.sections import Row, Section

WIDTH = 80
BETWEEN = "  "


def text_page(report: Report) -> str:
    """Returns the text; a table too wide for `WIDTH` has its rows as sentences."""
    lines = [title(report)]
    for each in sections(report):
        lines += ["", each.title.upper(), *_section(each)]
    lines += [""]
    for said in closing(report):
        lines += wrap(said, WIDTH)
    return terminal_text("\n".join(lines))


def _section(section: Section) -> Iterator[str]:
    for each in section.paragraphs:
        yield from wrap(each, WIDTH)
    if section.rows:
        yield ""
        yield from _table(section.heads, section.rows)
    for day, written in section.notes:
        yield day
        for line in written:
            yield from wrap(line, WIDTH, initial_indent=BETWEEN, subsequent_indent=BETWEEN)


def _table(heads: Row, rows: Sequence[Row]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(heads, *rows, strict=True)]
    if sum(widths) + len(BETWEEN) * (len(widths) - 1) > WIDTH:
        for row in rows:
            said = ", ".join(
                f"{head} {cell}" for head, cell in zip(heads[1:], row[1:], strict=True)
            )
            yield from wrap(f"{row[0]}: {said}", WIDTH, subsequent_indent=BETWEEN)
        return
    for row in (heads, *rows):
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield BETWEEN.join(cells).rstrip()
