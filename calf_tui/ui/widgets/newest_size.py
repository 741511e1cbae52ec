"""Lays a screen out for the terminal's newest size alone, and for that from the first frame on."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from calf_tui.ui.theme import HEIGHTS, WIDTHS

if TYPE_CHECKING:
    from textual.app import App
    from textual.geometry import Size
    from textual.screen import Screen


class NewestSize:
    """A mixin for screens that passes over a size that is no longer the terminal's.

    Textual tells a screen of each size that it was laid out for. With two sizes in its queue, as
    one below a dialog may have, each would lay it out anew for ever. It sets the classes for a size
    only after a layout, so the first frame would be one for another size.
    """

    if TYPE_CHECKING:
        app: App[object]

    def on_mount(self) -> None:
        """Sets the classes for the size before the first layout."""
        size = self.app.size
        classes: dict[str, bool] = {}
        for cells, named in ((size.width, WIDTHS), (size.height, HEIGHTS)):
            fitting = max(each for each in named if each[0] <= cells)
            classes |= {each[1]: each == fitting for each in named}
        cast("Screen[object]", self).update_classes(classes, animate=False)

    def _screen_resized(self, size: Size) -> None:
        if size == self.app.size:
            super()._screen_resized(size)  # type: ignore[misc]
