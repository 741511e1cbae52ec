"""The part of the first screen that shows, changes and starts the session proposed for today."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual.message import Message

from calf_tui.core.coach.proposal import COACHED, DAY_TYPES, next_day_type
from calf_tui.core.routines.routine import without_dumbbells
from calf_tui.ui.app_interface import errors_told
from calf_tui.ui.home import routine_text
from calf_tui.ui.home.proposal_line import ProposalLine, Sentence
from calf_tui.ui.home.runner_input_screen import RunnerInputScreen
from calf_tui.ui.widgets.choice_list import ChoiceList

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from textual.content import Content

    from calf_tui.core.coach.dose import MoveDose
    from calf_tui.core.coach.proposal.proposal import Proposal
    from calf_tui.core.coach.runner_state import DayType
    from calf_tui.core.routines.routine import Routine, Step

PROPOSING = "-proposing"
"""The CSS class of the screen while the cursor is on the proposal."""


class ProposalScreen(RunnerInputScreen):
    """Holds the proposal, the runner's choice of what the day is, and the changed session."""

    class StopQuestionWanted(Message):
        """The runner wants the question about the place of a stop for pain."""

    def __init__(self, routines: Sequence[Routine]) -> None:
        super().__init__()
        self._routines = routines
        self._routine_place = 0
        self.day_type: DayType | None = None
        self.proposal: Proposal | None = None
        self.session: Routine | None = None
        self.is_coached = {each.id for each in routines} >= COACHED
        if self.is_coached:
            self.add_class(PROPOSING)

    @property
    def is_proposing(self) -> bool:
        """Whether the cursor is on the proposal, not on a routine."""
        return self.has_class(PROPOSING)

    @property
    def routine(self) -> Routine:
        """The routine under the cursor of the list."""
        return self.as_equipped(self._routines[self._routine_place])

    @property
    def start_key(self) -> str:
        """The key that starts what is under the cursor, as it is bound now."""
        bound = (each.binding for each in self.active_bindings.values())
        keys = (self.app.get_key_display(each) for each in bound if each.action == "start")
        return next(keys, "enter")

    def as_equipped(self, routine: Routine) -> Routine:
        """Returns the routine as it is trained with the equipment that the runner has."""
        if self.profile is None or self.profile.has_dumbbells:
            return routine
        return without_dumbbells(routine)

    @property
    def shown(self) -> Routine | None:
        """The session or routine under the cursor; None for a proposed day of rest."""
        return self.session if self.is_proposing else self.routine

    @property
    def entered(self) -> Routine | None:
        """The routine of the list whose moves have the cursor, if they have it."""
        return self.routine if self.has_class("-moves") and not self.is_proposing else None

    def lines_shown(self) -> list[str]:
        """Returns a line for each move of what is under the cursor."""
        if not self.is_proposing:
            return routine_text.move_lines(self.routine)
        if self.proposal is None or self.session is None:
            return []
        from calf_tui.core.coach.proposal.proposal_text import move_lines

        return move_lines(self.proposal, self.session)

    def about_shown(self) -> Content:
        """Returns purpose, length and equipment of what is under the cursor."""
        if self.is_proposing:
            return routine_text.about_proposed(self.proposal, self.session)
        return routine_text.about_routine(self.routine)

    @property
    def says_why_first(self) -> bool:
        """Whether it says first why calves are trained: to somebody who has not trained yet."""
        reasons = () if self.proposal is None else self.proposal.reasons
        return self.is_proposing and any(each.rule == "first-session" for each in reasons)

    def details_shown(self, place: int) -> Content:
        """Returns how the move at this index is done, and what the coach says about it."""
        step = None if self.shown is None else self.shown.steps[place]
        if self.is_proposing or step is None:
            is_whole = all(each.is_whole for each in self.query(ProposalLine))
            return routine_text.proposed_details(self.proposal, step, is_told=is_whole)
        return routine_text.move_details(step)

    def day_type_on(self, day: date) -> DayType | None:
        """Returns what the runner said the day is; it ends with the day."""
        if self.proposal is not None and self.proposal.as_of != day:
            self.day_type = None
        return self.day_type

    def show_proposal(self, proposal: Proposal) -> None:
        """Shows a proposal; an equal one does not replace the runner's changes."""
        if proposal == self.proposal:
            return
        self.proposal, self.session = proposal, proposal.session
        self.set_class(proposal.stop is not None, "-stopped")
        self._say()
        self.refresh_bindings()

    def start_proposed(self) -> None:
        """Starts the session proposed or offered; on a day without one goes to the routines."""
        if self.proposal is None:
            self._propose()
        if self.session is not None:
            self.app.train_after_questions(self.session, is_proposed=True)
        elif self.proposal is not None:
            self.action_to_routines()
            self.notify("To train all the same: enter starts the routine under the cursor.")

    def action_day_type(self) -> None:
        """Changes what the day is: before a run, after a run, rest day, or none."""
        self.day_type = next_day_type(self.day_type)
        self._propose()
        self.refresh_bindings()

    def action_why(self) -> None:
        """Opens the screen with the reasons."""
        from calf_tui.ui.dialogs.text_screens import WhyScreen

        if self.proposal is None:  # the records are not read yet
            self._propose()
        if self.proposal is not None:
            self.app.push_screen(WhyScreen(self.proposal))

    async def action_test(self) -> None:
        """Opens the heel-rise test."""
        await self.run_action("app.heel_rise_test")

    def action_stop_question(self) -> None:
        """Asks how the place of a stop for pain is now."""
        self.post_message(self.StopQuestionWanted())

    def action_more(self, steps: int) -> None:
        """Adds repetitions to the move under the cursor, or five seconds for each."""
        from calf_tui.core.routines.routine_step_levels import with_more

        self._change(lambda step: with_more(step, steps))

    def action_heavier(self, steps: int) -> None:
        """Changes the load of the move under the cursor."""
        from calf_tui.core.routines.routine_step_levels import with_load
        from calf_tui.core.session.set_feedback import LOAD_STEP_KG

        self._change(lambda step: with_load(step, steps * LOAD_STEP_KG))

    def action_other_form(self) -> None:
        """Changes the move under the cursor to its next form."""
        from calf_tui.core.routines.routine_step_levels import with_other_form

        moves = {} if self.proposal is None else self.proposal.exercises
        self._change(lambda step: with_other_form(step, moves[step.exercise.id]))

    def action_hold(self) -> None:
        """Refuses the increase of the move under the cursor."""
        with errors_told(self):
            for each in self._increases():
                self.app.trainer.coach.answer_suggestion(each, accepted=False)
        self._propose()

    def action_as_proposed(self) -> None:
        """Undoes all changes of the session."""
        if self.proposal is not None:
            self.session = self.proposal.session
            self._say()
            self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enables the keys that apply to what is under the cursor."""
        if action in ("more", "heavier", "other_form"):
            step = self.proposed_step
            if step is None or action == "more":
                return step is not None
            if action == "heavier":
                return bool(step.exercise.hands or step.load_kg)
            from calf_tui.core.routines.routine_step_levels import has_forms

            return has_forms(step)
        if action == "hold":
            return bool(self._increases())
        if action == "as_proposed":
            is_changed = self.proposal is not None and self.session != self.proposal.session
            return self.is_proposing and is_changed
        if action in ("day_type", "why"):
            return self.is_coached
        if action == "stop_question":
            return self.proposal is not None and self.proposal.stop is not None
        if action == "test":
            notices = () if self.proposal is None else self.proposal.notices
            return any(each.rule == "test-due" for each in notices)
        return super().check_action(action, parameters)

    @property
    def proposed_step(self) -> Step | None:
        """The step of the session proposed under the cursor."""
        if not self.is_proposing or self.session is None:
            return None
        return self.session.steps[self.place_of_step()]

    def place_of_step(self) -> int:
        """Returns the index of the step under the cursor."""
        return self.query_one("#moves", ChoiceList).cursor

    def show_changes(self) -> None:
        """Draws the parts that show the proposal again."""
        raise NotImplementedError

    def action_to_routines(self) -> None:
        """Moves the cursor from the proposal to the routines."""
        raise NotImplementedError

    def meaning_of(self, action: str) -> str:
        """Returns what a key does now; "" where its usual hint is right."""
        if action == "day_type":
            return (
                "before/after a run"
                if self.day_type is None
                else f"today: {DAY_TYPES[self.day_type]}"
            )
        if action == "stop_question" and self.proposal is not None and self.proposal.stop:
            return "was it checked?" if self.proposal.stop.needs_check else ""
        if action == "start" and self.is_proposing:
            return routine_text.start_of_proposed(self.proposal, self.session)
        if action == "start" and self.entered is not None:
            return routine_text.start_of_entered(self.entered)
        return ""

    def _increases(self) -> list[MoveDose]:
        """Returns the increases of the move under the cursor."""
        step = self.proposed_step
        if step is None or self.proposal is None or self.proposal.is_short:
            return []
        return [each for each in self.proposal.doses_of(step.exercise.id) if each.change == "up"]

    def _change(self, change: Callable[[Step], Step]) -> None:
        step, session = self.proposed_step, self.session
        if step is None or session is None:
            return
        place = self.place_of_step()
        steps = (*session.steps[:place], change(step), *session.steps[place + 1 :])
        self.session = replace(session, steps=steps)
        self._say()
        self.refresh_bindings()

    def _propose(self) -> None:
        with errors_told(self):
            self.app.update_proposal()

    def _say(self) -> None:
        from calf_tui.core.coach.proposal import proposal_text

        if self.proposal is not None and self.is_coached:
            needed = proposal_text.rules_to_name(self.proposal)
            told = proposal_text.day_reasons(self.proposal)
            reasons = [Sentence(each.text, each.brief, each.rule in needed) for each in told]
            more = [
                Sentence(each.text, each.brief)
                for each in proposal_text.other_notices(self.proposal)
            ]
            if jumps := routine_text.jumps_rest(self.proposal):
                reasons.append(Sentence(jumps, jumps, stays=True))
            beside = proposal_text.proposal_details(self.proposal, self.session, with_jumps=False)
            more += [Sentence(routine_text.as_sentence(beside), "")] if beside else []
            said = proposal_text.headline(self.proposal, self.session)
            self.query_one(ProposalLine).show(said, reasons, more)
            self.query_one(ProposalLine).border_subtitle = self.start_key
            self.show_changes()
