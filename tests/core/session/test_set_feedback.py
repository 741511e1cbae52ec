"""Answers and loads: kept with their set, never moving the time, all taken back by undo."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calf_tui.core.coach.pain_monitoring import advice_after_set, break_after, pain_advice
from calf_tui.core.routines.routine import Dose, Exercise, Routine, Step
from calf_tui.core.session import engine, set_feedback
from calf_tui.core.session.pain_scale import is_too_much
from calf_tui.core.session.state import PAIN_LEGS, PAIN_SITES, Answer, Command, Session
from calf_tui.core.session.timeline import build
from calf_tui.core.text import formatting
from tests.core.session.strategies import commands, routines, waits

WALK = Exercise("walk", "Tiptoe walk", hands=2)
SQUAT = Exercise("squat", "Jump squat")
ROUTINE = Routine(
    "r",
    "R",
    (
        Step(WALK, 3, Dose(seconds=20), rest=10, load_kg=16),
        Step(SQUAT, 2, Dose(seconds=20), rest=10, sides="each"),
    ),
)
"""Ready 0-5, walk 5-25, rest 25-35, walk 35-55, rest 55-65, walk 65-85, change 85-95,
left 95-115, switch 115-120, right 120-140, rest 140-150, left 150-170, switch, right 175-195.
"""


def session_at(seconds: float, session: Session | None = None) -> Session:
    session = session or engine.start(build(ROUTINE), 0.0)
    now = session.seen
    while now < seconds:
        now = min(seconds, now + 4)
        session, _ = engine.advance(session, now)
    return session


def loads(session: Session) -> list[float]:
    return [phase.step.load_kg for phase in session.timeline.sets]


@pytest.mark.parametrize(("seconds", "is_asked"), [(11, False), (15, True), (16, True)])
def test_nothing_is_asked_after_a_session_in_which_no_set_was_finished(
    seconds: int, is_asked: bool
) -> None:
    short, _ = engine.apply_command(session_at(seconds), Command.END, seconds)
    assert [each.outcome for each in short.results] == ["short"]
    assert (set_feedback.asked_about(short) is not None) is is_asked
    done, _ = engine.apply_command(session_at(45), Command.END, 45)
    assert set_feedback.asked_about(done) is not None


def test_a_walk_without_load_that_is_given_one_is_no_longer_without() -> None:
    step = Step(Exercise("walk", "Walk", hands=2, load_kit=("2 dumbbells",)), 1, Dose(seconds=20))
    routine = Routine("r", "R", (replace(step, unloaded=True),))
    session = set_feedback.more_load(2)(engine.start(build(routine), 0.0))
    assert formatting.load(session.phase.step) == "1 kg in each hand"


def test_an_answer_belongs_to_the_set_that_ended_last() -> None:
    session = set_feedback.effort(7)(session_at(30))
    assert session.answers == (Answer(1, rpe=7),)
    session = set_feedback.pain(3)(session_at(60, session))
    assert session.answers == (Answer(1, rpe=7), Answer(3, pain=3))


@pytest.mark.parametrize("seconds", [0, 4, 6, 40, 100])
def test_before_the_first_set_and_during_a_set_nothing_is_asked(seconds: float) -> None:
    session = session_at(seconds)
    assert set_feedback.asked_about(session) is None
    assert set_feedback.effort(7)(session) is session


def test_between_the_sides_the_first_side_is_asked_about() -> None:
    session = session_at(117)
    phase = set_feedback.asked_about(session)
    assert phase is not None
    assert session.timeline.phases[phase].side == "left"


def test_a_skipped_set_is_not_asked_about() -> None:
    session, _ = engine.apply_command(session_at(8), Command.SKIP, 8)
    assert set_feedback.asked_about(session) is None


def test_after_the_end_the_last_set_can_be_answered() -> None:
    session = session_at(200)
    assert session.is_over
    session = set_feedback.pain(2)(session)
    assert session.answers == (Answer(len(session.timeline.phases) - 1, pain=2),)


def test_no_pain_is_nowhere() -> None:
    session = set_feedback.pain_site("heel")(set_feedback.pain(4)(session_at(30)))
    assert session.answer(1) == Answer(1, pain=4, site="heel")
    assert set_feedback.pain(0)(session).answer(1) == Answer(1, pain=0)


def test_undo_takes_an_answer_back_and_the_time_runs_on() -> None:
    session = set_feedback.pain(4)(set_feedback.effort(7)(session_at(28)))
    session, events = engine.apply_command(session, Command.UNDO, 31)
    assert events == ()
    assert session.answer(1) == Answer(1, rpe=7)
    assert session.elapsed(31) == pytest.approx(6)
    session, _ = engine.apply_command(session, Command.UNDO, 31)
    assert session.answers == ()
    assert session.result(1) is not None


def test_a_set_done_again_has_nothing_said_of_it() -> None:
    session = set_feedback.effort(7)(session_at(26))
    session, _ = engine.apply_command(session, Command.BACK, 26)
    assert session.phase.is_set
    assert session.answer(1) == Answer(1, rpe=7)
    session, _ = engine.apply_command(session, Command.NEXT, 30)
    assert session.answers == ()


def test_more_load_holds_from_the_next_set_of_the_move_on() -> None:
    session = set_feedback.more_load(2)(session_at(30))
    assert loads(session) == [16, 18, 18, 0, 0, 0, 0]
    session = set_feedback.more_load(-4)(session_at(40, session))
    assert loads(session) == [16, 18, 14, 0, 0, 0, 0]  # the second is in the runner's hands
    session, _ = engine.apply_command(session, Command.UNDO, 40)
    assert loads(session) == [16, 18, 18, 0, 0, 0, 0]


def test_in_the_last_set_of_a_move_there_is_nothing_to_load() -> None:
    session = session_at(70)
    assert not set_feedback.can_be_loaded(session)
    assert set_feedback.more_load(2)(session) is session


def test_both_sides_of_a_set_have_one_load() -> None:
    routine = Routine("r", "R", (Step(WALK, 2, Dose(seconds=20), rest=10, sides="each"),))
    session = set_feedback.more_load(2)(session_at(10, engine.start(build(routine), 0.0)))
    assert loads(session) == [0, 0, 2, 2]


@pytest.mark.parametrize(("seconds", "phase"), [(7.5, 1), (5.2, 1), (30, 1), (40, 3)])
def test_the_place_of_a_stop_for_pain_is_that_of_the_set_it_ended(
    seconds: float, phase: int
) -> None:
    stopped, _ = engine.apply_command(session_at(seconds), Command.STOP, seconds)
    assert set_feedback.asked_about(stopped) == phase
    placed = set_feedback.pain_leg("left")(set_feedback.pain_site("achilles")(stopped))
    assert placed.answer(phase) == Answer(phase, site="achilles", leg="left")
    assert set_feedback.pain(0)(placed).answer(phase) == Answer(phase, None, 0, "achilles", "left")


def break_at(seconds: float, change: set_feedback.SessionChange) -> Session:
    """The session after an answer at so many seconds."""
    session = session_at(seconds)
    return break_after(session, change(session), seconds)[0]


@pytest.mark.parametrize(("pain", "left"), [(0, 4), (1, 10), (5, 10)])
def test_a_short_break_leaves_time_to_say_where_it_hurts(pain: int, left: float) -> None:
    assert break_at(31, set_feedback.pain(pain)).remaining(31) == left
    assert break_at(25, set_feedback.pain(pain)).remaining(25) == 10


def test_the_time_to_answer_is_given_only_as_long_as_there_is_a_question() -> None:
    session = set_feedback.pain(3)(session_at(31))
    placed = set_feedback.pain_site("calf")(session)
    assert break_after(session, placed, 31)[0].remaining(31) == 10  # which leg?
    known = set_feedback.pain_leg("left")(placed)
    assert break_after(placed, known, 31)[0].remaining(31) == 4
    assert break_after(known, set_feedback.more_load(2)(known), 31)[0].remaining(31) == 4
    one_sided = set_feedback.pain(3)(session_at(116))
    assert one_sided.phase.kind == "switch"
    answered = set_feedback.pain_site("calf")(one_sided)
    assert break_after(one_sided, answered, 116)[0].remaining(116) == 4


def test_undo_of_an_answer_does_not_cut_the_break_short() -> None:
    session = session_at(31)
    session, _ = break_after(session, set_feedback.pain(3)(session), 31)
    session, _ = engine.advance(session, 35)
    session, _ = engine.advance(session, 36)
    session, _ = engine.apply_command(session, Command.UNDO, 36)
    assert (session.phase.kind, session.answers) == ("rest", ())


def test_with_too_much_pain_nothing_goes_on_by_itself() -> None:
    session = break_at(31, set_feedback.pain(6))
    assert session.is_paused
    session, _ = engine.advance(session, 100)
    assert session.phase.kind == "rest"
    going, _ = engine.apply_command(session, Command.PAUSE, 100)
    worse, _ = break_after(going, set_feedback.pain(8)(going), 100)
    assert not worse.is_paused  # the runner has decided
    over = session_at(200)
    assert break_after(over, set_feedback.pain(9)(over), 200)[1] == ()


def test_a_load_stays_within_bounds_and_a_move_without_one_has_none() -> None:
    assert loads(set_feedback.more_load(-100)(session_at(0)))[:3] == [0, 0, 0]
    assert loads(set_feedback.more_load(1000)(session_at(0)))[:3] == [500, 500, 500]
    session = session_at(90)
    assert not set_feedback.can_be_loaded(session)
    assert set_feedback.more_load(2)(session) is session


def test_leaving_a_move_skips_what_is_left_of_it() -> None:
    session, _ = engine.apply_command(session_at(30), Command.LEAVE_MOVE, 30)
    assert [each.outcome for each in session.results] == ["done", "skipped", "skipped"]
    assert session.phase.kind == "change"
    session, _ = engine.apply_command(session, Command.UNDO, 31)
    assert [each.outcome for each in session.results] == ["done"]
    assert session.phase.kind == "rest"


def test_leaving_a_move_keeps_the_set_under_way_as_far_as_it_came() -> None:
    session, _ = engine.apply_command(session_at(45), Command.LEAVE_MOVE, 45)
    assert [each.outcome for each in session.results] == ["done", "short", "skipped"]
    assert session.results[1].done == Dose(seconds=10)


def test_leaving_the_last_move_ends_the_session() -> None:
    session, _ = engine.apply_command(session_at(100), Command.LEAVE_MOVE, 100)
    assert session.status == "partial"
    assert [each.outcome for each in session.results][3:] == ["short"] + ["skipped"] * 3


changes = st.one_of(
    st.integers(1, 10).map(set_feedback.effort),
    st.integers(0, 10).map(set_feedback.pain),
    st.sampled_from(PAIN_SITES).map(set_feedback.pain_site),
    st.sampled_from(PAIN_LEGS).map(set_feedback.pain_leg),
    st.sampled_from([-2.0, 2.0]).map(set_feedback.more_load),
)


@given(routines(), st.lists(st.tuples(waits, st.none() | commands, changes), max_size=40))
def test_no_change_moves_the_time_or_loses_a_set(
    routine: Routine, moments: list[tuple[float, Command | None, set_feedback.SessionChange]]
) -> None:
    session, now = engine.start(build(routine), 0.0), 0.0
    for wait, command, change in moments:
        now += wait
        session, _ = engine.advance(session, now)
        if command is not None:
            session, _ = engine.apply_command(session, command, now)
        changed = change(session)
        timeless = replace(
            changed, answers=session.answers, timeline=session.timeline, undo=session.undo
        )
        assert timeless == session
        assert [each.seconds for each in changed.timeline.phases] == [
            each.seconds for each in session.timeline.phases
        ]
        for answer in changed.answers:
            assert changed.timeline.phases[answer.phase].is_set
            assert answer.site is None or answer.pain or session.status == "stopped_pain"
            assert answer.leg is None or answer.site
            said = Answer.of(answer.phase, answer.rpe, answer.pain, answer.place)
            assert said == replace(answer, leg=None if answer.leg == "both" else answer.leg)
        if changed is not session and not session.is_over:
            assert engine.apply_command(changed, Command.UNDO, now)[0] == session
        session = changed


@pytest.mark.parametrize(
    ("pain", "advice"),
    [(None, ""), (0, ""), (2, ""), (3, "Carry on, no more load, no jumps."), (5, "Carry on")],
)
def test_up_to_five_training_goes_on(pain: int | None, advice: str) -> None:
    assert pain_advice(pain).startswith(advice)
    assert bool(pain_advice(pain)) == bool(advice)
    assert not is_too_much(pain)


def test_it_can_be_said_where_it_hurts_and_on_which_side() -> None:
    assert PAIN_SITES == ("calf", "achilles", "heel", "shin", "knee", "other")
    assert PAIN_LEGS == ("left", "right", "both")


def test_a_stop_is_never_inferred_however_much_it_hurts() -> None:
    session = session_at(26)
    while not session.is_over:
        session = set_feedback.pain(10)(set_feedback.effort(10)(session))
        session = session_at(session.seen + 10, session)
    assert session.status == "completed"


@pytest.mark.parametrize("pain", [6, 10])
def test_above_five_the_move_ends(pain: int) -> None:
    assert "end this move" in pain_advice(pain)
    assert is_too_much(pain)


JUMPS = Exercise("jump_squat", "Jump squat", repetition="landing")
WALK_THEN_JUMPS = Routine(
    "j",
    "J",
    (
        Step(WALK, 1, Dose(seconds=20), rest=10),
        Step(JUMPS, 1, Dose(reps=5), rest=10),
    ),
)


@pytest.mark.parametrize(
    ("seconds", "pain", "advice"),
    [
        (30, 6, "end this move here"),
        (90, 6, "next time one step easier. Now skip what hurts, or end here."),
        (90, 4, "Carry on"),
        (300, 6, "next time one step easier"),
        (300, 4, "Next time no more load, no jumps."),
        (300, 2, ""),
    ],
)
def test_the_advice_is_one_that_can_still_be_followed(
    seconds: float, pain: int, advice: str
) -> None:
    session = set_feedback.pain(pain)(session_at(seconds))
    assert advice in advice_after_set(session)
    assert bool(advice_after_set(session)) == bool(advice)


def test_too_much_pain_before_jumps_asks_to_leave_them_out() -> None:
    session = session_at(27, engine.start(build(WALK_THEN_JUMPS), 0.0))
    assert advice_after_set(set_feedback.pain(6)(session)) == "Too much pain: leave the jumps out."


@pytest.mark.parametrize(
    ("pain", "advice"),
    [
        (2, ""),
        (3, "Carry on, no more load: x leaves the jumps out."),
        (6, "Too much pain: x leaves the jumps out."),
    ],
)
def test_the_advice_before_jumps_names_the_key_that_leaves_them_out(pain: int, advice: str) -> None:
    session = engine.start(build(WALK_THEN_JUMPS), 0.0)
    assert advice_after_set(set_feedback.pain(pain)(session_at(27, session)), "x") == advice
