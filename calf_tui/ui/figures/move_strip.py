"""The moves of a session side by side, each with its figure in its key pose."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from calf_tui.core.coach.progression_ladder import LADDERS, level_of
from calf_tui.core.coach.proposal.step_levels import at_level
from calf_tui.core.errors import UserError
from calf_tui.core.figures.figure_in_session import figure_of_move
from calf_tui.core.routines.exercise_forms import figure_name
from calf_tui.ui.figures.figure_drawing import AROUND, BODY
from calf_tui.ui.figures.moving_figure import MovingFigure, joined, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.screen import Screen

    from calf_tui.core.figures.figure_in_session import FigureView
    from calf_tui.core.records.session_record import SetRecord
    from calf_tui.core.routines.routine import Step
    from calf_tui.ui.app_interface import AppInterface
    from calf_tui.ui.figures.braille_canvas import Cells

CAPTION_ROWS = 2
NARROWEST = 12
"""The fewest columns of a move; of more moves than there is room for, the last are left out."""


class Shown(NamedTuple):
    """A move: its figure, None if it has none, and two lines below it."""

    view: FigureView | None
    name: str
    said: str


class MoveStrip(MovingFigure):
    """Shows moves from left to right; only where there is room for them."""

    DEFAULT_CSS = """
    MoveStrip { display: none; height: 26vh; padding: 0 1;
        border: round $track; border-title-color: $quiet; }
    """

    def __init__(self, *, id: str = "strip") -> None:  # noqa: A002
        super().__init__(id=id)
        self._moves: Sequence[Shown] = ()

    def show_moves(self, title: str, moves: Iterable[Shown]) -> None:
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
        one = width // len(moves)
        columns = [self._column(each, one, rows) for each in moves]
        rest = words_of("", BODY, width - one * len(moves))
        return [joined(*row, rest) for row in zip(*columns, strict=True)]

    def _column(self, shown: Shown, width: int, rows: int) -> list[Cells]:
        figure = self.pictures.picture(shown.view, width, rows)
        return [*figure, words_of(shown.name, BODY, width), words_of(shown.said, AROUND, width)]


def has_room(screen: Screen[Any]) -> bool:
    """Returns whether a screen has the room for a strip."""
    return screen.has_class("-vast") and not (screen.has_class("-low") or screen.has_class("-high"))


def shown_step(step: Step, said: str, app: AppInterface) -> Shown:
    """Returns what is shown of a step; a figure with faults is told of and left out."""
    try:
        figure = app.figures.find(figure_name(step.exercise))
    except UserError as fault:
        app.notify(str(fault), severity="warning", timeout=20, markup=False)
        figure = None
    view = None if figure is None else figure_of_move(figure, step)
    return Shown(view, step.exercise.name, said)


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
