"""Why a session is proposed, and the evidence behind every rule of the coach."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.screen import Screen
from textual.widgets import Static

from calf_tui.core.coach.rules.evidence import evidence
from calf_tui.ui.home.why_text import evidence_content, why_content
from calf_tui.ui.keys.bindings import EVIDENCE, WHY
from calf_tui.ui.widgets.key_hints import KeyHints
from calf_tui.ui.widgets.scroll_pane import ScrollPane

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.content import Content

    from calf_tui.core.coach.proposal.proposal import Proposal


class ReadingScreen(Screen[None]):
    """A title and a text that scrolls."""

    CSS_PATH = "why_screen.tcss"
    AUTO_FOCUS = ""

    def __init__(self, title: str, text: Content) -> None:
        super().__init__()
        self._heading = title
        self._text = text

    def compose(self) -> ComposeResult:
        """The title, the text, the keys."""
        yield Static(self._heading, id="title")
        with ScrollPane(id="text"):
            yield Static(self._text)
        yield KeyHints(fewest_rows=1)

    def action_back(self) -> None:
        """To the screen before."""
        self.dismiss()


class EvidenceScreen(ReadingScreen):
    """Every rule of the coach in plain words, with its label and its source."""

    BINDINGS: ClassVar[list[BindingType]] = EVIDENCE

    def __init__(self) -> None:
        super().__init__("Evidence", evidence_content(evidence()))


class WhyScreen(ReadingScreen):
    """Each rule that spoke for the proposal."""

    BINDINGS: ClassVar[list[BindingType]] = WHY

    def __init__(self, proposal: Proposal) -> None:
        super().__init__("Why", why_content(proposal))

    def action_evidence(self) -> None:
        """Every rule there is."""
        self.app.push_screen(EvidenceScreen())
