"""The figure that a session shows at an instant, in its pose."""

from __future__ import annotations

from math import floor
from typing import TYPE_CHECKING

from calf_tui.core.figures.figure import Figure, Motion, key_pose, pose_at
from calf_tui.core.figures.skeleton import Joints, Pose, joints_of
from calf_tui.core.frozen_dataclass import dataclass
from calf_tui.core.routines.exercise_forms import figure_name
from calf_tui.core.routines.routine import PARTS, Step
from calf_tui.core.session.timeline import repetition_at

if TYPE_CHECKING:
    from collections.abc import Callable

    from calf_tui.core.session.state import Session

WAYPOINTS = 3
"""The positions that are shown of a loop without a key [ours]."""
_LATE = 1e-6
"""Seconds by which rounding may make an instant too early."""


@dataclass(frozen=True, slots=True)
class FigureView:
    """A figure at an instant.

    `joints` shows the right form, `wrong` the common mistake if it is shown beside it.
    If `is_mirrored`, the runner looks to the left, so that the left leg is the near one. If
    `is_empty_handed`, what the figure would hold in its hands is left out.
    """

    figure: Figure
    joints: Joints
    wrong: Joints | None = None
    is_mirrored: bool = False
    is_empty_handed: bool = False


def figure_view(
    session: Session,
    now: float,
    find: Callable[[str], Figure | None],
    *,
    mistake: bool = False,
    still: bool = False,
) -> FigureView | None:
    """Returns the figure of a session at `now`; None if the move has no figure.

    `find` returns a figure by its name, as `figure_name` gives it. In a set the
    figure moves with the tempo. Before a set it stands ready for the next move; with `mistake` it
    shows that move and its mistake. With `still` it stands in the key pose of the present part. The
    trained leg is the near one.
    """
    phase = session.phase
    exercise = phase.step.exercise
    figure = find(figure_name(exercise, phase.set))
    if figure is None:
        return None
    tempo = phase.step.tempo or exercise.default_tempo
    elapsed = _of_picture(figure, session.elapsed(now))
    form = _of_form(figure, phase.step)

    def joints(motion: Motion) -> Joints:
        part = None if motion.period or not still else repetition_at(tempo, elapsed).part
        pose = key_pose(motion, part) if still else pose_at(motion, elapsed, tempo)
        return joints_of({**pose, **form})

    wrong = joints(figure.mistake.motion) if mistake and figure.mistake else None
    if phase.is_set or wrong:
        right: Joints = joints(figure.motion)
    else:
        right = joints_of({**figure.ready, **form})
    is_left, is_empty = phase.side == "left", is_empty_handed(phase.step)
    return FigureView(figure, right, wrong, is_mirrored=is_left, is_empty_handed=is_empty)


def _of_picture(figure: Figure, elapsed: float) -> float:
    """Returns the second of the last whole picture: between two of them nothing is computed."""
    return floor(elapsed * figure.rate + _LATE) / figure.rate


def is_empty_handed(step: Step) -> bool:
    """Returns whether a step is done without what its figure holds in its hands.

    A move that needs equipment for its load has one even where its weight is not known.
    """
    return not (step.load_kg or (step.exercise.load_kit and not step.unloaded))


def _of_form(figure: Figure, step: Step) -> Pose:
    """Returns the values that replace those of every pose in the form that the step has."""
    with_load = figure.with_load if step.load_kg else {}
    return {**with_load, **(figure.one_leg if step.sides == "each" else {})}


def figure_of_move(figure: Figure, step: Step, elapsed: float = 0.0) -> FigureView:
    """Returns a step's figure `elapsed` seconds after it began to move; at 0 in its key pose."""
    if elapsed <= 0:
        pose = key_pose(figure.motion, None)
    else:
        tempo = step.tempo or step.exercise.default_tempo
        pose = pose_at(figure.motion, _of_picture(figure, elapsed), tempo)
    joints = joints_of({**pose, **_of_form(figure, step)})
    return FigureView(figure, joints, is_empty_handed=is_empty_handed(step))


@dataclass(frozen=True, slots=True)
class KeyPosition:
    """A position of a move, with its name; `is_mistake` if it shows the common mistake."""

    name: str
    joints: Joints
    is_mistake: bool = False


def key_positions(figure: Figure, step: Step) -> tuple[KeyPosition, ...]:
    """Returns the positions of a move in order; equal ones in a row are one with both names."""
    form = _of_form(figure, step)
    named = [("Ready", figure.ready), *_named_poses(figure.motion, step)]
    merged: list[tuple[str, Pose]] = []
    for name, pose in named:
        if merged and merged[-1][1] == pose:
            merged[-1] = (f"{merged[-1][0]}, {name.lower()}", pose)
        else:
            merged.append((name, pose))
    found = [KeyPosition(name, joints_of({**pose, **form})) for name, pose in merged]
    if figure.mistake is not None:
        wrong = joints_of({**key_pose(figure.mistake.motion, None), **form})
        found.append(KeyPosition(figure.mistake.text, wrong, is_mistake=True))
    return tuple(found)


def _named_poses(motion: Motion, step: Step) -> list[tuple[str, Pose]]:
    """Returns the poses of the parts of a repetition; of a loop its key, or three on the way."""
    if not motion.period:
        words, parts = step.exercise.words, {frame.part for frame in motion.frames}
        return [(getattr(words, part), key_pose(motion, part)) for part in PARTS if part in parts]
    frames = [each for each in motion.frames if each.is_key]
    if frames:
        return [("Hold", frames[-1].pose)]
    third = max(1, len(motion.frames) // WAYPOINTS)
    return [
        (f"Step {number}", frame.pose)
        for number, frame in enumerate(motion.frames[::third][:WAYPOINTS], start=1)
    ]
