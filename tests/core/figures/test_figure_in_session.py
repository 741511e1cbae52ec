from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calf_tui.core.figures.figure import Figure, KeyFrame, Mistake, Motion, Viewport
from calf_tui.core.figures.figure_in_session import FigureView, figure_view
from calf_tui.core.figures.skeleton import Joints, joints_of
from calf_tui.core.routines.routine import Dose, Exercise, Routine, Sides, Step, Tempo, TempoPreset
from calf_tui.core.session import engine
from calf_tui.core.session.state import Command, Session
from calf_tui.core.session.timeline import build

TEMPO = Tempo(1, 1, 10, 1)
MOVE = Exercise("heel_raise", "Heel raise", tempos=(TempoPreset("article", TEMPO),))
BASE = {"stand": (0.0, 0.0), "trunk": (0.0, 0.0), "near_arm": (0.0, 0.0)}


def foot(heel_up: float) -> dict[str, tuple[float, ...]]:
    return {**BASE, "near_foot": (0.0, 20.0, heel_up, 0.0)}


def raising(top: float, bottom: float) -> Motion:
    return Motion(
        (
            KeyFrame(foot(top), 1, "up", "even"),
            KeyFrame(foot(top), 1, "top", "even"),
            KeyFrame(foot(bottom), 1, "down", "even"),
            KeyFrame(foot(bottom), 1, "bottom", "even"),
        )
    )


FIGURE = Figure(
    view=Viewport(-50, 0, 50, 200),
    ready=foot(0),
    motion=raising(50, -20),
    mistake=Mistake("Only half the way", raising(20, 0)),
    one_leg={"far_leg": (0.0, 90.0, 60.0, 60.0)},
)
BREATHING = replace(FIGURE, motion=Motion((KeyFrame(foot(0), 0), KeyFrame(foot(10), 2)), 4))


THREE = Dose(reps=3)


def session_of(sides: Sides = "both", dose: Dose = THREE, tempo: Tempo | None = TEMPO) -> Session:
    step = Step(MOVE, 2, dose, tempo, sides, rest=20)
    return engine.start(build(Routine("r", "R", (step,), get_ready=5)), 0.0)


def at(session: Session, seconds: float) -> Session:
    return engine.advance(session, seconds)[0]


def view_at(session: Session, seconds: float, figure: Figure = FIGURE, **asked: bool) -> FigureView:
    # Looked at as often as the screen does: who looks too seldom is taken to have slept.
    for instant in range(int(seconds)):
        session = at(session, float(instant))
    session = at(session, seconds)
    view = figure_view(session, seconds, {MOVE.id: figure}.get, **asked)
    assert view is not None
    return view


def heel(joints: Joints | None) -> float:
    """How far the heel is above the ball of the foot."""
    assert joints is not None
    return joints["near_heel"][1] - joints["near_ball"][1]


@pytest.mark.parametrize(
    ("seconds", "posture"),
    [(3, 0), (5, -20), (6, 50), (6.9, 50), (17, -20), (17.9, -20), (19, 50)],
)
def test_it_stands_ready_and_then_moves_with_the_tempo(seconds: float, posture: float) -> None:
    expected = joints_of(foot(posture))

    assert heel(view_at(session_of(), seconds).joints) == pytest.approx(heel(expected))


def test_half_way_down_the_heel_is_half_way() -> None:
    heels = [heel(view_at(session_of(), seconds).joints) for seconds in (7, 9, 12, 15, 17)]

    assert heels == sorted(heels, reverse=True)
    assert len(set(heels)) == 5


def test_in_a_rest_the_posture_for_what_comes_next_is_shown() -> None:
    resting = view_at(session_of(), 5 + 3 * 13 + 2)

    assert heel(resting.joints) == 0
    assert resting.wrong is None


def test_the_mistake_moves_with_right_form_also_before_the_set() -> None:
    for seconds in (1.5, 6.5):
        view = view_at(session_of(), seconds, mistake=True)
        assert heel(view.joints) > heel(view.wrong) > 0


def test_nothing_is_shown_beside_a_figure_without_a_mistake() -> None:
    view = view_at(session_of(), 6.5, replace(FIGURE, mistake=None), mistake=True)

    assert view.wrong is None


def test_the_side_trained_is_near_and_the_other_leg_does_what_the_file_says() -> None:
    left = view_at(session_of("each"), 6.5)
    right = view_at(session_of("each"), 5 + 39 + 5 + 1.5)
    both = view_at(session_of(), 6.5)

    assert (left.is_mirrored, right.is_mirrored, both.is_mirrored) == (True, False, False)
    assert left.joints == right.joints
    assert left.joints["far_knee"] != left.joints["near_knee"]
    assert both.joints["far_knee"] == both.joints["near_knee"]


def test_a_pause_holds_the_posture() -> None:
    session = at(session_of(), 5)
    session = at(session, 8)
    paused = engine.apply_command(session, Command.PAUSE, 8.0)[0]

    views = [figure_view(paused, now, {MOVE.id: FIGURE}.get) for now in (8.0, 9.0, 60.0)]

    assert views[0] == views[1] == views[2]


@pytest.mark.parametrize(("seconds", "posture"), [(5.2, 50), (8.0, -20), (17.5, -20), (6.5, 50)])
def test_with_reduced_motion_it_stands_where_the_present_part_leads(
    seconds: float, posture: float
) -> None:
    still = view_at(session_of(), seconds, still=True)

    assert still.joints == joints_of(foot(posture))


def test_a_loop_goes_on_by_itself_and_stands_in_its_last_posture() -> None:
    timed = session_of(dose=Dose(seconds=30), tempo=None)

    assert heel(view_at(timed, 7, BREATHING).joints) == heel(joints_of(foot(10)))
    assert heel(view_at(timed, 9, BREATHING).joints) == 0
    still = {heel(view_at(timed, second, BREATHING, still=True).joints) for second in (6, 7, 8)}
    assert still == {heel(joints_of(foot(10)))}


def test_a_set_at_ones_own_pace_shows_the_moves_own_tempo() -> None:
    free = session_of(tempo=None)

    assert heel(view_at(free, 6).joints) == heel(joints_of(foot(50)))


@given(st.floats(5, 40))
def test_between_two_pictures_nothing_changes(seconds: float) -> None:
    step = 1 / FIGURE.rate
    begin = 5 + int((seconds - 5) / step + 1e-9) * step
    session = replace(session_of(), anchor=5.0, index=1, seen=seconds)

    views = [
        figure_view(session, now, {MOVE.id: FIGURE}.get) for now in (begin + step / 100, seconds)
    ]

    assert views[0] == views[1] or seconds - begin < step / 50


def test_a_move_without_a_figure_shows_none() -> None:
    assert figure_view(session_of(), 1.0, lambda _: None) is None
