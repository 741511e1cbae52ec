"""The app: the order of the screens, and what happens between them."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING

from textual import on
from textual.events import AppFocus

from calf_tui.core.errors import UserError
from calf_tui.ui.app_interface import errors_told, no_pictures
from calf_tui.ui.background_loading import BackgroundLoader
from calf_tui.ui.base_app import BaseApp
from calf_tui.ui.home.routines_screen import RoutinesScreen
from calf_tui.ui.refresh_on_change import (
    DayChange,
    renew_files,
    show_new_notices,
    show_read_only,
    show_start_notices,
)
from calf_tui.ui.theme import DARK

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from contextlib import AbstractContextManager

    from textual.driver import Driver

    from calf_tui.core.ports import Figures, Routines, Wakefulness, WatchedFiles
    from calf_tui.core.routines.routine import Routine
    from calf_tui.core.text.large_letters import Face
    from calf_tui.training.trainer import Trainer
    from calf_tui.ui.background_loading import RunInThread
    from calf_tui.ui.terminal_signals import TerminalSignals

DEMO = "Two years that nobody trained. Press p to look around: all of it is gone when you leave."


class CalfApp(BaseApp):
    """The app. It returns a `UserError` if it could not go on.

    `open_trainer`, which may raise `UserError`, is called after the first frame, or when a session
    is to start at once: by `run_in_thread`, if that is given. `save_picture` takes a name, an SVG
    and whether to make a PNG; it returns the path, or raises `UserError`. `watched_files` are read
    again after they were edited. `signals` may end and stop the app.
    """

    TITLE = "Calf TUI"
    # Read with the style of the app, so that the first screen is styled only once.
    CSS_PATH = "home/routines_screen.tcss"

    def __init__(
        self,
        routines: Routines,
        open_trainer: Callable[[], Trainer],
        figures: Figures,
        *,
        routine: Routine | None = None,
        theme: str = DARK.name,
        reduced_motion: bool = False,
        on_first_frame: Callable[[], None] = lambda: None,
        is_demo: bool = False,
        save_picture: Callable[[str, str, bool], str] = no_pictures,
        keymap: Mapping[str, str] = MappingProxyType({}),
        awake: Wakefulness | None = None,
        watched_files: WatchedFiles | None = None,
        driver_class: type[Driver] | None = None,
        signals: TerminalSignals | None = None,
        read_face: Callable[[], Face | None] = lambda: None,
        run_in_thread: RunInThread | None = None,
    ) -> None:
        super().__init__(theme, keymap, reduced_motion=reduced_motion, driver_class=driver_class)
        self._loader = BackgroundLoader(open_trainer, run_in_thread)
        self.figures = figures
        self._read_face = read_face
        self._routine = routine
        self.routines = routines
        self._watched_files = watched_files
        faults = routines.faults() if watched_files is None else watched_files.faults()
        self.routines_screen = RoutinesScreen(routines.all(), faults)
        self._on_first_frame = on_first_frame
        self.save_picture = save_picture
        self.sub_title = "demo" if is_demo else ""
        self._awake = awake
        self._signals = signals
        self._day_change: DayChange | None = None

    @property
    def trainer(self) -> Trainer:
        """The one trainer of this run."""
        return self._loader.trainer()

    def get_default_screen(self) -> RoutinesScreen:
        """Returns the screen under all others."""
        return self.routines_screen

    def on_mount(self) -> None:
        """Follows the signals, and starts the session that was asked for, if any."""
        if self._signals is not None:
            self._signals.follow(self, self._pause)
        if self._routine is not None:
            self._ask_first()
        self.call_after_refresh(self._loader.begin, self, self._first_frame)

    def choose(self, routine: Routine) -> None:
        """Starts the session that was chosen, as its file says now."""
        self._renew_files()
        now = (each for each in self.routines.all() if each.id == routine.id)
        self.train_after_questions(next(now, routine))

    def action_command_palette(self) -> None:
        """Opens the command palette, which is imported now: it would delay the first frame."""
        from calf_tui.ui.command_palette import Commands, Palette

        if not isinstance(self.screen, Palette):
            self.push_screen(Palette({Commands}, id="--command-palette"))

    def action_progress(self) -> None:
        """Shows the weeks and the sessions."""
        self.show_progress()

    def _first_frame(self) -> None:
        if self.return_code is not None:  # it was asked to end meanwhile
            return
        self.routines_screen.show_details()
        is_read = self.show_week()
        self._on_first_frame()
        if is_read:
            from calf_tui.ui.home.startup_questions import look_for_copies

            self._day_change = DayChange(self)
            show_start_notices(self, DEMO if self.sub_title else "")
            show_read_only(self)
            look_for_copies(self)
            if self._routine is None:
                self._ask_first()
            self.call_later(self._show_figure)  # behind a key that waits

    def _show_figure(self) -> None:
        if self.routines_screen.children:  # the app is not ending
            self.routines_screen.show_figure(
                self.figures.find, lambda: self.trainer.now, self._read_face()
            )

    def show_week(self) -> bool:
        """Shows the week; if the records cannot be read, ends the app and returns False."""
        try:
            self.trainer.cues.prepare()
            self.update_week()
        except UserError as error:
            self.exit(error, return_code=1)
            return False
        return True

    def _pause(self) -> None:
        """Pauses the session before the program is stopped."""
        if self._day_change is not None:  # the trainer is open
            self.trainer.pause()

    def update_week(self) -> None:
        """Shows the week on the first screen; raises `UserError`."""
        if not self.routines_screen.children:
            return  # the app is ending
        self.routines_screen.show_week(self.trainer.progress_snapshot())
        self.update_proposal()

    def on_proposal_screen_stop_question_wanted(self) -> None:
        """Asks how the place is that a session was stopped for."""
        from calf_tui.ui.home.startup_questions import ask_about_stop

        ask_about_stop(self, self.trainer.coach.open_stop())

    def update_proposal(self) -> None:
        """Shows on the first screen what is proposed for today; raises `UserError`."""
        screen, coach = self.routines_screen, self.trainer.coach
        if screen.is_coached:
            day_type = screen.day_type_on(coach.today)
            screen.show_proposal(coach.propose(self.routines.all(), day_type))

    @on(AppFocus)
    @on(RoutinesScreen.Shown)
    def renew(self) -> None:
        """Shows the date, the records and the runner's files as they are now."""
        if self._day_change is not None and self.screen_stack:  # shown, and not ended
            self.routines_screen.show_status(self.trainer.reads_only)
            if self.screen is self.routines_screen:
                self._renew_files()
            self._day_change.renew()
            if self.screen is self.routines_screen:
                with suppress(UserError):  # which `DayChange` has said
                    show_new_notices(self)

    def _renew_files(self) -> None:
        if self._watched_files is not None:
            renew_files(self, self._watched_files)

    def untold(self) -> tuple[str, ...]:
        """What became known of the records too late to be shown; for after the end."""
        return () if self._day_change is None else self.trainer.new_notices()

    def on_routines_screen_copies_wanted(self) -> None:
        """Asks whether conflict copies are to be merged."""
        from calf_tui.ui.home.startup_questions import ask_about_copies

        ask_about_copies(self)

    def _ask_first(self) -> None:
        """Asks the questions at the start; then starts the routine of the command line, if any."""
        from calf_tui.ui.home.startup_questions import ask_first

        try:
            ask_first(
                self,
                go_on=lambda cut: self._follow(lambda: self.trainer.resume(cut)),
                train=None if self._routine is None else partial(self.train, self._routine),
            )
        except UserError as error:
            self.exit(error, return_code=1)

    def train_after_questions(self, routine: Routine, *, is_proposed: bool = False) -> None:
        """Starts a session; asks first a runner who never trained.

        If `is_proposed`, it is the session proposed, which the answers may change.
        """
        from calf_tui.ui.forms.onboarding_questions import ask_newcomer

        def start() -> None:
            self.train(self.routines_screen.session or routine if is_proposed else routine)

        self.clear_notifications()
        with errors_told(self, seconds=15):
            ask_newcomer(self, start, is_proposed=is_proposed)

    def action_heel_rise_test(self) -> None:
        """Opens the guided heel-rise test, or says why it has to wait."""
        from calf_tui.ui.home.startup_questions import ask_about_doctor
        from calf_tui.ui.live.heel_rise_screen import begin_test

        with errors_told(self, seconds=15):
            ask_about_doctor(self, partial(begin_test, self))

    def train(self, routine: Routine) -> None:
        """Starts a session, if it can be saved; asks first about a place it loads, and jumps."""
        from calf_tui.core.session.guided_heel_rise_test import TEST_ID
        from calf_tui.ui.home.startup_questions import ask_before

        if routine.id == TEST_ID:
            self.action_heel_rise_test()
            return
        with self._refusal_told():
            ask_before(
                self, routine, lambda chosen: self._follow(lambda: self.trainer.start(chosen))
            )

    def _follow(self, begin: Callable[[], object]) -> None:
        """Starts a session and shows it until its end."""
        from calf_tui.ui.live.live_screen import LiveScreen

        with self._refusal_told():
            begin()
            if self._awake is not None:
                self._awake.begin()
            screen = LiveScreen(self.trainer, self.figures, self._read_face())
            self.push_screen(screen, lambda _: self._after_session())

    def _refusal_told(self) -> AbstractContextManager[None]:
        return errors_told(self, seconds=15, title="No session now", alone=True)

    def _after_session(self) -> None:
        from calf_tui.ui.live.summary_screen import SummaryScreen

        if self._awake is not None:
            self._awake.end()
        if (record := self.trainer.last_record) is not None:
            self.routines_screen.day_type = None  # it was for this session
        self.show_week()
        if self.trainer.storage_notice:
            self.notify(self.trainer.storage_notice, severity="error", timeout=60, markup=False)
        if record is None:
            from calf_tui.core.session.session_end_text import NOTHING_KEPT

            self.notify(NOTHING_KEPT)
            return
        with errors_told(self):
            summary = SummaryScreen(self.trainer, record, self.routines.all(), self._read_face())
            self.push_screen(summary)

    def show_progress(self, number: int = 1) -> None:
        """Shows the page of progress with this number, from 1."""
        from calf_tui.ui.progress.progress_page import PAGES, open_page

        with errors_told(self):
            page = open_page(PAGES[number - 1], self.trainer)
            snapshot = self.trainer.progress_snapshot()
            self.push_screen(page)
            page.call_after_refresh(self._loader.prepare_pages, snapshot)
