"""The figures that ship: whole, anatomically sound, and true to how each move is done."""

from __future__ import annotations

from itertools import pairwise
from math import acos, degrees, dist
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from calf_tui.core.figures import skeleton
from calf_tui.core.figures.figure import Motion, key_pose, pose_at
from calf_tui.core.figures.skeleton import joints_of, out_of_reach
from calf_tui.core.routines import exercise_forms
from calf_tui.core.routines.exercise_forms import in_form
from calf_tui.core.routines.progression_ladder import LADDERS
from calf_tui.core.routines.routine import PARTS, Exercise, TempoPreset
from calf_tui.toml_files.figure_schema import parse_figure
from calf_tui.toml_files.figures import FigureFolders
from calf_tui.toml_files.routine_schema import parse_moves

if TYPE_CHECKING:
    from collections.abc import Iterator

    from calf_tui.core.figures.skeleton import Joints, Pose

ASSETS = Path(__file__).parents[2] / "assets"
MOVES = parse_moves((ASSETS / "routines" / "exercises.toml").read_text("utf-8"), "exercises.toml")
FORMS = {
    figure: in_form(MOVES[move], words)._replace(
        tempos=tuple(
            TempoPreset(form, step.tempo)
            for step in LADDERS[move].steps
            if step.level.form == form and step.tempo
        )
        or MOVES[move].tempos
    )
    for (move, form), words in exercise_forms.FORMS.items()
    for figure in words.figures
    if figure not in MOVES
}
"""The forms with a figure of their own, by its name, at their tempo."""
SHOWN = {**MOVES, **FORMS}
"""What each figure shows, by its name."""
FIGURES = {
    path.stem: parse_figure(path.read_text("utf-8"), path.name)
    for path in sorted((ASSETS / "figures").glob("*.toml"))
}
BOX = 22
"""The height of the box on which the heels are raised, in centimetres."""
TOUCHING = 1.0

every_figure = pytest.mark.parametrize("name", FIGURES)


def test_every_move_has_a_figure_with_a_mistake_and_no_figure_is_of_no_move() -> None:
    assert set(FIGURES) == set(SHOWN)
    assert all(figure.mistake for figure in FIGURES.values())


@every_figure
def test_the_quick_way_reads_the_same_as_the_one_that_checks(name: str) -> None:
    found = FigureFolders(ASSETS / "figures", Path("/nowhere")).find(name)

    assert found == FIGURES[name]


def seconds_of(move: Exercise, motion: Motion) -> float:
    return motion.period or move.default_tempo.seconds


def motion_of(name: str) -> Iterator[Joints]:
    """A whole repetition or loop of right form, twenty pictures a second."""
    motion, move = FIGURES[name].motion, SHOWN[name]
    for step in range(round(seconds_of(move, motion) * 20) + 1):
        yield joints_of(pose_at(motion, step / 20, move.default_tempo))


def all_poses(name: str) -> Iterator[Pose]:
    figure, move = FIGURES[name], SHOWN[name]
    assert figure.mistake is not None
    yield figure.ready
    for motion in (figure.motion, figure.mistake.motion):
        for step in range(round(seconds_of(move, motion) * 20) + 1):
            pose = pose_at(motion, step / 20, move.default_tempo)
            yield pose
            yield {**pose, **figure.one_leg}
            yield {**pose, **figure.with_load, **figure.one_leg}


@every_figure
def test_nothing_leaves_the_view_sinks_into_the_floor_or_is_out_of_reach(name: str) -> None:
    view = FIGURES[name].view
    for pose in all_poses(name):
        assert not list(out_of_reach(pose))
        for joint, (x, y) in joints_of(pose).items():
            room = 10 if joint == "head" else 1.5
            assert view.left + room <= x <= view.right - room, joint
            assert view.bottom + 1 <= y <= view.top - room, joint


@every_figure
def test_joints_bend_no_further_than_those_of_a_runner(name: str) -> None:
    for pose in all_poses(name):
        joints = joints_of(pose)
        for side in ("near", "far"):
            assert 0 <= bend(joints, "hip", f"{side}_knee", f"{side}_ankle") <= 150
            ankle = 180 - bend(joints, f"{side}_knee", f"{side}_ankle", f"{side}_ball")
            assert 60 <= ankle <= 175, (side, ankle)
            assert bend(joints, "shoulder", f"{side}_elbow", f"{side}_hand") <= 150
        assert bend(joints, "hip", "waist", "shoulder") <= 55


def bend(joints: Joints, first: str, middle: str, last: str) -> float:
    """By how much the way from joint to joint turns, in degrees."""
    (x, y), (a, b), (c, d) = joints[first], joints[middle], joints[last]
    along = (a - x) * (c - a) + (b - y) * (d - b)
    lengths = dist((x, y), (a, b)) * dist((a, b), (c, d))
    return degrees(acos(max(-1, min(1, along / lengths))))


@every_figure
def test_no_motion_jumps(name: str) -> None:
    for before, after in pairwise(motion_of(name)):
        for joint in before:
            moved = max(abs(before[joint][n] - after[joint][n]) for n in (0, 1))
            assert moved < 30, joint


@pytest.mark.parametrize(
    ("name", "planted"),
    [
        ("heel_raise_box", ["near_ball", "far_ball"]),
        ("heel_raise_floor", ["near_ball", "far_ball", "near_toe"]),
        ("squat_to_toes", ["near_ball", "far_ball", "near_toe"]),
        ("downward_dog", ["near_ball", "near_hand"]),
        ("wall_calf_stretch", ["near_ball", "near_heel", "far_ball", "far_heel", "near_hand"]),
        ("bent_knee_stretch", ["near_ball", "near_heel", "far_ball", "far_heel", "near_hand"]),
        ("foam_roll_calf", ["near_hand", "far_ball", "far_heel"]),
    ],
)
def test_what_is_planted_stays_where_it_is(name: str, planted: list[str]) -> None:
    first, *others = motion_of(name)
    for joints in others:
        for joint in planted:
            assert joints[joint] == pytest.approx(first[joint], abs=0.01), joint


def test_the_heel_is_high_at_the_top_and_below_the_edge_at_the_bottom() -> None:
    motion = FIGURES["heel_raise_box"].motion
    heels = {part: joints_of(key_pose(motion, part))["near_heel"][1] for part in PARTS}

    assert heels["up"] == heels["top"] > BOX + 15
    assert heels["down"] == heels["bottom"] < BOX - 5


def test_on_the_floor_the_heel_comes_down_to_it_and_there_is_no_box() -> None:
    figure = FIGURES["heel_raise_floor"]
    feet = [joints_of(key_pose(figure.motion, part)) for part in PARTS]
    above = [joints["near_heel"][1] - joints["near_ball"][1] for joints in feet]
    assert above == pytest.approx([above[0], above[0], 0, 0])
    assert above[0] > 10
    fixed = (thing for thing in figure.things if not thing.on)
    assert not any(0 < y <= BOX for thing in fixed for _, y in thing.points if y > 1)


def test_the_body_stays_straight_while_the_heel_rises() -> None:
    for joints in motion_of("heel_raise_box"):
        assert bend(joints, "hip", "near_knee", "near_ankle") < 2
        assert abs(joints["shoulder"][0] - joints["hip"][0]) < 3


def test_the_walker_keeps_the_heels_up_and_one_foot_on_the_floor() -> None:
    for joints in motion_of("tiptoe_walk"):
        balls = [joints[f"{side}_ball"][1] - skeleton.SOLE for side in ("near", "far")]
        assert min(balls) < TOUCHING
        for side in ("near", "far"):
            assert joints[f"{side}_heel"][1] > joints[f"{side}_ball"][1] + 8


def test_the_walker_is_carried_back_evenly_by_the_foot_that_stands() -> None:
    steps = [
        before["near_ball"][0] - after["near_ball"][0]
        for before, after in pairwise(motion_of("tiptoe_walk"))
        if before["near_ball"][1] == after["near_ball"][1] == skeleton.SOLE
    ]
    assert len(steps) > 10
    assert max(steps) - min(steps) < 0.5


def test_the_mistake_of_the_walker_is_a_sunken_heel() -> None:
    mistake = FIGURES["tiptoe_walk"].mistake
    assert mistake is not None
    heels = [
        joints_of(frame.pose)["near_heel"][1] - skeleton.SOLE
        for frame in mistake.motion.frames
        if frame.pose["near_foot"][1] == 0
    ]
    assert min(heels) < 2


def test_the_jumper_flies_and_lands_back_in_the_squat() -> None:
    tempo = MOVES["jump_squat"].default_tempo
    motion = FIGURES["jump_squat"].motion
    soles = [joints["near_toe"][1] - skeleton.SOLE for joints in motion_of("jump_squat")]
    in_air = [step / 20 for step, sole in enumerate(soles) if sole > TOUCHING]

    assert max(soles) > 18
    assert min(in_air) >= 0.3
    assert max(in_air) <= tempo.up
    still = joints_of(pose_at(motion, tempo.up + tempo.down, tempo))
    assert bend(still, "hip", "near_knee", "near_ankle") > 80
    assert joints_of(pose_at(motion, 0, tempo)) == pytest.approx(still)


def test_the_back_heel_stays_down_and_the_body_is_one_line_in_the_wall_stretch() -> None:
    for joints in motion_of("wall_calf_stretch"):
        assert joints["near_heel"][1] == pytest.approx(joints["near_ball"][1])
        assert bend(joints, "hip", "near_knee", "near_ankle") < 3
        assert bend(joints, "near_ankle", "hip", "shoulder") < 8
        assert bend(joints, "shoulder", "near_elbow", "near_hand") < 35
        assert bend(joints, "hip", "far_knee", "far_ankle") > 25


def test_the_back_knee_is_soft_and_its_heel_down_in_the_bent_knee_stretch() -> None:
    for joints in motion_of("bent_knee_stretch"):
        assert joints["near_heel"][1] == pytest.approx(joints["near_ball"][1])
        assert 30 < bend(joints, "hip", "near_knee", "near_ankle") < 60
        assert joints["near_knee"][0] > joints["near_ball"][0]
        assert bend(joints, "near_ankle", "near_knee", "hip") > 30


def test_the_dog_is_a_triangle_with_a_straight_back_and_straight_legs() -> None:
    motion = FIGURES["downward_dog"].motion
    joints = joints_of(key_pose(motion, None))

    assert joints["hip"][1] > 75
    assert bend(joints, "near_ankle", "hip", "shoulder") > 90
    assert bend(joints, "hip", "waist", "shoulder") < 5
    assert bend(joints, "hip", "near_knee", "near_ankle") < 15
    assert joints["near_heel"][1] == joints["near_ball"][1]


def test_the_roller_is_under_the_calf_and_rolls_half_as_far_as_the_body() -> None:
    pictures = list(motion_of("foam_roll_calf"))
    for joints in pictures:
        assert joints["near_knee"][0] + 5 < joints["prop"][0] < joints["near_ankle"][0] - 5
        assert joints["hip"][1] > 12
    first = pictures[0]
    for joints in pictures:
        moved = joints["hip"][0] - first["hip"][0]
        assert joints["prop"][0] - first["prop"][0] == pytest.approx(moved / 2, abs=0.1)


@every_figure
def test_the_mistake_can_be_told_from_right_form(name: str) -> None:
    figure = FIGURES[name]
    assert figure.mistake is not None
    assert figure.mistake.motion != figure.motion
    assert len(figure.mistake.text) <= 60
