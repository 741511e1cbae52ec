"""The coach's advice for a day: a session, doses, moves left out, and the reasons."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from calf_tui.core.coach.dose import MoveDose, doses_of
from calf_tui.core.coach.exercise_facts import Around
from calf_tui.core.coach.progression_ladder import END_KG, JUMPS, LADDERS
from calf_tui.core.coach.proposal.step_levels import at_level
from calf_tui.core.coach.rules import day_rules, stop_rules
from calf_tui.core.coach.rules.day import day_of
from calf_tui.core.coach.rules.day_rules import Until
from calf_tui.core.coach.rules.increase_rules import DAY_HOLD
from calf_tui.core.coach.rules.rule import Reason
from calf_tui.core.coach.rules.session_rules import (
    AFTER_RUN,
    BEFORE_RUN,
    choose,
    rest_without_wish,
    said_in_any_case,
    to_come,
)
from calf_tui.core.coach.runner_state import Known, Wish
from calf_tui.core.frozen_dataclass import dataclass
from calf_tui.core.routines.routine import Dose, Routine, Step

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A move that is not proposed.

    `until` is the day on which it comes back, where that is known; `at` the wall time on that day,
    if it is today.
    """

    exercise: str
    until: date | None
    reasons: tuple[Reason, ...]
    at: time | None = None


@dataclass(frozen=True, slots=True)
class Advice:
    """What the coach says of a day.

    `routine` is the id of the session proposed, None on a day of rest; `proposed` are its moves
    without those left out. `moves` are the doses of these and of every move with a history.
    `to_come` are the ids of the plan's sessions that follow in this week.
    """

    as_of: date
    wish: Wish | None
    routine: str | None
    reasons: tuple[Reason, ...]
    proposed: tuple[str, ...]
    moves: tuple[MoveDose, ...]
    left_out: tuple[LeftOut, ...]
    notices: tuple[Reason, ...]
    to_come: tuple[str, ...] = ()


def advise(
    known: Known,
    today: date,
    moves_of: Mapping[str, Sequence[str]],
    *,
    at: datetime | None = None,
    wish: Wish | None = None,
) -> Advice:
    """What to do on a day. `moves_of` gives the moves of each routine by its id.

    `at` is the runner's wall time, without a time zone; without it two dates apart are 48 h.
    """
    around = around_of(known, today)
    stopped = _stopped(known, today)
    left_out = _left_out(known, today, at, around, stopped)
    out = {each.exercise for each in left_out}
    day = day_of(known, today, at, wish, moves_of, frozenset(out))
    routine, reasons = choose(day)
    if stopped and known.begun is None:
        routine = AFTER_RUN if rest_without_wish(day) is None else None
        reasons = tuple(dict.fromkeys(stopped.values()))
    reasons = tuple(dict.fromkeys((*reasons, *said_in_any_case(day))))
    proposed = tuple(
        move for move in moves_of.get(routine or "", ()) if move in LADDERS and move not in out
    )
    moves = tuple(
        dose
        for move in LADDERS
        if move in proposed or move in known.past.tracks
        for dose in doses_of(move, known, around, today, stopped.get(move))
    )
    routine = routine if proposed else None
    return Advice(
        today,
        wish,
        routine,
        reasons,
        proposed,
        moves,
        left_out,
        _notices(known, today, around, is_stopped=bool(stopped)),
        to_come(day, routine),
    )


def around_of(known: Known, today: date) -> Around:
    """What holds for all moves on the day."""
    profile = known.profile
    most_kg = END_KG if profile.heaviest_kg is None else profile.heaviest_kg
    around = Around(
        first_weeks=day_rules.is_first_weeks(known, today),
        sore=known.past.sore,
        running=day_rules.running_rise(known) if known.runs else None,
        race=day_rules.days_to_race(known, today),
        deload=day_rules.is_deload(known, today),
        most_kg=most_kg if profile.has_dumbbells else 0.0,
        body_mass_kg=profile.body_mass_kg,
        plan="" if known.plan is None else known.plan.name,
    )
    holds = DAY_HOLD(around)
    return around._replace(holds=holds) if holds else around


def _stopped(known: Known, today: date) -> dict[str, Reason]:
    """The moves that load a place whose stop is not settled, and why."""
    if not known.past.stops:
        return {}
    said = {move: stop_rules.after_stop(known, move, today) for move in LADDERS}
    return {move: reason for move, reason in said.items() if reason is not None}


def _left_out(
    known: Known, today: date, at: datetime | None, around: Around, stopped: Mapping[str, Reason]
) -> tuple[LeftOut, ...]:
    stop = (stopped[JUMPS],) if JUMPS in stopped else ()
    jumps = (*stop, *reasons_without_jumps(known, today, at, around.race))
    rest = tuple(
        LeftOut(move, None, (reason,)) for move, reason in stopped.items() if move != JUMPS
    )
    if not jumps:
        return rest
    ends = [_end_of(each, today) for each in jumps]
    known_ends = [each for each in ends if each is not None]
    if len(known_ends) < len(ends):
        return (*rest, LeftOut(JUMPS, None, jumps))
    until = max(known_ends, key=lambda each: each.day)  # a single one has a time
    return (*rest, LeftOut(JUMPS, until.day, jumps, until.at))


def reasons_without_jumps(
    known: Known, today: date, at: datetime | None, race: int | None
) -> tuple[Reason, ...]:
    """Returns why jumps are left out, a stop for pain aside; the race is in `race` days."""
    said = (
        day_rules.jumps_48h(known, today, at),
        day_rules.jumps_pain(known, today),
        day_rules.jumps_race_week(race),
        day_rules.jumps_deload(known, today),
    )
    return tuple(each for each in said if each is not None)


def _end_of(reason: Reason, today: date) -> Until | None:
    """When what the reason says is over, where that is known."""
    value = reason.values[0]
    if reason.rule == "jumps-race-week" and isinstance(value, int):
        return Until(today + timedelta(days=value + 1))
    if isinstance(value, date):
        return Until(value)
    return value if isinstance(value, Until) else None


def _notices(known: Known, today: date, around: Around, *, is_stopped: bool) -> tuple[Reason, ...]:
    is_early = around.first_weeks or around.sore > 0 or around.race is not None or is_stopped
    said = (
        day_rules.doctor_first(known),
        day_rules.see_physio(known),
        day_rules.deload(known, today, is_stopped=is_stopped),
        day_rules.test_due(known, today, is_early=is_early),
        day_rules.imbalance(known, today),
    )
    return tuple(each for each in said if each is not None)


def proposed_routine(routine: Routine, advice: Advice) -> Routine:
    """The routine as it is proposed: without the moves left out, at the doses of the advice.

    "Before a run" stays as short and as light as it is, or becomes easier [ours].
    """
    doses: dict[str, list[MoveDose]] = {}
    for each in advice.moves:
        doses.setdefault(each.exercise, []).append(each)
    steps = tuple(
        _step(step, doses.get(step.exercise.id, ()), is_short=routine.id == BEFORE_RUN)
        for step in routine.steps
        if step.exercise.id in advice.proposed or step.exercise.id not in LADDERS
    )
    return replace(routine, steps=steps)


def _step(step: Step, doses: Iterable[MoveDose], *, is_short: bool) -> Step:
    """Where the legs differ, both are led to what the weaker one is given: a step has one dose."""
    made = (_at_dose(step, each, is_short=is_short) for each in doses)
    return min(made, key=lambda each: (each.dose.amount, each.load_kg), default=step)


def _at_dose(step: Step, dose: MoveDose, *, is_short: bool) -> Step:
    level = dose.level
    if is_short:
        is_less = (level.seconds is None) == (step.dose.seconds is None) and (
            level.amount < step.dose.amount
        )
        short = Dose(level.reps, level.seconds) if is_less else step.dose
        return replace(step, dose=short, sets=min(step.sets, dose.sets))
    return at_level(step, level, dose.sets)
