from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from calf_tui.core.routines.routine import Dose, Exercise, Round, Routine, Step, Tempo
from calf_tui.core.session.timeline import build
from calf_tui.core.text import formatting
from tests.core.session.strategies import free, paced, routines, timed

if TYPE_CHECKING:
    from calf_tui.core.session.timeline import Timeline

WALL, HEEL, DOG = (Exercise(id=each, name=each) for each in ("wall", "heel", "dog"))


def laid_out(timeline: Timeline) -> list[tuple[str, float | None, float]]:
    return [(phase.kind, phase.seconds, phase.at) for phase in timeline.phases]


def test_a_timed_step_has_a_rest_between_its_sets_and_none_after_the_last() -> None:
    step = Step(DOG, sets=2, dose=Dose(seconds=3), rest=2)
    timeline = build(Routine("r", "R", (step,), get_ready=2))
    assert laid_out(timeline) == [("ready", 2, 0), ("work", 3, 2), ("rest", 2, 5), ("work", 3, 7)]
    assert timeline.seconds == 10


def test_each_side_gets_the_full_dose_with_a_switch_between() -> None:
    step = Step(WALL, sets=2, dose=Dose(seconds=30), sides="each", rest=10)
    timeline = build(Routine("r", "R", (step,), get_ready=0))
    assert [(phase.kind, phase.side, phase.set) for phase in timeline.phases] == [
        ("work", "left", 1),
        ("switch", "right", 1),
        ("work", "right", 1),
        ("rest", "left", 2),
        ("work", "left", 2),
        ("switch", "right", 2),
        ("work", "right", 2),
    ]
    assert timeline.seconds == 4 * 30 + 2 * 5 + 10


def test_a_paced_set_lasts_its_repetitions_times_the_tempo() -> None:
    step = Step(HEEL, sets=1, dose=Dose(reps=15), tempo=Tempo(1, 1, 10, 1))
    assert build(Routine("r", "R", (step,), get_ready=0)).seconds == 195


def test_what_follows_an_open_set_counts_from_its_end() -> None:
    open_step = Step(HEEL, sets=1, dose=Dose(reps=15))
    timeline = build(Routine("r", "R", (open_step, Step(DOG, 1, Dose(seconds=10)))))
    assert [(p.kind, p.seconds, p.at, p.after_open) for p in timeline.phases] == [
        ("ready", 5, 0, False),
        ("open", None, 5, False),
        ("change", 10, 0, True),
        ("work", 10, 10, True),
    ]
    assert timeline.routine.is_open


def test_a_break_carries_the_set_it_leads_to() -> None:
    steps = (Step(DOG, 2, Dose(seconds=10)), Step(WALL, 1, Dose(seconds=30)))
    phases = build(Routine("r", "R", steps)).phases
    assert [(phase.kind, phase.step.exercise.id, phase.set) for phase in phases] == [
        ("ready", "dog", 1),
        ("work", "dog", 1),
        ("rest", "dog", 2),
        ("work", "dog", 2),
        ("change", "wall", 1),
        ("work", "wall", 1),
    ]


def test_a_round_comes_round_with_its_rest_between() -> None:
    circuit = Round(1, times=2, rest=40)
    steps = (
        Step(DOG, 1, Dose(seconds=5)),
        Step(WALL, 2, Dose(seconds=30), rest=9, round=circuit),
        Step(HEEL, 4, Dose(seconds=20), rest=7, round=circuit),
    )
    phases = build(Routine("r", "R", steps, get_ready=0, change=3)).phases
    assert [(p.kind, p.seconds, p.step.exercise.id, formatting.which_set(p)) for p in phases] == [
        ("work", 5, "dog", "set 1 of 1"),
        ("change", 3, "wall", "round 1 of 2"),
        ("work", 30, "wall", "round 1 of 2"),
        ("change", 3, "heel", "round 1 of 2, set 1 of 2"),
        ("work", 20, "heel", "round 1 of 2, set 1 of 2"),
        ("rest", 7, "heel", "round 1 of 2, set 2 of 2"),
        ("work", 20, "heel", "round 1 of 2, set 2 of 2"),
        ("rest", 40, "wall", "round 2 of 2"),
        ("work", 30, "wall", "round 2 of 2"),
        ("change", 3, "heel", "round 2 of 2, set 1 of 2"),
        ("work", 20, "heel", "round 2 of 2, set 1 of 2"),
        ("rest", 7, "heel", "round 2 of 2, set 2 of 2"),
        ("work", 20, "heel", "round 2 of 2, set 2 of 2"),
    ]
    assert [p.set for p in phases if p.is_set and p.step.exercise is HEEL] == [1, 2, 3, 4]


@given(routines(timed, paced))
def test_the_phases_sum_to_the_promised_length(routine: Routine) -> None:
    """The routine reckons its length without phases."""
    assert build(routine).seconds == pytest.approx(routine.seconds)


@given(routines())
def test_each_phase_begins_where_the_one_before_ends(routine: Routine) -> None:
    phases = build(routine).phases
    assert phases[0].at == 0
    for before, after in pairwise(phases):
        expected = 0.0 if before.seconds is None else before.at + before.seconds
        assert after.at == pytest.approx(expected)
        assert after.after_open == (before.after_open or before.seconds is None)


@given(routines(free))
def test_a_session_ends_with_a_set(routine: Routine) -> None:
    assert build(routine).phases[-1].is_set
