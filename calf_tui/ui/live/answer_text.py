"""The answers about the last set in words, with the advice that follows from them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calf_tui.core.coach.pain_monitoring import advice_after_set, pain_before_jumps
from calf_tui.core.session import set_feedback
from calf_tui.ui.live.questions import SITE_WORDS

if TYPE_CHECKING:
    from calf_tui.core.session.state import Answer, Session


def said(session: Session) -> Answer | None:
    """Returns the answers about the last set, if there are any."""
    phase = set_feedback.asked_about(session)
    return None if phase is None else session.answer(phase)


def reason_to_leave_jumps(session: Session, leaving_key: str) -> str:
    """Why jumps that come next are to be left out, and with which key.

    Empty where the advice about the last set says it.
    """
    pain = pain_before_jumps(session)
    if pain is None or session.phase.is_set or advice_after_set(session):
        return ""
    return f"Pain was {pain} before: no jumps. {leaving_key} leaves the jumps out."


def answer_in_words(session: Session, leaving_key: str = "") -> str:
    """Returns the answers and the advice: "Effort 7 · pain 3, Achilles · Carry on …".

    `leaving_key` is the key that leaves out jumps; without it the advice names none.
    """
    answer = said(session)
    if answer is None:
        return ""
    pain = "" if answer.pain is None else f"pain {answer.pain}"
    parts = [
        "" if answer.rpe is None else f"effort {answer.rpe}",
        ", ".join(filter(None, (pain, _place_in_words(answer)))),
    ]
    sentence = " · ".join(part for part in parts if part)
    sentence = f"{sentence[:1].upper()}{sentence[1:]}"
    return " · ".join(filter(None, (sentence, advice_after_set(session, leaving_key))))


def _place_in_words(answer: Answer) -> str:
    """ "Achilles", "left Achilles", "knee, both legs"."""
    site = SITE_WORDS[answer.site] if answer.site else ""
    if answer.leg == "both":
        return f"{site}, both legs"
    if answer.leg and answer.site == "other":
        return f"{site} on the {answer.leg}"
    return " ".join(filter(None, (answer.leg, site)))
