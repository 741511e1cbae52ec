"""Imports asyncio without the module `ssl`, which it can do without."""

from __future__ import annotations

import sys


def import_asyncio_without_ssl() -> None:
    """Imports asyncio; nothing else of it changes than that it makes no encrypted connections.

    This program makes no connections at all, and `ssl` would take a fortieth of its start.
    """
    if "ssl" not in sys.modules:
        sys.modules["ssl"] = None  # type: ignore[assignment]
        import asyncio  # noqa: F401

        del sys.modules["ssl"]
