"""Loads in a thread what is asked for next, while the screen in front answers keys."""

from __future__ import annotations

from threading import RLock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from calf_tui.core.progress.progress_snapshot import ProgressSnapshot
    from calf_tui.training.trainer import Trainer
    from calf_tui.ui.base_app import BaseApp

    RunInThread = Callable[[Callable[[], None]], None]
    """Runs a function in a thread, and returns at once."""


class BackgroundLoader:
    """Opens the trainer once, for all who ask; in the app's thread without `run_in_thread`."""

    def __init__(
        self, open_trainer: Callable[[], Trainer], run_in_thread: RunInThread | None
    ) -> None:
        self._open_trainer = open_trainer
        self._run_in_thread = run_in_thread
        self._opening = RLock()
        self._opened: Trainer | None = None

    def trainer(self) -> Trainer:
        """Returns the trainer; raises `UserError` if it cannot be opened."""
        with self._opening:
            if self._opened is None:
                self._opened = self._open_trainer()
            return self._opened

    def begin(self, app: BaseApp, then: Callable[[], None]) -> None:
        """Opens the trainer and reads the records, then calls `then` in the app's thread."""

        def read() -> None:
            try:
                with self._opening:
                    _read(app)
            finally:
                app.call_later(then)

        if self._run_in_thread is None or self._opened is not None:
            then()
        else:
            self._run_in_thread(read)

    def prepare_pages(self, snapshot: ProgressSnapshot) -> None:
        """Computes what the pages of progress will show of all sets, while the first is read."""
        if self._run_in_thread is not None:
            self._run_in_thread(lambda: _compute(snapshot))


def _read(app: BaseApp) -> None:
    """Reads, computes and imports what the first screen will ask for; errors are left to it."""
    from contextlib import suppress

    from calf_tui.core.coach import introduction_texts
    from calf_tui.core.errors import UserError
    from calf_tui.core.progress import progress_text
    from calf_tui.ui.dialogs import text_screens
    from calf_tui.ui.figures import exercise_figures
    from calf_tui.ui.home import startup_questions

    del introduction_texts, exercise_figures, progress_text, text_screens, startup_questions
    with suppress(UserError):
        trainer = app.trainer
        trainer.progress(1)
        if app.routines_screen.is_coached:
            trainer.coach.propose(app.routines.all(), None)


def _compute(snapshot: ProgressSnapshot) -> None:
    """Sums the sets up, and imports what shows them; a page that is opened meanwhile waits."""
    from calf_tui.ui.progress import calendar_page, history_page, trends_page

    del calendar_page, history_page, trends_page
    snapshot.moves  # noqa: B018
