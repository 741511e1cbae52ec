"""Each move at its key positions as a picture, in the sizes that the live screen gives it.

After a wanted change: look at them, then `pytest --snapshot-update`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.app import App, ComposeResult
from textual.containers import Horizontal

from calf_tui.core.figures.figure_in_session import FigureView
from calf_tui.core.figures.skeleton import joints_of
from calf_tui.ui.figures.moving_figure import MovingFigure
from calf_tui.ui.theme import DARK
from tests.library.test_built_in_figures import FIGURES
from tests.ui.figures.test_moving_figure import KEY_POSITIONS, view_of

if TYPE_CHECKING:
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
        ready = FigureView(figure, joints_of(figure.ready), is_mirrored=True)
        self.views = [
            ready,
            *(view_of(move, instant) for instant in instants),
            view_of(move, instants[1], mistake=True),
        ]
        self.extent = size

    def compose(self) -> ComposeResult:
        with Horizontal():
            for _ in self.views:
                figure = MovingFigure()
                figure.styles.width, figure.styles.height = self.extent
                yield figure

    def on_mount(self) -> None:
        for figure, view in zip(self.query(MovingFigure), self.views, strict=True):
            figure.show(view)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("move", FIGURES)
async def test_key_positions(album: Album, move: str, size: str) -> None:
    columns, rows = SIZES[size]
    sheet = Sheet(move, (columns, rows))
    async with sheet.run_test(size=(columns * len(sheet.views), rows)):
        album.compare(sheet, size)
