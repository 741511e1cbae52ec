"""The dialogs about pain: what the runner feels, advice, and how the place is later."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from textual import on
from textual.content import Content
from textual.widgets import Static

from calf_tui.core.coach.introduction_texts import ASK_A_DOCTOR, DOCTOR_REMINDER
from calf_tui.core.coach.pain_monitoring import DISCLAIMER, STOP_SIGNS, STOP_TEXT
from calf_tui.core.coach.proposal.before_start import before_start, stop_answers, stop_question
from calf_tui.ui.dialogs.dialog import Dialog
from calf_tui.ui.keys.dialog_bindings import (
    DOCTOR_QUESTION,
    JUMPS_QUESTION,
    PAIN_ADVICE,
    PAIN_STOP,
    STOP_QUESTION,
)
from calf_tui.ui.widgets.choice_list import NO_LINE, ChoiceList
from calf_tui.ui.widgets.screen_size import ScrollPane

if TYPE_CHECKING:
    from datetime import date

    from calf_tui.core.coach.pain_monitoring import StopSign
    from calf_tui.core.coach.past_sessions import Stop, StopAnswer
    from calf_tui.core.coach.proposal.before_start import JumpsAdvice
    from calf_tui.core.routines.routine import Routine

    StopReply = StopAnswer | Literal["all the same"]


MILD = "A mild ache or pull is none of these: go back, and answer after the set."
MILD_IN_TEST = "A mild ache or pull is none of these: go back, and leave the test if it stays."


class PainStop(Dialog["StopSign"]):
    """Asks what the runner feels; the result is None if it was not answered.

    No sign is marked at first, because each of them ends the session and is kept with it.
    """

    BINDINGS = PAIN_STOP

    def __init__(self, *, is_test: bool = False) -> None:
        what, mild = ("test", MILD_IN_TEST) if is_test else ("session", MILD)
        lines = [f"{number} {each.sign}" for number, each in enumerate(STOP_SIGNS, start=1)]
        self._signs = ChoiceList(lines, cursor=NO_LINE, wrap=True, id="signs")
        asked = f"What do you feel? The {what} ends with your answer."
        super().__init__(asked, self._signs, Static(mild, classes="quiet"))

    def action_mark(self, number: int) -> None:
        """Moves the cursor to the sign with this number, from 1."""
        self._signs.action_move(number - 1 - self._signs.cursor)

    @on(ChoiceList.Moved)
    def _offer_choice(self) -> None:
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offers to choose if a sign is under the cursor."""
        if action == "choose":
            return self._signs.cursor != NO_LINE
        return super().check_action(action, parameters)

    @on(ChoiceList.Chosen)
    def action_choose(self) -> None:
        """Answers with the sign under the cursor."""
        self.dismiss(STOP_SIGNS[self._signs.cursor])


class PainAdvice(Dialog[None]):
    """Says what to do about a sign, after the session was ended because of it."""

    BINDINGS = PAIN_ADVICE

    def __init__(self, sign: StopSign) -> None:
        said = Static(f"{STOP_TEXT}\n\n{sign.advice}\n\n{DISCLAIMER}")
        super().__init__(sign.sign, ScrollPane(said, id="advice"))


class StopQuestion(Dialog["StopReply"]):
    """Asks whether the pain is gone or was checked; the result is None if it was not answered.

    Before `routine`, the name of one that loads the place, it can be started all the same.
    """

    BINDINGS = STOP_QUESTION

    def __init__(self, stop: Stop, today: date, routine: str = "") -> None:
        before = [Static(Content(before_start(routine)))] if routine else []
        said = [Static(stop_answers(stop)), *before, Static(DISCLAIMER, classes="quiet")]
        super().__init__(stop_question(stop, today), ScrollPane(*said, id="advice"))
        self._stop = stop
        self._routine = routine

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offers "gone" only where that is enough, and to start only what was to start."""
        if action == "answer" and "gone" in parameters:
            return not self._stop.needs_check
        if action == "answer" and "all the same" in parameters:
            return bool(self._routine)
        return super().check_action(action, parameters)


class DoctorQuestion(Dialog[bool]):
    """Asks whether to train before a doctor was asked; the result is True, or None for no."""

    BINDINGS = DOCTOR_QUESTION

    def __init__(self) -> None:
        said = ScrollPane(Static(DOCTOR_REMINDER), id="advice")
        super().__init__(f"{ASK_A_DOCTOR} Train all the same?", said)


class JumpsQuestion(Dialog["Routine"]):
    """Says what speaks against jumps now; the result is the routine to start, or None."""

    BINDINGS = JUMPS_QUESTION

    def __init__(self, routine: Routine, advice: JumpsAdvice) -> None:
        super().__init__(advice.question(routine), Static(Content(advice.why)))
        self._routine = routine
        self._advice = advice

    def meaning_of(self, action: str) -> str:
        """Says what is left without jumps."""
        return self._advice.means if action == "without" else ""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offers to leave the jumps out if anything else is left."""
        if action == "without":
            return self._advice.easier is not None
        return super().check_action(action, parameters)

    def action_without(self) -> None:
        """Starts it without jumps, or with squats to the toes."""
        self.dismiss(self._advice.easier)

    def action_all_the_same(self) -> None:
        """Starts it as it is."""
        self.dismiss(self._routine)
