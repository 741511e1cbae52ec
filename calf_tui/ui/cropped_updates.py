"""Draws of a change on the screen only the cells that it covers, and a style only if it changes.

Textual draws every widget between the first change and the last, and crops what it writes on the
right alone, so that a change at the end of a long row costs the whole row: with large letters and
figures, most of what goes to the terminal. It also ends each style with the piece of text that has
it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rich.control import Control
from textual._compositor import ChopsUpdate, Compositor

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

STYLES = re.compile(r"\x1b\[0m(\x1b\[\d+;\d+H)?\x1b\[(?!0m)([\d;]+)m|\x1b\[([\d;]+)m")
"""The end of a style with the beginning of the next, maybe elsewhere; or the one or the other."""


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
        return _with_fewest_styles("".join(sequences))


class SparingCompositor(Compositor):
    """A compositor that draws, for an update of some cells, only the widgets in these cells."""

    def render_partial_update(self) -> ChopsUpdate | None:
        """Returns the update of what has changed; None if nothing has."""
        seen, changed = self.visible_widgets, tuple(self._dirty_regions)
        _ = self.cuts  # computed from all widgets
        self._visible_widgets = {
            widget: (region, clip)
            for widget, (region, clip) in seen.items()
            if any(each.overlaps(region) and each.overlaps(clip) for each in changed)
        }
        try:
            return super().render_partial_update()
        finally:
            self._visible_widgets = seen


def cropped(update: RenderableType | None) -> RenderableType | None:
    """Returns an update of some cells cropped on both sides; any other as it is."""
    if type(update) is ChopsUpdate:
        return CroppedUpdate(update.chops, update.spans, update.chop_ends)
    return update


def _with_fewest_styles(sequences: str) -> str:
    """Returns the sequences without the end of a style that goes on."""
    present = ""

    def kept(match: re.Match[str]) -> str:
        nonlocal present
        move, following, alone = match.groups()
        if following is None:
            present = "" if alone == "0" else alone
            return match[0]
        if following == present:
            return move or ""
        present = following
        return f"{move or ''}\x1b[0;{following}m"

    return STYLES.sub(kept, sequences)
