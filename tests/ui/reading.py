"""What stands on a screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Static

if TYPE_CHECKING:
    from calf_tui.ui.app import CalfApp


def text_of(app: CalfApp, selector: str) -> str:
    """The words of one part of the screen in front."""
    return str(app.screen.query_one(selector, Static).content)
