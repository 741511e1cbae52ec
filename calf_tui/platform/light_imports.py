"""Imports asyncio and Textual without modules that the first frame does not need."""

from __future__ import annotations

import sys
from types import ModuleType

NAMES_OF_PALETTE = (
    *("CommandListItem", "CommandPalette", "DiscoveryHit", "Hit", "Hits"),
    *("Provider", "SimpleProvider"),
)
"""What `textual.app` imports from `textual.command`, but does not use before a palette opens."""


def import_textual() -> None:
    """Imports asyncio without `ssl`, and Textual without its command palette and input fields.

    They would take a tenth of the start, although this program makes no connections. Later imports
    are as ever, but `textual.app` keeps no palette: `BaseApp` opens it.
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
