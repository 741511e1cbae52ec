"""Sets the terminal's title and sends desktop notifications during a session."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from textual.widget import Widget

from calf_tui.core.session.state import Entered
from calf_tui.ui.live import title_and_notification_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from calf_tui.core.session.state import Event, Session
    from calf_tui.ui.live.frame import Frame

SECONDS_A_TITLE = 1.0


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
        self._write(title_and_notification_text.KEEP_TITLE)

    def on_unmount(self) -> None:
        """Restores the window's own title."""
        self._write(title_and_notification_text.OLD_TITLE)

    def show(self, frame: Frame, now: float) -> None:
        """Sets the title, at most once a second."""
        title = title_and_notification_text.title(frame)
        if title != self._title and now - self._titled_at >= SECONDS_A_TITLE:
            self._title, self._titled_at = title, now
            self._write(title)

    def tell(self, session: Session, events: Sequence[Event]) -> None:
        """Notifies the runner if a long rest is over and another window has the focus."""
        for event in events:
            if isinstance(event, Entered) and not self.app.app_focus:
                text = title_and_notification_text.rest_is_over(session, event)
                if text:
                    self._write(title_and_notification_text.notice(text, self._environment))

    def _to_terminal(self, sequence: str) -> None:
        driver = self.app._driver
        if driver is not None and not self.app.is_headless:
            driver.write(sequence)
            driver.flush()
