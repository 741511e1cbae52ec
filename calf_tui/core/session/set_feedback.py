"""What the runner enters after a set: effort, pain, and the load of the next sets.

Each function returns a change: a function from a session to a session. No change is required,
none moves the time, and UNDO takes each back.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from calf_tui.core.routines.routine import loaded
from calf_tui.core.session.state import Answer, PainLeg, PainSite, Session

if TYPE_CHECKING:
    from collections.abc import Callable

    from calf_tui.core.routines.routine import Step

    SessionChange = Callable[[Session], Session]

LOAD_STEP_KG = 2.0
"""The total step: 1 kg in each hand [ours, S1]."""


def effort(rpe: int) -> SessionChange:
    """Returns the change that sets the effort (1-10) of the set that ended last."""
    return lambda session: _answered(session, rpe=rpe)


def pain(level: int) -> SessionChange:
    """Returns the change that sets the pain (0-10) of the last set; 0 clears the pain's site."""
    return lambda session: _answered(session, pain=level)


def pain_site(site: PainSite, phase: int | None = None) -> SessionChange:
    """Returns the change that sets where a set hurt, the last one or that of a phase.

    It is ignored without pain or a stop.
    """
    return lambda session: _answered(session, site=site, phase=phase)


def pain_leg(leg: PainLeg, phase: int | None = None) -> SessionChange:
    """Returns the change that sets in which leg it hurt; ignored unless a place is set."""
    return lambda session: _answered(session, leg=leg, phase=phase)


def more_load(kilograms: float) -> SessionChange:
    """Returns the change that adds kilograms from the next set of the move on.

    They are the total of both hands, negative for less. The load stays from 0 to `MOST_KG`. A set
    under way keeps its load, as it is in the runner's hands.
    """

    def change(session: Session) -> Session:
        first = _first_to_load(session)
        if first is None or not can_be_loaded(session):
            return session
        step = session.timeline.phases[first].step
        load = loaded(step, step.load_kg + kilograms).load_kg
        if load == step.load_kg:
            return session
        phases = tuple(
            replace(each, step=loaded(each.step, load))
            if index >= first and each.move == session.phase.move
            else each
            for index, each in enumerate(session.timeline.phases)
        )
        timeline = replace(session.timeline, phases=phases)
        return replace(session.with_undo_point(stays=True), timeline=timeline)

    return change


def can_be_loaded(session: Session) -> bool:
    """Returns whether the move has another set to come, and can have a load."""
    first = _first_to_load(session)
    if session.is_over or first is None:
        return False
    step = session.timeline.phases[first].step
    return step.exercise.hands > 0 or step.load_kg > 0


def next_load(session: Session) -> Step | None:
    """Returns the step of the next set while another one of its move is under way, else None."""
    first = _first_to_load(session) if session.phase.is_set else None
    return None if first is None else session.timeline.phases[first].step


def _first_to_load(session: Session) -> int | None:
    """Returns the phase of the next set of the move; both sides of a set have one load."""
    present, phases = session.phase, session.timeline.phases
    if not present.is_set:
        return session.index
    ahead = range(session.index, len(phases))
    of_move = (i for i in ahead if phases[i].move == present.move and phases[i].is_set)
    return next((i for i in of_move if phases[i].set > present.set), None)


def asked_about(session: Session) -> int | None:
    """Returns the phase of the set that has just ended, about which the runner may be asked.

    None during a set, if that set was skipped, and after a session in which no set was finished.
    The place of a stop for pain is asked for whatever was done.
    """
    if session.phase.is_set and not session.is_over:
        return None
    is_stopped = session.status == "stopped_pain"
    if session.is_over and not is_stopped and not any(map(session.is_finished, session.results)):
        return None
    indices = range(session.index, -1, -1)
    last = next((each for each in indices if session.timeline.phases[each].is_set), None)
    result = None if last is None else session.result(last)
    return last if result and (is_stopped or result.outcome != "skipped") else None


def last_answer(session: Session) -> Answer | None:
    """Returns what was said of the set that has just ended; None while nothing was."""
    phase = asked_about(session)
    return None if phase is None else session.answer(phase)


def _answered(session: Session, phase: int | None = None, **said: Any) -> Session:
    phase = asked_about(session) if phase is None else phase
    if phase is None:
        return session
    answer = replace(session.answer(phase) or Answer(phase), **said)
    if not answer.pain and session.status != "stopped_pain":
        answer = replace(answer, site=None)
    if answer.site is None:
        answer = replace(answer, leg=None)
    if answer == session.answer(phase):
        return session
    others = tuple(each for each in session.answers if each.phase != phase)
    return replace(session.with_undo_point(stays=True), answers=(*others, answer))
