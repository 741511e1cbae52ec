"""What all pages of progress have in common: their header and the ways between them."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, ClassVar

from calf_tui.core.errors import UserError
from calf_tui.ui.keys.bindings import PROGRESS
from calf_tui.ui.progress.page_list import PAGES, Page, number_of, open_page
from calf_tui.ui.progress.page_titles import PageTitles
from calf_tui.ui.progress.records_screen import RecordsScreen
from calf_tui.ui.widgets.key_hints import KeyHints

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.widget import Widget


class ProgressPage(RecordsScreen):
    """A page between its header and its keys."""

    BINDINGS: ClassVar[list[BindingType]] = PROGRESS

    @abstractmethod
    def parts(self) -> Iterable[Widget]:
        """What stands between the header and the keys, of `past`."""

    def compose(self) -> ComposeResult:
        """The header, the page's own, the keys."""
        yield PageTitles([page.title for page in PAGES], self._place)
        yield from self.parts()
        yield KeyHints()

    def action_page(self, number: int) -> None:
        """To the page with this number, from 1."""
        if number <= len(PAGES) and number - 1 != self._place:
            self._switch(PAGES[number - 1])

    def action_turn(self, pages: int) -> None:
        """So many pages on, round and round."""
        self._switch(PAGES[(self._place + pages) % len(PAGES)])

    @property
    def _place(self) -> int:
        return number_of(type(self).__name__) - 1

    def _switch(self, page: Page) -> None:
        try:
            self.app.switch_screen(open_page(page, self.trainer))
        except UserError as fault:
            self.notify(str(fault), severity="error", timeout=10, markup=False)
