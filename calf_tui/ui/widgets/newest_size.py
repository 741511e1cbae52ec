"""Lays a screen out for the terminal's newest size alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.app import App
    from textual.geometry import Size


class NewestSize:
    """A mixin for screens that passes over a size that is no longer the terminal's.

    Textual tells a screen of each size that it was laid out for. With two sizes in its queue, as
    one below a dialog may have, each would lay it out anew for ever.
    """

    if TYPE_CHECKING:
        app: App[object]

    def _screen_resized(self, size: Size) -> None:
        if size == self.app.size:
            super()._screen_resized(size)  # type: ignore[misc]
