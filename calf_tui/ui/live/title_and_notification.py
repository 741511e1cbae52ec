"""The window's title and the notice on the desktop while a session runs, and their texts."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from textual.widget import Widget

from calf_tui.core.session.state import Entered
from calf_tui.core.text import formatting
from calf_tui.core.text.sanitizing import screen_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from calf_tui.core.session.state import Event, Session
    from calf_tui.ui.live.live_frame import Frame


SECONDS_A_TITLE = 1.0

KEEP_TITLE, OLD_TITLE = "\x1b[22;2t", "\x1b[23;2t"
"""The sequences of xterm that save and restore the title."""
LONG_REST_SECONDS = 30.0
"""The least seconds of a rest whose end is notified [ours]."""
BY_NINE = ("iTerm.app", "WezTerm", "ghostty")
"""The values of TERM_PROGRAM of terminals that support iTerm's notifications (OSC 9)."""


def title_of(frame: Frame) -> str:
    """Returns the sequence for a title with phase, count and move."""
    return f"\x1b]2;{screen_text(f'{frame.phase} {frame.count} · {frame.move}')}\x07"


def notice_of(text: str, environment: Mapping[str, str]) -> str:
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


class TitleAndNotification(Widget):
    """An invisible widget that sets the title, and notifies a runner in another window.

    `write` sends a sequence to the terminal; the default sends it to that of the app.
    """

    DEFAULT_CSS = """
    TitleAndNotification { display: none; }
    """

    def __init__(
        self,
        write: Callable[[str], None] | None = None,
        environment: Mapping[str, str] = os.environ,
    ) -> None:
        super().__init__()
        self._write = write or self._to_terminal
        self._environment = environment
        self._title = ""
        self._titled_at = float("-inf")

    def on_mount(self) -> None:
        """Saves the window's own title."""
        self._write(KEEP_TITLE)

    def on_unmount(self) -> None:
        """Restores the window's own title."""
        self._write(OLD_TITLE)

    def show(self, frame: Frame, now: float) -> None:
        """Sets the title, at most once a second."""
        title = title_of(frame)
        if title != self._title and now - self._titled_at >= SECONDS_A_TITLE:
            self._title, self._titled_at = title, now
            self._write(title)

    def tell(self, session: Session, events: Sequence[Event]) -> None:
        """Notifies the runner if a long rest is over and another window has the focus."""
        for event in events:
            if isinstance(event, Entered) and not self.app.app_focus:
                text = rest_is_over(session, event)
                if text:
                    self._write(notice_of(text, self._environment))

    def _to_terminal(self, sequence: str) -> None:
        driver = self.app._driver
        if driver is not None and not self.app.is_headless:
            driver.write(sequence)
            driver.flush()
