""" "As before" is never more than there was, and a move that was done is not new."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from calf_tui.core.coach.proposal.proposal import propose
from calf_tui.core.coach.proposal.proposal_text import dose_sentence
from calf_tui.core.coach.runner_state_from_records import runner_state
from calf_tui.core.progress.progress_snapshot import ProgressSnapshot
from calf_tui.core.routines.progression_ladder import LADDERS, Level
from calf_tui.core.routines.routine import Dose, Side
from tests.core.coach.cases import A_DAY, answered, kept
from tests.core.coach.plans import ROUTINES

if TYPE_CHECKING:
    from datetime import date

    from calf_tui.core.coach.dose import MoveDose
    from calf_tui.core.records.session_record import Outcome, SessionRecord, SetRecord

YESTERDAY = A_DAY - timedelta(days=1)
WALL, DOG, WALK = "wall_calf_stretch", "downward_dog", "tiptoe_walk"


def doses(*records: SessionRecord) -> dict[str, MoveDose]:
    """What is proposed of each move today, by its id."""
    state = runner_state(ProgressSnapshot(A_DAY, records), A_DAY)
    advice = propose(replace(state, day_type="after-run"), ROUTINES)
    found = {each.exercise: each for each in advice.doses}
    assert len(found) == len(advice.doses), "the legs differ"
    return found


def held(seconds: float, outcome: Outcome, number: int, side: Side, planned: int = 30) -> SetRecord:
    of_wall = (each for each in kept("after-run", YESTERDAY).sets if each.exercise == WALL)
    plan, was = Dose(seconds=float(planned)), Dose(seconds=seconds)
    return replace(
        next(of_wall), set=number, side=side, planned=plan, done=was, outcome=outcome, ended_at=NOW
    )


NOW = kept("after-run", YESTERDAY).ended_at


def of_sets(*sets: SetRecord, pain: int = 0) -> SessionRecord:
    first, *others = sets
    return kept(
        "five-minutes", YESTERDAY, sets=(replace(first, pain=pain, rpe=5), *others), planned_sets=4
    )


def test_a_stretch_cut_short_at_pain_does_not_grow() -> None:
    """One side was held 16 s of 30, the other 9 s, in a routine with two sets."""
    cut = of_sets(
        held(0, "skipped", 1, "left"),
        held(15.5, "short", 1, "right"),
        held(9.1, "short", 2, "left"),
        held(0, "skipped", 2, "right"),
        pain=3,
    )
    dose = doses(cut)[WALL]
    assert dose_sentence(dose) == "As before: 2 × 15 s"
    assert "hold-pain" in {each.rule for each in dose.reasons}


@pytest.mark.parametrize(
    ("routine", "exercise", "said"),
    [
        ("five-minutes", WALL, "As before: 2 × 30 s"),
        ("first-week", DOG, "As before: 2 × 10 s"),
        ("after-run", WALL, "As before: 3 × 30 s"),
    ],
)
def test_as_before_has_as_many_sets_as_there_were(routine: str, exercise: str, said: str) -> None:
    assert dose_sentence(doses(kept(routine, YESTERDAY))[exercise]) == said


def test_one_short_session_takes_no_sets_away_from_a_level_that_had_them() -> None:
    full = kept("after-run", A_DAY - timedelta(days=5))
    assert doses(full, kept("five-minutes", YESTERDAY))[WALL].sets == 3


def test_a_step_missed_once_stays_where_the_move_was_at_it_before() -> None:
    full = kept("after-run", A_DAY - timedelta(days=5))
    short = [replace(each, done=Dose(seconds=20.0), outcome="short") for each in full.sets]
    walls = tuple(each for each in short if each.exercise == WALL)
    dose = doses(full, kept("after-run", YESTERDAY, sets=walls))[WALL]
    assert (dose.level, dose.change) == (LADDERS[WALL].steps[1].level, "hold")


def test_the_sets_that_a_step_asks_for_come_before_the_next_step() -> None:
    days = (A_DAY - timedelta(days=4), YESTERDAY)
    dose = doses(*(answered(kept("five-minutes", day), 5) for day in days))[WALL]
    assert (dose.change, dose.sets, dose.level) == ("up", 3, Level("plain", None, 30.0))
    assert dose.reasons[0].text.startswith("3 × 30 s: all 60 s twice")


def test_after_one_session_nothing_is_said_of_two() -> None:
    one = kept("after-run", YESTERDAY)
    short = tuple(replace(each, outcome="short", done=Dose(reps=1)) for each in one.sets)
    short = tuple(
        replace(each, done=Dose(seconds=6.0)) if each.planned.seconds else each for each in short
    )
    for dose in doses(replace(one, sets=short)).values():
        assert {each.rule for each in dose.reasons} <= {"hold-second", "ladder-end"}
        assert "last two sessions" not in " ".join(each.text for each in dose.reasons)


@pytest.mark.parametrize(
    ("exercise", "said"),
    [(WALK, "Easier: 2 × 20 s"), (DOG, "As before: 3 × 10 s"), (WALL, "Easier: 2 × 15 s")],
)
def test_a_move_that_was_done_before_a_run_is_not_new(exercise: str, said: str) -> None:
    state = runner_state(ProgressSnapshot(A_DAY, (kept("before-run", A_DAY),)), A_DAY)
    advice = propose(replace(state, today=A_DAY + timedelta(days=1)), ROUTINES)
    after = propose(replace(state, day_type="after-run"), ROUTINES)
    dose = next(each for each in (*after.doses, *advice.doses) if each.exercise == exercise)
    assert dose_sentence(dose) == said
    assert [each.rule for each in dose.reasons] == ["first-short"]
    assert dose.before is not None


def test_what_was_less_before_a_run_than_the_first_step_stays_so() -> None:
    record = kept("before-run", A_DAY)
    sets = tuple(
        replace(each, planned=Dose(seconds=12.0), done=Dose(seconds=12.0)) for each in record.sets
    )
    dose = doses(replace(record, sets=sets))[WALL]
    assert dose_sentence(dose) == "As before: 1 × 12 s"


FIVE_DAYS_AGO = A_DAY - timedelta(days=5)


def evening(day: date, *, seconds: float = 5.0, rpe: int = 3, pain: int = 0) -> SessionRecord:
    """A routine of the runner's own, with two short stretches a side."""
    dose = Dose(seconds=seconds)
    record = answered(kept("five-minutes", day), rpe, pain)
    walls = [each for each in record.sets if each.exercise == WALL]
    sets = tuple(replace(each, planned=dose, done=dose) for each in walls)
    return replace(record, id=f"evening {day}", routine="evening", sets=sets)


@pytest.mark.parametrize("times", [1, 2, 3])
def test_a_smaller_routine_takes_nothing_from_the_dose_and_adds_nothing(times: int) -> None:
    full = answered(kept("after-run", FIVE_DAYS_AGO), 5)
    smaller = [evening(A_DAY - timedelta(days=days)) for days in range(times, 0, -1)]
    said = [dose_sentence(doses(full, *smaller[:count])[WALL]) for count in range(times + 1)]
    assert set(said) == {"As before: 3 × 30 s"}


def test_first_week_from_the_list_takes_nothing_from_a_runner_who_is_beyond_it() -> None:
    full = kept("daily-six", FIVE_DAYS_AGO)
    eased = doses(full, kept("first-week", YESTERDAY))
    assert dose_sentence(eased[WALK]) == "As before: 3 × 60 s"
    assert eased[WALK].reasons == doses(full)[WALK].reasons


def test_two_full_sessions_with_a_smaller_one_between_them_are_two_in_a_row() -> None:
    days = A_DAY - timedelta(days=9), FIVE_DAYS_AGO
    first, second = (answered(kept("after-run", day), 5) for day in days)
    between = evening(A_DAY - timedelta(days=7))
    assert doses(first, between, second)[WALL].change == "up"


def test_pain_in_a_smaller_routine_holds_and_lowers_all_the_same() -> None:
    full = answered(kept("after-run", FIVE_DAYS_AGO), 5)
    sore, hurt = (doses(full, evening(YESTERDAY, pain=pain))[WALL] for pain in (4, 6))
    assert (dose_sentence(sore), sore.reasons[0].rule) == ("As before: 3 × 30 s", "hold-pain")
    assert dose_sentence(hurt) == "Easier: 2 × 15 s"
    assert {each.rule for each in hurt.reasons} == {"down-pain"}


def test_less_of_the_same_routine_is_the_level_from_now_on() -> None:
    full = kept("after-run", FIVE_DAYS_AGO)
    dose = Dose(seconds=20.0)
    walls = [each for each in kept("after-run", YESTERDAY).sets if each.exercise == WALL]
    less = tuple(replace(each, planned=dose, done=dose) for each in walls)
    said = doses(full, kept("after-run", YESTERDAY, sets=less))
    assert dose_sentence(said[WALL]).startswith("As before: ")
    assert said[WALL].level.seconds == 20


def test_one_step_less_is_the_level_after_a_session_that_asked_for_it() -> None:
    hurt = answered(kept("after-run", FIVE_DAYS_AGO), 5, 6)
    eased = doses(hurt, evening(YESTERDAY, seconds=15))
    assert eased[WALL].level.seconds == 15
    assert dose_sentence(doses(hurt, evening(YESTERDAY))[WALL]) == "Easier: 2 × 15 s"


def ended_early(*sets: SetRecord, planned: int = 18) -> SessionRecord:
    """A session that the runner left in its last set."""
    return kept("daily-six", YESTERDAY, status="partial", sets=sets, planned_sets=planned)


def broken_off(one: SetRecord, amount: float) -> SetRecord:
    is_timed = one.planned.seconds is not None
    was = Dose(seconds=amount) if is_timed else Dose(reps=int(amount))
    return replace(one, done=was, outcome="short")


def test_a_set_in_which_the_session_was_ended_changes_no_dose() -> None:
    first, *_ = kept("daily-six", YESTERDAY).sets
    before = doses(kept("daily-six", FIVE_DAYS_AGO))
    again = doses(kept("daily-six", FIVE_DAYS_AGO), ended_early(broken_off(first, 6)))
    assert again[first.exercise] == before[first.exercise]
    new = doses(ended_early(broken_off(first, 6))).get(first.exercise)
    assert new == doses().get(first.exercise)


@pytest.mark.parametrize("changes", [{"rpe": 10}, {"pain": 4}, {"done": Dose(seconds=40.0)}])
def test_a_set_that_tells_something_counts(changes: dict[str, object]) -> None:
    first, *_ = kept("daily-six", YESTERDAY).sets
    told = replace(broken_off(first, 6), **changes)  # type: ignore[arg-type]
    assert doses(ended_early(told))[first.exercise].before is not None


def test_any_landing_counts() -> None:
    jumps = [each for each in kept("daily-six", YESTERDAY).sets if each.exercise == "jump_squat"]
    state = runner_state(ProgressSnapshot(A_DAY, (ended_early(broken_off(jumps[0], 1)),)), A_DAY)
    assert state.past.sessions[-1].has_jumps


def test_a_session_that_is_cut_short_at_a_new_level_does_not_lower_its_sets() -> None:
    def of_wall(day: date, seconds: float, sets: int, **changes: object) -> SessionRecord:
        every = [each for each in kept("after-run", day).sets if each.exercise == WALL]
        dose = Dose(seconds=seconds)
        some = tuple(replace(each, planned=dose, done=dose) for each in every if each.set <= sets)
        return kept("after-run", day, sets=some, **changes)

    before = of_wall(FIVE_DAYS_AGO, 20.0, 3)
    cut = of_wall(YESTERDAY, 30.0, 1, status="partial", planned_sets=9)
    assert doses(before, cut)[WALL].sets == doses(before, of_wall(YESTERDAY, 30.0, 3))[WALL].sets
    alone = doses(cut)[WALL]  # how many it would have had is not known
    assert (alone.change, alone.sets) == ("hold", 1)


def test_before_a_run_each_move_says_what_is_proposed_of_it() -> None:
    longer = kept("daily-six", FIVE_DAYS_AGO)
    state = runner_state(ProgressSnapshot(A_DAY, (longer,)), A_DAY)
    said = propose(replace(state, day_type="before-run"), ROUTINES)
    assert said.session is not None
    for step in said.session.steps:
        (dose,) = said.doses_of(step.exercise.id)
        assert (dose.sets, dose.level.amount) == (step.sets, step.dose.amount)
        change = "hold" if step.exercise.id == DOG else "down"
        assert (dose.change, [each.rule for each in dose.reasons]) == (change, ["before-run"])


def test_before_a_run_has_no_more_sets_than_the_runner_is_given() -> None:
    twice = kept("daily-six", FIVE_DAYS_AGO)
    sets = tuple(each for each in twice.sets if each.set <= 2)
    state = runner_state(ProgressSnapshot(A_DAY, (replace(twice, sets=sets),)), A_DAY)
    said = propose(replace(state, day_type="before-run"), ROUTINES)
    assert said.session is not None
    assert max(step.sets for step in said.session.steps) == 2
