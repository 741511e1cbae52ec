"""What all pages of progress have in common: their header, their keys, the way back."""

from __future__ import annotations

from abc import abstractmethod
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.message import Message
from textual.screen import Screen

from calf_tui.core.faults import Fault
from calf_tui.ui.keys import PROGRESS
from calf_tui.ui.screens.pages import PAGES, Page, open_page
from calf_tui.ui.widgets.key_hints import KeyHints
from calf_tui.ui.widgets.page_titles import PageTitles

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.widget import Widget

    from calf_tui.core.progress.look_back import LookBack
    from calf_tui.core.record import SessionRecord
    from calf_tui.trainer import Trainer

SHARED_STYLE = Path(__file__).with_name("page.tcss")


class ProgressPage(Screen[None]):
    """Shows the records as they are whenever it comes to the front."""

    BINDINGS: ClassVar[list[BindingType]] = PROGRESS

    class SessionChosen(Message):
        """A session is to be looked at."""

        def __init__(self, record: SessionRecord) -> None:
            super().__init__()
            self.record = record

    def __init__(self, trainer: Trainer) -> None:
        super().__init__()
        self.css_path.insert(0, SHARED_STYLE)
        self.trainer = trainer
        self.past: LookBack = trainer.look_back()

    @abstractmethod
    def parts(self) -> Iterable[Widget]:
        """What stands between the header and the keys, of `past`."""

    def compose(self) -> ComposeResult:
        """The header, the page's own, the keys."""
        yield PageTitles([page.title for page in PAGES], self._place)
        yield from self.parts()
        yield KeyHints()

    def on_screen_resume(self) -> None:
        """Shows what changed while something else was in front."""
        past = self.trainer.look_back()
        if past is not self.past:
            self.past = past
            self.refresh(recompose=True)

    def action_page(self, number: int) -> None:
        """To the page with this number, from 1."""
        if number <= len(PAGES) and number - 1 != self._place:
            self._switch(PAGES[number - 1])

    def action_turn(self, pages: int) -> None:
        """So many pages on, round and round."""
        self._switch(PAGES[(self._place + pages) % len(PAGES)])

    def action_back(self) -> None:
        """To the routines."""
        self.dismiss()

    @property
    def _place(self) -> int:
        return next(n for n, page in enumerate(PAGES) if page.screen == type(self).__name__)

    def _switch(self, page: Page) -> None:
        try:
            self.app.switch_screen(open_page(page, self.trainer))
        except Fault as fault:
            self.notify(str(fault), severity="error", timeout=10, markup=False)
