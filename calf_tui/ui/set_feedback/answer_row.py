"""The row with the open question about the last set, which keys and clicks answer."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from calf_tui.ui.keys.bindings import SCALE
from calf_tui.ui.set_feedback.number_scale import EFFORT_ENDS, KEY, MARK, PAIN_ENDS, scale_rows
from calf_tui.ui.set_feedback.questions import CHOICES, answer_in_words
from calf_tui.ui.widgets.hint_rows import rows_of

if TYPE_CHECKING:
    from textual.binding import BindingType

    from calf_tui.core.session.state import Session
    from calf_tui.ui.set_feedback.number_entry import NumberEntry
    from calf_tui.ui.set_feedback.questions import OpenQuestion, Question

FEWEST_ROWS = 2


class AnswerRow(Static, can_focus=True):
    """The open question, and the answers so far if there is space.

    It has the focus while a question is open, so that the arrows move the mark.
    """

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = SCALE
    DEFAULT_CSS = """
    AnswerRow { width: 1fr; height: auto; min-height: 2; max-height: 3; link-style: none;
        link-color: $foreground; link-background-hover: transparent; link-color-hover: $ready; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._question: Question | None = None
        self._entry: NumberEntry | None = None
        self._so_far = ""

    def show(self, session: Session, asking: OpenQuestion) -> None:
        """Shows the open question; it is drawn again only if it differs."""
        shown = asking.question(session), asking.entry(session), answer_in_words(session)
        if shown != (self._question, self._entry, self._so_far):
            self._question, self._entry, self._so_far = shown
            self._draw()

    def on_resize(self) -> None:
        """Draws the question for the new width."""
        self._draw()

    async def on_mouse_scroll_up(self) -> None:
        """Moves the mark up the scale."""
        await self.run_action("screen.mark(1)")

    async def on_mouse_scroll_down(self) -> None:
        """Moves the mark down the scale."""
        await self.run_action("screen.mark(-1)")

    def _draw(self) -> None:
        width = self.size.width or self.app.size.width  # before the first layout it has no width
        asked = self._asked(width)
        said = [Content(each) for each in wrap(self._so_far, width)] if self._so_far else []
        # A question of two rows leaves no space for the earlier answers.
        rows = [*asked, *said] if len(asked) < FEWEST_ROWS else asked
        is_higher = max(FEWEST_ROWS, len(rows)) != self.size.height
        self.update(Content("\n").join(rows), layout=is_higher)
        if is_higher:
            # A layout that is requested during another one is lost.
            self.call_after_refresh(self.refresh, layout=True)

    def _asked(self, width: int) -> list[Content]:
        entry = self._entry
        if entry is None:
            return []
        if self._question == "effort":
            return scale_rows("Effort of that set?", entry, EFFORT_ENDS, width)
        if self._question == "pain":
            return scale_rows("Pain in it?", entry, PAIN_ENDS, width)
        is_leg = self._question == "leg"
        choices = [
            _choice(number, word, is_marked=number == entry.number)
            for number, word in enumerate(CHOICES["leg" if is_leg else "site"], start=1)
        ]
        gap = Content(" " if self.screen.has_class("-narrow") else "  ")
        asked = Content.styled("Which leg?" if is_leg else "Where?", KEY)
        return rows_of([asked, *choices], gap, width)


def _choice(number: int, word: str, *, is_marked: bool) -> Content:
    press = Style.from_meta({"@click": f"screen.choose_number({number})"})
    if is_marked:
        return Content.styled(f"[{number} {word}]", press + MARK)
    return Content.assemble((f"{number}", press + KEY), (f" {word}", press))
