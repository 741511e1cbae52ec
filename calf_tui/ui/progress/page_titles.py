"""Which pages there are, which is in front, and the key of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.style import Style
from textual.widgets import Static

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOMY = 60


class PageTitles(Static):
    """One line, in which a click does what the page's key does."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    PageTitles { width: 1fr; height: 1; color: $quiet; text-wrap: nowrap; text-overflow: ellipsis;
        link-color: $quiet; link-style: none; link-background-hover: transparent;
        link-color-hover: $foreground; }
    """

    def __init__(self, titles: Sequence[str], current: int) -> None:
        super().__init__()
        self._titles = titles
        self._current = current

    def on_resize(self) -> None:
        """Leaves the keys out where there is little room."""
        roomy = self.size.width >= ROOMY
        gap = Content("   " if roomy else " ")
        titles = gap.join(map(self._title, range(len(self._titles))))
        self.update(gap.join([titles, Content.styled(self.app.sub_title, "bold $ready")]))

    def _title(self, place: int) -> Content:
        key, title = str(place + 1), self._titles[place]
        if place == self._current:
            return Content.assemble((f" {title} ", "bold $block-cursor-foreground on $work"))
        press = Style.from_meta({"@click": f"app.press({key!r})"})
        roomy = self.size.width >= ROOMY
        return Content.assemble((f"{key} {title}" if roomy else title, press))
