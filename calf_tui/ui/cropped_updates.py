"""Writes of a change on the screen only the cells that it covers.

Textual crops what it writes on the right alone, so that a change at the end of a long row costs
the whole row: with large letters and figures, most of what goes to the terminal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.control import Control
from textual._compositor import ChopsUpdate

if TYPE_CHECKING:
    from rich.console import Console, RenderableType


class CroppedUpdate(ChopsUpdate):
    """An update of spans of rows, cropped on both sides."""

    def render_segments(self, console: Console) -> str:
        """Returns the update as text for the terminal."""
        sequences: list[str] = []
        for y, first, last in self.spans:
            at = -1
            for end, (x, strip) in zip(self.chop_ends[y], self.chops[y].items(), strict=False):
                left, right = max(x, first), min(end, last)
                if strip is None or left >= right:
                    continue
                if left != at:
                    sequences.append(Control.move_to(left, y).segment.text)
                sequences.append(strip.crop(left - x, right - x).render(console))
                at = right
        return "".join(sequences)


def cropped(update: RenderableType | None) -> RenderableType | None:
    """Returns an update of some cells cropped on both sides; any other as it is."""
    if type(update) is ChopsUpdate:
        return CroppedUpdate(update.chops, update.spans, update.chop_ends)
    return update
