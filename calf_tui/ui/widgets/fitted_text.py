"""A text that is made for the room it has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Static

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.content import Content

    Maker = Callable[[int, int], Content]
    """Returns the text for so many columns and rows."""


class FittedText(Static):
    """Shows a text that is made anew for each size; its style gives it the size."""

    _make: Maker | None = None

    def fit(self, make: Maker) -> None:
        """Shows the text that `make` returns for the room there is, from now on."""
        self._make = make
        self.on_resize()

    def on_resize(self) -> None:
        """Shows the text for the new size."""
        if self._make is not None and self.display and self.content_size:
            self.update(self._make(*self.content_size), layout=False)
