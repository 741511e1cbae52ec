"""The escape sequences for the window's title and for desktop notifications. Pure.

Terminals that do not know them ignore them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from calf_tui.core.text import formatting
from calf_tui.core.text.sanitizing import screen_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from calf_tui.core.session.state import Entered, Session
    from calf_tui.ui.live.frame import Frame

KEEP_TITLE, OLD_TITLE = "\x1b[22;2t", "\x1b[23;2t"
"""The sequences of xterm that save and restore the title."""
LONG_REST_SECONDS = 30.0
"""The least seconds of a rest whose end is notified [ours]."""
BY_NINE = ("iTerm.app", "WezTerm", "ghostty")
"""The values of TERM_PROGRAM of terminals that support iTerm's notifications (OSC 9)."""


def title(frame: Frame) -> str:
    """Returns the sequence for a title with phase, count and move."""
    return f"\x1b]2;{screen_text(f'{frame.phase} {frame.count} · {frame.move}')}\x07"


def notice(text: str, environment: Mapping[str, str]) -> str:
    """Returns the sequence for a desktop notification in this terminal; "" if it has none."""
    if environment.get("TERM_PROGRAM") in BY_NINE or environment.get("KITTY_WINDOW_ID"):
        return f"\x1b]9;{screen_text(text)}\x07"
    is_foot_or_urxvt = environment.get("TERM", "").startswith(("foot", "rxvt"))
    if environment.get("VTE_VERSION") or is_foot_or_urxvt:
        return f"\x1b]777;notify;Calf TUI;{screen_text(text).replace(';', ',')}\x07"
    return ""


def rest_is_over(session: Session, event: Entered) -> str:
    """Returns the notification if a long rest has just ended by itself; else ""."""
    phase = session.timeline.phases[event.index]
    before = session.timeline.phases[event.index - 1]
    is_long = before.kind == "rest" and (before.seconds or 0.0) >= LONG_REST_SECONDS
    if not (event.by_itself and phase.is_set and is_long):
        return ""
    return f"The rest is over: {phase.step.exercise.name}, {formatting.which_set(phase)}"
