"""Makes the README's pictures and its recording: `python -m tests.screenshots`."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from calf_tui.ui.theme import DARK, LIGHT
from tests.svg_film import Film, frame_of, svg_of
from tests.ui.support import example_histories, scenes

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from textual.pilot import Pilot
    from textual.theme import Theme

    from tests.ui.conftest import World
    from tests.ui.support.scenes import Scene

FOLDER = Path(__file__).parent.parent / "assets" / "screenshots"
SIZE = (100, 30)
THEMES = {"dark": DARK, "light": LIGHT}
PICTURES: dict[str, tuple[Callable[[], World], Scene]] = {
    "home": (scenes.autumn, scenes.routines),
    "paced": (scenes.autumn, scenes.live),
    "rest": (scenes.autumn, scenes.rest),
    "summary": (scenes.autumn, scenes.summary),
    "week": (example_histories.a_demo, scenes.weeks),
    "trend": (example_histories.a_demo, scenes.trend),
}
FRAME = 0.25
"""Seconds from one frame of the recording to the next."""
FRAMES = 80
ANSWERS = {64: "6", 71: "0"}
"""What is typed in the recording, by the frame: effort and pain."""


async def pictures_of(
    world: World, frames: Callable[..., AsyncIterator[None]], theme: Theme
) -> Film:
    """Returns what the app shows at each frame."""
    async with world.app(theme=theme.name).run_test(size=SIZE) as pilot:
        drawn = [frame_of(world.running.export_screenshot()) async for _ in frames(world, pilot)]
    return Film(SIZE[0], drawn[0][0], tuple(rows for _, rows in drawn), len(drawn) * FRAME)


def one(scene: Scene) -> Callable[..., AsyncIterator[None]]:
    """Returns the only frame of a picture that stands still."""

    async def frames(world: World, pilot: Pilot[object]) -> AsyncIterator[None]:
        await scene(world, pilot)
        yield

    return frames


async def session(world: World, pilot: Pilot[object]) -> AsyncIterator[None]:
    """The last repetitions of a heel raise, and the rest in which effort and pain are asked."""
    await scenes.last_repetitions(world, pilot)
    for frame in range(FRAMES):
        if answer := ANSWERS.get(frame):
            await pilot.press(answer)
        world.run(FRAME, step=FRAME)
        await pilot.pause()
        yield


def main() -> None:
    """Writes every picture, dark and light."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    wanted = {name: (world, one(scene)) for name, (world, scene) in PICTURES.items()}
    wanted["session"] = (scenes.autumn, session)
    for name, (world, frames) in wanted.items():
        for shade, theme in THEMES.items():
            film = asyncio.run(pictures_of(world(), frames, theme))
            (FOLDER / f"{name}-{shade}.svg").write_text(svg_of(film), encoding="utf-8")


if __name__ == "__main__":
    main()
