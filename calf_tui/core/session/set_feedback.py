"""What the runner says after a set: how hard it was, what hurt, and the load to come.

Each wish makes a session of a session. None of them is ever required, none moves the time, and
undo takes each of them back.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from calf_tui.core.session.state import Answer, Place

if TYPE_CHECKING:
    from collections.abc import Callable

    from calf_tui.core.session.state import PainLeg, PainSite, Session

    Wish = Callable[[Session], Session]

LOAD_STEP_KG = 2.0
"""In total: 1 kg a hand [ours, S1]."""
MOST_KG = 500.0


def effort(rpe: int) -> Wish:
    """How hard the set was that ended last, from 1 to 10."""
    return lambda session: _answered(session, rpe=rpe)


def pain(level: int) -> Wish:
    """How much it hurt, from 0 to 10; none has no place."""
    return lambda session: _answered(session, pain=level)


def pain_site(site: PainSite) -> Wish:
    """Where it hurt, once some pain was said."""
    return lambda session: _answered(session, site=site)


def pain_leg(leg: PainLeg) -> Wish:
    """In which leg it hurt, once some place was said."""
    return lambda session: _answered(session, leg=leg)


def more_load(kilograms: float) -> Wish:
    """So much more in total, or less, from the present or next set of the move on."""

    def wish(session: Session) -> Session:
        step = session.phase.step
        load = min(MOST_KG, max(0.0, step.load_kg + kilograms))
        if load == step.load_kg or not can_be_loaded(session):
            return session
        phases = tuple(
            replace(each, step=replace(each.step, load_kg=load))
            if index >= session.index and each.move == session.phase.move
            else each
            for index, each in enumerate(session.timeline.phases)
        )
        timeline = replace(session.timeline, phases=phases)
        return replace(_remembered(session), timeline=timeline)

    return wish


def can_be_loaded(session: Session) -> bool:
    """Whether the present or next set is of a move with a load."""
    step = session.phase.step
    return not session.is_over and (step.exercise.hands > 0 or step.load_kg > 0)


def asked_about(session: Session) -> int | None:
    """The phase of the set that may be answered now: the one that has just ended, unless skipped.

    None while the next one is under way.
    """
    if session.phase.is_set and not session.is_over:
        return None
    indices = range(session.index, -1, -1)
    last = next((each for each in indices if session.timeline.phases[each].is_set), None)
    result = None if last is None else session.result(last)
    return None if result is None or result.outcome == "skipped" else last


def _answered(
    session: Session,
    rpe: int | None = None,
    pain: int | None = None,
    site: PainSite | None = None,
    leg: PainLeg | None = None,
) -> Session:
    phase = asked_about(session)
    if phase is None:
        return session
    before = session.answer(phase) or Answer(phase)
    answer = replace(
        before,
        rpe=before.rpe if rpe is None else rpe,
        pain=before.pain if pain is None else pain,
        site=before.site if site is None else site,
        leg=before.leg if leg is None else leg,
    )
    if not answer.pain:
        answer = replace(answer, site=None)
    if answer.site is None:
        answer = replace(answer, leg=None)
    if answer == session.answer(phase):
        return session
    others = tuple(each for each in session.answers if each.phase != phase)
    return replace(_remembered(session), answers=(*others, answer))


def _remembered(session: Session) -> Session:
    return replace(session, undo=(*session.undo, Place.of(session, stays=True)))
