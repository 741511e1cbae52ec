"""Brings the first frame sooner: imports less of Textual, and runs functions in the background."""

from __future__ import annotations

import sys
from threading import Thread
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

NAMES_OF_PALETTE = (
    *("CommandListItem", "CommandPalette", "DiscoveryHit", "Hit", "Hits"),
    *("Provider", "SimpleProvider"),
)
"""What `textual.app` imports from `textual.command`, but does not use before a palette opens."""


def import_textual() -> None:
    """Imports asyncio without `ssl`, and Textual without its command palette and input fields.

    They would take a tenth of the start, although this program makes no connections. Later imports
    are as ever, but `textual.app` keeps no palette: `CalfApp` opens it.
    """
    if "ssl" not in sys.modules:
        sys.modules["ssl"] = None  # type: ignore[assignment]
        import asyncio  # noqa: F401

        del sys.modules["ssl"]
    if "textual.command" not in sys.modules:
        light = ModuleType("textual.command")
        vars(light).update(dict.fromkeys(NAMES_OF_PALETTE, object))
        sys.modules["textual.command"] = light
        try:
            import textual.app  # noqa: F401
        except ImportError:  # another version of Textual may need more of it
            sys.modules.pop("textual.theme", None)
        finally:
            del sys.modules["textual.command"]


class BackgroundThreads:
    """Runs functions in threads until the `with` block ends, which waits for them."""

    def __init__(self) -> None:
        self._threads: list[Thread] = []

    def run(self, job: Callable[[], None]) -> None:
        """Starts a function in a thread."""
        self._threads.append(Thread(target=job, name="background", daemon=True))
        self._threads[-1].start()

    def wait(self) -> None:
        """Waits until all of them have ended."""
        for each in self._threads:
            each.join()

    def __enter__(self) -> BackgroundThreads:
        return self

    def __exit__(self, *_error: object) -> None:
        self.wait()
