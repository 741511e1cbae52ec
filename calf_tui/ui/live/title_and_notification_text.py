"""What the terminal shows around the screen: the window's title, and a notice on the desktop.

Pure: the sequences of bytes that terminals understand; others pass them over.
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
"""Xterm's: the title is put aside, and comes back."""
LONG_REST_SECONDS = 30.0
"""The end of a shorter rest finds the runner where they were [ours]."""
BY_NINE = ("iTerm.app", "WezTerm", "ghostty")
"""What TERM_PROGRAM says in terminals that take iTerm's notices."""


def title(frame: Frame) -> str:
    """Phase, what is counted, and move as a window's title."""
    return f"\x1b]2;{screen_text(f'{frame.phase} {frame.count} · {frame.move}')}\x07"


def notice(text: str, environment: Mapping[str, str]) -> str:
    """A notice on the desktop, in the way of this terminal; empty where it has none."""
    if environment.get("TERM_PROGRAM") in BY_NINE or environment.get("KITTY_WINDOW_ID"):
        return f"\x1b]9;{screen_text(text)}\x07"
    is_foot_or_urxvt = environment.get("TERM", "").startswith(("foot", "rxvt"))
    if environment.get("VTE_VERSION") or is_foot_or_urxvt:
        return f"\x1b]777;notify;Calf TUI;{screen_text(text).replace(';', ',')}\x07"
    return ""


def rest_is_over(session: Session, event: Entered) -> str:
    """What to say where a long rest has just ended by itself; else nothing."""
    phase = session.timeline.phases[event.index]
    before = session.timeline.phases[event.index - 1]
    is_long = before.kind == "rest" and (before.seconds or 0.0) >= LONG_REST_SECONDS
    if not (event.by_itself and phase.is_set and is_long):
        return ""
    return f"The rest is over: {phase.step.exercise.name}, {formatting.which_set(phase)}"
