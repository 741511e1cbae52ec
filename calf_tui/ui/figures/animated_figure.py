"""The animated figure, drawn with braille dots as large as its space allows.

Call `moving.show(figure_view(session, now, find))` at every tick; only cells that differ are drawn.
The body has the colour of the widget, the trained parts that of `.figure--trained`, which a screen
sets to the phase's. A canvas library would need numpy and draw the whole widget each time.
"""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip

from calf_tui.ui.figures.braille_canvas import BRAILLE, HALVES, cells_of
from calf_tui.ui.figures.figure_drawing import BODY, LAYERS, TRAINED, Drawing, scale_of, view_in
from calf_tui.ui.partial_redraw import BareWidget

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.style import Style

    from calf_tui.core.figures.figure_in_session import FigureView
    from calf_tui.core.figures.skeleton import Joints
    from calf_tui.ui.figures.braille_canvas import Cells


MOST_STRIPS = 4000

PARTS = (*LAYERS, "wrong", "right_words", "wrong_words")
"""The parts that a cell may belong to: the layers, trained parts in the mistake, and texts."""
WRONG, RIGHT_WORDS, WRONG_WORDS = range(len(LAYERS), len(PARTS))
RIGHT_TEXT, WRONG_MARK = "✓ right", "×"
GAP = 1
"""The least columns between the two figures."""
MOST_TEXT_ROWS = 3
NARROWEST_TEXT = 4
SAME_CELLS = 2
"""The most cells between two that differ which are drawn as well: passing over more is shorter."""
MOST_KEPT = 200
"""The most pictures in memory; a slow repetition has 65 for each side."""


class Pictures:
    """Draws pictures, and remembers them, because a motion repeats the same pictures."""

    def __init__(self, characters: tuple[str, ...]) -> None:
        self._characters = characters
        self._kept: dict[tuple[object, ...], Sequence[Cells]] = {}

    def picture(self, view: FigureView | None, width: int, height: int) -> list[Cells]:
        """Returns `height` rows of `width` cells."""
        if view is None or not width or not height:
            rows: Sequence[Cells] = ()
        elif view.wrong is None or view.figure.mistake is None:
            rows = self.figure(view, view.joints, width, height)
        else:
            rows = self._both(view, view.wrong, view.figure.mistake.text, width, height)
        return [*rows, *[words_of("", BODY, width)] * (height - len(rows))]

    def _both(
        self, view: FigureView, wrong: Joints, text: str, width: int, height: int
    ) -> list[Cells]:
        """Returns the right form and the mistake, so that both are as large as possible."""
        half = (width - GAP) // 2
        beside, below = (wrapped_words(text, columns) for columns in (half, width))
        high = height - len(beside)
        low = (height - 1 - len(below)) // 2
        if _scale(view, half, high) < _scale(view, width, low):
            return [
                *self.figure(view, view.joints, width, low),
                words_of(RIGHT_TEXT, RIGHT_WORDS, width),
                *marked(self.figure(view, wrong, width, low)),
                *(words_of(line, WRONG_WORDS, width) for line in below),
            ]
        right_words = (RIGHT_TEXT, *[""] * (len(beside) - 1))
        left = [
            *self.figure(view, view.joints, half, high),
            *(words_of(line, RIGHT_WORDS, half) for line in right_words),
        ]
        right = [
            *marked(self.figure(view, wrong, half, high)),
            *(words_of(line, WRONG_WORDS, half) for line in beside),
        ]
        return side_by_side([left, right], width - 2 * half, width)

    def figure(self, view: FigureView, joints: Joints, columns: int, rows: int) -> Sequence[Cells]:
        """Returns one figure."""
        if columns < 1 or rows < 1:
            return ()
        figure = view.figure
        mirrored, empty = view.is_mirrored, view.is_empty_handed
        drawing = Drawing(figure, joints, columns, rows, mirrored=mirrored, empty_handed=empty)
        key = (id(figure), columns, rows, mirrored, empty, *drawing.joints.values())
        if key not in self._kept:
            if len(self._kept) >= MOST_KEPT:
                self._kept.clear()
            dots = drawing.paint()
            self._kept[key] = [
                cells_of(dots.row(row), columns, self._characters) for row in range(rows)
            ]
        return self._kept[key]


def _scale(view: FigureView, columns: int, rows: int) -> float:
    if columns < 1 or rows < 1:
        return 0.0
    return scale_of(view_in(view.figure, columns, rows), columns, rows)


def marked(rows: Sequence[Cells]) -> list[Cells]:
    """Returns the rows with the trained parts in the colour of the mistake."""
    return [
        (text, tuple(WRONG if layer == TRAINED else layer for layer in layers))
        for text, layers in rows
    ]


def wrapped_words(text: str, width: int) -> list[str]:
    """Returns the text of a mistake in lines of at most `width` cells."""
    width = max(NARROWEST_TEXT, width)
    marked = f"{WRONG_MARK} {text}"
    return textwrap.wrap(marked, width, max_lines=MOST_TEXT_ROWS, placeholder="…")


def words_of(text: str, part: int, width: int) -> Cells:
    """Returns a row of this width with a text in its middle."""
    return text.center(width)[:width], (part,) * width


def side_by_side(columns: Sequence[Sequence[Cells]], gap: int, width: int) -> list[Cells]:
    """Returns columns as one picture of this width, with so many cells between each two."""
    between = words_of("", BODY, gap)
    used = sum(len(rows[0][0]) for rows in columns) + gap * (len(columns) - 1)
    picture = []
    for row in zip(*columns, strict=True):
        parts = [each for cells in row for each in (cells, between)]
        parts[-1] = words_of("", BODY, width - used)
        text = "".join(text for text, _ in parts)
        picture.append((text, tuple(layer for _, layers in parts for layer in layers)))
    return picture


class AnimatedFigure(BareWidget):
    """Shows a figure, and the mistake if its view has one."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"figure--{part}" for part in PARTS if part != "body"}
    DEFAULT_CSS = """
    AnimatedFigure { width: 1fr; height: 1fr; }
    AnimatedFigure > .figure--around { color: $quiet; }
    AnimatedFigure > .figure--far { color: $quiet; }
    AnimatedFigure > .figure--trained { color: $work; }
    AnimatedFigure > .figure--wrong { color: $error; }
    AnimatedFigure > .figure--right_words { color: $work; }
    AnimatedFigure > .figure--wrong_words { color: $error; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._view: FigureView | None = None
        self._pictures: Pictures | None = None
        self._rows: list[Cells] = []
        self._strips: dict[Cells, Strip] = {}
        self._styles_by_part: dict[int, Style] = {}

    def show(self, view: FigureView | None) -> None:
        """Shows another picture, and draws the cells that differ."""
        if view == self._view:
            return
        self._view = view
        before, self._rows = self._rows, self._picture()
        if len(before) != len(self._rows):
            self.refresh()  # its size has changed, but no resize event has come yet
            return
        pairs = enumerate(zip(before, self._rows, strict=True))
        rows = [_differences(y, old, row) for y, (old, row) in pairs if old != row]
        changed = [each for row in rows for each in row]
        if changed:
            self.refresh(*changed)

    def on_resize(self) -> None:
        """Draws the figure in its new size."""
        self._strips.clear()
        self._rows = self._picture()
        self.refresh()

    def notify_style_update(self) -> None:
        """Drops what was drawn in the old colours."""
        super().notify_style_update()
        self._strips.clear()
        self._styles_by_part.clear()

    def render_line(self, y: int) -> Strip:
        """Returns a row of cells."""
        if y >= len(self._rows):
            return Strip.blank(self.size.width, self.rich_style)
        row = self._rows[y]
        if row not in self._strips:
            if len(self._strips) >= MOST_STRIPS:
                self._strips.clear()
            self._strips[row] = Strip(list(self._segments(row)), self.size.width)
        return self._strips[row]

    @property
    def pictures(self) -> Pictures:
        """What draws the figures, in the characters that the terminal has."""
        if self._pictures is None:
            self._pictures = Pictures(HALVES if self.app.console.legacy_windows else BRAILLE)
        return self._pictures

    def _picture(self) -> list[Cells]:
        return self.pictures.picture(self._view, *self.size)

    def _segments(self, row: Cells) -> Iterator[Segment]:
        """Yields the segments of a row; empty cells belong to the segment before them."""
        text, parts = row
        start, present = 0, None
        for place, part in enumerate(parts):
            if text[place] == " " or part == present:
                continue
            if present is not None:
                yield Segment(text[start:place], self._style_of(present))
                start = place
            present = part
        yield Segment(text[start:], self._style_of(BODY if present is None else present))

    def _style_of(self, part: int) -> Style:
        if part not in self._styles_by_part:
            self._styles_by_part[part] = (
                self.rich_style
                if part == BODY
                else self.get_component_rich_style(f"figure--{PARTS[part]}")
            )
        return self._styles_by_part[part]


def _differences(y: int, before: Cells, after: Cells) -> Iterator[Region]:
    """Yields the parts of a row that differ, with the short ones between them that do not."""
    cells = zip(*before, *after, strict=True)
    places = [x for x, (old, its, new, their) in enumerate(cells) if (old, its) != (new, their)]
    first = last = places[0]
    for x in places[1:]:
        if x - last > SAME_CELLS:
            yield Region(first, y, last + 1 - first, 1)
            first = x
        last = x
    yield Region(first, y, last + 1 - first, 1)
