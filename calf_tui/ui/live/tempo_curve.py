"""The tempo of a paced set as a hill: it rises, holds and falls with the repetition.

Beside it stands which part of the repetition it is, and for how many seconds more.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.containers import Horizontal
from textual.content import Content
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Static

from calf_tui.core.figures.figure import MOST_PICTURES
from calf_tui.core.routines.exercise import PARTS

if TYPE_CHECKING:
    from rich.style import Style
    from textual.app import ComposeResult

    from calf_tui.core.routines.exercise import Tempo
    from calf_tui.ui.live.frame import Beat

PIECES = 4
"""A change is drawn from the left end of its widget on, so the hill is made of narrow ones. Each of
them costs some time whatever changes."""
EIGHTHS = " ▁▂▃▄▅▆▇█"
BALL = "●"
GAP = 2
"""Cells between the part's name and the hill."""


def height_at(tempo: Tempo, into: float) -> float:
    """How high the body is `into` seconds of a repetition, from 0 to 1."""
    start = 0.0
    for part, low, high in zip(PARTS, (0, 1, 1, 0), (1, 1, 0, 0), strict=True):
        seconds = getattr(tempo, part)
        if into < start + seconds:
            eased = (1 - math.cos(math.pi * (into - start) / seconds)) / 2
            return low + (high - low) * eased
        start += seconds
    return 0.0


class TempoCurve(Horizontal):
    """The hill of one repetition, filled as far as it has come, with a ball upon it."""

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
        """The name of the part, and narrow pieces side by side."""
        yield self._label
        yield from self._pieces

    def on_resize(self) -> None:
        """Lays the hill out anew."""
        self._hill = ()

    def notify_style_update(self) -> None:
        """Draws it in its new colours."""
        super().notify_style_update()
        self._styles = None

    def show(self, beat: Beat | None) -> None:
        """Names the part and moves the ball; only the columns it passed are drawn again."""
        if beat is None:
            return
        self._show_part(beat)
        width = self.hill_width
        if not width:
            return
        if beat.tempo != self._tempo or len(self._hill) != width:
            self._tempo, self._hill = beat.tempo, self._laid_out(beat.tempo)
            for piece in self._pieces:
                piece.refresh()
        # With the figure, so that both are drawn in one go.
        into = math.floor(beat.into * MOST_PICTURES + 1e-6) / MOST_PICTURES
        column = min(width - 1, int(into / beat.tempo.seconds * width))
        if column != self._column:
            first, last = sorted((column, self._column))
            self._column = column
            # The ball stands upon the hill; what is above it is empty.
            rows = math.ceil(max(self._hill[first : last + 1]) / 8) + 1
            for piece in self._pieces:
                piece.refresh_columns(first, last, rows)

    def _show_part(self, beat: Beat) -> None:
        if beat.longest != self._longest:
            self._longest = beat.longest
            self._label.styles.width = beat.longest + GAP
        if beat.part != self._part:
            self._part = beat.part
            self._label.update(Content(beat.part), layout=False)

    @property
    def hill_width(self) -> int:
        """The columns of the hill."""
        return sum(piece.size.width for piece in self._pieces)

    @property
    def hill_x(self) -> int:
        """The first of them on the screen."""
        return self._pieces[0].region.x

    def strip(self, y: int, first: int, width: int) -> Strip:
        """A row of a piece: `width` columns from `first` on."""
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
        """The height of each column in eighths of a row; the ball has the row above."""
        width, most = self.hill_width, (self.size.height - 1) * 8
        return tuple(
            round(most * height_at(tempo, (column + 0.5) / width * tempo.seconds))
            for column in range(width)
        )


class _Piece(Widget):
    """Some columns of the hill."""

    DEFAULT_CSS = """
    _Piece { width: 1fr; height: 1fr; }
    """

    def __init__(self, track: TempoCurve) -> None:
        super().__init__()
        self._track = track

    def render_line(self, y: int) -> Strip:
        return self._track.strip(y, self._first, self.size.width)

    def refresh_columns(self, first: int, last: int, rows: int) -> None:
        """Draws those of its columns anew that are among these, in so many rows from below."""
        size, start = self.size, self._first
        left, right = max(0, first - start), min(size.width, last + 1 - start)
        if left < right:
            rows = min(rows, size.height)
            self.refresh(Region(left, size.height - rows, right - left, rows))

    @property
    def _first(self) -> int:
        return self.region.x - self._track.hill_x
