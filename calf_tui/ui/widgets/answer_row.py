"""The question about the last set, with the keys that answer it; a click answers, too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from calf_tui.core.session import PAIN_SITES
from calf_tui.ui.questions import SITE_WORDS, TEN, answer_in_words, open_question
from calf_tui.ui.widgets.hint_rows import rows_of

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from calf_tui.core.session import Session
    from calf_tui.ui.questions import Question

KEY = Style(bold=True)
MOST_ROWS = 2
TITLES: dict[Question, str] = {
    "effort": "Effort of that set?",
    "pain": "Pain in it?",
    "site": "Where?",
}


class AnswerRow(Static):
    """The open question in one row, what was said so far in the next where there is one."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    AnswerRow { width: 1fr; height: 2; link-style: none; link-color: $foreground;
        link-background-hover: transparent; link-color-hover: $ready; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._question: Question | None = None
        self._so_far = ""

    def show(self, session: Session, passed: Container[Question]) -> None:
        """Shows another question; drawn anew only where it differs."""
        shown = open_question(session, passed), answer_in_words(session)
        if shown != (self._question, self._so_far):
            self._question, self._so_far = shown
            self._draw()

    def on_resize(self) -> None:
        """Asks in as many words as fit."""
        self._draw()

    def _draw(self) -> None:
        width = self.size.width or self.app.size.width  # before it has been seen it has none
        rows = [Content(self._so_far)] if self._so_far else []
        if self._question is not None:
            is_narrow = self.screen.has_class("-narrow")
            title = TITLES[self._question]
            title = title.partition(" ")[0] if is_narrow else title
            asked = [Content.assemble((title, KEY)), *_choices(self._question)]
            # Where it takes both rows, what was said before gives way.
            rows = [*rows_of(asked, Content(" " if is_narrow else "  "), width), *rows]
        self.update(Content("\n").join(rows[:MOST_ROWS]), layout=False)


def _choices(question: Question) -> Iterator[Content]:
    if question == "effort":
        yield from (_choice(str(number)) for number in range(1, 10))
        yield _choice(TEN, "for 10")
    elif question == "pain":
        yield _choice("0", "none")
        yield from (_choice(str(number)) for number in range(1, 10))
        yield Content("10 worst")
    else:
        for number, site in enumerate(PAIN_SITES, start=1):
            yield _choice(str(number), SITE_WORDS[site])


def _choice(key: str, meaning: str = "") -> Content:
    press = Style.from_meta({"@click": f"app.press({key!r})"})
    return Content.assemble((key, press + KEY), (f" {meaning}" if meaning else "", press))
