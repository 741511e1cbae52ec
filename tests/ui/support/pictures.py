"""What is pictured: the sizes, the colours, and what leads to each screen of the app."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from textual.command import CommandList
from textual.widgets import Input

from calf_tui.ui.theme import CONTRAST, DARK, LIGHT, SIXTEEN
from tests.core.coach.plans import PLANS
from tests.full import IS_FULL
from tests.svg_film import Film, frame_of, svg_of
from tests.ui.conftest import World
from tests.ui.support import example_histories, scenes
from tests.ui.support.legibility import picture_of
from tests.ui.support.room import LARGE, bare_quarters, is_excused

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import App
    from textual.pilot import Pilot

    from tests.ui.support.scenes import Scene

SMALL, USUAL = (40, 12), (80, 24)
"""The sizes that the short form looks at, by turns."""
SIZES = (USUAL, SMALL, (60, 16), (120, 40), (160, 45), (200, 60))
THEMES = (LIGHT, CONTRAST, SIXTEEN) if IS_FULL else ()


class SvgExtension(SingleFileSnapshotExtension):
    """Keeps each picture in a file of its own."""

    _file_extension = "svg"
    _write_mode = WriteMode.TEXT


@dataclass
class Album:
    """The pictures of one test; those that differ are put into `folder`.

    In the short form each screen is pictured at one size: at 40x12 with `is_small`, else at 80x24.
    In the full form `bare` gets the quarters of large screens that are nearly empty; `name` is that
    of the test.
    """

    kept: SnapshotAssertion
    folder: Path
    name: str = ""
    is_small: bool = False
    differing: list[str] = field(default_factory=list)
    bare: list[str] = field(default_factory=list)

    def compare(self, app: App[Any], name: str) -> None:
        """Compares what the app shows with the picture of that name."""
        background, rows = frame_of(app.export_screenshot())
        drawing = svg_of(Film(app.size.width, background, (rows,)))
        if self.kept(name=name) != drawing:
            path = self.folder / f"{name}.svg"
            path.write_text(drawing, encoding="utf-8")
            self.differing.append(str(path))

    async def look_at(self, world: World, scene: Scene) -> None:
        """Compares what a scene leads to."""
        async with world.app().run_test(size=USUAL) as pilot:
            await scene(world, pilot)
            await self.look_around(pilot)

    async def look_around(self, pilot: Pilot[Any]) -> None:
        """Compares the screen in each theme at 80x24, then in dark colours at every size.

        The short form has one size and the dark colours alone.
        """
        for theme in THEMES:
            pilot.app.theme = theme.name
            await settle(pilot)
            self.compare(pilot.app, theme.name)
        pilot.app.theme = DARK.name
        for columns, rows in SIZES if IS_FULL else (SMALL if self.is_small else USUAL,):
            if pilot.app.size != (columns, rows):
                await pilot.resize_terminal(columns, rows)
            await settle(pilot)
            self.compare(pilot.app, f"{columns}x{rows}")
            if (columns, rows) in LARGE and not is_excused(self.name):
                self.bare += bare_quarters(pilot.app)


async def settle(pilot: Pilot[Any]) -> None:
    """Waits until the screen stands: words that need other room are laid out once more."""
    before, now = None, picture_of(pilot.app)
    while before != now:
        for _ in range(3):
            await pilot.pause()
        before, now = now, picture_of(pilot.app)


def pressing(*keys: str | float) -> Scene:
    """Returns what presses the keys; a number is so many seconds to let pass."""

    async def press(world: World, pilot: Pilot[object]) -> None:
        await pilot.pause()
        for key in keys:
            if isinstance(key, str):
                await pilot.press(key)
            else:
                world.run(key, step=min(key, 4))
        for _ in range(3):  # the rows of the keys come after the rest
            await pilot.pause()

    return press


async def palette(_world: World, pilot: Pilot[object]) -> None:
    """The palette over the first screen, with a cursor that does not blink."""
    await pilot.pause()
    await pilot.press("ctrl+p")
    shown = pilot.app.screen
    shown.query_one(Input).cursor_blink = False
    while not shown.query_one(CommandList).option_count:
        await pilot.pause(0.01)


def newcomer() -> World:
    return World(asks_newcomers=True)


def with_plans() -> World:
    world = example_histories.a_demo()
    world.plans = dict(PLANS)
    return world


SCREENS: dict[str, tuple[Callable[[], World], Scene]] = {
    "routines": (scenes.autumn, scenes.routines),
    "live": (scenes.autumn, scenes.live),
    "summary": (scenes.autumn, scenes.summary),
    "progress": (scenes.autumn, scenes.progress),
    "welcome": (newcomer, pressing()),
    "first-question": (newcomer, pressing("enter")),
    "second-question": (newcomer, pressing("enter", "enter")),
    "last-question": (newcomer, pressing(*["enter"] * 5)),
    "proposal": (scenes.autumn, scenes.started),
    "proposed-moves": (World, pressing("right", "down")),
    "why": (scenes.autumn, pressing("w")),
    "evidence": (scenes.autumn, pressing("w", "e")),
    "help": (scenes.autumn, pressing("question_mark")),
    "themes": (scenes.autumn, scenes.themes),
    "palette": (scenes.autumn, palette),
    "run": (scenes.autumn, pressing("r")),
    "resume": (scenes.interrupted, scenes.started),
    "morning": (scenes.morning, scenes.started),
    "after-stop": (scenes.stopped, pressing()),
    "test-start": (scenes.autumn, pressing("b")),
    "test-count": (scenes.autumn, pressing("b", "l", "enter", "enter", "enter", 20)),
    "choice-of-plan": (with_plans, pressing("p", "5", "c", "down")),
    "about-you": (with_plans, pressing("p", "5", "y")),
}
"""By name: a world, and what leads to the screen in it."""
