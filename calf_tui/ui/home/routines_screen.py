"""The first screen: the week, the proposal, the routines, the moves of one, and their figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.containers import Container, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from calf_tui.core.errors import UserError
from calf_tui.ui.home.proposal_line import ProposalLine
from calf_tui.ui.home.proposal_screen import PROPOSING, ProposalScreen
from calf_tui.ui.home.routine_lists import FaultsInFiles, Moves, RoutineList
from calf_tui.ui.keys.home_bindings import ROUTINES
from calf_tui.ui.theme import VAST_WIDTHS
from calf_tui.ui.widgets.choice_list import ChoiceList
from calf_tui.ui.widgets.key_hints import KeyHints
from calf_tui.ui.widgets.screen_size import ScrollPane
from calf_tui.ui.widgets.week_cells import WeekHeader

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult

    from calf_tui.core.figures.figure import Figure
    from calf_tui.core.progress.progress_snapshot import ProgressSnapshot
    from calf_tui.core.routines.routine import Routine
    from calf_tui.core.text.large_letters import Face


class RoutinesScreen(ProposalScreen):
    """The week and the proposal; below them the routines, the moves, and the move chosen."""

    CSS_PATH = "routines_screen.tcss"
    BINDINGS = ROUTINES
    AUTO_FOCUS = "ProposalLine, #routines"
    HORIZONTAL_BREAKPOINTS = VAST_WIDTHS

    class Shown(Message):
        """The screen has come to the front."""

    class CopiesWanted(Message):
        """The runner wants to merge conflict copies."""

    def __init__(self, routines: Sequence[Routine], faults: Sequence[str]) -> None:
        super().__init__(routines)
        self.has_copies = False
        self._faults = faults
        self._find_figure: Callable[[str], Figure | None] | None = None
        self._now: Callable[[], float] = float
        self._about = Static(id="about")
        self._details = Static(id="details")

    def compose(self) -> ComposeResult:
        """Yields the week, the proposal, the two lists, errors in files, and the keys."""
        self.take_size_classes(self.app.size)
        yield WeekHeader(f"Calf TUI {self.app.sub_title}".strip(), id="week")
        if self.is_coached:
            yield ProposalLine(id="proposal")
        with Container(id="panes"):
            with Vertical(id="choice") as choice:
                yield RoutineList(self._routines, id="routines")
            with Vertical(id="routine") as routine:
                yield Moves(self.lines_shown(), id="moves")
        choice.border_title, routine.border_title = "Routines", "Moves"
        if self._faults:
            yield FaultsInFiles(self._faults)
        yield KeyHints(named=self.meaning_of)

    def show_routines(self, routines: Sequence[Routine], faults: Sequence[str]) -> None:
        """Shows other routines and the errors in files; the cursors stay where they were."""
        ids, at = [each.id for each in routines], self.routine.id
        move = self.place_of_step()
        self._routines, self._faults = routines, faults
        last = len(ids) - 1
        self._routine_place = ids.index(at) if at in ids else min(self._routine_place, last)
        self.query_one(RoutineList).show_routines(routines, self._routine_place)
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
        """Adds the texts about routine and move, after the first frame because they are slow."""
        self.query_one("#routine").mount(ScrollPane(self._details))
        self.query_one("#choice").mount(ScrollPane(self._about, id="why"))
        self._show_texts()

    def show_figure(
        self, find: Callable[[str], Figure | None], now: Callable[[], float], face: Face | None
    ) -> None:
        """Shows the figure of the move, and large letters; `find` may raise `UserError`."""
        self._find_figure, self._now = find, now
        self.query_one(WeekHeader).use_face(face)
        for each in self.query(ProposalLine):
            each.use_face(face)
        self._draw_figure()

    def on_screen_resume(self) -> None:
        """Reports that the screen is shown, because the week may have changed."""
        self.post_message(self.Shown())
        self._draw_figure()  # it stood still meanwhile

    def on_resize(self) -> None:
        """Draws the texts, the figure and the faults for the space there is now."""
        self.call_after_refresh(self._show_texts)
        self.call_after_refresh(self._draw_figure)
        for each in self.query(FaultsInFiles):
            self.call_after_refresh(each.draw)

    def show_week(self, snapshot: ProgressSnapshot) -> None:
        """Shows the week, and when each routine was last done."""
        from calf_tui.core.progress.progress_snapshot import last_days
        from calf_tui.core.progress.progress_text import day_in_short

        is_other, self.profile = snapshot.coach.profile != self.profile, snapshot.coach.profile
        if is_other and not self.is_proposing:
            self._show_moves(self.place_of_step())
        self.query_one(WeekHeader).show_week(snapshot, self.start_key)
        last = last_days(snapshot, {each.id for each in self._routines})
        today = snapshot.today
        said = {name: day_in_short(day, today) for name, day in last.items()}
        self.query_one(RoutineList).show_last(said)

    def show_changes(self) -> None:
        """Draws the parts that show the proposal again."""
        if self.is_proposing:
            self._show_moves(max(0, min(self.place_of_step(), len(self.lines_shown()) - 1)))

    @on(ChoiceList.Moved, "#routines")
    def _show_routine(self, event: ChoiceList.Moved) -> None:
        self._routine_place = event.choices.cursor
        self.remove_class(PROPOSING)
        self._show_moves(0)

    def _show_moves(self, cursor: int) -> None:
        self.query_one("#moves", ChoiceList).show(self.lines_shown(), cursor)
        self.show_move()

    @on(ChoiceList.Moved, "#moves")
    def show_move(self) -> None:
        """Shows the move under the cursor."""
        self._show_texts()
        for pane in self.query(ScrollPane):
            pane.scroll_home(animate=False)
        self._draw_figure()
        if self.is_proposing:
            self.refresh_bindings()

    @on(ProposalLine.Fits)
    def _show_texts(self) -> None:
        """Shows the texts; where they share a pane, first that of the list with the cursor."""
        from calf_tui.core.coach.introduction_texts import WHY_IN_SHORT

        title = "Moves" if self.entered is None else f"Moves of {self.entered.name}"
        self.query_one("#routine").border_title = Content(title)
        about, details = self.about_shown(), self.details_shown(self.place_of_step())
        why = Content(WHY_IN_SHORT)
        self._about.update(_paragraphs([why, about] if self.says_why_first else [about, why]))
        if not self.has_class("-vast"):
            texts = [*[why] * self.says_why_first, about, details]
            details = _paragraphs(texts[::-1] if self.has_class("-moves") else texts)
        self._details.update(details)

    def _draw_figure(self) -> None:
        if self._find_figure is None or self.has_class("-low"):
            return
        from calf_tui.core.routines.exercise_forms import figure_name
        from calf_tui.ui.figures.exercise_figures import show_move

        shown = self.shown
        step = None if shown is None else shown.steps[self.place_of_step()]
        try:
            figure = None if step is None else self._find_figure(figure_name(step.exercise))
        except UserError as error:
            self.notify(str(error), severity="warning", timeout=20, markup=False)
            figure = None
        show_move(self.query_one("#panes"), figure, step, self._now)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offers the way to the other list only."""
        in_moves = self.has_class("-moves")
        may_enter = not in_moves and self.shown is not None
        offered = {"list": in_moves, "merge_copies": self.has_copies, "moves": may_enter}
        offered |= dict.fromkeys(("answer", "choose_number", "to_question"), self.is_asking)
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

    def on_next_morning_question_left(self) -> None:
        """Moves the cursor back to the list."""
        (self.action_moves if self.has_class("-moves") else self.action_list)()

    @on(ProposalLine.Pressed)
    def _press_proposal(self) -> None:
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
            self.app.choose(self._routines[place])

    def action_moves(self) -> None:
        """Goes to the moves of the routine."""
        self.add_class("-moves")
        self.query_one("#moves").focus()
        self._show_texts()
        self.refresh_bindings()

    def action_list(self) -> None:
        """Moves the cursor back to the proposal or the routines."""
        self.remove_class("-moves")
        self._show_texts()
        # At once: the next key of a burst is for the part that has the focus then.
        self.set_focus(self.query_one("#proposal" if self.is_proposing else "#routines"))
        self.refresh_bindings()


def _paragraphs(texts: Sequence[Content]) -> Content:
    """Returns the texts with an empty line between each two, without the empty ones."""
    return Content("\n\n").join(each for each in texts if each.plain)
