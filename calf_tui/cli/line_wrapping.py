"""Breaks lines for a terminal at words; what goes elsewhere stays as it is."""

from __future__ import annotations

import os

TYPE_CHECKING = False  # `typing` is slow to import, and few lines are long
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TextIO

HANGING = 2
"""The further indent of a broken line."""
WIDEST = 100
"""The most columns of a paragraph, which is hard to read if it is wider [ours]."""


def fitted(text: str, stream: TextIO | None, environment: Mapping[str, str] = os.environ) -> str:
    """Returns the text with lines as long as the terminal of a stream is wide; COLUMNS wins."""
    columns = columns_of(stream, environment)
    return text if columns is None else broken(text, columns)


def broken(text: str, columns: int) -> str:
    """Returns the text with lines of at most so many columns, broken at spaces alone.

    What is broken off stands below the second column of the line, if that is in its left half, or
    else a little further in than the line. A longer word, such as a path, stays whole. A paragraph,
    which is a line without columns, has at most `WIDEST`.
    """
    if all(len(line) <= min(columns, WIDEST) for line in text.splitlines()):
        return text
    return "\n".join(_broken(line, columns) for line in text.split("\n"))


def _broken(line: str, columns: int) -> str:
    import re
    import textwrap

    from calf_tui.core.text.columns import second_column

    content = line.lstrip(" ")
    indent = len(line) - len(content)
    second = second_column(content)
    columns = columns if second else min(columns, WIDEST)
    if len(line) <= columns:
        return line
    hanging = indent + (second or (0 if indent else HANGING))
    if hanging > columns // 2:
        hanging = min(indent + HANGING, columns // 2)
    # Columns that do not fit any more stand closer.
    first = content[:second] if hanging == indent + second else ""
    rest = re.sub(r" {2,}", "  ", content[len(first) :])
    return textwrap.fill(
        first + rest,
        columns,
        initial_indent=" " * indent,
        subsequent_indent=" " * hanging,
        break_long_words=False,
        break_on_hyphens=False,
    )


def columns_of(stream: TextIO | None, environment: Mapping[str, str] = os.environ) -> int | None:
    """Returns the width of the terminal that a stream writes to; None if it is none."""
    try:
        if stream is None or not stream.isatty():
            return None
        asked = int(environment.get("COLUMNS") or 0)
        return asked or os.get_terminal_size(stream.fileno()).columns or None
    except (OSError, ValueError):
        return None
