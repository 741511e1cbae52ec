"""The questions about the last set: the row that answers them, and a screen that has it."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from calf_tui.core.coach.pain_monitoring import may_leave_move, pain_before_jumps
from calf_tui.core.session.set_feedback import asked_about, can_be_loaded
from calf_tui.core.session.state import Command
from calf_tui.ui.keys.bindings import SCALE
from calf_tui.ui.live.questions_after_set import CHOICES, OpenQuestion, answer_in_words
from calf_tui.ui.partial_redraw import PartialRedrawCompositor
from calf_tui.ui.widgets.key_hints import rows_of
from calf_tui.ui.widgets.number_entry import refusal
from calf_tui.ui.widgets.screen_size import SizedScreen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.binding import Binding

    from calf_tui.core.session.set_feedback import SessionChange
    from calf_tui.core.session.state import Event, Session
    from calf_tui.training.trainer import Trainer
    from calf_tui.ui.live.questions_after_set import Question
    from calf_tui.ui.widgets.number_entry import NumberEntry


FEWEST_ROWS, MOST_ROWS = 2, 3

KEY = Style(bold=True)
MARK = Style(bold=True, reverse=True)
EFFORT_ENDS = ("easy", "all out")
PAIN_ENDS = ("none", "worst")


def scale_rows(
    question: str, entry: NumberEntry, ends: tuple[str, str], width: int
) -> list[Content]:
    """Returns the question and its scale in one row, or in two if one is too narrow."""
    if entry.is_typed and entry.number:
        question = f"{entry.number} so far. 0 makes it {entry.number}0."
    title = Content.styled(question, KEY)
    one = Content.assemble(title, "  ", _scale(entry, ends, is_roomy=True))
    if one.cell_length <= width:
        return [one]
    return [title, _scale(entry, ends, is_roomy=False)]


def _scale(entry: NumberEntry, ends: tuple[str, str], *, is_roomy: bool) -> Content:
    """Returns the numbers, between words for the ends of the scale.

    The marked number is in brackets, so that it is visible without colour; no other number moves.
    """
    parts: list[Content | tuple[str, Style] | str] = [f"{ends[0]} "]
    for number in range(entry.least, entry.most + 1):
        press = Style.from_meta({"@click": f"screen.choose_number({number})"})
        parts.append((_between(number - 1, number, entry, is_roomy=is_roomy), press + KEY))
        parts.append((str(number), press + (MARK if number == entry.number else KEY)))
    last = _between(entry.most, entry.most + 1, entry, is_roomy=False)
    return Content.assemble(*parts, f"{last} {ends[1]}")


def _between(left: int, right: int, entry: NumberEntry, *, is_roomy: bool) -> str:
    before, after = left == entry.number, right == entry.number
    if is_roomy and left >= entry.least:
        return f"{']' if before else ' '}{'[' if after else ' '}"
    return "]" if before else "[" if after else " "


class _Shown(NamedTuple):
    """The open question with what is said about it, and the answers so far."""

    question: Question | None = None
    entry: NumberEntry | None = None
    so_far: str = ""
    refusal: str = ""
    about: str = ""
    which_set: str = "that set"


class AnswerRow(Static, can_focus=True):
    """The open question, and the answers so far if there is space.

    It has the focus while a question is open, so that the arrows move the mark.
    """

    ALLOW_SELECT = False
    BINDINGS = SCALE
    DEFAULT_CSS = """
    AnswerRow { width: 1fr; height: auto; min-height: 2; max-height: 3; link-style: none;
        link-color: $foreground; link-background-hover: transparent; link-color-hover: $ready; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._shown = _Shown()
        self.has_room_for_answers = True

    def show(self, session: Session, asking: OpenQuestion, leaving_key: str) -> None:
        """Shows the open question; it is drawn again only if it differs.

        `leaving_key` is the key that leaves out jumps.
        """
        entry, figure = asking.entry, asking.refused
        shown = _Shown(
            asking.question,
            entry,
            answer_in_words(session, leaving_key),
            "" if figure is None or entry is None else refusal(figure, entry),
            asking.about,
            "the last set" if session.is_over else "that set",
        )
        if shown != self._shown:
            self._shown = shown
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
        said = [Content(each) for each in wrap(self._shown.so_far, width)]
        # A question of two rows leaves no space for the earlier answers.
        fit = not asked or len(asked) + len(said) <= self._rows_beside_question
        self.has_room_for_answers = len(asked) < FEWEST_ROWS and fit
        rows = [*asked, *said] if self.has_room_for_answers else asked
        is_higher = max(FEWEST_ROWS, len(rows)) != self.size.height
        self.update(Content("\n").join(rows), layout=is_higher)
        if is_higher:
            # A layout that is requested during another one is lost.
            self.call_after_refresh(self.refresh, layout=True)

    @property
    def _rows_beside_question(self) -> int:
        """The rows for a question with earlier answers; a bar takes one of a medium screen."""
        is_beside_bar = self.parent is not None and self.parent.id == "pace"
        is_medium = not any(self.screen.has_class(each) for each in ("-low", "-tall", "-large"))
        return FEWEST_ROWS if is_beside_bar and is_medium else MOST_ROWS

    def _asked(self, width: int) -> list[Content]:
        shown, entry, question = self._shown, self._shown.entry, self._shown.question
        if entry is None or question is None:
            return []
        if question == "effort":
            asked = shown.refusal or f"Effort of {shown.which_set}?"
            return scale_rows(asked, entry, EFFORT_ENDS, width)
        if question == "pain":
            return scale_rows("Pain in it?", entry, PAIN_ENDS, width)
        choices = [
            _choice(number, word, is_marked=number == entry.number)
            for number, word in enumerate(CHOICES[question], start=1)
        ]
        gap = Content(" " if self.screen.has_class("-narrow") else "  ")
        asked = "Which leg?" if question == "leg" else shown.about or "Where?"
        return rows_of([Content.styled(shown.refusal or asked, KEY), *choices], gap, width)


def _choice(number: int, word: str, *, is_marked: bool) -> Content:
    press = Style.from_meta({"@click": f"screen.choose_number({number})"})
    if is_marked:
        return Content.styled(f"[{number} {word}]", press + MARK)
    return Content.assemble((f"{number}", press + KEY), (f" {word}", press))


class _Offer(NamedTuple):
    """What the keys can do now."""

    question: Question | None = None
    entry: NumberEntry | None = None
    can_be_loaded: bool = False
    may_leave_move: bool = False
    may_leave_jumps: bool = False
    can_be_done: bool = False
    is_paused: bool = False
    has_length: bool = False
    """Whether the present phase can get longer or shorter."""


class SetFeedbackScreen(SizedScreen[None]):
    """Asks about the last set, one question after the other; no answer is required."""

    def __init__(self, trainer: Trainer) -> None:
        super().__init__()
        self._compositor = PartialRedrawCompositor()  # figure and digits change all the time
        self._trainer = trainer
        self._asking = OpenQuestion(lambda: trainer.session)
        self._offer = _Offer()

    @property
    def leaving_key(self) -> str:
        """The key that leaves out a move or the jumps; "" on a screen without one."""
        return ""

    def action_answer(self, figure: str) -> None:
        """Answers the open question with a digit, or continues its answer."""
        self._take(self._asking.press(int(figure)))

    def action_choose_number(self, number: int) -> None:
        """Answers the open question with this number."""
        self._take(self._asking.choose(number))

    def action_mark(self, steps: int) -> None:
        """Moves the mark on the scale of the open question."""
        self._asking.mark(steps)
        self.show_answers()

    def action_keep_mark(self) -> None:
        """Answers the open question with the marked number."""
        self._take(self._asking.keep())

    def action_pass_over(self) -> None:
        """Leaves the open question unanswered."""
        self._asking.pass_over()
        self.show_answers()

    def show_answers(self) -> None:
        """Shows the open question, and offers the keys that do something now.

        A set or an answer that is being saved is shown by a later call.
        """
        if not (self._trainer.is_kept or self._trainer.save_fault):
            return
        session = self._trainer.session
        self._asking.note_question(self._trainer.now)
        is_asked = asked_about(session) is not None and not self._asking.is_silent
        self.set_class(is_asked or self._asking.question is not None, "-asking")
        row = self.query_one(AnswerRow)
        row.show(session, self._asking, self.leaving_key)
        offer = _Offer(
            self._asking.question,
            self._asking.entry,
            can_be_loaded(session),
            may_leave_move(session),
            pain_before_jumps(session) is not None,
            session.phase.is_set,
            session.is_paused,
            session.length is not None,
        )
        if offer.question is None and row.has_focus:
            self.set_focus(None)
        elif offer.question is not None and self.focused is None and self.is_active:
            self.set_focus(row, scroll_visible=False)
        if offer != self._offer:
            self._offer = offer
            self.refresh_bindings()

    def answering_keys(self, binding: Binding) -> str:
        """Returns "1–6" while only these numbers answer; "" where the hint is right as it is."""
        entry = self._offer.entry
        if entry is None or binding.id != "answer.0":
            return ""
        is_moved = binding.key != "0"  # by the runner, who knows where
        return "" if is_moved else f"{entry.least}–{entry.most}"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offers only the keys that do something now."""
        offer = self._offer
        if action in ("answer", "choose_number", "mark", "pass_over"):
            return offer.question is not None
        if action == "keep_mark":
            return offer.entry is not None and offer.entry.number is not None
        if action == "load":
            return offer.can_be_loaded
        commands = {
            Command.LEAVE_MOVE.value: offer.may_leave_move,
            Command.DONE.value: offer.can_be_done,
            Command.LONGER.value: offer.has_length,
            Command.SHORTER.value: offer.has_length,
        }
        return action != "command" or commands.get(str(parameters[0]), True)

    def _take(self, change: SessionChange | None) -> None:
        self.after_answer(() if change is None else self._trainer.change(change))

    def after_answer(self, _events: Sequence[Event]) -> None:
        """Shows what has changed with an answer."""
        self.show_answers()
