"""Makes figures from tables that are known to be valid."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from calf_tui.core.figures.figure import Figure, KeyFrame, Mistake, Motion, Prop, Viewport
from calf_tui.core.figures.skeleton import CHANNELS, Channel, Pose

if TYPE_CHECKING:
    from calf_tui.toml_files.toml_line_numbers import Table

UPRIGHT: Pose = {"trunk": (0.0, 0.0)}
THIN = 0.6
"""The default radius: half of a line's thickness, in centimetres."""


def figure_of(document: Table) -> Figure:
    """Returns the figure that a document describes."""
    base = {**UPRIGHT, **pose_of(document.get("base", {}))}
    motion = _motion(document, base, document.get("period"))
    mistake = document.get("mistake")
    optional: dict[str, Any] = {}
    if "trained" in document:
        optional["trained"] = tuple(document["trained"])
    if "rate" in document:
        optional["rate"] = float(document["rate"])
    if "close_up" in document:
        optional["close_up"] = _view(document["close_up"])
    return Figure(
        view=_view(document["view"]),
        ready={**base, **pose_of(document["ready"])}
        if "ready" in document
        else motion.frames[0].pose,
        motion=motion,
        mistake=mistake and _mistake(mistake, base, document.get("period")),
        one_leg=pose_of(document.get("one_leg", {})),
        with_load=pose_of(document.get("with_load", {})),
        things=tuple(_thing(each) for each in document.get("thing", ())),
        **optional,
    )


def pose_of(table: Table) -> Pose:
    """Returns the pose in a table, which may have other keys too."""
    return {
        name: _filled(channel, [float(value) for value in table[name]])
        for name, channel in CHANNELS.items()
        if name in table
    }


def _filled(channel: Channel, values: list[float]) -> tuple[float, ...]:
    """Returns the values with the one that may be left out."""
    if len(values) < len(channel.values) and channel.default is not None:
        values.append(values[-1] if channel.default == "as before" else channel.default)
    return tuple(values)


def _motion(table: Table, base: Pose, period: float | None) -> Motion:
    """Returns the motion of a document or of its mistake; a frame overrides the base."""
    names = {"ease": "easing", "key": "is_key", "part": "part"}
    frames = tuple(
        KeyFrame(
            pose={**base, **pose_of(each)},
            at=float(each.get("at", 1)),
            **{name: each[key] for key, name in names.items() if key in each},
        )
        for each in table["motion"]
    )
    return Motion(frames, None if period is None else float(period))


def _mistake(table: Table, base: Pose, period: float | None) -> Mistake:
    base = {**base, **pose_of(table.get("base", {}))}
    return Mistake(table["text"], _motion(table, base, period))


def _view(edges: list[float]) -> Viewport:
    return Viewport(*(float(edge) for edge in edges))


def _thing(table: Table) -> Prop:
    points: list[list[float]] = table["points"]
    return Prop(
        points=tuple((float(x), float(y)) for x, y in points),
        radius=float(table.get("radius", THIN)),
        on=table.get("on", ""),
    )
