"""The session proposed for a day, with the doses of its moves, what is left out, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from calf_tui.core.coach.dose import Change, MoveDose, doses_of
from calf_tui.core.coach.past_sessions import Leg, Stop
from calf_tui.core.coach.rules.day_rules import NO_JUMPS, NOTICES, Until
from calf_tui.core.coach.rules.move_facts import last_answer
from calf_tui.core.coach.rules.rule import Reason
from calf_tui.core.coach.rules.session_rules import (
    AFTER_RUN,
    BEFORE_RUN,
    FIRST_WEEK,
    choose_session,
    rest_where_nothing_is_said,
    said_in_any_case,
    to_come,
)
from calf_tui.core.coach.rules.stop_rules import after_stop, last_open_stop
from calf_tui.core.coach.runner_state import DayType, RunnerState
from calf_tui.core.frozen_dataclass import dataclass
from calf_tui.core.routines.progression_ladder import JUMPS, LADDERS, chosen_level, lower, step_of
from calf_tui.core.routines.routine import Dose, Exercise, Routine, Step
from calf_tui.core.routines.routine_step_levels import at_level, level_of_step, name_in_form

if TYPE_CHECKING:
    from collections.abc import Iterable

    from calf_tui.core.routines.progression_ladder import Level

FOR_PAIN = ("after-stop", "jumps-pain")
"""The rules by which a move is left out that the runner has to know of in any case."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A move that is not proposed, until it comes back, where that is known."""

    exercise: str
    reasons: tuple[Reason, ...]
    until: Until | None


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the coach proposes for a day.

    `session` is None on a day of rest; `full` is its routine as its file has it. `doses` are those
    of its moves and of every move with a history. `to_come` are the ids of the plan's sessions that
    follow in this week. `last_done` is the day on which the routine was last trained, among the
    sessions that the coach knows. `stop` is a stop for pain that is not settled. `exercises` are
    the moves of all routines, by id.
    """

    as_of: date
    day_type: DayType | None
    session: Routine | None
    full: Routine | None
    reasons: tuple[Reason, ...]
    doses: tuple[MoveDose, ...]
    left_out: tuple[LeftOut, ...]
    notices: tuple[Reason, ...]
    to_come: tuple[str, ...]
    last_done: date | None
    stop: Stop | None
    exercises: Mapping[str, Exercise]

    @property
    def is_short(self) -> bool:
        """Whether this is the session before a run, which has no increases."""
        return self.session is not None and self.session.id == BEFORE_RUN

    def name_of(self, exercise: str, form: str = "") -> str:
        """Returns the name of a move, or of this form of it."""
        name = self.exercises[exercise].name if exercise in self.exercises else exercise
        return name_in_form(exercise, form, name)

    @property
    def session_doses(self) -> tuple[MoveDose, ...]:
        """The doses of the moves of the session."""
        moves = () if self.session is None else {each.id for each in self.session.exercises}
        return tuple(each for each in self.doses if each.exercise in moves)

    @property
    def left_out_to_tell(self) -> tuple[LeftOut, ...]:
        """The moves left out that the runner would miss or has to know of.

        That is: of the routine proposed, or for pain, or of any routine on a day of rest.
        """
        of_routine = None if self.full is None else {move.id for move in self.full.exercises}
        return tuple(
            each
            for each in self.left_out
            if of_routine is None
            or each.exercise in of_routine
            or any(reason.rule in FOR_PAIN for reason in each.reasons)
        )

    def doses_of(self, exercise: str) -> tuple[MoveDose, ...]:
        """Returns the doses of a move; one for each leg if they differ."""
        return tuple(each for each in self.doses if each.exercise == exercise)


def propose(state: RunnerState, routines: Sequence[Routine]) -> Proposal:
    """Returns the proposal for the day of the state."""
    left_out = _left_out(state)
    stops = [why for each in left_out for why in each.reasons if why.rule == "after-stop"]
    state = replace(
        state,
        moves_of={each.id: [step.exercise.id for step in each.steps] for each in routines},
        left_out=frozenset(each.exercise for each in left_out),
    )
    chosen, reasons = choose_session(state)
    if stops and state.begun is None:
        chosen = AFTER_RUN if rest_where_nothing_is_said(state) is None else None
        reasons = tuple(stops)
    reasons = tuple(dict.fromkeys((*reasons, *said_in_any_case(state))))
    moves = state.moves_of.get(chosen or "", ())
    proposed = LADDERS.keys() & set(moves) - state.left_out
    full = next((each for each in routines if proposed and each.id == chosen), None)
    doses = tuple(_dose_as_chosen(each, state) for each in doses_on(state, proposed))
    session = None
    if full is not None:
        if full.id == FIRST_WEEK:
            doses = _no_more_than_written(doses, full)
        session = _at_doses(full, doses, state.left_out)
        if full.id == BEFORE_RUN:
            doses = _as_short(doses, session, reasons)
    done = (
        each.date
        for each in reversed(state.past.sessions)
        if full is not None and each.routine == full.id and each.sets
    )
    return Proposal(
        state.today,
        state.day_type,
        session,
        full,
        reasons,
        doses,
        left_out,
        NOTICES(state),
        to_come(state, None if full is None else full.id),
        next(done, None),
        last_open_stop(state),
        {move.id: move for each in routines for move in each.exercises},
    )


def doses_on(state: RunnerState, moves: Iterable[str] = ()) -> tuple[MoveDose, ...]:
    """The doses of these moves, and of all that were trained before, in the order of `LADDERS`."""
    wanted = {*moves, *state.past.tracks}
    return tuple(dose for move in LADDERS if move in wanted for dose in doses_of(move, state))


def _left_out(state: RunnerState) -> tuple[LeftOut, ...]:
    """The moves that load a place whose stop is not settled; last the jumps, where they rest."""
    found = []
    for move in sorted(LADDERS, key=JUMPS.__eq__):
        stop = after_stop(state, move)
        rest = NO_JUMPS(state) if move == JUMPS else ()
        reasons = rest if stop is None else (stop, *rest)
        ends = [end for each in reasons if (end := _end_of(each, state))]
        if reasons:
            is_known = len(ends) == len(reasons)  # a single one has a time
            until = max(ends, key=lambda each: each.day) if is_known else None
            found.append(LeftOut(move, reasons, until))
    return tuple(found)


def _end_of(reason: Reason, state: RunnerState) -> Until | None:
    """When what the reason says is over, where that is known."""
    if reason.rule == "jumps-race-week" and state.days_to_race is not None:
        return Until(state.today + timedelta(days=state.days_to_race + 1))
    if reason.rule == "jumps-deload" and state.deload_end is not None:
        return Until(state.deload_end)
    value = reason.values[0]
    return value if isinstance(value, Until) else None


def _at_doses(routine: Routine, doses: Iterable[MoveDose], left_out: frozenset[str]) -> Routine:
    """The routine at these doses, without the moves left out.

    "Before a run" stays as short and as light as it is, or becomes easier [ours].
    """
    by_move: dict[str, list[MoveDose]] = {}
    for each in doses:
        by_move.setdefault(each.exercise, []).append(each)
    at_dose = _no_more_at_dose if routine.id == BEFORE_RUN else _at_dose
    steps = []
    for step in routine.steps:
        if step.exercise.id in LADDERS and step.exercise.id in left_out:
            continue
        made = (at_dose(step, each) for each in by_move.get(step.exercise.id, ()))
        # A step has one dose: where the legs differ, both do what the weaker one is given.
        weaker = min(made, key=lambda each: (each.dose.amount, each.load_kg), default=step)
        steps.append(weaker)
    return replace(routine, steps=tuple(steps))


def _at_dose(step: Step, dose: MoveDose) -> Step:
    return at_level(step, dose.level, dose.sets)


def _no_more_at_dose(step: Step, dose: MoveDose) -> Step:
    level, sets = dose.without_increase
    is_same_unit = (level.seconds is None) == (step.dose.seconds is None)
    is_less = is_same_unit and level.amount < step.dose.amount
    short = Dose(level.reps, level.seconds) if is_less else step.dose
    return replace(step, dose=short, sets=min(step.sets, sets))


def _no_more_than_written(doses: Iterable[MoveDose], first_week: Routine) -> tuple[MoveDose, ...]:
    """Limits doses to those of First week; increases and a start further up stay [ours]."""
    written = {each.exercise.id: each for each in first_week.steps}
    return tuple(
        _as_written(each, written[each.exercise]) if each.exercise in written else each
        for each in doses
    )


def _as_written(dose: MoveDose, step: Step) -> MoveDose:
    level = dose.level
    if dose.change == "up" and level == dose.before:  # more sets
        return dose
    is_start = dose.change == "first" or any(each.rule == "first-short" for each in dose.reasons)
    if is_start and step_of(dose.exercise, level) <= 0:
        is_other_unit = (level.seconds is None) != (step.dose.seconds is None)
        if is_other_unit or level.amount > step.dose.amount:
            level = level._replace(reps=step.dose.reps, seconds=step.dose.seconds)
    if (level.reps, level.seconds) != (step.dose.reps, step.dose.seconds):
        return dose
    return replace(dose, level=level, sets=min(dose.sets, step.sets))


def _as_short(
    doses: Iterable[MoveDose], session: Routine, reasons: tuple[Reason, ...]
) -> tuple[MoveDose, ...]:
    """Gives the moves the doses of a session that is short on purpose, and why it is."""
    steps = {each.exercise.id: each for each in session.steps}

    def short(dose: MoveDose) -> MoveDose:
        step = steps.get(dose.exercise)
        level = None if step is None else level_of_step(step)
        if step is None or level is None:
            return dose
        is_same = level == dose.before and step.sets >= dose.without_increase[1]
        change: Change = "first" if dose.before is None else "hold" if is_same else "down"
        return replace(
            dose, level=level, sets=step.sets, change=change, reasons=reasons, is_done=True
        )

    return tuple(map(short, doses))


def _dose_as_chosen(dose: MoveDose, state: RunnerState) -> MoveDose:
    """Replaces an advised level by the one the runner accepted, until the move is trained again.

    If no increase is advised any more, it is limited to the advised one [ours]. Both legs together
    go no further than the lower of what is theirs.
    """
    legs: tuple[Leg, ...] = ("left", "right") if dose.side == "both" else (dose.side,)
    level, *others = (_level_of_leg(dose, leg, state) for leg in legs)
    for other in others:
        level = lower(dose.exercise, level, other)
    return dose if level == dose.level else replace(dose, level=level)


def _level_of_leg(dose: MoveDose, leg: Leg, state: RunnerState) -> Level:
    answer = last_answer(state, dose.exercise, leg)
    track = state.past.track(dose.exercise, leg)
    chosen = chosen_level(answer) if answer is not None and answer.is_accepted else None
    if answer is None or chosen is None:
        return dose.level
    if not track or track[-1].on > answer.local_date:  # trained since
        return dose.level
    return chosen if dose.change == "up" else lower(dose.exercise, chosen, dose.level)
