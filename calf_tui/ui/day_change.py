"""Updates what depends on the date: at the day's cut-off, on focus and after a suspension."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calf_tui.core.errors import UserError

if TYPE_CHECKING:
    from textual.timer import Timer

    from calf_tui.ui.app_services import AppServices

LATE_SECONDS = 1.0
"""Seconds after the cut-off, because a timer may be a little early."""


class DayChange:
    """A timer until the next training day, set again whenever the date may have changed."""

    def __init__(self, app: AppServices) -> None:
        self._app = app
        self.timer = self._timer()
        app.app_resume_signal.subscribe(app, lambda _: self.renew())

    def renew(self) -> None:
        """Updates the front screen with the present date and records."""
        from calf_tui.ui.progress.records_screen import RecordsScreen

        app = self._app
        if not app.screen_stack:  # the app is leaving
            return
        screen = app.screen
        try:
            if screen is app.routines_screen:
                app.say_week()
            elif isinstance(screen, RecordsScreen):
                screen.renew()
        except UserError as fault:
            app.notify(str(fault), severity="error", timeout=10, markup=False)
        self.timer.stop()
        self.timer = self._timer()

    def _timer(self) -> Timer:
        seconds = self._app.trainer.record_editor.seconds_of_day_left
        return self._app.set_timer(seconds + LATE_SECONDS, self.renew)
