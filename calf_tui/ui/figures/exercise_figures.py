"""The figures of moves: one that moves, its key positions, and the moves of a session in a row."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from calf_tui.core.errors import UserError
from calf_tui.core.figures.figure import MOST_PICTURES
from calf_tui.core.figures.figure_in_session import figure_of_move, key_positions
from calf_tui.core.routines.exercise_forms import figure_name
from calf_tui.core.routines.progression_ladder import LADDERS, level_of
from calf_tui.core.routines.routine_step_levels import at_level
from calf_tui.ui.figures.animated_figure import (
    WRONG_WORDS,
    AnimatedFigure,
    marked,
    side_by_side,
    words_of,
    wrapped_words,
)
from calf_tui.ui.figures.figure_drawing import AROUND, BODY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from textual.screen import Screen
    from textual.timer import Timer
    from textual.widget import Widget

    from calf_tui.core.figures.figure import Figure
    from calf_tui.core.figures.figure_in_session import FigureView, KeyPosition
    from calf_tui.core.records.session_record import SetRecord
    from calf_tui.core.routines.routine import Step
    from calf_tui.ui.app_interface import AppInterface
    from calf_tui.ui.figures.braille_canvas import Cells

GAP = 2
"""Columns between two positions."""
CAPTION_ROWS = 2
SECONDS_IN_MOTION = 30.0
"""A screen that nobody touches should cost nothing after a while [ours]."""
NARROWEST = 12
"""The fewest columns of a move; of more moves than there is room for, the last are left out."""


class MoveFigure(AnimatedFigure):
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
            self._timer = self.set_interval(1 / MOST_PICTURES, self.refresh_figure)
        self.refresh_figure()

    def refresh_figure(self) -> None:
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


class KeyPositions(AnimatedFigure):
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
        columns = [self._column(view, each, one, height) for each in self._positions]
        return side_by_side(columns, GAP, width)

    def _column(
        self, view: FigureView, position: KeyPosition, width: int, height: int
    ) -> list[Cells]:
        figure = self.pictures.figure(view, position.joints, width, height - CAPTION_ROWS)
        if position.is_mistake:
            part, caption = WRONG_WORDS, wrapped_words(position.name, width)
            figure = marked(figure)
        else:
            part, caption = AROUND, [position.name]
        rows = [*caption, *[""] * CAPTION_ROWS][:CAPTION_ROWS]
        return [*figure, *(words_of(each, part, width) for each in rows)]


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


class CaptionedFigure(NamedTuple):
    """A move: its figure, None if it has none, and two lines below it."""

    view: FigureView | None
    name: str
    said: str


class MoveStrip(AnimatedFigure):
    """Shows moves from left to right; only where there is room for them."""

    DEFAULT_CSS = """
    MoveStrip { display: none; height: 26vh; padding: 0 1;
        border: round $track; border-title-color: $quiet; }
    """

    def __init__(self) -> None:
        super().__init__(id="strip")
        self._moves: Sequence[CaptionedFigure] = ()

    def show_moves(self, title: str, moves: Iterable[CaptionedFigure]) -> None:
        """Shows other moves under a title."""
        self.border_title = title
        self._moves = tuple(moves)
        self.on_resize()

    def _picture(self) -> list[Cells]:
        width, height = self.size
        moves = self._moves[: max(1, width // NARROWEST)]
        rows = height - CAPTION_ROWS
        if not moves or rows < 1:
            return [words_of("", BODY, width)] * height
        columns = [self._column(each, width // len(moves), rows) for each in moves]
        return side_by_side(columns, 0, width)

    def _column(self, shown: CaptionedFigure, width: int, rows: int) -> list[Cells]:
        figure = self.pictures.picture(shown.view, width, rows)
        return [*figure, words_of(shown.name, BODY, width), words_of(shown.said, AROUND, width)]


def has_room(screen: Screen[Any]) -> bool:
    """Returns whether a screen has the room for a strip."""
    return screen.has_class("-vast") and not (screen.has_class("-low") or screen.has_class("-high"))


def captioned_figure(step: Step, said: str, app: AppInterface) -> CaptionedFigure:
    """Returns what is shown of a step; a figure with faults is told of and left out."""
    try:
        figure = app.figures.find(figure_name(step.exercise))
    except UserError as error:
        app.notify(str(error), severity="warning", timeout=20, markup=False)
        figure = None
    view = None if figure is None else figure_of_move(figure, step)
    return CaptionedFigure(view, step.exercise.name, said)


def step_as_done(sets: Sequence[SetRecord], step: Step) -> Step:
    """Returns a step of the move of these sets, in the form and with the load of the first."""
    first = sets[0]
    done = replace(step, load_kg=first.load_kg, unloaded=not first.load_kg)
    if first.exercise not in LADDERS:
        return done
    count = max(each.set for each in sets)
    # As in its name: how many sets there were may tell of a routine, not of a form.
    level = level_of(first.exercise, first.planned, first.tempo, first.side, first.load_kg, sets=1)
    return at_level(done, level, count)
