"""A figure as rows of cells: the right form, and the mistake with its text beside or below."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from calf_tui.ui.figures.braille_canvas import cells_of
from calf_tui.ui.figures.figure_drawing import BODY, LAYERS, TRAINED, Drawing, scale_of, view_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from calf_tui.core.figures.figure_in_session import FigureView
    from calf_tui.core.figures.skeleton import Joints
    from calf_tui.ui.figures.braille_canvas import Cells

PARTS = (*LAYERS, "wrong", "right_words", "wrong_words")
"""The parts that a cell may belong to: the layers, trained parts in the mistake, and texts."""
WRONG, RIGHT_WORDS, WRONG_WORDS = range(len(LAYERS), len(PARTS))
RIGHT_TEXT, WRONG_MARK = "✓ right", "×"
GAP = 1
"""The least columns between the two figures."""
MOST_TEXT_ROWS = 3
NARROWEST_TEXT = 4
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
            rows = self._figure(view, view.joints, width, height)
        else:
            rows = self._both(view, view.wrong, view.figure.mistake.text, width, height)
        return [*rows, *[_words("", BODY, width)] * (height - len(rows))]

    def _both(
        self, view: FigureView, wrong: Joints, text: str, width: int, height: int
    ) -> list[Cells]:
        """Returns the right form and the mistake, so that both are as large as possible."""
        half = (width - GAP) // 2
        beside, below = (_wrapped(text, columns) for columns in (half, width))
        high = height - len(beside)
        low = (height - 1 - len(below)) // 2
        if _scale(view, half, high) < _scale(view, width, low):
            return [
                *self._figure(view, view.joints, width, low),
                _words(RIGHT_TEXT, RIGHT_WORDS, width),
                *_marked(self._figure(view, wrong, width, low)),
                *(_words(line, WRONG_WORDS, width) for line in below),
            ]
        right_words = (RIGHT_TEXT, *[""] * (len(beside) - 1))
        gap = _words("", BODY, width - 2 * half)
        left = [
            *self._figure(view, view.joints, half, high),
            *(_words(line, RIGHT_WORDS, half) for line in right_words),
        ]
        right = [
            *_marked(self._figure(view, wrong, half, high)),
            *(_words(line, WRONG_WORDS, half) for line in beside),
        ]
        return [_joined(first, gap, second) for first, second in zip(left, right, strict=True)]

    def _figure(self, view: FigureView, joints: Joints, columns: int, rows: int) -> Sequence[Cells]:
        """Returns one figure."""
        if columns < 1 or rows < 1:
            return ()
        figure = view.figure
        drawing = Drawing(figure, joints, columns, rows, mirrored=view.is_mirrored)
        key = (id(figure), columns, rows, view.is_mirrored, *drawing.joints.values())
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


def _marked(rows: Sequence[Cells]) -> list[Cells]:
    """Returns the rows with the trained parts in the colour of the mistake."""
    return [
        (text, tuple(WRONG if layer == TRAINED else layer for layer in layers))
        for text, layers in rows
    ]


def _wrapped(text: str, width: int) -> list[str]:
    width = max(NARROWEST_TEXT, width)
    marked = f"{WRONG_MARK} {text}"
    return textwrap.wrap(marked, width, max_lines=MOST_TEXT_ROWS, placeholder="…")


def _words(text: str, part: int, width: int) -> Cells:
    return text.center(width)[:width], (part,) * width


def _joined(*rows: Cells) -> Cells:
    return "".join(text for text, _ in rows), tuple(part for _, row in rows for part in row)
