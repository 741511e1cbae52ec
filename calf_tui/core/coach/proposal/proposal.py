"""Makes the session proposed for a day from the coach's advice and the routines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from calf_tui.core.coach.advice import Advice, advise, proposed_routine
from calf_tui.core.coach.progression_ladder import LADDERS, lower
from calf_tui.core.coach.proposal.step_levels import at_level
from calf_tui.core.coach.rules.day_rules import open_stop
from calf_tui.core.coach.rules.session_rules import BEFORE_RUN
from calf_tui.core.coach.runner_state import Stop
from calf_tui.core.routines.routine import Exercise, Routine

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from calf_tui.core.coach.dose import MoveDose
    from calf_tui.core.coach.runner_state import Known, Wish
    from calf_tui.core.routines.routine import Step


@dataclass(frozen=True, slots=True)
class Proposal:
    """The session proposed for a day, with the advice it follows from.

    `session` is None on a day of rest; `full` is its routine as its file has it. `last_done` is the
    day on which that routine was last trained, among the sessions that the coach knows. `stop` is a
    stop for pain that is not settled. `moves` are the moves of all routines, by id.
    """

    advice: Advice
    session: Routine | None
    full: Routine | None
    last_done: date | None
    stop: Stop | None
    moves: Mapping[str, Exercise]

    @property
    def is_short(self) -> bool:
        """Whether this is the session before a run, which has no increases."""
        return self.advice.routine == BEFORE_RUN

    def name_of(self, exercise: str) -> str:
        """Returns the name of a move."""
        return self.moves[exercise].name if exercise in self.moves else exercise

    def doses_of(self, exercise: str) -> tuple[MoveDose, ...]:
        """Returns the doses of a move; one for each leg if they differ."""
        return tuple(each for each in self.advice.moves if each.exercise == exercise)


def propose(
    known: Known,
    today: date,
    routines: Sequence[Routine],
    *,
    at: datetime | None = None,
    wish: Wish | None = None,
) -> Proposal:
    """Returns the proposal for a day. `at` is the runner's wall time, without a time zone."""
    moves_of = {each.id: [step.exercise.id for step in each.steps] for each in routines}
    advice = advise(known, today, moves_of, at=at, wish=wish)
    full = next((each for each in routines if each.id == advice.routine), None)
    done = (each.date for each in reversed(known.past.sessions) if each.routine == advice.routine)
    session = None if full is None else proposed_routine(full, advice)
    return Proposal(
        advice,
        None if session is None else _as_chosen(session, advice, known),
        full,
        next(done, None),
        last_open_stop(known),
        {move.id: move for each in routines for move in each.exercises},
    )


def _as_chosen(session: Routine, advice: Advice, known: Known) -> Routine:
    """Replaces suggested levels by those the runner chose, until the move is trained again.

    If no increase is advised any more, a chosen level is limited to the advised one [ours].
    """
    steps = tuple(_chosen(step, advice, known) for step in session.steps)
    return replace(session, steps=steps) if steps != session.steps else session


def _chosen(step: Step, advice: Advice, known: Known) -> Step:
    move = step.exercise.id
    answers = [each for each in known.suggestions if each.exercise == move]
    last = max(answers, key=lambda each: each.date, default=None)
    done = [track[-1].on for track in known.past.tracks.get(move, ()) if track]
    if last is None or last.level is None or not last.accepted or max(done) > last.date:
        return step
    doses = [each for each in advice.moves if each.exercise == move]
    level = last.level
    for each in doses:
        if each.change != "up":
            level = lower(move, level, each.level)
    return at_level(step, level, step.sets)


def last_open_stop(known: Known) -> Stop | None:
    """Returns the last stop for pain that is not settled."""
    if not known.past.stops:
        return None
    stops = [stop for move in LADDERS if (stop := open_stop(known, move)) is not None]
    return max(stops, key=lambda each: each.date, default=None)


def stop_of(known: Known, routine: Routine) -> Stop | None:
    """Returns a stop for pain that is not settled, at a place that a move of the routine loads."""
    if not known.past.stops:
        return None
    moves = (each.id for each in routine.exercises if each.id in LADDERS)
    return next((stop for move in moves if (stop := open_stop(known, move)) is not None), None)
