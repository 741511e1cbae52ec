"""The tempo of a paced set as a curve, which rises, holds and falls with the repetition.

The present part of the repetition and its seconds left are beside it.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.containers import Horizontal
from textual.content import Content
from textual.geometry import Region
from textual.strip import Strip
from textual.widgets import Static

from calf_tui.core.figures.figure import MOST_PICTURES
from calf_tui.core.routines.routine import PARTS
from calf_tui.ui.partial_redraw import BareWidget

if TYPE_CHECKING:
    from rich.style import Style
    from textual.app import ComposeResult

    from calf_tui.core.routines.routine import Tempo
    from calf_tui.ui.live.live_frame import RepetitionPosition

PIECES = 4
"""The number of widgets for the curve. A widget is drawn from its left end to the change, so narrow
ones are faster; but each takes some time whatever changes."""
EIGHTHS = " ▁▂▃▄▅▆▇█"
BALL = "●"
GAP = 2
"""Cells between the name of the part and the curve."""


def height_at(tempo: Tempo, into: float) -> float:
    """Returns the height of the body after `into` seconds of a repetition, from 0 to 1."""
    start = 0.0
    for part, low, high in zip(PARTS, (0, 1, 1, 0), (1, 1, 0, 0), strict=True):
        seconds = getattr(tempo, part)
        if into < start + seconds:
            eased = (1 - math.cos(math.pi * (into - start) / seconds)) / 2
            return low + (high - low) * eased
        start += seconds
    return 0.0


class TempoCurve(Horizontal):
    """The curve of one repetition, filled up to the present position, which a ball marks."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"track--ahead", "track--ball"}
    DEFAULT_CSS = """
    TempoCurve { width: 1fr; height: 3; }
    TempoCurve > Static { height: 1fr; max-width: 50%; content-align: left middle;
        text-style: bold; text-wrap: nowrap; text-overflow: ellipsis; }
    TempoCurve > .track--ahead { color: $track; }
    TempoCurve > .track--ball { color: $foreground; text-style: bold; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._tempo: Tempo | None = None
        self._hill: tuple[int, ...] = ()
        self._column = 0
        self._styles: tuple[Style, Style, Style] | None = None
        self._label = Static()
        self._part, self._longest = "", 0
        self._pieces = [_Piece(self) for _ in range(PIECES)]

    def compose(self) -> ComposeResult:
        """Yields the name of the part, and the pieces of the curve."""
        yield self._label
        yield from self._pieces

    def on_resize(self) -> None:
        """Drops the curve, so that it is computed for the new size."""
        self._hill = ()

    def notify_style_update(self) -> None:
        """Drops the old colours."""
        super().notify_style_update()
        self._styles = None

    def show(self, position: RepetitionPosition | None) -> None:
        """Shows the part and moves the ball; only the columns it passed are drawn again."""
        if position is None:
            return
        self._show_part(position)
        width = self.hill_width
        if not width:
            return
        if position.tempo != self._tempo or len(self._hill) != width:
            self._tempo, self._hill = position.tempo, self._laid_out(position.tempo)
            for piece in self._pieces:
                piece.refresh()
        # Rounded to the pictures of the figure, so that both are drawn together.
        into = math.floor(position.into * MOST_PICTURES + 1e-6) / MOST_PICTURES
        column = min(width - 1, int(into / position.tempo.seconds * width))
        if column != self._column:
            first, last = sorted((column, self._column))
            self._column = column
            # The ball is on the curve; the rows above it are empty.
            rows = math.ceil(max(self._hill[first : last + 1]) / 8) + 1
            for piece in self._pieces:
                piece.refresh_columns(first, last, rows)

    def _show_part(self, position: RepetitionPosition) -> None:
        if position.longest != self._longest:
            self._longest = position.longest
            self._label.styles.width = position.longest + GAP
        if position.part != self._part:
            self._part = position.part
            self._label.update(Content(position.part), layout=False)

    @property
    def hill_width(self) -> int:
        """The number of columns of the curve."""
        return sum(piece.size.width for piece in self._pieces)

    @property
    def hill_x(self) -> int:
        """The x of its first column on the screen."""
        return self._pieces[0].region.x

    def strip(self, y: int, first: int, width: int) -> Strip:
        """Returns a row of a piece: `width` columns from `first` on."""
        if not self._hill:
            return Strip.blank(width, self.rich_style)
        if self._styles is None:
            names = ("track--ahead", "track--ball")
            ahead, ball = (self.get_component_rich_style(name) for name in names)
            self._styles = (self.rich_style, ahead, ball)
        passed, ahead, ball = self._styles
        above_ground = self.size.height - 1 - y
        segments = []
        for column in range(first, min(first + width, len(self._hill))):
            eighths = self._hill[column] - above_ground * 8
            if column == self._column and -8 < eighths <= 0:
                segments.append(Segment(BALL, ball))
            else:
                style = passed if column <= self._column else ahead
                lowest = 0 if above_ground else 1
                segments.append(Segment(EIGHTHS[max(lowest, min(8, eighths))], style))
        return Strip(Segment.simplify(segments)).adjust_cell_length(width, passed)

    def _laid_out(self, tempo: Tempo) -> tuple[int, ...]:
        """Returns the height of each column in eighths of a row; the ball needs the row above."""
        width, most = self.hill_width, (self.size.height - 1) * 8
        return tuple(
            round(most * height_at(tempo, (column + 0.5) / width * tempo.seconds))
            for column in range(width)
        )


class _Piece(BareWidget):
    """Some columns of the curve."""

    DEFAULT_CSS = """
    _Piece { width: 1fr; height: 1fr; }
    """

    def __init__(self, track: TempoCurve) -> None:
        super().__init__()
        self._track = track

    def render_line(self, y: int) -> Strip:
        return self._track.strip(y, self._first, self.size.width)

    def refresh_columns(self, first: int, last: int, rows: int) -> None:
        """Draws its columns among these again, in this many rows from below."""
        size, start = self.size, self._first
        left, right = max(0, first - start), min(size.width, last + 1 - start)
        if left < right:
            rows = min(rows, size.height)
            self.refresh(Region(left, size.height - rows, right - left, rows))

    @property
    def _first(self) -> int:
        return self.region.x - self._track.hill_x
