"""The moving figure of a move: its postures in time, and the things around the runner."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import cos, pi
from typing import TYPE_CHECKING, Literal, get_args

from calf_tui.core.figures.skeleton import Point, Pose
from calf_tui.core.routines.exercise import PARTS, Part, Tempo

if TYPE_CHECKING:
    from collections.abc import Iterator

Easing = Literal["even", "smooth", "rise", "fall"]
"""How a posture is reached from the one before: at one speed; starting and ending gently; slowing
down, as what flies up does; or speeding up, as what falls does."""
EASINGS: tuple[Easing, ...] = get_args(Easing)
MOST_PICTURES = 5
"""A second: more could hardly be told apart in cells, and each costs [ours]."""


@dataclass(frozen=True, slots=True)
class KeyFrame:
    """A posture at an instant: a fraction of the `part` of a repetition, or seconds of a loop.

    `is_key` marks the posture that stands for its part, or for the loop, where nothing moves.
    """

    pose: Pose
    at: float
    part: Part | None = None
    easing: Easing = "smooth"
    is_key: bool = False


@dataclass(frozen=True, slots=True)
class Motion:
    """Postures in order of time, over and over.

    `period` is the length of a loop in seconds; None where the parts of a repetition lead.
    """

    frames: tuple[KeyFrame, ...]
    period: float | None = None


@dataclass(frozen=True, slots=True)
class Prop:
    """Something around the runner: a line through points, or a disc around one.

    Centimetres. `radius` is the disc's, or half the line's thickness. `on` names the joint whose
    motion it follows, the points then counted from there; empty for what stays where it is.
    """

    points: tuple[Point, ...]
    radius: float
    on: str = ""


@dataclass(frozen=True, slots=True)
class Mistake:
    """What often goes wrong, in a sentence, and how it looks."""

    text: str
    motion: Motion


@dataclass(frozen=True, slots=True)
class Viewport:
    """The part of the world that is shown, in centimetres."""

    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class Figure:
    """How a move looks.

    `ready` is the posture to take up before it. `trained` names the parts of the near leg that do
    the work ("shank", "thigh", "foot"). `one_leg` is what differs in every posture where one side
    is trained by itself. `rate` is how many pictures a second the motion needs, `MOST_PICTURES` at
    most. `close_up` is what to show of it where there is too little room for the whole.
    """

    view: Viewport
    ready: Pose
    motion: Motion
    mistake: Mistake | None = None
    one_leg: Pose = field(default_factory=dict)
    things: tuple[Prop, ...] = ()
    trained: tuple[str, ...] = ("shank",)
    rate: float = MOST_PICTURES
    close_up: Viewport | None = None


def pose_at(motion: Motion, elapsed: float, tempo: Tempo) -> Pose:
    """The posture so many seconds after the motion began.

    `tempo` is the repetition's, for a motion that goes by its parts.
    """
    period = motion.period or tempo.seconds
    into = elapsed % period
    timed = list(_timed(motion, tempo))
    instants = [instant for instant, _ in timed]
    count = len(timed)
    place = next((n for n in range(count) if instants[n] > into), count)
    before, after = (place - 1) % count, place % count
    start = instants[before] - (period if place == 0 else 0.0)
    end = instants[after] + (period if place == count else 0.0)
    fraction = 1.0 if end == start else (into - start) / (end - start)
    frame = timed[after][1]
    return _blended(timed[before][1].pose, frame.pose, _eased(frame.easing, fraction))


def key_pose(motion: Motion, part: Part | None) -> Pose:
    """The posture that stands for a part of a repetition, or for the whole where part is None.

    It is the last one, of those that are marked as such where some are.
    """
    frames = [frame for frame in motion.frames if frame.part == part] or list(motion.frames)
    marked = [frame for frame in frames if frame.is_key]
    return (marked or frames)[-1].pose


def _timed(motion: Motion, tempo: Tempo) -> Iterator[tuple[float, KeyFrame]]:
    """The frames with the seconds at which they are reached."""
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
