"""Run as a program: an app over fakes in its real terminal, which counts its layouts in a file.

Its words: the file, which grows by a byte a layout, and "live" for a session in place of the first
screen.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from calf_tui.ui.live.live_screen import LiveScreen
from calf_tui.wiring import driver_class
from tests.ui.conftest import world_with
from tests.ui.live.test_summary_screen import ROUTINE

if TYPE_CHECKING:
    from textual.pilot import Pilot


def main(counts: Path, screen: str) -> None:
    is_live = screen == "live"
    app = world_with(ROUTINE).app(ROUTINE if is_live else None, driver_class=driver_class())

    async def count(pilot: Pilot[object]) -> None:
        while isinstance(app.screen, LiveScreen) is not is_live:
            await pilot.pause(0.01)
        with counts.open("ab", buffering=0) as file:
            layouts = app.screen.screen_layout_refresh_signal
            layouts.subscribe(app, lambda _: file.write(b"."), immediate=True)
            await pilot.pause(3600)

    app.run(auto_pilot=count)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
