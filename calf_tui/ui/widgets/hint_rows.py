"""Arranges short texts in as few rows as possible, without breaking one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.content import Content


def rows_of(hints: Sequence[Content], gap: Content, width: int) -> list[Content]:
    """The hints in rows of at most `width` cells, about equally long: none is left alone."""
    lengths, between = [each.cell_length for each in hints], gap.cell_length
    rows = _filled(lengths, between, width)
    while (longest := max(row.cells for row in rows)) > 1:
        closer = _filled(lengths, between, longest - 1)
        if len(closer) > len(rows) or max(row.cells for row in closer) >= longest:
            break
        rows = closer
    return [gap.join(hints[row.first : row.end]) for row in rows]


class _Row(NamedTuple):
    """The hints from `first` to before `end`, which take so many cells."""

    first: int
    end: int
    cells: int


def _filled(lengths: Sequence[int], between: int, width: int) -> list[_Row]:
    """As many in every row as it holds."""
    rows = [_Row(0, 0, 0)]
    for place, length in enumerate(lengths):
        first, _, cells = rows[-1]
        cells += length + (between if place > first else 0)
        if place > first and cells > width:
            rows.append(_Row(place, place + 1, length))
        else:
            rows[-1] = _Row(first, place + 1, cells)
    return rows
