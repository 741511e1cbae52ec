"""The README's pictures: `python -m tests.screenshots` writes them anew."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path
from typing import TYPE_CHECKING

from tests.ui import scenes

if TYPE_CHECKING:
    from tests.ui.scenes import Scene

FOLDER = Path(__file__).parent.parent / "assets" / "screenshots"
SIZE = (100, 30)
PICTURES: dict[str, Scene] = {
    "routines": scenes.routines,
    "live": scenes.live,
    "progress": scenes.progress,
}


async def picture_of(scene: Scene) -> str:
    """A screen as an SVG that loads nothing from elsewhere."""
    world = scenes.autumn()
    async with world.app().run_test(size=SIZE) as pilot:
        await scene(world, pilot)
        drawing = world.running.export_screenshot()
    return re.sub(r"@font-face \{.*?\}\s*", "", drawing, flags=re.DOTALL)


def main() -> None:
    """Writes every picture."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, scene in PICTURES.items():
        (FOLDER / f"{name}.svg").write_text(asyncio.run(picture_of(scene)), encoding="utf-8")


if __name__ == "__main__":
    main()
