"""All keys that work on the screen before, on a screen of their own."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from calf_tui.core.coach.article import WHY
from calf_tui.core.coach.stop_signs import DISCLAIMER
from calf_tui.ui.keys import HELP
from calf_tui.ui.widgets.key_hints import KeyHints

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from calf_tui.ui.key_list import KeyMeaning


WHY_TITLE = "Why calves"


class HelpScreen(Screen[None]):
    """Lists keys by group; scrolls where there are more than fit."""

    CSS_PATH = "help.tcss"
    BINDINGS: ClassVar[list[BindingType]] = HELP
    AUTO_FOCUS = ""

    def __init__(self, rows: Sequence[KeyMeaning]) -> None:
        super().__init__()
        self.rows = rows

    def compose(self) -> ComposeResult:
        """Group by group, why one trains at all, then the keys of this page."""
        yield Static("Keys", id="title")
        with VerticalScroll(id="keys", can_focus=False):
            for group, rows in groupby(self.rows, key=lambda row: row.group):
                yield Static(group, classes="group")
                for row in rows:
                    with Horizontal(classes="row"):
                        yield Static(Content(row.keys), classes="key")
                        yield Static(Content(row.meaning), classes="meaning")
            yield Static(WHY_TITLE, classes="group")
            for sentence in (*WHY, DISCLAIMER):
                yield Static(Content(sentence))
        yield KeyHints(fewest_rows=1)

    def action_scroll(self, rows: int) -> None:
        """By so many rows."""
        self.query_one(VerticalScroll).scroll_relative(y=rows, animate=False)

    def action_back(self) -> None:
        """To the screen before."""
        self.dismiss()
