"""The animated figure of an exercise: key frames, props, and the pose at an instant."""

from __future__ import annotations

from dataclasses import field
from math import cos, pi
from typing import TYPE_CHECKING, Literal, get_args

from calf_tui.core.figures.skeleton import Point, Pose
from calf_tui.core.frozen_dataclass import dataclass
from calf_tui.core.routines.routine import PARTS, Part, Tempo

if TYPE_CHECKING:
    from collections.abc import Iterator

Easing = Literal["even", "smooth", "rise", "fall"]
"""The speed from one pose to the next: constant; slow at both ends; slowing down, like a body
that flies up; speeding up, like a body that falls."""
EASINGS: tuple[Easing, ...] = get_args(Easing)
MOST_PICTURES = 5
"""The most pictures a second: more are hardly visible in terminal cells, and each costs [ours]."""


@dataclass(frozen=True, slots=True)
class KeyFrame:
    """A pose at an instant.

    `at` is a fraction (0-1) of the `part` of a repetition or, without a `part`, seconds in a loop.
    `is_key` marks the pose that is shown for its part, or for the loop, while nothing moves.
    """

    pose: Pose
    at: float
    part: Part | None = None
    easing: Easing = "smooth"
    is_key: bool = False


@dataclass(frozen=True, slots=True)
class Motion:
    """Key frames in order of time, which repeat.

    `period` is the length of a loop in seconds; None if the frames follow a repetition's parts.
    """

    frames: tuple[KeyFrame, ...]
    period: float | None = None


@dataclass(frozen=True, slots=True)
class Prop:
    """A thing near the runner: a line through points, or a disc around one point.

    All values are centimetres. `radius` is that of the disc, or half the thickness of the line.
    `on` is the joint with which the prop moves, and the points count from that joint; if `on` is
    empty, the prop does not move.
    """

    points: tuple[Point, ...]
    radius: float
    on: str = ""


@dataclass(frozen=True, slots=True)
class Mistake:
    """A common mistake: a sentence about it, and the motion that shows it."""

    text: str
    motion: Motion


@dataclass(frozen=True, slots=True)
class Viewport:
    """The visible rectangle, in centimetres."""

    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class Figure:
    """The drawing of an exercise.

    `ready` is the pose before the first set. `trained` names the parts of the near leg that do the
    work ("shank", "thigh", "foot"). `one_leg` holds the values that replace those of every pose if
    one side is trained alone, `with_load` those if the move is done with a load. `rate` is how many
    pictures a second the motion needs, up to `MOST_PICTURES`. `close_up` is the part to show if
    there is too little space for all of it.
    """

    view: Viewport
    ready: Pose
    motion: Motion
    mistake: Mistake | None = None
    one_leg: Pose = field(default_factory=dict)
    with_load: Pose = field(default_factory=dict)
    things: tuple[Prop, ...] = ()
    trained: tuple[str, ...] = ("shank",)
    rate: float = MOST_PICTURES
    close_up: Viewport | None = None


def pose_at(motion: Motion, elapsed: float, tempo: Tempo) -> Pose:
    """Returns the pose `elapsed` seconds after the motion began.

    `tempo` sets the times of a motion that follows the parts of a repetition.
    """
    period = motion.period or tempo.seconds
    into = elapsed % period
    timed = list(_timed(motion, tempo))
    instants = [instant for instant, _ in timed]
    count = len(timed)
    index = next((n for n in range(count) if instants[n] > into), count)
    before, after = (index - 1) % count, index % count
    start = instants[before] - (period if index == 0 else 0.0)
    end = instants[after] + (period if index == count else 0.0)
    fraction = 1.0 if end == start else (into - start) / (end - start)
    frame = timed[after][1]
    return _blended(timed[before][1].pose, frame.pose, _eased(frame.easing, fraction))


def key_pose(motion: Motion, part: Part | None) -> Pose:
    """Returns the pose that is shown for a part of a repetition, or for all of it (None).

    It is the last frame marked as a key, or the last one if none is marked.
    """
    frames = [frame for frame in motion.frames if frame.part == part] or list(motion.frames)
    marked = [frame for frame in frames if frame.is_key]
    return (marked or frames)[-1].pose


def _timed(motion: Motion, tempo: Tempo) -> Iterator[tuple[float, KeyFrame]]:
    """Yields the frames, each with the second at which it is reached."""
    starts: dict[Part, float] = {}
    passed = 0.0
    for part in PARTS:
        starts[part] = passed
        passed += getattr(tempo, part)
    for frame in motion.frames:
        if frame.part is None:
            yield frame.at, frame
        else:
            yield starts[frame.part] + frame.at * getattr(tempo, frame.part), frame


def _eased(easing: Easing, fraction: float) -> float:
    if easing == "smooth":
        return (1 - cos(pi * fraction)) / 2
    if easing == "rise":
        return 1 - (1 - fraction) ** 2
    if easing == "fall":
        return fraction**2
    return fraction


def _blended(before: Pose, after: Pose, fraction: float) -> Pose:
    return {
        name: tuple(a + (b - a) * fraction for a, b in zip(values, after[name], strict=True))
        for name, values in before.items()
    }
