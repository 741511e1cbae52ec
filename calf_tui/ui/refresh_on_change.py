"""Updates the screens when the date, the records or the runner's files change."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING

from calf_tui.core.errors import UserError
from calf_tui.core.text.sanitizing import quoted
from calf_tui.ui.app_interface import errors_told
from calf_tui.ui.theme import theme_name
from calf_tui.ui.widgets.screen_size import SizedScreen

if TYPE_CHECKING:
    from textual.timer import Timer

    from calf_tui.core.ports import WatchedFiles
    from calf_tui.ui.base_app import BaseApp


LATE_SECONDS = 1.0
"""Seconds after the cut-off, because a timer may be a little early."""
SECONDS_BETWEEN_TRIES = 5.0
"""Between two tries to open the records, which another program holds meanwhile [ours]."""


class DayChange:
    """A timer until the next training day, set again whenever the date may have changed."""

    def __init__(self, app: BaseApp) -> None:
        self._app = app
        self.timer = self._timer()
        app.app_resume_signal.subscribe(app, lambda _: app.renew())

    def renew(self) -> None:
        """Shows what the screen in front says of the date and the records as it is now."""
        from calf_tui.ui.home.startup_questions import ask_morning_after

        app = self._app
        if not app.screen_stack:  # the app is leaving
            return
        screen = app.screen
        with errors_told(app):
            if screen is app.routines_screen:
                app.update_week()
                ask_morning_after(app)
            elif isinstance(screen, SizedScreen):
                screen.renew()
        self.timer.stop()
        self.timer = self._timer()

    def _timer(self) -> Timer:
        seconds = self._app.trainer.record_editor.seconds_of_day_left
        return self._app.set_timer(seconds + LATE_SECONDS, self.renew)


def show_new_notices(app: BaseApp) -> None:
    """Shows what became known of the records; raises `UserError`."""
    for notice in app.trainer.new_notices():
        app.notify(notice, severity="warning", timeout=20, markup=False)


def show_start_notices(app: BaseApp, demo: str) -> None:
    """Shows notices and `demo` at the start; ends the app if the records cannot be read."""
    if app.theme_asked_for not in app.available_themes:
        app.notify(f"There is no theme {quoted(app.theme_asked_for)}.", markup=False)
    if demo:
        app.notify(demo, title="A demo", timeout=8, markup=False)
    try:
        show_new_notices(app)
    except UserError as error:
        app.exit(error, return_code=1)


def renew_files(app: BaseApp, files: WatchedFiles) -> None:
    """Reads and applies the files if one has changed; must not be called during a session."""
    before, keymap = files.settings, files.keymap
    if not files.renew():
        return
    faults = files.faults()
    settings = files.settings
    if settings != before:
        try:
            app.trainer.use(settings)
        except UserError as error:
            faults += (str(error),)
        if settings.theme != before.theme:
            app.choose_theme(theme_name(os.environ, settings.theme))
        app.reduce_motion(reduced=settings.reduced_motion)
    if files.keymap != keymap:
        app.set_keymap(dict(files.keymap))
    app.routines_screen.show_routines(app.routines.all(), faults)


def show_read_only(app: BaseApp) -> None:
    """Says that the records can only be looked at, and tries to change that again and again."""
    app.routines_screen.show_status(app.trainer.reads_only)
    if app.trainer.reads_only:
        app.set_timer(SECONDS_BETWEEN_TRIES, partial(retry_opening, app))


def retry_opening(app: BaseApp) -> None:
    """Opens the records to be changed, where they could only be looked at."""
    if app.return_code is None and app.trainer.reads_only:
        app.trainer.open_history()
        show_read_only(app)
        if not app.trainer.reads_only:
            app.clear_notifications()  # they say why nothing could be kept
            app.show_week()
