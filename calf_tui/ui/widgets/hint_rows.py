"""Arranges short texts in as few rows as possible, without breaking one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.content import Content


def rows_of(hints: Sequence[Content], gap: Content, width: int) -> list[Content]:
    """Returns the hints in rows of at most `width` cells and of similar length."""
    rows = _filled(hints, gap, width)
    while (longest := max(row.cell_length for row in rows)) > 1:
        closer = _filled(hints, gap, longest - 1)
        if len(closer) > len(rows) or max(row.cell_length for row in closer) >= longest:
            break
        rows = closer
    return rows


def _filled(hints: Sequence[Content], gap: Content, width: int) -> list[Content]:
    """Returns rows with as many hints as fit into each."""
    rows: list[list[Content]] = [[]]
    for hint in hints:
        if rows[-1] and gap.join([*rows[-1], hint]).cell_length > width:
            rows.append([])
        rows[-1].append(hint)
    return [gap.join(row) for row in rows]
