"""Which figure a session shows at an instant, and in which posture."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import floor
from typing import TYPE_CHECKING

from calf_tui.core.figures.figure import Figure, Motion, key_pose, pose_at
from calf_tui.core.figures.skeleton import Joints, joints_of
from calf_tui.core.session.repetition import repetition_at

if TYPE_CHECKING:
    from collections.abc import Callable

    from calf_tui.core.figures.skeleton import Pose
    from calf_tui.core.routines.exercise import Tempo
    from calf_tui.core.routines.routine import Step
    from calf_tui.core.session.state import Session

HANDS = ("near_hand", "far_hand")
_LATE = 1e-6
"""Seconds by which an instant may be early through rounding."""


@dataclass(frozen=True, slots=True)
class FigureView:
    """A figure at an instant.

    `joints` is right form. `wrong` is the common mistake, where it is to be seen beside it.
    `is_mirrored`: the runner looks to the left, so that the left leg is the near one.
    """

    figure: Figure
    joints: Joints
    wrong: Joints | None = None
    is_mirrored: bool = False


def figure_view(
    session: Session,
    now: float,
    find: Callable[[str], Figure | None],
    *,
    mistake: bool = False,
    still: bool = False,
) -> FigureView | None:
    """What to show of a session at `now`; None where the move has no figure.

    `find` gives the figure of a move by its id. In a set the figure moves with the tempo; before
    one it stands ready for the move that comes, or shows it where the mistake is asked for. With
    `still` it stands in the posture that stands for the present part. The leg trained is near.
    """
    phase = session.phase
    exercise = phase.step.exercise
    figure = find(exercise.id)
    if figure is None:
        return None
    figure = figure_of_step(figure, phase.step)
    tempo = phase.step.tempo or exercise.default_tempo
    # Whole pictures, so that nothing is worked out between two of them.
    elapsed = floor(session.elapsed(now) * figure.rate + _LATE) / figure.rate
    alone = {} if phase.side == "both" else figure.one_leg

    def joints(motion: Motion) -> Joints:
        pose = _still(motion, elapsed, tempo) if still else pose_at(motion, elapsed, tempo)
        return joints_of({**pose, **alone})

    wrong = joints(figure.mistake.motion) if mistake and figure.mistake else None
    if phase.is_set or wrong:
        right: Joints = joints(figure.motion)
    else:
        right = joints_of({**figure.ready, **alone})
    return FigureView(figure, right, wrong, is_mirrored=phase.side == "left")


def figure_of_step(figure: Figure, step: Step) -> Figure:
    """With nothing in its hands where the step is meant without the load of its move."""
    if not (step.unloaded and step.exercise.load_kit):
        return figure
    things = tuple(each for each in figure.things if each.on not in HANDS)
    return replace(figure, things=things)


def figure_of_move(figure: Figure, step: Step) -> FigureView:
    """A figure by itself, in the posture that tells most of its move."""
    figure = figure_of_step(figure, step)
    return FigureView(figure, joints_of(key_pose(figure.motion, None)))


def _still(motion: Motion, elapsed: float, tempo: Tempo) -> Pose:
    return key_pose(motion, None if motion.period else repetition_at(tempo, elapsed).part)
