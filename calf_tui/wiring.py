"""The only place that names concrete classes together."""

from __future__ import annotations

import os
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from calf_tui.core.faults import Fault
from calf_tui.places import Places
from calf_tui.trainer import Trainer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from calf_tui.core.ports import Player
    from calf_tui.core.settings import Settings


class SystemClock:
    """The machine's clocks."""

    def monotonic(self) -> float:
        """Seconds that only move on."""
        return time.monotonic()

    def now(self) -> datetime:
        """The time of day in the local time zone."""
        return datetime.now().astimezone()


@dataclass(frozen=True, slots=True)
class Wiring:
    """The real world for one run of the program."""

    places: Places
    mute: bool = False

    def reading_trainer(self) -> Trainer:
        """For the commands that only read: no sound is started."""
        from calf_tui.audio.player import SilentPlayer

        return self._trainer(SilentPlayer(), self._settings())

    def require_all_is_well(self, name: str | None) -> None:
        """Raises `Fault` where a session with this routine could not be trained and kept."""
        trainer = self.reading_trainer()
        if name:
            trainer.find_routine(name)
        trainer.require_writable()

    def run_app(self, name: str | None) -> None:
        """Runs the app to its end, from a routine where one is named; raises `Fault`."""
        import gc

        # Collecting while modules load costs a tenth of the start (tests/bench).
        gc.disable()
        from calf_tui.ui.app import CalfApp
        from calf_tui.ui.theme import DARK

        apps: list[CalfApp] = []

        def ring() -> None:
            for app in apps:
                app.post_message(CalfApp.BellDue())

        def collect_again() -> None:
            gc.freeze()
            gc.enable()

        with self._training(ring) as trainer:
            app = CalfApp(
                trainer,
                routine=trainer.find_routine(name) if name else None,
                theme=os.environ.get("TEXTUAL_THEME", DARK.name),
                on_first_frame=collect_again,
            )
            apps.append(app)
            fault = app.run()
        if fault is not None:
            raise fault

    def run_plain(self, name: str | None, write: Callable[[str], None]) -> None:
        """Trains in lines of text; raises `Fault`."""
        from calf_tui.ui.plain import PlainSession, choose_routine
        from calf_tui.ui.plain_keys import terminal_keys

        with self._training(ring=None) as trainer, terminal_keys() as keys:
            if name:
                routine = trainer.find_routine(name)
            else:
                routines = trainer.routines()
                if not sys.stdin.isatty():
                    raise Fault("Name the routine to train, as in `calf-tui start daily-six`.")
                chosen = choose_routine(routines, keys, write)
                if chosen < 0:
                    return
                routine = routines[chosen]
            PlainSession(trainer, keys, write).train(routine)

    @contextmanager
    def _training(self, ring: Callable[[], None] | None) -> Iterator[Trainer]:
        """A trainer with sound, which keeps what was done however this ends."""
        from calf_tui.audio.player import HelperPlayer

        settings = self._settings()
        player = HelperPlayer(self.places.sounds, sound=settings.sound, ring=ring)
        trainer = self._trainer(player, settings)
        try:
            yield trainer
        finally:
            trainer.leave()

    def _settings(self) -> Settings:
        from calf_tui.storage.settings import load_settings

        settings = load_settings(self.places.settings)
        return replace(settings, mute=settings.mute or self.mute)

    def _trainer(self, player: Player, settings: Settings) -> Trainer:
        from calf_tui.storage.history import TinyHistory
        from calf_tui.storage.routines import RoutineFolders

        clock = SystemClock()
        return Trainer(
            clock=clock,
            history=TinyHistory(self.places.data, now=clock.now),
            routines=RoutineFolders(self.places.routines, self.places.own_routines),
            player=player,
            settings=settings,
        )


def is_terminal() -> bool:
    """Whether somebody can read the screen and press keys."""
    return sys.stdin.isatty() and sys.stdout.isatty()
