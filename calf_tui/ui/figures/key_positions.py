"""The key positions of a move side by side, as on a printed sheet of exercises."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calf_tui.ui.figures.braille_canvas import BRAILLE, HALVES
from calf_tui.ui.figures.figure_drawing import AROUND, BODY
from calf_tui.ui.figures.moving_figure import (
    WRONG_WORDS,
    MovingFigure,
    Pictures,
    joined,
    marked,
    words_of,
    wrapped_words,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from calf_tui.core.figures.figure_in_session import FigureView, KeyPosition
    from calf_tui.ui.figures.braille_canvas import Cells

GAP = 2
"""Columns between two positions."""
CAPTION_ROWS = 2


class KeyPositions(MovingFigure):
    """Shows the positions of one figure, each with its name below; the mistake has its colour."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._positions: Sequence[KeyPosition] = ()

    def show_positions(self, view: FigureView | None, positions: Sequence[KeyPosition]) -> None:
        """Shows other positions of the figure of this view; none without a view."""
        self._positions = () if view is None else positions
        self.show(view)

    def _picture(self) -> list[Cells]:
        width, height = self.size
        count, view = len(self._positions), self._view
        if view is None or not count or height <= CAPTION_ROWS or width < count * (GAP + 1):
            return [words_of("", BODY, width)] * height
        if self._pictures is None:
            self._pictures = Pictures(HALVES if self.app.console.legacy_windows else BRAILLE)
        one = (width - GAP * (count - 1)) // count
        gap = words_of("", BODY, GAP)
        columns = [
            self._column(self._pictures, view, each, one, height) for each in self._positions
        ]
        rest = words_of("", BODY, width - one * count - GAP * (count - 1))
        return [joined(*_between(row, gap), rest) for row in zip(*columns, strict=True)]

    @staticmethod
    def _column(
        pictures: Pictures, view: FigureView, position: KeyPosition, width: int, height: int
    ) -> list[Cells]:
        rows = list(pictures.figure(view, position.joints, width, height - CAPTION_ROWS))
        part = WRONG_WORDS if position.is_mistake else AROUND
        if position.is_mistake:
            rows, said = marked(rows), wrapped_words(position.name, width)
        else:
            said = [position.name]
        said = [*said, *[""] * CAPTION_ROWS][:CAPTION_ROWS]
        return [*rows, *(words_of(each, part, width) for each in said)]


def _between(row: Sequence[Cells], gap: Cells) -> list[Cells]:
    """Returns the cells of a row with a gap between each two."""
    return [each for cells in row for each in (cells, gap)][:-1]
