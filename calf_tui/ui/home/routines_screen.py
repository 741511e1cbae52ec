"""The first screen: the routines, the moves of the selected one, and the week."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from calf_tui.core.errors import UserError
from calf_tui.ui.home import routine_text
from calf_tui.ui.home.proposal_line import ProposalLine
from calf_tui.ui.home.proposal_screen import PROPOSING, ProposalScreen
from calf_tui.ui.home.routine_lists import FaultsInFiles, Moves, RoutineList
from calf_tui.ui.keys.home_bindings import ROUTINES
from calf_tui.ui.widgets.choice_list import ChoiceList
from calf_tui.ui.widgets.key_hints import KeyHints
from calf_tui.ui.widgets.scroll_pane import ScrollPane

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from calf_tui.core.figures.figure import Figure
    from calf_tui.core.routines.routine import Routine
    from calf_tui.ui.home.next_morning_question import NextMorningQuestion

ROOM_FOR_FIGURE = ("-broad", "-tall")


class RoutinesScreen(ProposalScreen):
    """The proposal, then routines on the left; on the right the moves, and the move chosen."""

    CSS_PATH = "routines_screen.tcss"
    BINDINGS: ClassVar[list[BindingType]] = ROUTINES
    AUTO_FOCUS = "ProposalLine, #routines"

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
        super().__init__(routines)
        self.has_copies = False
        self._routines = routines
        self._faults = faults
        self._routine_place = 0
        self._question: NextMorningQuestion | None = None
        self._find_figure: Callable[[str], Figure | None] | None = None
        self._about = Static(self.about_shown(), id="about")
        self._details = Static(self.details_shown(0), id="details")

    def compose(self) -> ComposeResult:
        """Yields title and week, the two lists, errors in files, and the keys."""
        with Horizontal(id="top"):
            yield Static(f"Calf TUI {self.app.sub_title}".strip(), id="title")
            yield Static(id="week")
        if self.is_coached:
            yield ProposalLine(id="proposal")
        with Horizontal(id="panes"):
            with Vertical(id="choice"):
                yield RoutineList(list(map(routine_text.line, self._routines)), id="routines")
            with Vertical(id="routine"):
                yield Moves(self.lines_shown(), id="moves")
        if self._faults:
            yield FaultsInFiles(self._faults)
        yield KeyHints(named=self.wish_named)

    def show_routines(self, routines: Sequence[Routine], faults: Sequence[str]) -> None:
        """Shows other routines and the errors in files; the cursors stay where they were."""
        ids, at = [each.id for each in routines], self.routine.id
        move = self.place_of_step()
        self._routines, self._faults = routines, faults
        last = len(ids) - 1
        self._routine_place = ids.index(at) if at in ids else min(self._routine_place, last)
        lines = list(map(routine_text.line, routines))
        self.query_one("#routines", ChoiceList).show(lines, self._routine_place)
        self._show_moves(max(0, min(move, len(self.lines_shown()) - 1)))
        for each in self.query(FaultsInFiles) or (FaultsInFiles(faults),):
            each.show(faults)
            if not each.is_attached:
                self.mount(each, before="KeyHints")

    def show_status(self, sentence: str) -> None:
        """Shows a notice that holds for all sessions; "" for none."""
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
        """Draws the figure and the faults, because there may be more or less space now."""
        self.call_after_refresh(self._draw_figure)
        for each in self.query(FaultsInFiles):
            self.call_after_refresh(each.draw)

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

    def place_of_step(self) -> int:
        """Returns the index of the step under the cursor."""
        return self.query_one("#moves", ChoiceList).cursor

    def show_changes(self) -> None:
        """Draws the parts that show the proposal again."""
        if self.is_proposing:
            self._show_moves(max(0, min(self.place_of_step(), len(self.lines_shown()) - 1)))

    @on(ChoiceList.Moved, "#routines")
    def show_routine(self, event: ChoiceList.Moved) -> None:
        """Shows the routine under the cursor and its moves."""
        self._routine_place = event.choices.cursor
        self.remove_class(PROPOSING)
        self._show_moves(0)

    def _show_moves(self, cursor: int) -> None:
        self._about.update(self.about_shown())
        self.query_one("#moves", ChoiceList).show(self.lines_shown(), cursor)
        self.show_move()

    @on(ChoiceList.Moved, "#moves")
    def show_move(self) -> None:
        """Shows the move under the cursor."""
        self._details.update(self.details_shown(self.place_of_step()))
        for pane in self.query(ScrollPane):
            pane.scroll_home(animate=False)
        self._draw_figure()
        if self.is_proposing:
            self.refresh_bindings()

    def _draw_figure(self) -> None:
        shown = self.shown
        is_room = self.classes.issuperset(ROOM_FOR_FIGURE)
        if self._find_figure is None or not is_room:
            return
        from calf_tui.core.figures.figure_in_session import figure_of_move
        from calf_tui.ui.figures.moving_figure import MovingFigure

        step = None if shown is None else shown.steps[self.place_of_step()]
        try:
            figure = None if step is None else self._find_figure(step.exercise.id)
        except UserError as fault:
            self.notify(str(fault), severity="warning", timeout=20, markup=False)
            figure = None
        if not self.query(MovingFigure):
            self.query_one("#choice").mount(MovingFigure(id="figure"))
        view = None if figure is None or step is None else figure_of_move(figure, step)
        self.query_one(MovingFigure).show(view)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offers the way to the other list only."""
        in_moves = self.has_class("-moves")
        may_enter = not in_moves and self.shown is not None
        offered = {"list": in_moves, "merge_copies": self.has_copies, "moves": may_enter}
        is_asked = self._question is not None and self._question.can_focus
        offered |= dict.fromkeys(("answer", "choose_number", "to_question"), is_asked)
        if action in offered:
            return offered[action]
        return super().check_action(action, parameters)

    def show_exercise(self, exercise_id: str) -> None:
        """Selects a move, in the first routine that has it."""
        routine, place = next(
            (number, [step.exercise.id for step in each.steps].index(exercise_id))
            for number, each in enumerate(self._routines)
            if any(step.exercise.id == exercise_id for step in each.steps)
        )
        routines, moves = (self.query_one(f"#{each}", ChoiceList) for each in ("routines", "moves"))
        self.action_to_routines()
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
        """Moves the cursor back to the list."""
        (self.action_moves if self.has_class("-moves") else self.action_list)()

    @on(ProposalLine.Pressed)
    def press_proposal(self) -> None:
        """Moves the cursor to the proposal; starts it if the cursor is there."""
        if self.is_proposing:
            self.action_start()
        else:
            self.action_to_proposal()

    def action_to_routines(self) -> None:
        """Moves the cursor from the proposal to the routines."""
        self.remove_class(PROPOSING)
        self._show_moves(0)
        self.action_list()

    @on(RoutineList.Above)
    def action_to_proposal(self) -> None:
        """Moves the cursor from the routines to the proposal."""
        if not self.is_coached:
            return
        self.add_class(PROPOSING)
        self._show_moves(0)
        self.action_list()

    @on(ChoiceList.Chosen)
    def action_start(self) -> None:
        """Trains what is under the cursor."""
        if self.is_proposing:
            self.start_proposed()
        else:  # the cursor may be ahead of what is shown
            place = self.query_one("#routines", ChoiceList).cursor
            self.post_message(self.Chosen(self._routines[place]))

    def action_moves(self) -> None:
        """Goes to the moves of the routine."""
        self.add_class("-moves")
        self.query_one("#moves").focus()
        self.refresh_bindings()

    def action_list(self) -> None:
        """Moves the cursor back to the proposal or the routines."""
        self.remove_class("-moves")
        # At once: the next key of a burst is for the part that has the focus then.
        self.set_focus(self.query_one("#proposal" if self.is_proposing else "#routines"))
        self.refresh_bindings()
