"""What all progress pages have in common: the titles, and the keys between pages."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from calf_tui.core.errors import UserError
from calf_tui.ui.keys.bindings import PROGRESS
from calf_tui.ui.progress.page_list import PAGES, Page, number_of, open_page
from calf_tui.ui.progress.records_screen import RecordsScreen
from calf_tui.ui.widgets.key_hints import KeyHints

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.widget import Widget


ROOMY = 60


class ProgressPage(RecordsScreen):
    """A progress page: titles above, keys below."""

    BINDINGS: ClassVar[list[BindingType]] = PROGRESS

    @abstractmethod
    def parts(self) -> Iterable[Widget]:
        """Returns the widgets between titles and keys, made from `snapshot`."""

    def compose(self) -> ComposeResult:
        """Yields the titles, the parts of the page, and the keys."""
        yield PageTitles([page.title for page in PAGES], self._place)
        yield from self.parts()
        yield KeyHints()

    def action_page(self, number: int) -> None:
        """Goes to the page with this number, from 1."""
        if number <= len(PAGES) and number - 1 != self._place:
            self._switch(PAGES[number - 1])

    def action_turn(self, pages: int) -> None:
        """Goes this many pages on, and from the last one to the first."""
        self._switch(PAGES[(self._place + pages) % len(PAGES)])

    @property
    def _place(self) -> int:
        return number_of(type(self).__name__) - 1

    def _switch(self, page: Page) -> None:
        try:
            self.app.switch_screen(open_page(page, self.trainer))
        except UserError as fault:
            self.notify(str(fault), severity="error", timeout=10, markup=False)


class PageTitles(Static):
    """The titles of the pages in one line; a click on one opens its page."""

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
        """Leaves out the keys, then the mark of the demo, if there is too little space."""
        roomy = self.size.width >= ROOMY
        gap = Content("   " if roomy else " ")
        titles = gap.join(map(self._title, range(len(self._titles))))
        marked = gap.join([titles, Content.styled(self.app.sub_title, "bold $ready")])
        self.update(marked if marked.cell_length <= self.size.width else titles)

    def _title(self, place: int) -> Content:
        key, title = str(place + 1), self._titles[place]
        if place == self._current:
            return Content.assemble((f" {title} ", "bold $block-cursor-foreground on $work"))
        press = Style.from_meta({"@click": f"app.press({key!r})"})
        roomy = self.size.width >= ROOMY
        return Content.assemble((f"{key} {title}" if roomy else title, press))
