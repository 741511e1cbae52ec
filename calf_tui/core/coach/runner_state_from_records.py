"""Reads what the coach knows from the records."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import groupby
from types import MappingProxyType
from typing import TYPE_CHECKING

from calf_tui.core.coach.move_history import KEPT_OF_A_MOVE, MoveDone
from calf_tui.core.coach.pain_monitoring import needs_check, sign_of
from calf_tui.core.coach.past_sessions import (
    Legs,
    Past,
    Stop,
    TrainedSession,
    is_hard,
    with_session,
)
from calf_tui.core.coach.rules.session_rules import BEFORE_RUN
from calf_tui.core.coach.runner_state import RunnerState
from calf_tui.core.coach.training_plan import (
    Plan,
    PlanPlace,
    begins_after,
    entries_that_count,
    plan_place,
)
from calf_tui.core.progress.met_and_missed_weeks import target_in_week
from calf_tui.core.records.session_record import local_time
from calf_tui.core.records.session_sets import exercises_in, finished_sets
from calf_tui.core.routines.progression_ladder import JUMPS, LADDERS, level_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from calf_tui.core.progress.progress_snapshot import ProgressSnapshot
    from calf_tui.core.records.session_record import SessionRecord, SetRecord

NO_PLANS: Mapping[str, Plan] = MappingProxyType({})
DEFAULT_PLAN = "three-days"
RECENT_DAYS = 49
"""All that a rule asks about lies in these seven weeks, but for the last sessions of each move."""


def runner_state(
    progress_snapshot: ProgressSnapshot, today: date, plans: Mapping[str, Plan] = NO_PLANS
) -> RunnerState:
    """What the records up to a day say; `plans` are those that there are, by id."""
    place = plan_place_of(progress_snapshot, today, plans, is_begun=True)
    asked = _asked_about(today, progress_snapshot.sessions)
    calendar = progress_snapshot.calendar
    recent = tuple(each for each in asked if (today - each.local_date).days < RECENT_DAYS)
    weeks = replace(progress_snapshot, sessions=recent).progress_until(today, None)
    met = 0
    for week in reversed(weeks.weeks[:-1]):
        if week.state == "missed":
            break
        met += week.state == "met"
    profile = progress_snapshot.coach.profile
    answers = [each for each in progress_snapshot.coach.answers if each.local_date <= today]
    past = Past()
    for each in asked:
        past = with_session(past, trained_session(each))
    return RunnerState(
        today,
        past=past,
        week_start=calendar.week_start(today),
        target=weeks.this_week.target,
        met_weeks=met,
        tests=tuple(each for each in progress_snapshot.tests if each.local_date <= today),
        runs=tuple(
            each
            for each in progress_snapshot.coach.runs
            if 0 <= (today - each.local_date).days < RECENT_DAYS
        ),
        suggestions=tuple(each for each in answers if each.is_of_load),
        clearances=tuple(each for each in answers if not each.is_of_load),
        profile=profile,
        plan=None if place is None else place.plan,
        plan_week=0 if place is None else place.number,
        deload=profile.deload,
        pauses=tuple(progress_snapshot.pauses),
    )


def plan_place_of(
    progress_snapshot: ProgressSnapshot,
    today: date,
    plans: Mapping[str, Plan],
    *,
    is_begun: bool = False,
) -> PlanPlace | None:
    """The plan in use on a day, and its week; None where there is none.

    With `is_begun` it is the plan before one that begins next week. Where the runner chose none, or
    what was chosen is over, it is the default one, as long as the weekly target is that of the plan
    [ours].
    """
    calendar = progress_snapshot.calendar
    this_week = calendar.week_of(today)
    so_far = [e for e in progress_snapshot.coach.plan if calendar.week_of(e.start) <= this_week]
    if is_begun:
        start = calendar.start_of(this_week)
        so_far = [each for each in so_far if not begins_after(start, each, plans)]
    entries = entries_that_count(so_far, plans)
    if not entries:
        return default_plan_place(progress_snapshot, today, plans)
    since = entries[0].start
    if (plan := plans.get(entries[0].plan)) is not None and plan.is_always_the_same:
        since = entries[1].start if entries[1:] else today
    count = this_week - calendar.week_of(since) + 1
    weeks = progress_snapshot.progress_until(today, count).weeks
    place = plan_place(entries, weeks, plans)
    chosen = [each.plan for each in entries if each.change == "used"]
    is_none_wanted = bool(chosen) and not chosen[-1]
    if place is None and not is_none_wanted:
        return default_plan_place(progress_snapshot, today, plans)
    return place


def default_plan_place(
    progress_snapshot: ProgressSnapshot, today: date, plans: Mapping[str, Plan]
) -> PlanPlace | None:
    """The default plan, where the weekly target is that of the plan; else None."""
    plan = plans.get(DEFAULT_PLAN)
    if plan is None:
        return None
    first_day = progress_snapshot.first_day_of_week
    target = target_in_week(progress_snapshot.targets, today, first_day)
    return PlanPlace(plan) if plan.week(0).days == target else None


def _asked_about(today: date, sessions: Sequence[SessionRecord]) -> list[SessionRecord]:
    """The recent sessions, the last few of each move, and stops that need a check; oldest first."""
    since = date.fromordinal(max(1, today.toordinal() - RECENT_DAYS))
    missing = dict.fromkeys(LADDERS, KEPT_OF_A_MOVE)
    asked = []
    for each in reversed(sessions):
        if each.local_date > today:
            continue
        is_stop = needs_check(each)
        if each.local_date <= since and not missing:
            if is_stop:
                asked.append(each)
            continue
        found = missing.keys() & exercises_in(each.sets)
        for exercise in found:
            missing[exercise] -= 1
            if not missing[exercise]:
                del missing[exercise]
        if found or is_stop or each.local_date > since:
            asked.append(each)
    return sorted(asked, key=lambda each: (each.local_date, each.ended_at))


def trained_session(record: SessionRecord) -> TrainedSession:
    """A session as the coach sees it. Moves of the runner's own count for sets and pain only."""
    pain = max((each.pain for each in record.sets if each.pain is not None), default=0)
    by_move: dict[str, list[SetRecord]] = {}
    for each in record.sets:
        if each.exercise in LADDERS:
            by_move.setdefault(each.exercise, []).append(each)
    moves = {}
    for exercise, sets in by_move.items():
        if legs := _legs(exercise, sets, record, pain):
            moves[exercise] = legs
    is_short = record.routine == BEFORE_RUN  # which says little of the runner's levels [ours]
    ended = local_time(record.ended_at, record.utc_offset_minutes)
    return TrainedSession(
        record.local_date,
        ended,
        record.routine,
        {} if is_short else moves,
        finished_sets(record.sets),
        pain,
        record.morning_pain,
        _stop(record) if record.status == "stopped_pain" else None,
        is_hard(moves),
        moves if is_short else {},
    )


def _legs(
    exercise: str, sets: Sequence[SetRecord], record: SessionRecord, pain: int
) -> Legs | None:
    lefts = [each for each in sets if each.side != "right"]
    rights = [each for each in sets if each.side != "left"]
    left = _done(exercise, lefts, record, pain)
    right = left if lefts == rights else _done(exercise, rights, record, pain)
    return None if left is None and right is None else Legs(left, right)


def _done(
    exercise: str, sets: Sequence[SetRecord], record: SessionRecord, session_pain: int
) -> MoveDone | None:
    """One leg's part in it; None where every set was skipped."""
    broken_off = _broken_off(record)
    sets = [each for each in sets if each is not broken_off]
    begun = [each for each in sets if each.outcome != "skipped"]
    if not begun:
        return None
    one = max(begun, key=lambda each: (each.load_kg, each.planned.amount))
    side = one.side if all(each.side != "both" for each in begun) else "both"
    last = begun[-1]
    is_full = any(each.outcome == "done" for each in begun)
    return MoveDone(
        record.local_date,
        level_of(exercise, one.planned, one.tempo, side, one.load_kg, len(begun)),
        sum(each.is_finished for each in begun),
        all(each.outcome == "done" for each in sets),
        max((each.rpe for each in begun if each.rpe is not None), default=None),
        max((each.pain for each in begun if each.pain is not None), default=None),
        session_pain,
        record.morning_pain,
        max(0, (last.done.reps or 0) - (last.planned.reps or 0)),
        planned=len(sets),
        reached=None if is_full else max(each.done.amount for each in begun),
        routine=record.routine,
        is_cut=_is_cut(record, exercise),
    )


def _broken_off(record: SessionRecord) -> SetRecord | None:
    """The set in which the session was ended before half of it was done, without an answer: it
    tells no ability. Jumps rest after any landing, so it counts. [ours]
    """
    if record.status != "partial" or record.planned_sets is None or not record.sets:
        return None
    last = record.sets[-1]
    is_jumped = last.exercise == JUMPS and last.done.amount > 0
    is_told = last.outcome != "short" or last.is_finished or is_jumped
    return None if is_told or last.rpe is not None or last.pain is not None else last


def _is_cut(record: SessionRecord, exercise: str) -> bool:
    """Whether the end of a session left out sets of a move: of the last, or of any of a round."""
    if record.planned_sets is None:
        return False
    moves = [move for move, _ in groupby(each.exercise for each in record.sets)]
    return moves[-1] == exercise or len(moves) > len(set(moves))


def _stop(record: SessionRecord) -> Stop:
    """Where the last set hurt or, if that was not said, where it hurt the most.

    The legs are not told apart.

    A sign that needs a check may come from any place, whatever hurt before.
    """
    sign, at = sign_of(record), record.ended_at
    advice = "" if sign is None else sign.advice
    if needs_check(record):
        return Stop(record.local_date, needs_check=True, advice=advice, at=at)
    said = [each for each in record.sets if each.pain_site]
    worst = max(said, key=lambda each: each.pain or 0, default=None)
    one = said[-1] if said and said[-1] is record.sets[-1] else worst
    site = None if one is None else (one.pain_site or "").split()[-1:]
    place = site[0].lower() if site else None
    places = frozenset().union(*(ladder.places for ladder in LADDERS.values()))
    return Stop(record.local_date, place if place in places else None, advice=advice, at=at)
