"""The help screen: all keys of the screen before it."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Container, Horizontal, Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from calf_tui.core.coach.article import WHY
from calf_tui.core.coach.pain_monitoring import DISCLAIMER
from calf_tui.ui.keys.bindings import HELP
from calf_tui.ui.theme import VAST_WIDTHS
from calf_tui.ui.widgets.key_hints import KeyHints
from calf_tui.ui.widgets.newest_size import NewestSize
from calf_tui.ui.widgets.scroll_pane import ScrollPane

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.visual import VisualType

    from calf_tui.ui.keys.active_keys import ActiveKey


WHY_TITLE = "Why calves"


class HelpScreen(NewestSize, Screen[None]):
    """Lists keys by group; scrolls if they do not fit."""

    CSS_PATH = "help_screen.tcss"
    BINDINGS: ClassVar[list[BindingType]] = HELP
    HORIZONTAL_BREAKPOINTS = VAST_WIDTHS
    AUTO_FOCUS = ""

    def __init__(self, rows: Sequence[ActiveKey], signs: Sequence[VisualType] = ()) -> None:
        super().__init__()
        self.rows = rows
        self._signs = signs

    def compose(self) -> ComposeResult:
        """Yields the groups of keys, the signs, the reasons to train, and the keys of this page."""
        yield Static("Keys", id="title")
        with ScrollPane(id="keys"), Container(id="columns"):
            with Vertical():
                for group, rows in groupby(self.rows, key=lambda row: row.group):
                    yield Static(group, classes="group")
                    for row in rows:
                        with Horizontal(classes="row"):
                            yield Static(Content(row.keys), classes="key")
                            yield Static(Content(row.meaning), classes="meaning")
            with Vertical():
                for each in self._signs:
                    yield Static("Signs", classes="group")
                    yield Static(each)
                yield Static(WHY_TITLE, classes="group")
                for sentence in (*WHY, DISCLAIMER):
                    yield Static(Content(sentence))
        yield KeyHints(fewest_rows=1)

    def action_evidence(self) -> None:
        """Opens the screen with all rules of the coach."""
        from calf_tui.ui.home.why_screen import EvidenceScreen

        self.app.push_screen(EvidenceScreen())

    def action_back(self) -> None:
        """Closes the help."""
        self.dismiss()
