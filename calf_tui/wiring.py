"""The only place that names concrete classes together."""

from __future__ import annotations

import gc
import os
import sys
import time
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from calf_tui.core.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from calf_tui.core.ports import Player, Routines
    from calf_tui.core.routine import Routine
    from calf_tui.core.settings import Settings
    from calf_tui.places import Places
    from calf_tui.trainer import Trainer


class SystemClock:
    """The machine's clocks."""

    def monotonic(self) -> float:
        """Seconds that only move on."""
        return time.monotonic()

    def now(self) -> datetime:
        """The time of day in the local time zone."""
        return datetime.now().astimezone()


class Wiring(NamedTuple):
    """The real world for one run of the program."""

    places: Places
    mute: bool = False

    def routines(self) -> Routines:
        """The built-in routines and the runner's own."""
        from calf_tui.storage.routines import RoutineFolders

        return RoutineFolders(self.places.routines, self.places.own_routines)

    def reading_trainer(self) -> Trainer:
        """For the commands that only look back: no sound is started."""
        from calf_tui.audio.player import SilentPlayer

        return self._trainer(SilentPlayer(), self._settings())

    def require_all_is_well(self, name: str | None) -> None:
        """Raises `Fault` where a session with this routine could not be trained and kept."""
        if name:
            self.routines().find(name)
        self.reading_trainer().require_writable()

    def run_app(self, name: str | None) -> None:
        """Runs the app to its end, from a routine where one is named; raises `Fault`.

        The collector, which the command line holds off, runs from the first frame on.
        """
        from calf_tui.ui.app import CalfApp
        from calf_tui.ui.theme import DARK

        def ring() -> None:
            app.post_message(CalfApp.BellDue())

        def collect_again() -> None:
            gc.freeze()
            gc.enable()

        routines = self.routines()
        with ExitStack() as running:
            app = CalfApp(
                routines,
                lambda: running.enter_context(self._training(ring)),
                routine=routines.find(name) if name else None,
                theme=os.environ.get("TEXTUAL_THEME", DARK.name),
                on_first_frame=collect_again,
            )
            fault = app.run()
        if fault is not None:
            raise fault

    def run_plain(self, name: str | None, write: Callable[[str], None]) -> None:
        """Trains in lines of text; raises `Fault`."""
        from calf_tui.ui.plain import PlainSession, choose_routine

        gc.enable()
        from calf_tui.ui.plain_keys import terminal_keys

        with terminal_keys() as keys:
            routines = self.routines()
            if name:
                routine: Routine | None = routines.find(name)
            elif sys.stdin.isatty():
                routine = choose_routine(routines.all(), keys, write)
            else:
                raise Fault("Name the routine to train, as in `calf-tui --plain start daily-six`.")
            if routine is not None:
                with self._training(ring=None) as trainer:
                    for notice in trainer.notices():
                        write(notice)
                    PlainSession(trainer, keys, write).train(routine)

    @contextmanager
    def _training(self, ring: Callable[[], None] | None) -> Iterator[Trainer]:
        """A trainer with sound, which keeps what was done however this ends."""
        from calf_tui.audio.player import HelperPlayer

        settings = self._settings()
        player = HelperPlayer(self.places.sounds, sound=settings.sound, ring=ring)
        trainer = self._trainer(player, settings)
        trainer.open_history()
        try:
            yield trainer
        finally:
            trainer.leave()
        if trainer.save_fault:
            raise Fault(f"The last session was not saved: {trainer.save_fault}")

    def _settings(self) -> Settings:
        from calf_tui.storage.settings import load_settings

        settings = load_settings(self.places.settings)
        return replace(settings, mute=settings.mute or self.mute)

    def _trainer(self, player: Player, settings: Settings) -> Trainer:
        from calf_tui.storage.history import TinyHistory
        from calf_tui.trainer import Trainer

        clock = SystemClock()
        return Trainer(
            clock=clock,
            history=TinyHistory(self.places.data, now=clock.now),
            player=player,
            settings=settings,
        )


def is_terminal() -> bool:
    """Whether somebody can read the screen and press keys."""
    return sys.stdin.isatty() and sys.stdout.isatty()
