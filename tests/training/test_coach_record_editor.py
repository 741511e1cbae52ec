"""What the runner tells the coach, over a history in memory."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta, timezone
from typing import TYPE_CHECKING

import pytest

from calf_tui.core.coach.past_sessions import Past, Stop
from calf_tui.core.coach.runner_state import RunnerState
from calf_tui.core.coach.runner_state_from_records import runner_state
from calf_tui.core.errors import UserError
from calf_tui.core.progress.progress_snapshot import ProgressSnapshot
from calf_tui.core.records.coach_records import CoachAnswer, PlanEntry, Profile
from calf_tui.core.records.session_record import NEVER
from calf_tui.core.routines.progression_ladder import LADDERS
from calf_tui.core.settings import Settings
from calf_tui.training.coach_record_editor import CoachRecordEditor
from tests.fakes import FakeClock, MemoryHistory
from tests.records import suggestion_answer

if TYPE_CHECKING:
    from collections.abc import Iterable

TOWEL = LADDERS["heel_raise_box"].steps[2].level


class Setup:
    """The records, with the clock and the history below them."""

    def __init__(self) -> None:
        self.clock, self.history = FakeClock(), MemoryHistory()
        self.records = CoachRecordEditor(self.clock, self.history, Settings)

    def known(self) -> RunnerState:
        today = self.records.today
        return runner_state(ProgressSnapshot.of_history(self.history, today, "monday"), today)


@pytest.fixture
def setup() -> Setup:
    return Setup()


def bare(answers: Iterable[CoachAnswer]) -> set[CoachAnswer]:
    """The answers as they were given, before they were kept."""
    return {replace(each, id="", updated_at=NEVER) for each in answers}


def test_an_answer_to_a_suggestion_is_known_and_replaced_on_its_day(setup: Setup) -> None:
    today = setup.records.today
    refused = suggestion_answer(today, "heel_raise_box", accepted=False, side="left", level=TOWEL)
    setup.records.save_answer(refused)
    assert setup.records.suggestions() == setup.known().suggestions
    assert bare(setup.records.suggestions()) == {refused}
    accepted = replace(refused, answer="accepted")
    setup.records.save_answer(accepted)
    right = suggestion_answer(today, "heel_raise_box", accepted=False, side="right")
    setup.records.save_answer(right)
    assert bare(setup.records.suggestions()) == {accepted, right}
    assert setup.known().clearances == ()
    first, second = setup.history.kept(CoachAnswer)
    assert first.id != second.id


@pytest.mark.parametrize("answer", ["gone", "checked", "not yet"])
def test_what_became_of_a_stop_is_known(setup: Setup, answer: str) -> None:
    said = CoachAnswer(setup.records.today, answer, place="achilles")  # type: ignore[arg-type]
    setup.records.save_answer(said)
    (known,) = setup.known().clearances
    assert bare([known]) == {said}
    assert known.updated_at == setup.clock.now().astimezone(timezone.utc)
    assert setup.records.suggestions() == ()


def test_every_open_stop_is_answered_also_on_its_own_day(setup: Setup) -> None:
    today = setup.records.today
    yesterday = today - timedelta(days=1)
    with pytest.raises(UserError, match="No session was stopped"):
        setup.records.answer_stop(RunnerState(setup.records.today), "gone")
    stops = (Stop(yesterday, "calf"), Stop(yesterday, None), Stop(today, "calf"))
    setup.records.answer_stop(RunnerState(setup.records.today, past=Past(stops=stops)), "gone")
    assert {each.place for each in setup.known().clearances} == {"calf", None}


def test_gone_is_not_enough_for_what_a_professional_has_to_see(setup: Setup) -> None:
    snap = Stop(setup.records.today - timedelta(days=1), needs_check=True)
    known = RunnerState(setup.records.today, past=Past(stops=(snap,)))
    with pytest.raises(UserError, match="is for a professional to see"):
        setup.records.answer_stop(known, "gone")
    assert setup.known().clearances == ()
    setup.records.answer_stop(known, "checked")
    assert [each.answer for each in setup.known().clearances] == ["checked"]


def test_the_profile_is_one_and_its_last_change_holds(setup: Setup) -> None:
    assert setup.records.profile == Profile()
    setup.records.change_profile(has_dumbbells=False)
    setup.clock.sleep(60)
    setup.records.change_profile(deload=setup.records.today)
    assert len(setup.history.kept(Profile)) == 1
    known = setup.known()
    assert (known.profile.has_dumbbells, known.deload) == (False, setup.records.today)


def test_plans_are_used_and_their_weeks_changed_in_order(setup: Setup) -> None:
    setup.records.use_plan("three-days")
    setup.records.use_plan("build-up")
    change = setup.records.change_week("build-up", "skipped")
    kept = setup.history.kept(PlanEntry)
    assert [each.plan for each in kept] == ["three-days", "build-up", "build-up"]
    assert [each.change for each in kept] == ["used", "used", "skipped"]
    setup.records.delete_entry(change)
    assert len(setup.history.kept(PlanEntry)) == 2
