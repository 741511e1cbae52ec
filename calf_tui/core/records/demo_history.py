"""Invented records of two years for the demo; the same date always gives the same records."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date, datetime, time, timedelta, timezone
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from calf_tui.core.frozen_dataclass import dataclass
from calf_tui.core.records.session_record import (
    HeelRiseTest,
    Outcome,
    Pause,
    SessionRecord,
    SetRecord,
    Target,
)
from calf_tui.core.routines.routine import Dose, Routine, Side, Step

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from calf_tui.core.records.session_record import Status

WEEKS = 104
INJURY = range(44, 48)
"""The weeks off after a stop for pain, counted from the first week as 0."""
HOLIDAY = range(70, 72)
MISSED = (9, 10, 24, 57, 84)
TARGETS = ((0, 2), (20, 3), (76, 4))
"""Pairs of the week from which a target holds, and its days."""
HABIT = (0, 2, 4, 5, 1, 6, 3)
"""The days of a week, the most likely training day first."""
LAST_WEEK = (0, 1, 3, 5)
FIRST_WEEKS = 4
FIRST_ROUTINE = "first-week"
ROUTINES = ("strength", "strength", "daily-six", "after-run", "five-minutes")
ONE_LEG_FROM = 60
"""The week from which heel raises are done one leg at a time."""
TEST_EVERY = 4
OFFSET_MINUTES = 60
NAMESPACE = uuid.UUID("6b1c3f0e-8f5e-4ab1-9a50-3d0c8b8f6f10")


@dataclass(frozen=True, slots=True)
class Demo:
    """All records of the demo."""

    sessions: tuple[SessionRecord, ...]
    targets: tuple[Target, ...]
    pauses: tuple[Pause, ...]
    tests: tuple[HeelRiseTest, ...]


class _Form(NamedTuple):
    """The runner's state in a week: loads in kg, effort 1-10, pain 0-10."""

    walk_kg: float
    heel_kg: float
    rpe: int
    pain: int


def demo_of(today: date, routines: Sequence[Routine]) -> Demo:
    """Returns the records of the two years up to today; `routines` must hold the built-in ones."""
    monday = today - timedelta(days=today.weekday(), weeks=WEEKS - 1)
    by_id = {routine.id: routine for routine in routines}
    sessions = [
        _session(by_id[routine], monday + timedelta(weeks=week, days=day), week)
        for week in range(WEEKS)
        for day, routine in _plan(week)
        if monday + timedelta(weeks=week, days=day) <= today
    ]
    return Demo(
        sessions=tuple(sessions),
        targets=tuple(
            Target(monday + timedelta(weeks=week), days, _id(f"target {week}"), _noon(monday))
            for week, days in TARGETS
        ),
        pauses=tuple(
            Pause(
                monday + timedelta(weeks=weeks[0], days=2),
                monday + timedelta(weeks=weeks[-1], days=6),
                reason,
                _id(f"pause {reason}"),
                _noon(monday),
            )
            for weeks, reason in ((INJURY, "calf strain"), (HOLIDAY, "holiday"))
        ),
        tests=tuple(
            _test(monday + timedelta(weeks=week, days=6), week)
            for week in range(3, WEEKS, TEST_EVERY)
            if week not in INJURY and monday + timedelta(weeks=week, days=6) <= today
        ),
    )


def has_all_for_demo(routines: Sequence[Routine]) -> bool:
    """Returns whether these are enough for `demo_of`."""
    return {*ROUTINES, FIRST_ROUTINE} <= {each.id for each in routines}


def _plan(week: int) -> Iterator[tuple[int, str]]:
    """Yields the training days of a week, from 0, each with the id of its routine."""
    random = Random(f"plan {week}")
    if week == INJURY[0]:
        yield 0, "strength"
    if week in INJURY or week in HOLIDAY:
        return
    wanted = [days for since, days in TARGETS if since <= week][-1]
    if week == WEEKS - 1:
        yield from ((day, "strength") for day in LAST_WEEK)
        return
    count = wanted - 1 if week in MISSED else wanted + random.choice((0, 0, 0, 1))
    for day in sorted(random.sample(HABIT[:6], count)):
        yield day, FIRST_ROUTINE if week < FIRST_WEEKS else random.choice(ROUTINES)


def _form(week: int) -> _Form:
    """Loads grow by steps and start lower after the injury; pain shows before it."""
    before = week < INJURY[0]
    weeks = week if before else week - INJURY[-1]
    walk = min(24.0, (0 if before else 8) + 2.0 * (weeks // 4))
    heel = min(24.0, (0 if before else 4) + 2.0 * (weeks // 6))
    sore = 3 if 0 < INJURY[0] - week <= 3 else 2 if not before and weeks < 4 else 0
    return _Form(walk, heel, 6 + (weeks % 4 == 0), sore)


def _session(routine: Routine, on: date, week: int) -> SessionRecord:
    random = Random(on.toordinal())
    stopped = week == INJURY[0]
    local = time(random.choice((6, 7, 17, 18)), random.randrange(60))
    started = datetime.combine(on, local, tzinfo=timezone(timedelta(minutes=OFFSET_MINUTES)))
    started = started.astimezone(timezone.utc)
    ends_after = random.randrange(4, 8) if stopped or random.random() < 0.05 else None
    sets, seconds = _sets(routine, started, week, random, ends_after)
    all_done = ends_after is None and all(each.outcome == "done" for each in sets)
    status: Status = "stopped_pain" if stopped else "completed" if all_done else "partial"
    ended = started + timedelta(seconds=seconds)
    sore = _form(week).pain
    return SessionRecord(
        id=_id(f"session {on}"),
        routine=routine.id,
        routine_name=routine.name,
        status=status,
        started_at=started,
        ended_at=ended,
        utc_offset_minutes=OFFSET_MINUTES,
        local_date=on,
        active_seconds=seconds,
        sets=tuple(sets),
        updated_at=ended,
        note="Other sharp pain" if stopped else "",
        morning_pain=min(10, sore + stopped * 2 + random.choice((0, 0, 0, 1))),
        planned_sets=None if ends_after is None else sum(step.sets for step in routine.steps),
    )


def _sets(
    routine: Routine, started: datetime, week: int, random: Random, ends_after: int | None
) -> tuple[list[SetRecord], float]:
    """Returns the sets and their seconds; `ends_after` is how many were done, None for all."""
    sets: list[SetRecord] = []
    seconds = routine.get_ready
    for step in (_as_done(each, week) for each in routine.steps):
        sides: tuple[Side, ...] = ("left", "right") if step.sides == "each" else ("both",)
        for number in range(1, step.sets + 1):
            for side in sides:
                if ends_after is not None and len(sets) >= ends_after:
                    return sets, seconds
                seconds += step.seconds or 0
                ended = started + timedelta(seconds=seconds)
                sets.append(_set(step, number, side, ended, week, random))
            seconds += step.rest
        seconds += routine.change
    return sets, seconds


def _as_done(step: Step, week: int) -> Step:
    form = _form(week)
    if step.exercise.id == "tiptoe_walk":
        return replace(step, load_kg=form.walk_kg)
    if step.exercise.id == "heel_raise_box":
        return replace(step, load_kg=form.heel_kg, sides="each" if week >= ONE_LEG_FROM else "both")
    return step


def _set(
    step: Step, number: int, side: Side, ended: datetime, week: int, random: Random
) -> SetRecord:
    form, planned = _form(week), step.dose
    weaker = side == "right" and random.random() < 0.06
    tired = number == step.sets and (weaker or random.random() < 0.02)
    is_short = tired and planned.reps is not None
    done = Dose(reps=(planned.reps or 0) - random.choice((1, 2, 3))) if is_short else planned
    outcome: Outcome = "short" if is_short else "done"
    asked = number == step.sets
    return SetRecord(
        exercise=step.exercise.id,
        set=number,
        side=side,
        planned=planned,
        done=done,
        tempo=step.tempo,
        load_kg=step.load_kg,
        outcome=outcome,
        ended_at=ended,
        rpe=min(10, form.rpe + random.choice((0, 0, 1))) if asked else None,
        pain=max(0, form.pain + random.choice((-1, *[0] * 14, 1, 2))) if asked else None,
        pain_site="achilles" if asked and form.pain else None,
    )


def _test(on: date, week: int) -> HeelRiseTest:
    random = Random(f"test {week}")
    form = 20 + 10 * week / WEEKS - (4 if 0 <= week - INJURY[-1] < 8 else 0)
    left, right = (round(form + random.uniform(-2, 2) - behind) for behind in (0, 3))
    return HeelRiseTest(
        id=_id(f"test {on}"),
        taken_at=_noon(on),
        local_date=on,
        left=left,
        right=right,
        updated_at=_noon(on),
    )


def _noon(on: date) -> datetime:
    return datetime.combine(on, time(12), tzinfo=timezone.utc)


def _id(name: str) -> str:
    return str(uuid.uuid5(NAMESPACE, name))
