"""The questions about the last set, in lines of text; a key answers each."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from calf_tui.core.answers import LOAD_STEP_KG, asked_about, more_load
from calf_tui.core.coach import morning_after
from calf_tui.core.session import PAIN_SITES
from calf_tui.core.words import load
from calf_tui.ui.plain_keys import TICK_SECONDS
from calf_tui.ui.questions import (
    SITE_WORDS,
    answer_in_words,
    may_leave_move,
    open_question,
    wish_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from calf_tui.logbook import Logbook
    from calf_tui.trainer import Trainer
    from calf_tui.ui.plain_keys import Keys
    from calf_tui.ui.questions import Question

SITES = ", ".join(f"{key} {SITE_WORDS[site]}" for key, site in enumerate(PAIN_SITES, start=1))
QUESTIONS: dict[Question, str] = {
    "effort": "How hard was it? 1 to 9, or 0 for ten.",
    "pain": "Any pain? 0 for none, up to 9, or 1 and then 0 for ten.",
    "site": f"Where? {SITES}.",
}
PASS = "\t"
FIGURES = [*"0123456789"]
LOADS = {".": LOAD_STEP_KG, ",": -LOAD_STEP_KG}


class PlainAnswers:
    """Asks once a set, as soon as it is over; a question nobody answers is not asked again."""

    def __init__(self, trainer: Trainer, write: Callable[[str], None]) -> None:
        self._trainer = trainer
        self._write = write
        self._passed: set[Question] = set()

    @property
    def is_open(self) -> bool:
        """Whether a question may still be answered."""
        return open_question(self._trainer.session, self._passed) is not None

    def ask(self) -> bool:
        """Says the open question, if there is one; whether there is."""
        if asked_about(self._trainer.session) is None:
            self._passed.clear()
        question = open_question(self._trainer.session, self._passed)
        if question is not None:
            self._write(QUESTIONS[question])
        return question is not None

    def obey(self, key: str) -> bool:
        """Whether the key was an answer, or changed the load."""
        session = self._trainer.session
        if key in LOADS:
            self._trainer.wish(more_load(LOADS[key]))
            step = self._trainer.session.phase.step
            self._write(f"{step.exercise.name}: {load(step) or 'no load'}.")
            return True
        question = open_question(session, self._passed)
        if question is None:
            return False
        if key == PASS:
            self._passed.add(question)
            self.ask()
            return True
        wish = wish_of(key, question, session) if key.isdigit() and key.isascii() else None
        if wish is None:
            return False
        self._trainer.wish(wish)
        self._write(f"{answer_in_words(self._trainer.session)}.")
        if may_leave_move(self._trainer.session):
            self._write("e ends this move.")
        self.ask()
        return True


def ask_morning_after(logbook: Logbook, keys: Keys, write: Callable[[str], None]) -> None:
    """Asks how much it hurts, where it is the morning after a session; raises `Fault`.

    The first key answers, or passes over the question.
    """
    session = logbook.morning_after
    if session is None:
        return
    write(f"{morning_after.question(session, logbook.today)} Any other key goes on.")
    reads = (keys.read(TICK_SECONDS) for _ in range(round(keys.patience / TICK_SECONDS)))
    key = next(filter(None, reads), "")
    pain = morning_after.WORST if key == "-" else int(key) if key in FIGURES else None
    if pain is not None:
        logbook.edit(session, replace(session, morning_pain=pain))
        write(morning_after.reply(session, pain))
