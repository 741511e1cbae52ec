"""Each move at its key positions as a picture, in the sizes that the live screen gives it.

After a wanted change: look at them, then `pytest --snapshot-update`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from textual.app import App, ComposeResult
from textual.containers import Horizontal

from calf_tui.core.figures.figure_in_session import figure_of_move, key_positions
from calf_tui.core.figures.skeleton import joints_of
from calf_tui.core.routines.exercise_forms import figure_name
from calf_tui.ui.figures.animated_figure import AnimatedFigure
from calf_tui.ui.figures.exercise_figures import KeyPositions
from calf_tui.ui.theme import DARK
from tests.toml_files.test_built_in_figures import FIGURES
from tests.ui.conftest import FIGURES as FOUND
from tests.ui.figures.test_animated_figure import KEY_POSITIONS, view_of
from tests.ui.test_forms_of_moves import (
    BENT_KNEE,
    FLOOR,
    NO_FLIGHT,
    ONE_LEG,
    of_plain,
    step_in,
    with_dumbbell,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from calf_tui.core.routines.routine import Step
    from tests.ui.support.pictures import Album

SIZES = {"80x24": (30, 10), "120x40": (46, 17), "200x60": (77, 37)}
"""Of the figure, in a terminal of that size."""


class Sheet(App[None]):
    """The posture to get ready in, the key positions, then the mistake beside right form."""

    CSS = "Horizontal { height: auto; }"

    def __init__(self, move: str, size: tuple[int, int]) -> None:
        super().__init__()
        self.register_theme(DARK)
        self.theme = DARK.name
        figure, instants = FIGURES[move], KEY_POSITIONS[move]
        ready = replace(view_of(move, left=True), joints=joints_of(figure.ready))
        self.views = [
            ready,
            *(view_of(move, instant) for instant in instants),
            view_of(move, instants[1], mistake=True),
        ]
        self.extent = size

    def compose(self) -> ComposeResult:
        with Horizontal():
            for _ in self.views:
                figure = AnimatedFigure()
                figure.styles.width, figure.styles.height = self.extent
                yield figure

    def on_mount(self) -> None:
        for figure, view in zip(self.query(AnimatedFigure), self.views, strict=True):
            figure.show(view)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("move", FIGURES)
async def test_key_positions(album: Album, move: str, size: str) -> None:
    columns, rows = SIZES[size]
    sheet = Sheet(move, (columns, rows))
    async with sheet.run_test(size=(columns * len(sheet.views), rows)):
        album.compare(sheet, size)


FORMS = {
    "heel raise": (of_plain("heel_raise_box"), step_in(FLOOR), step_in(ONE_LEG)),
    "with a load": (
        *map(with_dumbbell, (of_plain("heel_raise_box"), step_in(FLOOR), step_in(ONE_LEG))),
    ),
    "others": (of_plain("wall_calf_stretch"), step_in(BENT_KNEE), step_in(NO_FLIGHT)),
}


class FormsSheet(App[None]):
    """A row for each step: its key positions side by side, as on the first screen."""

    CSS = "KeyPositions { height: 1fr; }"

    def __init__(self, steps: Sequence[Step]) -> None:
        super().__init__()
        self.register_theme(DARK)
        self.theme = DARK.name
        self.steps = steps

    def compose(self) -> ComposeResult:
        for _ in self.steps:
            yield KeyPositions()

    def on_mount(self) -> None:
        for row, step in zip(self.query(KeyPositions), self.steps, strict=True):
            figure = FOUND.find(figure_name(step.exercise))
            assert figure is not None
            row.show_positions(figure_of_move(figure, step), key_positions(figure, step))


@pytest.mark.parametrize(("columns", "rows"), [(88, 12), (160, 16)])
@pytest.mark.parametrize("forms", FORMS)
async def test_forms(album: Album, forms: str, columns: int, rows: int) -> None:
    sheet = FormsSheet(FORMS[forms])
    async with sheet.run_test(size=(columns, rows * len(sheet.steps))) as pilot:
        await pilot.pause()
        album.compare(sheet, f"{columns}x{rows}")
