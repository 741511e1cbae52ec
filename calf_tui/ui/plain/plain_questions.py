"""The questions about the last set, in lines of text."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from calf_tui.core.coach import pain_monitoring
from calf_tui.core.coach.pain_monitoring import may_leave_move, pain_before_jumps
from calf_tui.core.session.set_feedback import LOAD_STEP_KG, more_load
from calf_tui.core.text.formatting import load
from calf_tui.ui.plain.number_input import ENTER, STEPS, is_figure, read_number
from calf_tui.ui.set_feedback.questions import (
    CHOICES,
    PAIN,
    OpenQuestion,
    answer_in_words,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from calf_tui.core.session.state import Session
    from calf_tui.training.record_editing import RecordEditor
    from calf_tui.training.trainer import Trainer
    from calf_tui.ui.plain.key_input import Keys
    from calf_tui.ui.set_feedback.questions import Question

SITES, LEGS = (
    ", ".join(f"{number} {word}" for number, word in enumerate(CHOICES[each], start=1))
    for each in ("site", "leg")
)
PAIN_SCALE = "0 is none, 10 is the worst."
QUESTIONS: dict[Question, str] = {
    "effort": "How hard was it? 1 is easy, 10 is all out; tab for not now.",
    "pain": f"Any pain? {PAIN_SCALE[:-1]}; tab for not now.",
    "site": f"Where? {SITES}; tab for not now.",
    "leg": f"Which leg? {LEGS}; tab for not now.",
}
PASS = "\t"
ANSWERING = (*STEPS, *ENTER)
LOADS = {".": LOAD_STEP_KG, ",": -LOAD_STEP_KG}


class PlainQuestions:
    """Asks after each set, once; a question that is not answered is not asked again."""

    def __init__(self, trainer: Trainer, write: Callable[[str], None]) -> None:
        self._trainer = trainer
        self._write = write
        self._asking = OpenQuestion()

    @property
    def is_open(self) -> bool:
        """Whether a question may still be answered."""
        return self._asking.question(self._trainer.session) is not None

    def ask(self) -> bool:
        """Writes the open question, if there is one; returns whether there is."""
        question = self._asking.question(self._trainer.session)
        if question is not None:
            self._write(QUESTIONS[question])
        return question is not None

    def look(self) -> None:
        """Notes whether a question is open; must be called regularly."""
        self._asking.look(self._trainer.session, self._trainer.now)

    def obey(self, key: str) -> bool:
        """Handles a key that answers, was meant to answer, or changes the load; else False."""
        session = self._trainer.session
        if key in LOADS:
            self._trainer.change(more_load(LOADS[key]))
            step = self._trainer.session.phase.step
            self._write(f"{step.exercise.name}: {load(step) or 'no load'}.")
            return True
        entry = self._asking.entry(session)
        if entry is None:
            return key in ANSWERING and self._asking.has_just_closed(self._trainer.now)
        if key == PASS:
            self._asking.pass_over(session)
            self.ask()
            return True
        if key in STEPS:
            self._asking.mark(STEPS[key], session)
            self._write(self._marked())
            return True
        if key in ENTER:
            change = self._asking.keep(session)
        else:
            change = self._asking.press(int(key), session) if is_figure(key) else None
        if change is None:
            return False
        self._trainer.change(change)
        self._write(f"{answer_in_words(self._trainer.session).rstrip('.')}.")
        if may_leave_move(self._trainer.session):
            self._write(leave_offer(self._trainer.session))
        if self._asking.is_unfinished(self._trainer.session):
            self._write(f"{self._marked()} 0 makes it ten.")
        else:
            self.ask()
        return True

    def _marked(self) -> str:
        """Returns the marked answer, and how to keep it."""
        question = self._asking.question(self._trainer.session)
        entry = self._asking.entry(self._trainer.session)
        if entry is None or entry.number is None:
            return ""
        choices = CHOICES.get(question) if question else None
        word = choices[entry.number - 1] if choices else str(entry.number)
        return f"{word[:1].upper()}{word[1:]}? Enter keeps it."


def leave_offer(session: Session) -> str:
    """What the key does that leaves a move which hurts."""
    return "e ends this move." if pain_before_jumps(session) is None else "e leaves the jumps out."


def ask_morning_after(
    record_editor: RecordEditor, keys: Keys, write: Callable[[str], None]
) -> None:
    """Asks about pain if it is the morning after a session; raises `UserError`.

    A number answers; any other key skips the question.
    """
    session = record_editor.morning_after
    if session is None:
        return
    write(
        f"{pain_monitoring.question(session, record_editor.today)} "
        f"{PAIN_SCALE} Any other key goes on."
    )
    ten = {"-": pain_monitoring.WORST}
    pain = read_number(PAIN, keys, write, patience=keys.patience, also=ten)
    if pain is not None:
        record_editor.edit(session, replace(session, morning_pain=pain))
        write(pain_monitoring.reply(session, pain))
