"""The first screen: the routines, the moves of the selected one, and the week."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from calf_tui.core.errors import UserError
from calf_tui.core.text import formatting
from calf_tui.ui.home import routine_text
from calf_tui.ui.keys.home_bindings import ROUTINES
from calf_tui.ui.widgets.choice_list import ChoiceList
from calf_tui.ui.widgets.key_hints import KeyHints
from calf_tui.ui.widgets.scroll_pane import ScrollPane

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from calf_tui.core.figures.figure import Figure
    from calf_tui.core.routines.routine import Routine, Step
    from calf_tui.ui.home.next_morning_question import NextMorningQuestion

NAME_WIDTH = 16
ROOM_FOR_FIGURE = ("-broad", "-tall")


class RoutinesScreen(Screen[None]):
    """Routines on the left; the moves of the selected routine and move on the right."""

    CSS_PATH = "routines_screen.tcss"
    BINDINGS: ClassVar[list[BindingType]] = ROUTINES
    AUTO_FOCUS = "#routines"

    class Chosen(Message):
        """The runner wants to train a routine."""

        def __init__(self, routine: Routine) -> None:
            super().__init__()
            self.routine = routine

    class Shown(Message):
        """The screen has come to the front."""

    class CopiesWanted(Message):
        """The runner wants to merge conflict copies."""

    def __init__(self, routines: Sequence[Routine], faults: Sequence[str]) -> None:
        super().__init__()
        self.has_copies = False
        self._routines = routines
        self._faults = faults
        self._routine_place = 0
        self._question: NextMorningQuestion | None = None
        self._find_figure: Callable[[str], Figure | None] | None = None
        self._about = Static(routine_text.about(self.routine), id="about")
        self._details = Static(routine_text.details(self.routine.steps[0]), id="details")

    def compose(self) -> ComposeResult:
        """Yields title and week, the two lists, errors in files, and the keys."""
        with Horizontal(id="top"):
            yield Static(f"Calf TUI {self.app.sub_title}".strip(), id="title")
            yield Static(id="week")
        with Horizontal(id="panes"):
            with Vertical(id="choice"):
                yield ChoiceList([_routine_line(each) for each in self._routines], id="routines")
            with Vertical(id="routine"):
                yield ChoiceList(routine_text.moves(self.routine), id="moves")
        if self._faults:
            yield Static(_in_short(self._faults), id="faults")
        yield KeyHints()

    def show_routines(self, routines: Sequence[Routine], faults: Sequence[str]) -> None:
        """Shows other routines and the errors in files; the cursors stay where they were."""
        ids, move = [each.id for each in routines], self.query_one("#moves", ChoiceList).cursor
        at = self.routine.id
        self._routines, self._faults = routines, faults
        last = len(ids) - 1
        self._routine_place = ids.index(at) if at in ids else min(self._routine_place, last)
        lines = [_routine_line(each) for each in routines]
        self.query_one("#routines", ChoiceList).show(lines, self._routine_place)
        self._show_moves(min(move, len(self.routine.steps) - 1))
        if not self.query("#faults"):
            self.mount(Static(id="faults"), before="KeyHints")
        said = self.query_one("#faults", Static)
        said.display = bool(faults)
        said.update(_in_short(faults) if faults else "")

    def show_status(self, sentence: str) -> None:
        """What holds for all sessions now; empty for nothing."""
        if sentence and not self.query("#status"):
            self.mount(Static(id="status"), before="KeyHints")
        for said in self.query("#status").results(Static):
            said.display = bool(sentence)
            said.update(Content(sentence))

    def show_details(self) -> None:
        """Adds the panes about routine and move, after the first frame because they are slow."""
        from calf_tui.core.coach.article import WHY_IN_SHORT

        self.query_one("#routine").mount(ScrollPane(self._details))
        self.query_one("#choice").mount(ScrollPane(self._about, Static(WHY_IN_SHORT), id="why"))

    def show_figure(self, find: Callable[[str], Figure | None]) -> None:
        """Shows the figure of the move if there is space; `find` may raise `UserError`."""
        self._find_figure = find
        self._draw_figure()

    def on_screen_resume(self) -> None:
        """Reports that the screen is shown, because the week may have changed."""
        self.post_message(self.Shown())

    def on_resize(self) -> None:
        """Draws the figure, because there may be space for it now."""
        self.call_after_refresh(self._draw_figure)

    def show_week(self, sentence: str) -> None:
        """Shows the sentence about the week."""
        self.query_one("#week", Static).update(sentence)

    def ask(self, question: str, answer: Callable[[int], str]) -> None:
        """Asks for a number from 0 to 10, once; `answer` takes it and returns the reply."""
        from calf_tui.ui.home.next_morning_question import NextMorningQuestion

        if self._question is None:
            self._question = NextMorningQuestion(question, answer, id="question")
            self.mount(self._question, before="KeyHints")
        else:
            self._question.ask(question, answer)
        self.refresh_bindings()

    def ask_no_more(self) -> None:
        """Takes back a question that nobody answered."""
        if self._question is not None and self._question.can_focus:
            self._question.take_back()
            self.refresh_bindings()

    @property
    def routine(self) -> Routine:
        """The routine under the cursor."""
        return self._routines[self._routine_place]

    @property
    def _step(self) -> Step:
        """The step under the cursor."""
        return self.routine.steps[self.query_one("#moves", ChoiceList).cursor]

    @on(ChoiceList.Moved, "#routines")
    def show_routine(self, event: ChoiceList.Moved) -> None:
        """Shows the routine under the cursor and its moves."""
        self._routine_place = event.choices.cursor
        self._show_moves(0)

    def _show_moves(self, cursor: int) -> None:
        self._about.update(routine_text.about(self.routine))
        self.query_one("#moves", ChoiceList).show(routine_text.moves(self.routine), cursor)
        self.show_move()

    @on(ChoiceList.Moved, "#moves")
    def show_move(self) -> None:
        """Shows the move under the cursor."""
        self._details.update(routine_text.details(self._step))
        for pane in self.query(ScrollPane):
            pane.scroll_home(animate=False)
        self._draw_figure()

    def _draw_figure(self) -> None:
        if self._find_figure is None or not self.classes.issuperset(ROOM_FOR_FIGURE):
            return
        from calf_tui.core.figures.figure_in_session import figure_of_move
        from calf_tui.ui.figures.moving_figure import MovingFigure

        try:
            figure = self._find_figure(self._step.exercise.id)
        except UserError as fault:
            self.notify(str(fault), severity="warning", timeout=20, markup=False)
            figure = None
        if not self.query(MovingFigure):
            self.query_one("#choice").mount(MovingFigure(id="figure"))
        view = None if figure is None else figure_of_move(figure, self._step)
        self.query_one(MovingFigure).show(view)

    def check_action(self, action: str, _parameters: tuple[object, ...]) -> bool | None:
        """Offers only the keys that do something now."""
        in_moves = self.has_class("-moves")
        offered = {"moves": not in_moves, "list": in_moves, "merge_copies": self.has_copies}
        is_asked = self._question is not None and self._question.can_focus
        offered |= dict.fromkeys(("answer", "choose_number", "to_question"), is_asked)
        return offered.get(action, True)

    def show_exercise(self, exercise_id: str) -> None:
        """Selects a move, in the first routine that has it."""
        routine, place = next(
            (number, place)
            for number, each in enumerate(self._routines)
            for place, step in enumerate(each.steps)
            if step.exercise.id == exercise_id
        )
        routines, moves = (
            self.query_one("#routines", ChoiceList),
            self.query_one("#moves", ChoiceList),
        )
        routines.action_move(routine - routines.cursor)
        # The list of moves changes only after the message of the cursor's move.
        self.call_after_refresh(lambda: moves.action_move(place - moves.cursor))
        self.action_moves()

    def offer_copies(self, *, has_copies: bool) -> None:
        """Offers the key that merges conflict copies, or not."""
        self.has_copies = has_copies
        self.refresh_bindings()

    def action_merge_copies(self) -> None:
        """Asks the app to merge conflict copies."""
        self.post_message(self.CopiesWanted())

    def action_answer(self, figure: int) -> None:
        """Answers the open question with a digit."""
        if self._question is not None:
            self._question.press(figure)

    def action_choose_number(self, number: int) -> None:
        """Answers the open question with this number."""
        if self._question is not None:
            self._question.choose(number)

    def action_to_question(self) -> None:
        """Goes to the open question."""
        if self._question is not None:
            self._question.focus()

    def on_next_morning_question_left(self) -> None:
        """Goes back to the list."""
        self.query_one("#moves" if self.has_class("-moves") else "#routines").focus()
        self.refresh_bindings()

    @on(ChoiceList.Chosen)
    def action_start(self) -> None:
        """Starts the routine under the cursor."""
        # The cursor may be ahead of the routine shown, which follows with a message.
        place = self.query_one("#routines", ChoiceList).cursor
        self.post_message(self.Chosen(self._routines[place]))

    def action_moves(self) -> None:
        """Goes to the moves of the routine."""
        self.add_class("-moves")
        self.query_one("#moves").focus()
        self.refresh_bindings()

    def action_list(self) -> None:
        """Goes back to the routines."""
        self.remove_class("-moves")
        self.query_one("#routines").focus()
        self.refresh_bindings()


def _in_short(faults: Sequence[str]) -> Content:
    """Returns the first error in full, and how many more there are and what lists them."""
    first, *others = faults
    more = f"\n{len(others)} more: calf-tui doctor names them." if others else ""
    return Content(f"{first}{more}")


def _routine_line(routine: Routine) -> str:
    name = routine.name if len(routine.name) <= NAME_WIDTH else f"{routine.name[: NAME_WIDTH - 1]}…"
    return f"{name:<{NAME_WIDTH}} {formatting.length(routine):>7}"
