"""The linear mode opens with the proposal; a key starts it, another says why."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import chain, cycle
from typing import TYPE_CHECKING

import pytest

from calf_tui.core.coach.pain_monitoring import STOP_SIGNS
from calf_tui.core.records.coach_records import Profile
from calf_tui.core.settings import Settings
from calf_tui.training.trainer import Trainer
from calf_tui.ui.plain.plain_session import PlainSession
from tests.fakes import FakeClock, MemoryHistory, RecordingPlayer
from tests.records import make_session
from tests.ui.conftest import BUILT_IN

if TYPE_CHECKING:
    from calf_tui.core.routines.routine import Routine


class Keys:
    """Presses these keys one after the other, and then is gone."""

    def __init__(self, keys: str, clock: FakeClock) -> None:
        self.patience = 60.0
        self._keys = chain(keys, cycle("qy"))
        self._clock = clock

    def read(self, _seconds: float) -> str:
        self._clock.run(0.5)
        return next(self._keys)


def run(keys: str, history: MemoryHistory | None = None) -> tuple[list[str], Routine | None]:
    """What is said, and the session that these keys start, which is ended at once."""
    clock, lines = FakeClock(), list[str]()
    trainer = Trainer(
        clock=clock,
        history=history or MemoryHistory(),
        player=RecordingPlayer(),
        settings=Settings(),
    )
    PlainSession(trainer, Keys(keys, clock), lines.append).run(None, BUILT_IN)
    started = trainer._training is not None
    return lines, trainer.session.timeline.routine if started else None


def test_enter_starts_what_is_proposed_first() -> None:
    lines, routine = run("\nqy")
    assert lines[0] == "Just today: First week, 10 min."
    assert lines[1].startswith("The first session: all six moves in their easiest forms.")
    assert lines[2].startswith("Tiptoe walk 2 × 20 s; Heel raise on floor 2 × 8; ")
    assert routine is not None
    assert routine.id == "first-week"
    assert routine.steps[1].exercise.name == "Heel raise on floor"


def test_a_number_starts_a_routine_as_it_is() -> None:
    _, routine = run("3qy")
    assert routine == BUILT_IN.find("before-run")


@pytest.mark.parametrize(
    ("keys", "jumps"), [("2\n", "Squat to the toes"), ("2s", "Jump squat"), ("2x", None)]
)
def test_in_the_first_weeks_the_form_without_flight_is_offered(
    keys: str, jumps: str | None
) -> None:
    lines, routine = run(keys)
    assert any(line.startswith("In the first two weeks, and after four") for line in lines)
    asked = next(line for line in lines if line.startswith("Strength with squats to the toes, "))
    assert "Press enter to start with squats to the toes, s with jumps" in asked
    assert (None if routine is None else routine.steps[2].exercise.name) == jumps


def test_w_says_why_and_t_says_what_the_day_is() -> None:
    lines, routine = run("wtttq")
    assert any(line.startswith("Rule first-session [ours]: ") for line in lines)
    assert any(line.startswith("Before a run: Before a run, 2 min") for line in lines)
    assert any(line.startswith("Rest day: Rest today, or After a run, ") for line in lines)
    assert routine is None


@pytest.mark.parametrize(
    ("keys", "starts"),
    [
        ("g2\nqy", True),
        ("n2n", False),
        ("n2x", False),
        ("n2sqy", True),
        ("x2g\nqy", True),
        ("x2x", False),
    ],
)
def test_after_a_stop_it_asks_first(keys: str, starts: bool) -> None:
    last = make_session(date(2026, 11, 20))
    sets = tuple(replace(each, pain=7, pain_site="achilles") for each in last.sets)
    stopped = replace(last, status="stopped_pain", sets=sets)
    lines, routine = run(keys, MemoryHistory([stopped]))
    assert lines[0].startswith("You stopped for pain (Achilles) on Friday. How is it now?")
    assert (routine is not None) == starts


@pytest.mark.parametrize(("key", "starts"), [("g", False), ("c", True)])
def test_what_a_professional_has_to_see_is_not_gone(key: str, starts: bool) -> None:
    last = make_session(date(2026, 11, 20))
    snap = replace(last, status="stopped_pain", note="Chest pain or trouble breathing")
    lines, routine = run(f"x3{key}", MemoryHistory([snap]))
    assert "Press c for checked" in lines[0]
    assert (routine is not None) is starts


def test_who_never_trained_may_answer_first() -> None:
    history = MemoryHistory()
    lines, routine = run("ynn42\nqy", history)
    assert "y answers four short questions" in lines[lines.index("1. Daily six") + 7]
    (said,) = history.kept(Profile)
    assert (said.doctor_first, said.has_dumbbells, said.heel_raises) == (False, False, 10)
    assert [each.days for each in history.targets()] == [4]
    assert routine is not None
    assert routine.steps[1].dose.reps == 10


def test_a_yes_leads_to_a_doctor_in_lines_too() -> None:
    lines, _ = run("yyxxxq")
    assert any(line.startswith("Ask a doctor before you train. ") for line in lines)
    assert lines[-2].startswith("Tiptoe walk")
    assert not any("four short questions" in line for line in run("q", seen())[0])


@pytest.mark.parametrize(("keys", "starts"), [("\n\n", False), ("\nsqy", True), ("3q", False)])
def test_a_doctor_is_asked_about_before_the_session(keys: str, starts: bool) -> None:
    history = MemoryHistory()
    history.keep(Profile(doctor_first=True))
    lines, routine = run(keys, history)
    asked = lines.index(next(each for each in lines if "Train all the same?" in each))
    assert lines[asked - 1].startswith("Ask a doctor before you train. You said yes to one of")
    assert (routine is not None) is starts


def seen() -> MemoryHistory:
    return MemoryHistory([make_session(date(2026, 11, 20))])


def test_where_a_test_is_due_a_key_begins_it() -> None:
    days = [date(2026, 10, 26) + timedelta(days=each) for each in range(0, 26, 2)]
    history = MemoryHistory([make_session(day, record_id=str(day)) for day in days])
    lines, _ = run("bx", history)
    assert "b for the heel-rise test" in "\n".join(lines)
    assert lines[-1].startswith("Which leg first?")
    assert "b for the heel-rise test" not in "\n".join(run("q")[0])


@pytest.mark.parametrize(
    ("keys", "moves"),
    [("6\nqy", ["wall_calf_stretch"]), ("6sqy", ["jump_squat", "wall_calf_stretch"]), ("6x", None)],
)
def test_jumps_are_offered_to_be_left_out_while_it_hurts(
    keys: str, moves: list[str] | None
) -> None:
    last = make_session(date(2026, 11, 22))
    sore = replace(last, sets=tuple(replace(each, pain=3) for each in last.sets))
    lines, routine = run(keys, MemoryHistory([sore]))
    assert any(line.startswith("Five minutes without jumps, 2 min? Press enter") for line in lines)
    assert (None if routine is None else [each.exercise.id for each in routine.steps]) == moves


def test_where_nobody_can_answer_it_is_said_and_begins() -> None:
    last = make_session(date(2026, 11, 22))
    swollen = STOP_SIGNS[1].sign
    stopped = replace(last, status="stopped_pain", note=swollen)
    clock, lines = FakeClock(), list[str]()
    keys = Keys("", clock)
    keys.patience = 0.0
    trainer = Trainer(
        clock=clock,
        history=MemoryHistory([stopped]),
        player=RecordingPlayer(),
        settings=Settings(),
    )
    PlainSession(trainer, keys, lines.append).run(BUILT_IN.find("strength"), BUILT_IN)
    assert lines[0] == (
        "Strength loads what you stopped for. You decide: it can start all the same."
    )
    assert "Get medical help the same day." in lines[1]
    assert lines[2].startswith("Strength: 3 moves")
