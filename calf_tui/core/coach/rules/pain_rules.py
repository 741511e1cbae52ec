"""What pain after a set asks for, adapted from the pain-monitoring model [S91, S92]."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calf_tui.core.coach.progression_ladder import NO_FLIGHT
from calf_tui.core.session.set_feedback import asked_about

if TYPE_CHECKING:
    from calf_tui.core.routines.routine import Step
    from calf_tui.core.session.state import Session

CARRY_ON, END_MOVE = 2, 5
"""Up to the first carry on; above the second end the move."""


def is_too_much(pain: int | None) -> bool:
    """Whether the move is to end here."""
    return pain is not None and pain > END_MOVE


def pain_advice(pain: int | None) -> str:
    """What to do now, in one sentence; empty where training goes on as planned."""
    if pain is None or pain <= CARRY_ON:
        return ""
    if is_too_much(pain):
        return "Too much pain: end this move here."
    return "Carry on, no more load, no jumps."


def is_jump(step: Step) -> bool:
    """Whether the move is done with flight."""
    return step.exercise.repetition == "landing" and step.tempo != NO_FLIGHT


def pain_before_jumps(session: Session) -> int | None:
    """The worst pain of the session so far, where it asks to leave out the jumps.

    None where it asks for nothing, or no jumps are under way and none come next. [S91, S92]
    """
    if session.is_over or not is_jump(session.phase.step):
        return None
    worst = max((each.pain or 0 for each in session.answers), default=0)
    return worst if worst > CARRY_ON else None


def may_leave_move(session: Session) -> bool:
    """Whether it hurt too much for what is left of the move, or for jumps."""
    if session.is_over or pain_before_jumps(session) is not None:
        return not session.is_over
    phase = asked_about(session)
    answer = None if phase is None else session.answer(phase)
    if phase is None or answer is None or not is_too_much(answer.pain):
        return False
    return session.timeline.phases[phase].move == session.phase.move
