"""The app: which screen follows which."""

from __future__ import annotations

from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from textual import on
from textual.events import AppFocus
from textual.message import Message

from calf_tui.core.errors import UserError
from calf_tui.ui.base_app import BaseApp
from calf_tui.ui.home.routines_screen import RoutinesScreen
from calf_tui.ui.theme import DARK

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from textual.driver import Driver

    from calf_tui.core.ports import Figures, OwnFiles, Routines, Wakefulness
    from calf_tui.core.routines.routine import Routine
    from calf_tui.training.trainer import Trainer
    from calf_tui.ui.day_change import DayChange
    from calf_tui.ui.terminal_signals import TerminalSignals

DEMO = "Two years that nobody trained. Press p to look around: all of it is gone when you leave."


def no_pictures(_name: str, _svg: str, _png: bool) -> str:
    """Where nothing can be saved: raises `UserError`."""
    raise UserError("Pictures cannot be saved here.")


class CalfApp(BaseApp):
    """Routines, then a session, then progress. Returns a fault where it could not go on.

    The trainer is opened after the first frame, or when a session is to start at once: until then
    nothing of the records or the sound is needed. `open_trainer` may raise `UserError`.
    `save_picture` takes a name, an SVG and whether to make it a PNG; it returns the path, or raises
    `UserError`. `own_files` are read anew where they were edited meanwhile. `signals` lead it, if
    given.
    """

    class BellDue(Message):
        """A cue is to be heard through the terminal's bell; may be posted from any thread."""

    TITLE = "Calf TUI"
    # Read with the app's own style, so that the first screen is styled in one go.
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
        own_files: OwnFiles | None = None,
        driver_class: type[Driver] | None = None,
        signals: TerminalSignals | None = None,
    ) -> None:
        super().__init__(theme, keymap, reduced_motion=reduced_motion, driver_class=driver_class)
        self._open_trainer = open_trainer
        self._figures = figures
        self._routine = routine
        self.routines = routines
        self._own_files = own_files
        faults = routines.faults() if own_files is None else own_files.faults()
        self.routines_screen = RoutinesScreen(routines.all(), faults)
        self._on_first_frame = on_first_frame
        self.save_picture = save_picture
        if is_demo:
            self.sub_title = "demo"
        self._awake = awake
        self._signals = signals
        self._day_change: DayChange | None = None

    @cached_property
    def trainer(self) -> Trainer:
        """The one trainer of this run."""
        return self._open_trainer()

    def get_default_screen(self) -> RoutinesScreen:
        """The routines are what everything else lies upon."""
        return self.routines_screen

    def on_mount(self) -> None:
        """Goes straight into the session asked for, if one was."""
        if self._signals is not None:
            self._signals.follow(self, self._pause)
        if self._routine is not None:
            self._ask_first()
        self.call_after_refresh(self._first_frame)

    def on_routines_screen_chosen(self, message: RoutinesScreen.Chosen) -> None:
        """Starts the session that was chosen, as its file says now."""
        self._renew_files()
        wanted = message.routine
        now = (each for each in self.routines.all() if each.id == wanted.id)
        self.train(next(now, wanted))

    def action_progress(self) -> None:
        """Shows the weeks and the sessions."""
        self.show_progress()

    def on_calf_app_bell_due(self) -> None:
        """Rings, for want of a better sound."""
        self.bell()

    def _first_frame(self) -> None:
        if self.return_code is not None:  # it was told to end meanwhile
            return
        self.routines_screen.show_details()
        self.routines_screen.show_figure(self._figures.find)
        is_read = self._show_week()
        self._on_first_frame()
        if is_read:
            from calf_tui.ui.day_change import DayChange
            from calf_tui.ui.home.conflict_copies import look_for_copies

            self._day_change = DayChange(self)
            self._show_notices()
            look_for_copies(self)
            if self._routine is None:
                self._ask_first()

    def _show_week(self) -> bool:
        """Whether the records could be read; the app ends with the fault where not."""
        try:
            self.trainer.prepare()
            self.say_week()
        except UserError as fault:
            self.exit(fault, return_code=1)
            return False
        return True

    def _pause(self) -> None:
        """Has the session wait, before the program is stopped."""
        if self._day_change is not None:  # there is a trainer
            self.trainer.pause()

    def say_week(self) -> None:
        """Says on the first screen how the week stands; raises `UserError`."""
        from calf_tui.core.progress.progress_text import week_in_words

        self.routines_screen.show_week(week_in_words(self.trainer.progress(1)))

    @on(AppFocus)
    @on(RoutinesScreen.Shown)
    def renew(self) -> None:
        """The date may be another than the one shown, and so may the runner's files."""
        if self._day_change is not None and self.screen_stack:  # shown, and not ended
            if self.screen is self.routines_screen:
                self._renew_files()
            self._day_change.renew()

    def _renew_files(self) -> None:
        if self._own_files is not None:
            from calf_tui.ui.edited_files import renew_files

            renew_files(self, self._own_files)

    def _show_notices(self) -> None:
        if self.theme_asked_for not in self.available_themes:
            self.notify(f"There is no theme {self.theme_asked_for!r}.", markup=False)
        if self.sub_title:
            self.notify(DEMO, title="A demo", timeout=8, markup=False)
        try:
            for notice in self.trainer.notices():
                self.notify(notice, severity="warning", timeout=20, markup=False)
        except UserError as fault:
            self.exit(fault, return_code=1)

    def on_routines_screen_copies_wanted(self) -> None:
        """Asks whether conflict copies are to be merged."""
        from calf_tui.ui.home.conflict_copies import ask_about_copies

        ask_about_copies(self, then=self._show_week)

    def _ask_first(self) -> None:
        """What there is to be asked; then the session asked for on the command line begins."""
        from calf_tui.ui.home.startup_questions import ask_morning_after, offer_interrupted_session

        def nothing_cut_short() -> None:
            if self._routine is not None:
                self.train(self._routine)
            elif self._show_week():
                ask_morning_after(self)

        try:
            offer_interrupted_session(
                self,
                go_on=lambda cut: self._follow(lambda: self.trainer.resume(cut)),
                then=nothing_cut_short,
            )
        except UserError as fault:
            self.exit(fault, return_code=1)

    def train(self, routine: Routine) -> None:
        """Starts a session, if it can be kept."""
        self._follow(lambda: self.trainer.start(routine))

    def _follow(self, begin: Callable[[], object]) -> None:
        """Shows the session that begins, to its end."""
        from calf_tui.ui.live.live_screen import LiveScreen

        try:
            begin()
        except UserError as fault:
            self.notify(str(fault), title="No session now", severity="error", timeout=15)
            return
        if self._awake is not None:
            self._awake.begin()
        self.push_screen(LiveScreen(self.trainer, self._figures), lambda _: self._after_session())

    def _after_session(self) -> None:
        from calf_tui.ui.summary.summary_screen import SummaryScreen

        if self._awake is not None:
            self._awake.end()
        self._show_week()
        record = self.trainer.last_record
        if self.trainer.storage_notice:
            self.notify(self.trainer.storage_notice, severity="error", timeout=60, markup=False)
        if record is None:
            from calf_tui.ui.dialogs.end_confirmation import NOTHING_KEPT

            self.show_progress()
            self.notify(NOTHING_KEPT)
            return
        try:
            self.push_screen(SummaryScreen(self.trainer, record))
        except UserError as fault:
            self.notify(str(fault), severity="error", timeout=10, markup=False)

    def show_progress(self, number: int = 1) -> None:
        """Shows the page of progress with this number, from 1."""
        from calf_tui.ui.progress.page_list import PAGES, open_page

        try:
            page = open_page(PAGES[number - 1], self.trainer)
        except UserError as fault:
            self.notify(str(fault), severity="error", timeout=10)
            return
        self.push_screen(page)
