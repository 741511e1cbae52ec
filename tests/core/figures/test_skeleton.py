from __future__ import annotations

from math import dist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calf_tui.core.figures import skeleton
from calf_tui.core.figures.skeleton import JOINTS, Pose, joints_of, out_of_reach

angles = st.floats(-170, 170)
bends = st.floats(0, 150)
places = st.tuples(st.floats(-300, 300), st.floats(0, 200))
feet = st.tuples(st.floats(-300, 300), st.floats(0, 50), st.floats(-90, 90), st.floats(-90, 90))
legs = st.tuples(angles, bends, angles, angles)
arms = st.tuples(angles, bends)
postures = st.fixed_dictionaries(
    {"hip": places, "trunk": st.tuples(angles, angles), "head": st.tuples(angles)},
    optional={
        **{f"{side}_foot": feet for side in ("near", "far")},
        **{f"{side}_hand": places for side in ("near", "far")},
    },
).flatmap(
    lambda posture: st.fixed_dictionaries(
        {key: st.just(value) for key, value in posture.items()}
        | ({} if "near_foot" in posture else {"near_leg": legs})
        | ({} if "near_hand" in posture else {"near_arm": arms})
    )
)
STANDING: Pose = {
    "stand": (0.0, 0.0),
    "trunk": (0.0, 0.0),
    "near_foot": (0.0, 0.0, 0.0, 0.0),
    "near_arm": (0.0, 0.0),
}
BONES = [
    ("hip", "waist", skeleton.LOWER_TRUNK),
    ("waist", "shoulder", skeleton.UPPER_TRUNK),
    ("shoulder", "head", skeleton.NECK),
    *((f"{side}_heel", f"{side}_ball", skeleton.HEEL_TO_BALL) for side in ("near", "far")),
    *((f"{side}_ball", f"{side}_toe", skeleton.TOES) for side in ("near", "far")),
    *(("hip", f"{side}_knee", skeleton.THIGH) for side in ("near", "far")),
    *(("shoulder", f"{side}_elbow", skeleton.UPPER_ARM) for side in ("near", "far")),
]
ENDS = [
    *(
        (f"{side}_knee", f"{side}_ankle", skeleton.SHANK, f"{side}_foot")
        for side in ("near", "far")
    ),
    *(
        (f"{side}_elbow", f"{side}_hand", skeleton.FOREARM, f"{side}_hand")
        for side in ("near", "far")
    ),
]


@given(postures)
def test_bones_keep_their_length_in_every_posture(pose: Pose) -> None:
    joints = joints_of(pose)
    strained = {name for name, _ in out_of_reach(pose)}
    if "near_foot" in strained and "far_foot" not in pose:
        strained.add("far_foot")
    if "near_hand" in strained and "far_hand" not in pose:
        strained.add("far_hand")

    for start, end, length in BONES:
        assert dist(joints[start], joints[end]) == pytest.approx(length, abs=1e-6)
    for start, end, length, contact in ENDS:
        if contact not in strained:
            between = dist(joints[start], joints[end])
            nearest = dist(joints["hip" if "knee" in start else "shoulder"], joints[end])
            if nearest > 1:  # an arm cannot be folded quite flat, its halves differ by a centimetre
                assert between == pytest.approx(length, abs=skeleton.ROUNDING + 1e-6)


@given(postures)
def test_a_contact_is_where_it_was_put(pose: Pose) -> None:
    joints = joints_of(pose)

    for side in ("near", "far"):
        if f"{side}_foot" in pose:
            x, y, *_ = pose[f"{side}_foot"]
            assert joints[f"{side}_ball"] == (x, y + skeleton.SOLE)
        if f"{side}_hand" in pose:
            assert joints[f"{side}_hand"] == pose[f"{side}_hand"]


def test_a_runner_stands_upright_on_one_spot() -> None:
    joints = joints_of(STANDING)

    straight = [joints[name] for name in ("near_ankle", "near_knee", "hip", "shoulder", "head")]
    assert {round(x, 6) for x, _ in straight} == {-skeleton.ANKLE_FROM_BALL}
    heights = [y for _, y in straight]
    assert heights == sorted(heights)
    assert 160 < joints["head"][1] < 175
    assert joints["near_hand"][1] < joints["hip"][1]
    assert joints["near_heel"][1] == joints["near_ball"][1] == skeleton.SOLE


def test_the_heel_goes_up_and_down_about_the_ball() -> None:
    heights = [
        joints_of({**STANDING, "near_foot": (0.0, 20.0, heel_up, 0.0)})["near_heel"][1]
        for heel_up in (-20.0, 0.0, 50.0)
    ]

    assert heights[0] < 20 < heights[1] < heights[2]


@pytest.mark.parametrize(
    ("change", "joint", "side"),
    [
        ({"stand": (0.0, 60.0)}, "near_knee", 1),
        ({"near_hand": (-10.0, 100.0), "near_arm": None}, "near_elbow", -1),
    ],
)
def test_knees_bend_forward_and_elbows_backward(
    change: dict[str, tuple[float, ...] | None], joint: str, side: int
) -> None:
    pose = {name: value for name, value in {**STANDING, **change}.items() if value is not None}
    joints = joints_of(pose)

    assert (joints[joint][0] - joints["hip"][0]) * side > 5


def test_a_limb_that_is_not_given_goes_with_the_near_one() -> None:
    joints = joints_of(STANDING)

    for name in ("knee", "ankle", "heel", "ball", "toe", "elbow", "hand"):
        assert joints[f"far_{name}"] == joints[f"near_{name}"]
    assert set(joints) == set(JOINTS) - {"prop"}


def test_what_a_limb_is_too_short_for_is_told_in_centimetres() -> None:
    pose = {**STANDING, "far_foot": (40.0, 0.0, 0.0, 0.0)}
    pose = {**pose, "far_hand": (200.0, 140.0)}

    missing = dict(out_of_reach(pose))

    assert missing["far_foot"] == pytest.approx(9, abs=1)
    assert missing["far_hand"] > 100
