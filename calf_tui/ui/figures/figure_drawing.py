"""Draws a figure with dots: limbs, the trained parts, and props."""

from __future__ import annotations

from math import floor
from typing import TYPE_CHECKING

from calf_tui.ui.figures.braille_canvas import ACROSS, DOWN, BrailleCanvas

if TYPE_CHECKING:
    from calf_tui.core.figures.figure import Figure, Prop, Viewport
    from calf_tui.core.figures.skeleton import Joints, Point

LAYERS = ("around", "far", "body", "trained")
AROUND, FAR, BODY, TRAINED = range(len(LAYERS))
THINNEST = 1.25
"""The least radius of a limb, in dots."""
THINNEST_FAR = 0.8
THINNEST_THING = 0.5
GRID = 2
"""The positions in a dot at which a joint may be."""
HALO = 1.0
"""The empty dots around a near limb that is in front of another."""
SCALE_FOR_ARM_HALO = 0.48
"""The least dots in a centimetre for which the arm is visible in front of the trunk."""

Bone = tuple[str, str, float, float]
"""Two joints, and the radius of the limb at each, in centimetres."""
LEG: dict[str, tuple[Bone, ...]] = {
    "thigh": (("hip", "knee", 10.0, 6.8),),
    "shank": (("knee", "ankle", 6.2, 4.2), ("calf", "calf_end", 6.0, 3.4)),
    "foot": (
        ("ankle", "heel", 4.2, 3.4),
        ("ankle", "ball", 4.2, 2.8),
        ("heel", "ball", 2.8, 2.5),
        ("ball", "toe", 2.5, 2.2),
    ),
}
ARM: tuple[Bone, ...] = (("shoulder", "elbow", 5.4, 4.4), ("elbow", "hand", 4.4, 4.0))
TRUNK: tuple[Bone, ...] = (
    ("hip", "waist", 10.5, 9.0),
    ("waist", "shoulder", 9.0, 9.5),
    ("shoulder", "head", 5.5, 5.0),
    ("head", "head", 10.5, 10.5),
)
CLOSE_UP_BELOW = 0.25
"""With fewer dots in a centimetre, a whole figure cannot be seen from three metres [ours]."""
PROP = "prop"
HANDS = ("near_hand", "far_hand")
CALF_BEHIND, CALF_BEGIN, CALF_END = 2.8, 0.25, 0.62
"""The calf muscle: its centimetres behind the shank, and its ends as fractions of the shank."""


def view_in(figure: Figure, columns: int, rows: int) -> Viewport:
    """Returns the part of a figure to show in this space: all of it, or its close-up."""
    if figure.close_up is None or scale_of(figure.view, columns, rows) >= CLOSE_UP_BELOW:
        return figure.view
    return figure.close_up


def scale_of(view: Viewport, columns: int, rows: int) -> float:
    """Returns the dots in a centimetre if the view fills the cells."""
    return min(columns * ACROSS / (view.right - view.left), rows * DOWN / (view.top - view.bottom))


class Drawing:
    """A figure, as large as it fits, at the bottom centre of its space.

    `joints` are the positions in dots, rounded to a grid: equal ones make equal pictures.
    """

    def __init__(
        self,
        figure: Figure,
        joints: Joints,
        columns: int,
        rows: int,
        *,
        mirrored: bool = False,
        empty_handed: bool = False,
    ) -> None:
        self._figure = figure
        self._empty_handed = empty_handed
        self._size = (columns, rows)
        self._mirrored = mirrored
        self._view = view_in(figure, columns, rows)
        self._scale = scale_of(self._view, columns, rows)
        width = (self._view.right - self._view.left) * self._scale
        self._left = (columns * ACROSS - width) / 2
        self._bottom = float(rows * DOWN)
        self.joints = {name: self._on_grid(self._place(point)) for name, point in joints.items()}
        for side in ("near", "far"):
            self._add_calf(side)

    def paint(self) -> BrailleCanvas:
        """Returns the dots in `LAYERS`."""
        self._dots = BrailleCanvas(*self._size, len(LAYERS))
        self._things(0)
        self._far_limbs()
        self._things(1)
        self._near_limbs()
        self._things(2)
        return self._dots

    def _far_limbs(self) -> None:
        """Draws the far limbs, thinner than the near ones, so that colour is not needed."""
        for bones in (ARM, *LEG.values()):
            self._bones(FAR, bones, "far")

    def _near_limbs(self) -> None:
        """Draws the near leg, the trunk, and the near arm in front of both."""
        for bones in LEG.values():
            self._bones(None, bones, "near")
        for name, bones in LEG.items():
            self._bones(TRAINED if name in self._figure.trained else BODY, bones, "near")
        self._bones(BODY, TRUNK, "near")
        if self._scale >= SCALE_FOR_ARM_HALO:
            self._bones(None, ARM, "near")
        self._bones(BODY, ARM, "near")

    def _place(self, point: Point) -> Point:
        view = self._view
        x = view.right - point[0] if self._mirrored else point[0] - view.left
        return self._left + x * self._scale, self._bottom - (point[1] - view.bottom) * self._scale

    @staticmethod
    def _on_grid(place: Point) -> Point:
        return floor(place[0] * GRID + 0.5) / GRID, floor(place[1] * GRID + 0.5) / GRID

    def _add_calf(self, side: str) -> None:
        (x, y), ankle = self.joints[f"{side}_knee"], self.joints[f"{side}_ankle"]
        down = (ankle[0] - x, ankle[1] - y)
        back = CALF_BEHIND * self._scale / ((down[0] ** 2 + down[1] ** 2) ** 0.5 or 1.0)
        back = -back if self._mirrored else back
        for name, along in (("calf", CALF_BEGIN), ("calf_end", CALF_END)):
            self.joints[f"{side}_{name}"] = (
                x + down[0] * along - down[1] * back,
                y + down[1] * along + down[0] * back,
            )

    def _bones(self, layer: int | None, bones: tuple[Bone, ...], side: str) -> None:
        """Draws limbs in a layer; without a layer it clears the space around them."""
        thinnest, share = (THINNEST_FAR, 0.75) if layer == FAR else (THINNEST, 1.0)
        for start, end, first, second in bones:
            radii = (
                max(thinnest, first * self._scale * share),
                max(thinnest, second * self._scale * share),
            )
            ends = (self._joint(side, start), self._joint(side, end))
            if layer is None:
                self._dots.clear(*ends, (radii[0] + HALO, radii[1] + HALO))
            else:
                self._dots.bone(layer, *ends, radii)

    def _joint(self, side: str, name: str) -> Point:
        return self.joints.get(f"{side}_{name}") or self.joints[name]

    def _things(self, depth: int) -> None:
        """Draws the props behind the runner (0), between the limbs (1), or in front (2)."""
        for thing in self._figure.things:
            if self._empty_handed and thing.on in HANDS:
                continue
            if _depth_of(thing) == depth:
                self._thing(thing)
            elif depth == 1 and thing.on == PROP:
                self._thing(thing, clears=True)

    def _thing(self, thing: Prop, *, clears: bool = False) -> None:
        """Draws a prop, or clears the space around it."""
        origin = self.joints[thing.on] if thing.on else self._place((0.0, 0.0))
        ahead = -self._scale if self._mirrored else self._scale
        points = [(origin[0] + x * ahead, origin[1] - y * self._scale) for x, y in thing.points]
        radius = max(THINNEST_THING, thing.radius * self._scale)
        for start, end in zip(points, points[1:] or points, strict=False):
            if clears:
                self._dots.clear(start, end, (radius + HALO, radius + HALO))
            else:
                self._dots.bone(AROUND, start, end, (radius, radius))


def _depth_of(thing: Prop) -> int:
    if not thing.on:
        return 0
    return 1 if thing.on.startswith("far") else 2
