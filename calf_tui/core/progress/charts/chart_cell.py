"""One cell of a chart, independent of what draws it."""

from __future__ import annotations

from typing import NamedTuple


class Cell(NamedTuple):
    """The text of a cell, and the kinds of its foreground and background, which get colours."""

    text: str
    kind: str | None = None
    behind: str | None = None
