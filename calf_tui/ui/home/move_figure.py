"""The figure of the move under the cursor, and its key positions side by side.

It moves for a while and then stands still.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from calf_tui.core.figures.figure import MOST_PICTURES
from calf_tui.core.figures.figure_in_session import figure_of_move, key_positions
from calf_tui.ui.figures.figure_drawing import AROUND, BODY
from calf_tui.ui.figures.moving_figure import (
    WRONG_WORDS,
    MovingFigure,
    joined,
    marked,
    words_of,
    wrapped_words,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.timer import Timer
    from textual.widget import Widget

    from calf_tui.core.figures.figure import Figure
    from calf_tui.core.figures.figure_in_session import FigureView, KeyPosition
    from calf_tui.core.routines.routine import Step
    from calf_tui.ui.figures.braille_canvas import Cells
    from calf_tui.ui.figures.moving_figure import Pictures


GAP = 2
"""Columns between two positions."""
CAPTION_ROWS = 2
SECONDS_IN_MOTION = 30.0
"""A screen that nobody touches should cost nothing after a while [ours]."""


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
        one = (width - GAP * (count - 1)) // count
        gap = words_of("", BODY, GAP)
        columns = [self._column(self.pictures, view, each, one, height) for each in self._positions]
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


class MoveFigure(MovingFigure):
    """Shows the figure of a step; it moves for `SECONDS_IN_MOTION` by the clock `now`, in seconds.

    Where motion is reduced it stands in its key pose.
    """

    def __init__(self, now: Callable[[], float], *, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self._now = now
        self._move: tuple[Figure, Step] | None = None
        self._begun = 0.0
        self._timer: Timer | None = None

    def show_move(self, figure: Figure | None, step: Step | None) -> None:
        """Shows a move from its beginning, or nothing; the one that is shown goes on."""
        move = None if figure is None or step is None else (figure, step)
        if move is not None and move == self._move:
            if self._timer is not None:
                self._timer.resume()
            return
        self._move, self._begun = move, self._now()
        self._stop()
        if move is not None and self.app.animation_level != "none":
            self._timer = self.set_interval(1 / MOST_PICTURES, self.look)
        self.look()

    def look(self) -> None:
        """Shows the figure as it is now; at the end of its time it stands in its key pose."""
        if self._move is None:
            self.show(None)
            return
        elapsed = self._now() - self._begun
        if elapsed > SECONDS_IN_MOTION:
            elapsed = 0.0
            self._stop()
        if self.screen.is_active or self._view is None:
            self.show(figure_of_move(*self._move, elapsed))
        elif self._timer is not None:
            self._timer.pause()  # nobody sees it

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None


def show_move(
    panes: Widget, figure: Figure | None, step: Step | None, now: Callable[[], float]
) -> None:
    """Shows a move in its two panes, which are added when they are first needed."""
    if not panes.query(MoveFigure):
        positions = KeyPositions(id="positions")
        positions.border_title = "Key positions"
        panes.mount(MoveFigure(now, id="figure"), positions)
    moving = panes.query_one(MoveFigure)
    moving.show_move(figure, step)
    moving.border_title = "" if step is None else step.exercise.name
    positions = panes.query_one(KeyPositions)
    if figure is None or step is None or not positions.screen.has_class("-vast"):
        positions.show_positions(None, ())
    else:
        positions.show_positions(figure_of_move(figure, step), key_positions(figure, step))
