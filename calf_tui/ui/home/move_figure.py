"""The figure of the move under the cursor, and its key positions side by side.

It moves for a while and then stands still.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from calf_tui.core.figures.figure import MOST_PICTURES
from calf_tui.core.figures.figure_in_session import figure_of_move, key_positions
from calf_tui.ui.figures.key_positions import KeyPositions
from calf_tui.ui.figures.moving_figure import MovingFigure

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.timer import Timer
    from textual.widget import Widget

    from calf_tui.core.figures.figure import Figure
    from calf_tui.core.routines.routine import Step

SECONDS_IN_MOTION = 30.0
"""A screen that nobody touches should cost nothing after a while [ours]."""


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
        """Shows a move from its beginning, or nothing."""
        move = None if figure is None or step is None else (figure, step)
        if move is not None and move == self._move:
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
