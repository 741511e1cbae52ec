"""The session proposed for today, in two rows above the routines."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from calf_tui.ui.keys.home_bindings import PROPOSAL

if TYPE_CHECKING:
    from textual.binding import BindingType

ROWS = 2
ROOM = 2
"""The columns of the padding."""


class ProposalLine(Static, can_focus=True):
    """Shows what is proposed, then why; the reasons are left out if the first text needs both rows.

    The rows are empty until the proposal is known.
    """

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = PROPOSAL
    DEFAULT_CSS = """
    ProposalLine { height: 2; padding: 0 1; text-wrap: nowrap; text-overflow: ellipsis; }
    ProposalLine:focus { color: $block-cursor-foreground; background: $block-cursor-background; }
    """

    class Pressed(Message):
        """The rows were clicked."""

    def __init__(self, *, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self._sentence = ""
        self._because = ""

    def show(self, sentence: str, because: str) -> None:
        """Shows a proposal and its reasons."""
        self._sentence, self._because = sentence, because
        self._draw()

    def on_resize(self) -> None:
        """Wraps the text for the new width."""
        self._draw()

    def on_click(self) -> None:
        """Posts `Pressed`."""
        self.post_message(self.Pressed())

    def _draw(self) -> None:
        if not self._sentence:
            return
        width = max(1, (self.size.width or self.app.size.width) - ROOM)
        rows = wrap(self._sentence, width)
        rows += [] if len(rows) >= ROWS else wrap(self._because, width)
        if len(rows) > ROWS:
            cut = rows[ROWS - 1]
            rows = [*rows[: ROWS - 1], f"{cut[: width - 1].rstrip('. ')}…"]
        first, *others = rows
        lines = [Content.styled(first, "bold"), *map(Content, others)]
        self.update(Content("\n").join(lines), layout=False)
