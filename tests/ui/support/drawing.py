"""Draws the screen of a headless app where a test pauses, not after every step that led there.

Nobody sees what a headless app draws, and most of it would be drawn over at once. After keys only
a screen that is new is drawn. A test whose subject is each single frame asks for them all with the
fixture `every_frame`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from weakref import WeakSet

from textual._compositor import Compositor
from textual._context import active_app

if TYPE_CHECKING:
    from rich.console import RenderableType
    from textual.app import App
    from textual.screen import Screen

_render_update = Compositor.render_update
_drawn: WeakSet[Screen[Any]] = WeakSet()


def render_later(
    compositor: Compositor, full: bool = False, screen_stack: Any = None, simplify: bool = False
) -> RenderableType | None:
    """Leaves what has changed to `draw_screen`; a whole screen that is asked for is drawn."""
    app = active_app.get(None)
    if full or app is None or not app.is_headless:
        return _render_update(compositor, full, screen_stack, simplify)
    return None


def draw_screen(app: App[Any]) -> bool:
    """Draws what has changed on the screen; returns whether anything has."""
    if not app.is_headless or not app.screen_stack or not app.screen.is_running:
        return False
    compositor = app.screen._compositor
    if not compositor._dirty_regions or Compositor.render_update is _render_update:
        return False
    _drawn.add(app.screen)
    _render_update(compositor, screen_stack=app._background_screens)
    return True


def draw_new_screen(app: App[Any]) -> bool:
    """The same, but only for a screen that was never drawn."""
    return bool(app.screen_stack) and app.screen not in _drawn and draw_screen(app)
