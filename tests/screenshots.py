"""Makes the README's pictures: `python -m tests.screenshots`."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path
from typing import TYPE_CHECKING

from tests.ui.support import example_histories, scenes

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.ui.conftest import World
    from tests.ui.support.scenes import Scene

FOLDER = Path(__file__).parent.parent / "assets" / "screenshots"
SIZE = (100, 30)
PICTURES: dict[str, tuple[Callable[[], World], Scene]] = {
    "routines": (scenes.autumn, scenes.routines),
    "live": (scenes.autumn, scenes.live),
    "progress": (example_histories.a_demo, scenes.weeks),
}


async def picture_of(world: World, scene: Scene) -> str:
    """Returns a screen as an SVG that loads no other file."""
    async with world.app().run_test(size=SIZE) as pilot:
        await scene(world, pilot)
        drawing = world.running.export_screenshot()
    return re.sub(r"@font-face \{.*?\}\s*", "", drawing, flags=re.DOTALL)


def main() -> None:
    """Writes every picture."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, (world, scene) in PICTURES.items():
        drawing = asyncio.run(picture_of(world(), scene))
        (FOLDER / f"{name}.svg").write_text(drawing, encoding="utf-8")


if __name__ == "__main__":
    main()
