"""The session proposed for today: the one thing to press enter on."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from rich.segment import Segment
from textual.content import Content
from textual.message import Message
from textual.strip import Strip
from textual.widgets import Static

from calf_tui.core.text.formatting import cut
from calf_tui.ui.keys.home_bindings import PROPOSAL

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from calf_tui.core.text.large_letters import Face

LEAST_ROWS = 2
ELLIPSIS = "…"
REST = "Rest today"


class Sentence(NamedTuple):
    """A sentence, and the same in few words ("" where nobody misses it).

    One that `stays` is left out after all others.
    """

    full: str
    brief: str
    stays: bool = False


class FittedReasons(NamedTuple):
    """The rows of the reasons, and whether all that there is to say stands there in full."""

    rows: list[str]
    is_whole: bool


def fit_reasons(
    reasons: Sequence[Sentence], more: Sequence[Sentence], width: int, rows: int
) -> FittedReasons:
    """Writes the reasons into so many rows, and of what `more` there is to say what has room.

    Where the reasons have no room, the last ones are said in few words, then the first, too; then
    the last ones that do not stay are left out, which a "…" says.
    """

    def wrapped(texts: Sequence[str]) -> list[str]:
        return wrap(" ".join(texts), width, break_on_hyphens=False)

    ways = _shorter_and_shorter(reasons)
    found = next((each for each in ways if len(wrapped(each[0])) <= rows), None)
    if found is None:
        if rows < 1 or not reasons:
            return FittedReasons([], not reasons)
        lines = wrap(_most_needed(reasons, 1)[0].brief, width - 1, break_on_hyphens=False)[:rows]
        return FittedReasons([*lines[:-1], f"{lines[-1].rstrip('. ')}{ELLIPSIS}"], is_whole=False)
    said, is_whole = found
    for each in more:
        fits = [text for text in each[:2] if text and len(wrapped([*said, text])) <= rows]
        said += fits[:1]
        is_whole = is_whole and (fits[:1] == [each.full] or not each.brief)
    return FittedReasons(wrapped(said), is_whole)


def _shorter_and_shorter(reasons: Sequence[Sentence]) -> Iterator[tuple[list[str], bool]]:
    """Yields the texts of the reasons, each time with less of them, and whether they are whole."""
    for count in range(len(reasons), 0, -1):
        needed = _most_needed(reasons, count)
        for full in range(count, -1, -1):
            said = [each.full for each in needed[:full]]
            said += [each.brief for each in needed[full:]]
            left_out = [ELLIPSIS] * (count < len(reasons))
            yield [*said, *left_out], full == len(reasons)


def _most_needed(reasons: Sequence[Sentence], count: int) -> list[Sentence]:
    """So many of them in their order: first those that stay, then those that come first."""
    places = sorted(range(len(reasons)), key=lambda place: not reasons[place].stays)
    return [reasons[place] for place in sorted(places[:count])]


ROWS_OF_LARGE = 6
"""The rows of a card from which it says the session in large letters."""


class ProposalLine(Static, can_focus=True):
    """Shows what is proposed, marked under the cursor, then why, as far as its rows have room."""

    ALLOW_SELECT = False
    BINDINGS = PROPOSAL
    COMPONENT_CLASSES: ClassVar[set[str]] = {"proposal--cursor"}
    DEFAULT_CSS = """
    ProposalLine { height: 2; padding: 0 1; text-wrap: nowrap; text-overflow: ellipsis; }
    ProposalLine > .proposal--cursor {
        color: $block-cursor-foreground; background: $block-cursor-background; text-style: bold;
    }
    """

    class Pressed(Message):
        """The rows were clicked."""

    class Fits(Message):
        """All reasons stand there in full now, or no more, as `is_whole` says."""

    def __init__(self, *, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self.border_title = "Today"
        self._sentence = ""
        self._reasons: Sequence[Sentence] = ()
        self._more: Sequence[Sentence] = ()
        self.is_whole = True
        """Whether all reasons stand there in full."""
        self._marked = (0, 0)
        self._face: Face | None = None

    def show(self, sentence: str, reasons: Sequence[Sentence], more: Sequence[Sentence]) -> None:
        """Shows a proposal, its reasons and, where there is room, what `more` is to be said."""
        self._sentence, self._reasons, self._more = sentence, reasons, more
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
        large = self._large(width, most)
        sentence = self._sentence
        if self.screen.has_class("-low") and not sentence.startswith(REST):
            sentence = f"Today: {sentence}"  # the frame that says so is not there
        head = large or (cut(sentence, width),)
        reasons = fit_reasons(self._reasons, self._more, width, most - len(head))
        columns = min(width, 1 + max(map(len, large))) if large else width
        self._marked = (len(head), columns)
        lines = [Content.styled(each, "bold") for each in head]
        lines += map(Content, reasons.rows)
        self.update(Content("\n").join(lines), layout=False)
        if reasons.is_whole != self.is_whole:
            self.is_whole = reasons.is_whole
            self.post_message(self.Fits())

    def _large(self, width: int, most: int) -> tuple[str, ...]:
        """Returns the rows of the proposal in large letters, or none where there is no room."""
        if self._face is None or most < ROWS_OF_LARGE or not self._face.holds(self._sentence):
            return ()
        rows = self._face.draw(self._sentence)
        return rows if max(map(len, rows)) <= width else ()
