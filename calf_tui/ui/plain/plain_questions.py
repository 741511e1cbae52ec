"""The questions in lines of text: of the last set, of what hurts, and those before a session."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from calf_tui.core.coach import pain_monitoring
from calf_tui.core.coach.introduction_texts import ASK_A_DOCTOR, DOCTOR_REMINDER
from calf_tui.core.coach.pain_monitoring import (
    DISCLAIMER,
    STOP_SIGNS,
    STOP_TEXT,
    may_leave_move,
    pain_before_jumps,
)
from calf_tui.core.coach.proposal.before_start import (
    NOT_YET,
    before_start,
    stop_answers,
    stop_question,
)
from calf_tui.core.session.pain_scale import WORST
from calf_tui.core.session.session_end_text import cut_short_lines, kept_in_words
from calf_tui.core.session.set_feedback import LOAD_STEP_KG, more_load, next_load
from calf_tui.core.text import formatting
from calf_tui.core.text.formatting import load
from calf_tui.ui.live.questions_after_set import CHOICES, PAIN, OpenQuestion, answer_in_words
from calf_tui.ui.plain.console import ENTER, STEPS, is_figure
from calf_tui.ui.widgets.number_entry import refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from calf_tui.core.coach.pain_monitoring import StopSign
    from calf_tui.core.coach.past_sessions import Stop, StopAnswer
    from calf_tui.core.routines.routine import Routine
    from calf_tui.core.session.interrupted_session import InterruptedSession
    from calf_tui.core.session.state import Event
    from calf_tui.training.coach import Coach
    from calf_tui.training.record_editor import RecordEditor
    from calf_tui.training.trainer import Trainer
    from calf_tui.ui.live.questions_after_set import Question
    from calf_tui.ui.plain.console import Console

SITES, LEGS = (
    ", ".join(f"{number} {word}" for number, word in enumerate(CHOICES[each], start=1))
    for each in ("site", "leg")
)
PAIN_SCALE = "0 is none, 10 is the worst."
QUESTIONS: dict[Question, str] = {
    "effort": "Effort of that set? 1 is easy, 10 is all out; tab for not now.",
    "pain": f"Any pain? {PAIN_SCALE[:-1]}; tab for not now.",
    "site": f"Where? {SITES}; tab for not now.",
    "leg": f"Which leg? {LEGS}; tab for not now.",
}
PASS = "\t"
ANSWERING = (*STEPS, *ENTER)
LOADS = {".": LOAD_STEP_KG, ",": -LOAD_STEP_KG}
ANSWERS: dict[str, StopAnswer] = {"g": "gone", "c": "checked", "n": "not yet"}


class PlainQuestions:
    """Asks after each set, once; a question that is not answered is not asked again."""

    def __init__(
        self,
        trainer: Trainer,
        write: Callable[[str], None],
        leaving_key: Callable[[], str],
        say: Callable[[Sequence[Event]], None],
    ) -> None:
        self._trainer = trainer
        self._write = write
        self._leaving_key = leaving_key
        self._say = say
        self._asking = OpenQuestion(lambda: trainer.session)

    def fall_silent(self) -> None:
        """Asks nothing any more."""
        self._asking.is_silent = True

    @property
    def is_open(self) -> bool:
        """Whether a question may still be answered."""
        return self._asking.question is not None

    def ask(self) -> bool:
        """Writes the open question, if there is one; returns whether there is."""
        question = self._asking.question
        if question is not None:
            self._write(f"{self._asking.about} {QUESTIONS[question]}".strip())
        return question is not None

    def note_question(self) -> None:
        """Notes whether a question is open; must be called regularly."""
        self._asking.note_question(self._trainer.now)

    def obey(self, key: str) -> bool:
        """Handles a key that answers, was meant to answer, or changes the load; else False."""
        if key in LOADS:
            self._say(self._trainer.change(more_load(LOADS[key])))
            following = next_load(self._trainer.session)
            step = following or self._trainer.session.phase.step
            when = ", from the next set on" if following else ""
            self._write(f"{step.exercise.name}{when}: {load(step) or 'no load'}.")
            return True
        entry = self._asking.entry
        if entry is None:
            return key in ANSWERING and self._asking.has_just_closed(self._trainer.now)
        if key == PASS:
            self._asking.pass_over()
            self.ask()
            return True
        if key in STEPS:
            self._asking.mark(STEPS[key])
            self._write(self._marked())
            return True
        if key in ENTER:
            change = self._asking.keep()
        else:
            change = self._asking.press(int(key)) if is_figure(key) else None
        if change is None:
            if is_figure(key):
                self._write(refusal(int(key), entry))
            return is_figure(key)
        events = self._trainer.change(change)
        self._write(f"{answer_in_words(self._trainer.session).rstrip('.')}.")
        if may_leave_move(self._trainer.session):
            self._write(self.leave_offer())
        self._say(events)
        if self._asking.is_unfinished:
            self._write(f"{self._marked()} 0 makes it ten.")
        else:
            self.ask()
        return True

    def leave_offer(self) -> str:
        """Returns what the key does that leaves out a move or the jumps."""
        is_of_jumps = pain_before_jumps(self._trainer.session) is not None
        does = "leaves the jumps out" if is_of_jumps else "ends this move"
        return f"{self._leaving_key()} {does}."

    def _marked(self) -> str:
        """Returns the marked answer, and how to keep it."""
        question, entry = self._asking.question, self._asking.entry
        if entry is None or entry.number is None:
            return ""
        choices = CHOICES.get(question) if question else None
        word = choices[entry.number - 1] if choices else str(entry.number)
        return f"{formatting.capitalized(word)}? Enter keeps it."


def ask_what_hurts(
    console: Console,
    what: str,
    stop: Callable[[StopSign], object],
    meanwhile: Callable[[], object] = lambda: None,
) -> StopSign | None:
    """Asks what hurts in a "session" or "test"; `stop` ends it with the answer.

    Says what to do about the sign, and returns it; None for any other key.
    """
    signs = [f"{place}. {each.sign}." for place, each in enumerate(STOP_SIGNS, start=1)]
    asked = f"What do you feel? The {what} ends with your answer; any other key goes on."
    key = console.ask("\n".join([asked, *signs]), meanwhile=meanwhile)
    sign = dict(zip("123456", STOP_SIGNS, strict=True)).get(key)
    if sign is not None:
        stop(sign)
        console.write(f"{STOP_TEXT} {sign.advice} {DISCLAIMER}")
    return sign


def ask_about_cut_short(trainer: Trainer, console: Console) -> InterruptedSession | None:
    """Asks what to do with an interrupted session; returns it if it is to go on."""
    cut = trainer.interrupted_session()
    if cut is None:
        return None
    console.write(" ".join(["Your last session was cut short.", *cut_short_lines(cut)]))
    console.write("Press g to go on, k to keep what was done, d to discard it.")
    while (key := console.next_key()) not in ("g", "k", "d"):
        pass
    if key == "g":
        return cut
    if key == "d":
        trainer.unfinished.discard(cut)
    else:
        trainer.unfinished.keep()
        console.write(kept_in_words(cut))
    return None


def ask_morning_after(record_editor: RecordEditor, console: Console) -> None:
    """Asks about pain if it is the morning after a session; other keys skip. Raises `UserError`."""
    session = record_editor.morning_after
    if session is None:
        return
    question = pain_monitoring.question(session, record_editor.today)
    pain = console.ask_for_number(
        f"{question} {PAIN_SCALE} Any other key goes on.",
        PAIN,
        patience=console.patience,
        also={"-": WORST},
    )
    if pain is not None:
        record_editor.edit(session, replace(session, morning_pain=pain))
        console.write(pain_monitoring.reply(session, pain))


def ask_about_stop(coach: Coach, console: Console) -> None:
    """Asks how the place of a stop for pain is; any other key leaves the question open."""
    stop = coach.stop_to_ask_about()
    if stop is None:
        return
    answer = _answer_to(stop, console.ask(*_stop_lines(stop, coach)))
    if answer is not None:
        coach.answer_stop(stop, answer)


def ask_about_doctor(coach: Coach, console: Console) -> bool:
    """Asks whether to train before a doctor was asked, where one is to be; returns the answer.

    Where no key can be pressed it says so, and the training begins.
    """
    if not coach.asks_for_doctor():
        return True
    console.write(f"{ASK_A_DOCTOR} {DOCTOR_REMINDER}")
    if not console.patience:
        return True
    keys = "Press s to start all the same, enter or any other key for not now."
    return console.ask(f"Train all the same? {keys}") == "s"


def ask_before(coach: Coach, console: Console, routine: Routine) -> Routine | None:
    """Asks before a routine that loads what was stopped for, or has jumps that should rest.

    Returns what the runner decides on; where nobody can press a key, the routine itself.
    """
    stop = coach.open_stop(routine)
    if stop is not None:
        console.write(before_start(routine.name))
        if not console.patience:
            console.write(f"{stop_question(stop, coach.today)} {stop.advice} {DISCLAIMER}")
            return routine
        more = ", s to start all the same, any other key for not now"
        key = console.ask(*_stop_lines(stop, coach, more))
        if key == "s":
            return routine
        answer = _answer_to(stop, key)
        if answer is not None:
            coach.answer_stop(stop, answer)
        if answer not in ("gone", "checked"):
            console.write(NOT_YET)
            return None
    return _ask_about_jumps(coach, console, routine)


def _ask_about_jumps(coach: Coach, console: Console, routine: Routine) -> Routine | None:
    advice = coach.jumps_advice(routine)
    if advice is None:
        return routine
    console.write(advice.why)
    if not console.patience:
        return routine
    without = "" if advice.easier is None else f"enter to start {advice.means}, "
    keys = f"Press {without}s with jumps, any other key for no."
    key = console.ask(f"{advice.question(routine)} {keys}")
    if key == "s":
        return routine
    return advice.easier if key in ENTER else None


def _stop_lines(stop: Stop, coach: Coach, more: str = "") -> tuple[str, str]:
    gone = "" if stop.needs_check else "g for gone, "
    keys = f"Press {gone}c for checked, n for not yet{more}."
    return f"{stop_question(stop, coach.today)} {keys}", f"{stop_answers(stop)} {DISCLAIMER}"


def _answer_to(stop: Stop, key: str) -> StopAnswer | None:
    answer = ANSWERS.get(key)
    return None if answer == "gone" and stop.needs_check else answer
