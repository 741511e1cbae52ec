"""The skeleton of the figures: fixed lengths, posed by joint angles and contact points.

Lengths are centimetres, x forward and y up from the floor; angles are degrees. The figure looks
towards larger x. The limbs on the side of the viewer are called near, the others far.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import cos, dist, hypot, radians, sin, sqrt
from typing import Literal, NamedTuple

Point = tuple[float, float]
Pose = Mapping[str, tuple[float, ...]]
"""A pose: values by the names of `CHANNELS`.

The root is `hip`, a point, or `stand`, which places the hip over the near foot. A limb is given
either by a contact (`near_foot`, `far_hand`, ...), from which the bend of knee or elbow follows, or
by its angles (`near_leg`, `far_arm`, ...). A far limb that is not given follows the near one.
"""
Joints = Mapping[str, Point]
"""The position of every joint by its name."""

THIGH, SHANK, UPPER_ARM, FOREARM = 42.0, 42.0, 29.0, 30.0
LOWER_TRUNK, UPPER_TRUNK, NECK = 24.0, 26.0, 23.0
"""A runner of 173 cm. The foot is a little longer than in reality, because most moves are about it.
The trunk has two parts from hip to shoulder; the neck ends in the middle of the head."""
HEEL_TO_BALL, TOES = 20.0, 8.0
ANKLE_FROM_BALL, ANKLE_HEIGHT = 15.0, 7.0
SOLE = 2.5
"""The distance from the middle of the foot to the floor under it."""
ROUNDING = 0.05
"""Centimetres by which a contact may be out of reach through rounding."""


class Channel(NamedTuple):
    """One part of a pose: the names of its values.

    If there is a `default`, the values at the end may be left out: they are that number, or the
    value before them.
    """

    values: tuple[str, ...]
    default: float | Literal["as before"] | None = None


_FOOT = Channel(("x", "y", "heel_up", "toes_down"), default=0.0)
_LEG = Channel(("thigh_forward", "knee_bend", "heel_up", "toes_down"), default="as before")
_HAND = Channel(("x", "y"))
_ARM = Channel(("upper_arm_forward", "elbow_bend"))
CHANNELS: dict[str, Channel] = {
    "hip": Channel(("x", "y")),
    "stand": Channel(("lean_forward", "knee_bend")),
    "trunk": Channel(("lower_forward", "upper_forward"), default="as before"),
    "head": Channel(("forward",)),
    "near_foot": _FOOT,
    "near_leg": _LEG,
    "near_hand": _HAND,
    "near_arm": _ARM,
    "far_foot": _FOOT,
    "far_leg": _LEG,
    "far_hand": _HAND,
    "far_arm": _ARM,
    "prop": Channel(("x", "y")),
}
"""The x and y of a foot are where its ball touches. Trunk and head are measured from upright, thigh
and upper arm from hanging down. `prop` is a point for a thing that moves, such as a roller. If both
are given, angles override a contact, and `hip` overrides `stand`."""
JOINTS = (
    *("hip", "waist", "shoulder", "head", "prop"),
    *(
        f"{side}_{joint}"
        for side in ("near", "far")
        for joint in ("knee", "ankle", "heel", "ball", "toe", "elbow", "hand")
    ),
)


def joints_of(pose: Pose) -> dict[str, Point]:
    """Returns the positions of the joints in this pose."""
    joints = dict[str, Point]()
    hip = joints["hip"] = _hip(pose)
    lower, upper = pose["trunk"]
    waist = joints["waist"] = _moved(hip, lower, LOWER_TRUNK)
    shoulder = joints["shoulder"] = _moved(waist, upper, UPPER_TRUNK)
    joints["head"] = _moved(shoulder, pose["head"][0] if "head" in pose else upper, NECK)
    for side in ("near", "far"):
        if f"{side}_leg" in pose:
            _hanging_leg(joints, side, pose[f"{side}_leg"])
        elif f"{side}_foot" in pose:
            _standing_leg(joints, side, pose[f"{side}_foot"])
        else:
            _repeat(joints, "knee", "ankle", "heel", "ball", "toe")
        if f"{side}_arm" in pose:
            forward, bend = pose[f"{side}_arm"]
            elbow = joints[f"{side}_elbow"] = _moved(shoulder, 180 - forward, UPPER_ARM)
            joints[f"{side}_hand"] = _moved(elbow, 180 - forward - bend, FOREARM)
        elif f"{side}_hand" in pose:
            x, y = pose[f"{side}_hand"]
            joints[f"{side}_elbow"] = _between(shoulder, (x, y), UPPER_ARM, FOREARM, -1)
            joints[f"{side}_hand"] = (x, y)
        else:
            _repeat(joints, "elbow", "hand")
    if "prop" in pose:
        x, y = pose["prop"]
        joints["prop"] = (x, y)
    return joints


def out_of_reach(pose: Pose) -> Iterator[tuple[str, float]]:
    """Yields the contacts that a limb cannot reach, with the centimetres that are missing."""
    joints = joints_of(pose)
    for side in ("near", "far"):
        for start, end, length, contact, angles in (
            ("hip", "ankle", THIGH + SHANK, "foot", "leg"),
            ("shoulder", "hand", UPPER_ARM + FOREARM, "hand", "arm"),
        ):
            if f"{side}_{contact}" in pose and f"{side}_{angles}" not in pose:
                missing = dist(joints[start], joints[f"{side}_{end}"]) - length
                if missing > ROUNDING:
                    yield f"{side}_{contact}", missing


def _hip(pose: Pose) -> Point:
    if "hip" in pose:
        x, y = pose["hip"]
        return x, y
    lean, bend = pose["stand"]
    reach = sqrt(THIGH**2 + SHANK**2 + 2 * THIGH * SHANK * cos(radians(bend)))
    return _moved(_standing_foot({}, "near", pose["near_foot"]), lean, reach)


def _standing_leg(joints: dict[str, Point], side: str, foot: tuple[float, ...]) -> None:
    """Adds a leg that is given by its contact."""
    ankle = _standing_foot(joints, side, foot)
    joints[f"{side}_knee"] = _between(joints["hip"], ankle, THIGH, SHANK, 1)


def _hanging_leg(joints: dict[str, Point], side: str, leg: tuple[float, ...]) -> None:
    """Adds a leg that is given by its angles."""
    forward, bend, heel_up, toes_down = leg
    knee = joints[f"{side}_knee"] = _moved(joints["hip"], 180 - forward, THIGH)
    x, y = _moved(knee, 180 - forward + bend, SHANK)
    from_ball = _foot({}, side, (0.0, 0.0), heel_up, toes_down)
    _foot(joints, side, (x - from_ball[0], y - from_ball[1]), heel_up, toes_down)


def _standing_foot(joints: dict[str, Point], side: str, foot: tuple[float, ...]) -> Point:
    """Adds a foot whose ball touches the ground; returns its ankle."""
    x, y, heel_up, toes_down = foot
    return _foot(joints, side, (x, y + SOLE), heel_up, toes_down)


def _foot(
    joints: dict[str, Point], side: str, ball: Point, heel_up: float, toes_down: float
) -> Point:
    """Adds a foot; returns its ankle."""
    turn, curl = radians(heel_up), radians(toes_down)
    x, y = ball
    ankle = (
        x - ANKLE_FROM_BALL * cos(turn) + ANKLE_HEIGHT * sin(turn),
        y + ANKLE_FROM_BALL * sin(turn) + ANKLE_HEIGHT * cos(turn),
    )
    joints[f"{side}_ankle"] = ankle
    joints[f"{side}_heel"] = (x - HEEL_TO_BALL * cos(turn), y + HEEL_TO_BALL * sin(turn))
    joints[f"{side}_ball"] = ball
    joints[f"{side}_toe"] = (x + TOES * cos(curl), y - TOES * sin(curl))
    return ankle


def _repeat(joints: dict[str, Point], *names: str) -> None:
    """Puts the far joints where the near ones are."""
    for name in names:
        joints[f"far_{name}"] = joints[f"near_{name}"]


def _moved(start: Point, forward: float, length: float) -> Point:
    """Returns the point `length` away, in a direction that leans `forward` degrees from upright."""
    turn = radians(forward)
    return start[0] + length * sin(turn), start[1] + length * cos(turn)


def _between(start: Point, end: Point, first: float, second: float, bulge: int) -> Point:
    """Returns the joint between two bones of the lengths `first` and `second`, from start to end.

    `bulge` is 1 for a joint to the left of the line from start to end, -1 for one to the right. If
    the end is out of reach, the joint is on the line.
    """
    x, y = end[0] - start[0], end[1] - start[1]
    distance = hypot(x, y)
    if distance == 0:
        return start[0] + first, start[1]
    along = (first * first - second * second + distance * distance) / (2 * distance)
    along = max(-first, min(first, along))
    aside = bulge * sqrt(first * first - along * along)
    return (
        start[0] + (x * along - y * aside) / distance,
        start[1] + (y * along + x * aside) / distance,
    )
