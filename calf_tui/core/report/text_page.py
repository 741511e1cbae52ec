"""A report as lines of text, for a terminal, a message or a screen reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calf_tui.core.report.sections import closing, sections, title
from calf_tui.core.text.sanitizing import terminal_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from calf_tui.core.report.content import Report
    from calf_tui.core.report.sections import Row, Section

WIDTH = 80
"""The columns of a table where the width of its reader is not known [ours]."""
BETWEEN = "  "


def text_page(report: Report, width: int = WIDTH) -> str:
    """Returns the text, a line for each paragraph; a table wider than `width` is in sentences."""
    lines = [title(report)]
    for each in sections(report):
        lines += ["", each.title.upper(), *_section(each, width)]
    return terminal_text("\n".join([*lines, "", *closing(report)]))


def _section(section: Section, width: int) -> Iterator[str]:
    yield from section.paragraphs
    if section.rows:
        yield ""
        yield from _table(section.heads, section.rows, width)
    for day, written in section.notes:
        yield day
        yield from (f"{BETWEEN}{line}" for line in written)


def _table(heads: Row, rows: Sequence[Row], width: int) -> Iterator[str]:
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
