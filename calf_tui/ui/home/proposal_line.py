"""The session proposed for today: the one thing to press enter on."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.content import Content
from textual.message import Message
from textual.strip import Strip
from textual.widgets import Static

from calf_tui.ui.keys.home_bindings import PROPOSAL

if TYPE_CHECKING:
    from textual.binding import BindingType

    from calf_tui.core.text.large_letters import Face

LEAST_ROWS = 2
ROWS_OF_LARGE = 6
"""The rows of a card from which it says the session in large letters."""


class ProposalLine(Static, can_focus=True):
    """Shows what is proposed, then why, in the rows that its style gives it.

    The rows are empty until the proposal is known. Under the cursor the first text is marked.
    """

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = PROPOSAL
    COMPONENT_CLASSES: ClassVar[set[str]] = {"proposal--cursor"}
    DEFAULT_CSS = """
    ProposalLine { height: 2; padding: 0 1; text-wrap: nowrap; text-overflow: ellipsis; }
    ProposalLine > .proposal--cursor {
        color: $block-cursor-foreground; background: $block-cursor-background; text-style: bold;
    }
    """

    class Pressed(Message):
        """The rows were clicked."""

    class Cut(Message):
        """The reasons end elsewhere than before; the rest is in `left_out`."""

    def __init__(self, *, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self.border_title = "Today"
        self._sentence = ""
        self._because = ""
        self.left_out = ""
        """The end of the reasons, for which there is no row."""
        self._marked = (0, 0)
        self._face: Face | None = None

    def show(self, sentence: str, because: str) -> None:
        """Shows a proposal and its reasons."""
        self._sentence, self._because = sentence, because
        self._draw()

    def use_face(self, face: Face | None) -> None:
        """Uses large letters from now on, where there is room."""
        self._face = face
        self._draw()

    def on_resize(self) -> None:
        """Wraps the text for the new width."""
        self._draw()

    def on_click(self) -> None:
        """Posts `Pressed`."""
        self.post_message(self.Pressed())

    def render_line(self, y: int) -> Strip:
        """Returns a row; those of the proposal are marked under the cursor."""
        strip = super().render_line(y)
        rows, columns = self._marked
        if y >= rows or not self.has_focus:
            return strip
        style = self.get_component_rich_style("proposal--cursor")
        text = strip.text.ljust(columns)
        marked = Strip([Segment(text[:columns], style), Segment(text[columns:], self.rich_style)])
        return marked.adjust_cell_length(self.content_size.width, self.rich_style)

    def _draw(self) -> None:
        if not self._sentence:
            return
        width = max(1, self.content_size.width or self.app.size.width - 2)
        most = max(LEAST_ROWS, self.content_size.height)
        large, sentence = self._large(width, most)
        head = [*large, *wrap(sentence, width)][:most]
        rows = [*head, *wrap(self._because, width, break_on_hyphens=False)]
        left_out = ""
        if len(rows) > most:
            cut, left_out = head[-1][: width - 1], self._because
            if len(head) < most:
                words = " ".join(rows[most - 1 :])
                cut, *others = wrap(words, max(1, width - 1), break_on_hyphens=False)
                left_out = " ".join(others)
            rows = [*rows[: most - 1], f"{cut.rstrip('. ')}…"]
        columns = min(width, 1 + max(map(len, large))) if large else width
        self._marked = (len(large) or len(head), columns)
        lines = [Content.styled(each, "bold") for each in rows[: len(head)]]
        lines += map(Content, rows[len(head) :])
        self.update(Content("\n").join(lines), layout=False)
        if left_out != self.left_out:
            self.left_out = left_out
            self.post_message(self.Cut())

    def _large(self, width: int, most: int) -> tuple[tuple[str, ...], str]:
        """Returns the rows of the first part in large letters, and the text for the rows below."""
        first, _, aside = self._sentence.partition(" · ")
        if self._face is None or most < ROWS_OF_LARGE or not self._face.holds(first):
            return (), self._sentence
        rows = self._face.draw(first)
        return (rows, aside) if max(map(len, rows)) <= width else ((), self._sentence)
