"""Imports asyncio and Textual without modules that this program never uses."""

from __future__ import annotations

import sys
from contextlib import suppress
from types import ModuleType


def import_textual() -> None:
    """Imports asyncio without `ssl`, and Textual without the widgets that only name types.

    Both can do without them, and later imports are as ever. They would take a twentieth of the
    start, although this program makes no connections and shows neither trees nor selects.
    """
    if "ssl" not in sys.modules:
        sys.modules["ssl"] = None  # type: ignore[assignment]
        import asyncio  # noqa: F401

        del sys.modules["ssl"]
    if "textual.types" not in sys.modules:
        from textual import _types

        light = ModuleType("textual.types")
        vars(light).update(vars(_types))
        sys.modules["textual.types"] = light
        with suppress(ImportError):  # another version of Textual may need more of it
            import textual.app  # noqa: F401
        del sys.modules["textual.types"]
