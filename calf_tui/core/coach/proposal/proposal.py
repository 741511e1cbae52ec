"""Makes the session proposed for a day from the coach's advice and the routines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from calf_tui.core.coach.advice import Advice, advise, proposed_routine
from calf_tui.core.coach.exercise_facts import last_answer
from calf_tui.core.coach.progression_ladder import LADDERS, lower
from calf_tui.core.coach.rules.day_rules import open_stop
from calf_tui.core.coach.rules.session_rules import BEFORE_RUN
from calf_tui.core.coach.runner_state import Stop
from calf_tui.core.routines.routine import Exercise, Routine

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from calf_tui.core.coach.dose import MoveDose
    from calf_tui.core.coach.progression_ladder import Level
    from calf_tui.core.coach.runner_state import Known, Leg, Wish


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
    advice = _as_chosen(advise(known, today, moves_of, at=at, wish=wish), known)
    full = next((each for each in routines if each.id == advice.routine), None)
    done = (each.date for each in reversed(known.past.sessions) if each.routine == advice.routine)
    session = None if full is None else proposed_routine(full, advice)
    return Proposal(
        advice,
        session,
        full,
        next(done, None),
        last_open_stop(known),
        {move.id: move for each in routines for move in each.exercises},
    )


def _as_chosen(advice: Advice, known: Known) -> Advice:
    """Replaces advised levels by those the runner accepted, until the move is trained again.


    If no increase is advised any more, a chosen level is limited to the advised one [ours].
    """
    if not any(each.accepted and each.level is not None for each in known.suggestions):
        return advice
    return replace(advice, moves=tuple(_dose_as_chosen(each, known) for each in advice.moves))


def _dose_as_chosen(dose: MoveDose, known: Known) -> MoveDose:
    """Both legs together go no further than the lower of what is theirs."""
    legs: tuple[Leg, ...] = ("left", "right") if dose.side == "both" else (dose.side,)
    level, *others = (_level_of_leg(dose, leg, known) for leg in legs)
    for other in others:
        level = lower(dose.exercise, level, other)
    return dose if level == dose.level else replace(dose, level=level)


def _level_of_leg(dose: MoveDose, leg: Leg, known: Known) -> Level:
    answer = last_answer(known, dose.exercise, leg)
    track = known.past.tracks.get(dose.exercise, ((), ()))[leg == "right"]
    if answer is None or not answer.accepted or answer.level is None:
        return dose.level
    if not track or track[-1].on > answer.date:  # trained since
        return dose.level
    if dose.change == "up":
        return answer.level
    return lower(dose.exercise, answer.level, dose.level)


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
