"""Tells the runner of an error, where the screen stays as it is."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from calf_tui.core.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import App
    from textual.widget import Widget


@contextmanager
def errors_told(by: App[Any] | Widget, *, seconds: float = 10) -> Iterator[None]:
    """Shows a `UserError` of the block, which ends there, as a notice for so many seconds."""
    try:
        yield
    except UserError as fault:
        by.notify(str(fault), severity="error", timeout=seconds, markup=False)
