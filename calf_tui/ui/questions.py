"""Which question about the last set is open, and what a key answers to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from calf_tui.core import answers
from calf_tui.core.coach.pain_rules import is_too_much, pain_advice
from calf_tui.core.session import PAIN_SITES, Answer, PainSite

if TYPE_CHECKING:
    from collections.abc import Container

    from calf_tui.core.answers import Wish
    from calf_tui.core.session import Session

Question = Literal["effort", "pain", "site"]
SITE_WORDS: dict[PainSite, str] = {
    "calf": "calf",
    "achilles": "Achilles",
    "heel": "heel",
    "shin": "shin",
    "knee": "knee",
    "other": "elsewhere",
}
TEN = "0"
"""The key for an effort of ten; a pain of ten is typed as it is written."""


def open_question(session: Session, passed: Container[Question] = ()) -> Question | None:
    """The first that was neither answered nor passed over; None while there is nothing to ask."""
    phase = answers.asked_about(session)
    if phase is None:
        return None
    answer = session.answer(phase) or Answer(phase)
    if answer.rpe is None and "effort" not in passed:
        return "effort"
    if answer.pain is None and "pain" not in passed:
        return "pain"
    if answer.pain and answer.site is None and "site" not in passed:
        return "site"
    return None


def wish_of(key: str, question: Question, session: Session) -> Wish | None:
    """What a figure key answers; None where it is no answer to this question."""
    number = int(key)
    if question == "effort":
        return answers.effort(10 if key == TEN else number)
    if question == "pain":
        return answers.pain(number)
    answer = said(session)
    if key == TEN and answer is not None and answer.pain == 1:
        return answers.pain(10)
    return answers.pain_site(PAIN_SITES[number - 1]) if 1 <= number <= len(PAIN_SITES) else None


def said(session: Session) -> Answer | None:
    """What was said of the set that is asked about."""
    phase = answers.asked_about(session)
    return None if phase is None else session.answer(phase)


def may_leave_move(session: Session) -> bool:
    """Whether it hurt too much, and there is something of that move left to leave out."""
    phase, answer = answers.asked_about(session), said(session)
    if phase is None or answer is None or session.is_over:
        return False
    return is_too_much(answer.pain) and session.timeline.phases[phase].move == session.phase.move


def answer_in_words(session: Session) -> str:
    """What was said so far, and what it asks for: "Effort 7 · pain 3, Achilles · Carry on …"."""
    answer = said(session)
    if answer is None:
        return ""
    where = f", {SITE_WORDS[answer.site]}" if answer.site else ""
    parts = [
        "" if answer.rpe is None else f"effort {answer.rpe}",
        "" if answer.pain is None else f"pain {answer.pain}{where}",
    ]
    sentence = " · ".join(part for part in parts if part)
    sentence = f"{sentence[:1].upper()}{sentence[1:]}"
    return " · ".join(filter(None, (sentence, pain_advice(answer.pain))))
