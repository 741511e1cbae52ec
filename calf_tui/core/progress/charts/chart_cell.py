"""What stands in one cell of a chart, whoever draws it."""

from __future__ import annotations

from typing import NamedTuple


class Cell(NamedTuple):
    """A text, the kind of its sign, and the kind of what is behind it; kinds are given colours."""

    text: str
    kind: str | None = None
    behind: str | None = None
