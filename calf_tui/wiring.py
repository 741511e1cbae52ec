"""The composition root: the only module that connects the layers' concrete classes."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import ExitStack, closing, contextmanager
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from calf_tui.core.errors import UserError
from calf_tui.platform.clock import SystemClock
from calf_tui.platform.fast_startup import BackgroundThreads, import_textual
from calf_tui.platform.paths import AppPaths, this_machine
from calf_tui.platform.terminal import is_in_background, is_terminal, ring_terminal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from textual.driver import Driver

    from calf_tui.core.ports import Player, Writer
    from calf_tui.core.routines.routine import Routine
    from calf_tui.core.settings import Settings
    from calf_tui.core.text.large_letters import Face
    from calf_tui.storage.files.disk import Disk
    from calf_tui.storage.files.file_names import FileNames
    from calf_tui.storage.history import TinyHistory
    from calf_tui.toml_files.figures import FigureFolders
    from calf_tui.toml_files.plans import PlanFolders
    from calf_tui.toml_files.toml_folders import RoutineFolders
    from calf_tui.toml_files.watched_files import WatchedFiles
    from calf_tui.training.trainer import Trainer

SWITCH_SECONDS = 0.001
"""The interpreter's switch interval [ours]; Python's default would delay beeps and screens."""


class Wiring(NamedTuple):
    """Makes the real objects for one run of the program."""

    paths: AppPaths
    mute: bool = False
    sound: str = ""
    """The sound backend that the command line names."""
    is_demo: bool = False
    disk: Disk | None = None
    may_ring: bool = False

    def routines(self) -> RoutineFolders:
        """Returns the built-in routines and the runner's own."""
        from calf_tui.toml_files.toml_folders import RoutineFolders

        return RoutineFolders(self.paths.routines, self.paths.own_routines)

    def plans(self) -> PlanFolders:
        """Returns the built-in plans of weeks and the runner's own."""
        from calf_tui.toml_files.plans import PlanFolders

        routines = self.routines()
        return PlanFolders(
            self.paths.plans, self.paths.own_plans, lambda: [each.id for each in routines.all()]
        )

    def figures(self) -> FigureFolders:
        """Returns the built-in figures and the runner's own."""
        from calf_tui.toml_files.figures import FigureFolders

        return FigureFolders(self.paths.figures, self.paths.own_figures)

    def history(self) -> TinyHistory:
        """Returns the runner's records."""
        from calf_tui.storage.history import TinyHistory

        return TinyHistory(self.paths.data, SystemClock().now, self.disk, self.names())

    def names(self) -> FileNames:
        """Returns the paths of the data file and the files that belong to it."""
        from calf_tui.storage.files.file_names import names_of

        return names_of(self.paths.data, self.paths.state, this_machine())

    def is_in_use(self) -> bool:
        """Returns whether another Calf TUI holds the lock on the records."""
        from calf_tui.storage.files.disk import is_locked

        return any(map(is_locked, self.names().locks))

    def settings(self) -> Settings:
        """Returns the settings of the file and the command line."""
        return self._read_settings()[0]

    def setting_faults(self) -> tuple[str, ...]:
        """Returns the errors in lines of the settings, which are left out."""
        return self._read_settings()[1]

    def key_faults(self) -> tuple[str, ...]:
        """Returns the errors in lines of the runner's own keys, which are left out."""
        from calf_tui.toml_files.watched_files import own_keys

        return own_keys(self.paths.keys)[1]

    def _watched_files(self, routines: RoutineFolders, figures: FigureFolders) -> WatchedFiles:
        from calf_tui.toml_files.watched_files import WatchedFiles

        return WatchedFiles(self.paths, self._read_settings, routines, figures)

    def _read_settings(self) -> tuple[Settings, tuple[str, ...]]:
        from calf_tui.core.settings import Settings as Chosen

        chosen, faults = Chosen(), tuple[str, ...]()
        if os.path.lexists(self.paths.settings):  # the import below is slow
            from calf_tui.toml_files.settings import read_settings

            chosen, faults = read_settings(self.paths.settings)
        return chosen._replace(mute=chosen.mute or self.mute), faults

    def reading_trainer(self) -> Trainer:
        """Returns a trainer without sound, for commands that only read the records."""
        from calf_tui.audio.backend_choice import SilentPlayer

        return self._trainer(SilentPlayer(), self.settings())

    @contextmanager
    def keeping_trainer(self) -> Iterator[Trainer]:
        """Gives a trainer without sound, for commands that change the records."""
        trainer = self.reading_trainer()
        try:
            yield trainer
        finally:
            trainer.leave()

    @contextmanager
    def demo(self) -> Iterator[Wiring]:
        """Gives the same wiring with the demo's records, in a temporary file."""
        from pathlib import Path
        from tempfile import TemporaryDirectory

        from calf_tui.core.records.demo_history import demo_of
        from calf_tui.storage.database.record_loading import write_demo

        now = SystemClock().now()
        with TemporaryDirectory(prefix="calf-tui-demo-") as folder:
            paths = self.paths._replace(data=Path(folder, "demo.json"), state=Path(folder))
            write_demo(paths.data, demo_of(now.date(), self.routines().all()), now)
            yield self._replace(paths=paths, is_demo=True)

    def run_app(self, routine: Routine | None) -> tuple[str, ...]:
        """Runs the app, at first with a routine if one is given; returns `app.untold()`.

        The garbage collector is off until the first frame. Raises `UserError`.
        """
        import_textual()
        sys.setswitchinterval(SWITCH_SECONDS)
        from calf_tui.platform.threads import KeepAwake
        from calf_tui.ui.app import CalfApp
        from calf_tui.ui.terminal_signals import TerminalSignals
        from calf_tui.ui.theme import theme_name

        def collect_again() -> None:
            gc.freeze()
            gc.enable()

        def read_face() -> Face:
            from calf_tui.core.text.large_letters import parse_face

            return parse_face(self.paths.face.read_text("utf-8"))

        def open_trainer() -> Trainer:
            from calf_tui.platform.threads import WriterThread

            ring = partial(app.call_later, app.bell)
            return running.enter_context(self._training(files.settings, ring, WriterThread()))

        routines, figures = self.routines(), self.figures()
        files = self._watched_files(routines, figures)
        settings = files.settings
        with (
            closing(TerminalSignals(is_in_background)) as signals,
            ExitStack() as running,
            BackgroundThreads() as threads,
        ):
            app = CalfApp(
                routines,
                open_trainer,
                figures,
                routine=routine,
                theme=theme_name(os.environ, settings.theme),
                reduced_motion=settings.reduced_motion,
                on_first_frame=collect_again,
                is_demo=self.is_demo,
                save_picture=_save_picture,
                keymap=files.keymap,
                watched_files=files,
                awake=KeepAwake(),
                driver_class=driver_class(),
                signals=signals,
                read_face=read_face,
                run_in_thread=threads.run,
            )
            if isinstance(error := app.run(), UserError):
                raise error
        if app.return_code:
            raise SystemExit(app.return_code)
        return app.untold()

    def run_plain(self, routine: Routine | None, write: Callable[[str], None]) -> tuple[str, ...]:
        """Runs a session in lines of text; returns what is left to tell. Raises `UserError`."""
        from calf_tui.ui.plain.key_input import ending_keys
        from calf_tui.ui.plain.plain_session import PlainSession

        sys.setswitchinterval(SWITCH_SECONDS)
        gc.enable()
        with ending_keys(is_in_background) as keys:
            routines = self.routines()
            if not (routine or keys.patience):
                raise UserError(
                    "Name the routine to train, as in `calf-tui --plain start daily-six`."
                )
            files = self._watched_files(routines, self.figures())
            with self._training(files.settings, ring=None) as trainer:
                session = PlainSession(trainer, keys, keys.interrupting(write), files)
                keys.around_stop = session.pause_around
                session.run(routine, routines)
            return session.untold()

    @contextmanager
    def player(self, name: str = "", settings: Settings | None = None) -> Iterator[Player]:
        """Gives a player, by default with the backend of the settings; raises `UserError`."""
        ring = ring_terminal if self.may_ring or is_terminal() else None
        with closing(self._player(settings or self.settings(), name, ring=ring)) as player:
            yield player

    @contextmanager
    def _training(
        self, settings: Settings, ring: Callable[[], object] | None, writer: Writer | None = None
    ) -> Iterator[Trainer]:
        """Gives a trainer with sound, which saves the session however the block ends."""
        player_for = partial(self._player, ring=ring)
        trainer = self._trainer(player_for(settings), settings, writer, player_for)
        trainer.open_history()
        try:
            yield trainer
        finally:
            trainer.leave()
        if trainer.save_fault:
            raise UserError(f"The last session was not saved: {trainer.save_fault}")

    def _player(
        self, settings: Settings, name: str = "", *, ring: Callable[[], object] | None
    ) -> Player:
        from calf_tui.audio.player import player_for

        return player_for(settings, self.paths.sounds, name or self.sound, ring)

    def _trainer(
        self,
        player: Player,
        settings: Settings,
        writer: Writer | None = None,
        player_for: Callable[[Settings], Player] | None = None,
    ) -> Trainer:
        from calf_tui.training.trainer import Trainer

        return Trainer(
            clock=SystemClock(),
            history=self.history(),
            player=player,
            settings=settings,
            writer=writer,
            player_for=player_for,
            keep_setting=None if self.is_demo else self._keep_setting,
            plans=lambda: self.plans().by_id(),
        )

    def _keep_setting(self, name: str, value: str | float) -> None:
        from calf_tui.toml_files.settings import write_setting

        write_setting(self.paths.settings, name, value)


def _save_picture(name: str, svg: str, png: bool) -> str:
    from calf_tui.storage.sync.import_export import save_picture

    return str(save_picture(name, svg, png=png))


def driver_class() -> type[Driver] | None:
    """Returns our driver on Linux and macOS; None on Windows, for Textual's own driver."""
    if sys.platform == "win32":
        return None
    from calf_tui.platform.terminal_driver import TerminalDriver

    return TerminalDriver
