from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING
from zlib import crc32

import pytest
import textual.app
import textual.pilot
import textual.screen
from textual._compositor import Compositor
from textual.css.stylesheet import Stylesheet

from calf_tui.core.coach.training_plan import Plan
from calf_tui.core.errors import UserError
from calf_tui.core.ports import Figures, History, Routines, WatchedFiles, Writer
from calf_tui.core.settings import Settings
from calf_tui.core.text.large_letters import Face, parse_face
from calf_tui.platform.paths import find_paths
from calf_tui.toml_files.figures import FigureFolders
from calf_tui.toml_files.toml_folders import RoutineFolders
from calf_tui.training.session_recorder import ImmediateWriter
from calf_tui.training.trainer import Trainer
from calf_tui.ui.app import CalfApp
from calf_tui.ui.live.live_screen import LiveScreen
from calf_tui.ui.theme import DARK
from tests.fakes import FakeClock, FixedRoutines, MemoryHistory, RecordingPlayer
from tests.full import IS_FULL
from tests.ui.support.drawing import render_later
from tests.ui.support.idleness import press, wait_for_idle, wait_for_screen, wait_until_drawn
from tests.ui.support.stylesheets import apply_known, note_rules, parse_once

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from syrupy.assertion import SnapshotAssertion
    from textual.driver import Driver

    from calf_tui.core.ports import Wakefulness
    from calf_tui.core.routines.routine import Routine
    from calf_tui.core.session.state import Session
    from calf_tui.ui.terminal_signals import TerminalSignals
    from tests.ui.support.pictures import Album

# Patched, because Textual takes none of them as an argument: the tests would take twice as long.
textual.app.wait_for_idle = wait_for_idle  # type: ignore[attr-defined]
textual.pilot.wait_for_idle = wait_until_drawn  # type: ignore[attr-defined]
textual.pilot.Pilot.press = press  # type: ignore[assignment,method-assign]
textual.pilot.Pilot._wait_for_screen = wait_for_screen  # type: ignore[assignment,method-assign]
textual.screen.UPDATE_PERIOD = 0.004  # type: ignore[misc]
Stylesheet._parse_rules = parse_once  # type: ignore[assignment,method-assign]
render_every_update = Compositor.render_update
if not IS_FULL:  # where Textual styles every widget and draws every frame itself
    Stylesheet.apply = apply_known  # type: ignore[assignment,method-assign]
    Stylesheet.replace_rules = staticmethod(note_rules)  # type: ignore[method-assign]
    Compositor.render_update = render_later  # type: ignore[assignment,method-assign]

TICK_SECONDS = 0.5 if IS_FULL else 1.0
"""How often a session is looked at while time passes: `World.run`."""

PATHS = find_paths(None, None, {})
BUILT_IN = RoutineFolders(PATHS.routines, Path("/nowhere"))
FIGURES = FigureFolders(PATHS.figures, Path("/nowhere"))


@cache
def the_face() -> Face:
    """The letters of large words, as they are shipped."""
    return parse_face(find_paths(None, "", {}).face.read_text("utf-8"))


@dataclass
class World:
    """The app and the fakes it runs with; `running` is the app that was started last."""

    routines: Routines = BUILT_IN
    figures: Figures = FIGURES
    history: History = field(default_factory=MemoryHistory)
    clock: FakeClock = field(default_factory=FakeClock)
    player: RecordingPlayer = field(default_factory=RecordingPlayer)
    settings: Settings = field(default_factory=Settings)
    writer: Writer = field(default_factory=ImmediateWriter)
    kept_settings: dict[str, str | float] = field(default_factory=dict)
    keep_setting: Callable[[str, str | float], None] | None = None
    watched_files: WatchedFiles | None = None
    plans: dict[str, Plan] = field(default_factory=dict)
    asks_newcomers: bool = False
    other_players: list[RecordingPlayer] = field(default_factory=list)

    def app(
        self,
        routine: Routine | None = None,
        *,
        theme: str = DARK.name,
        reduced_motion: bool = False,
        keymap: Mapping[str, str] = MappingProxyType({}),
        awake: Wakefulness | None = None,
        signals: TerminalSignals | None = None,
        driver_class: type[Driver] | None = None,
    ) -> CalfApp:
        """Returns a new app, which starts with the first screen, or with a session of `routine`."""
        self.running = CalfApp(
            self.routines,
            self.trainer,
            self.figures,
            routine=routine,
            theme=theme,
            reduced_motion=reduced_motion,
            keymap=keymap,
            awake=awake,
            watched_files=self.watched_files,
            signals=signals,
            driver_class=driver_class,
            read_face=the_face,
        )
        self.running.asks_newcomers = self.asks_newcomers
        return self.running

    @property
    def session(self) -> Session:
        """The session in progress."""
        return self.running.trainer.session

    @property
    def outcomes(self) -> list[str]:
        """The outcomes of the sets so far."""
        return [result.outcome for result in self.session.results]

    def train_and_vanish(self, routine: Routine, seconds: float) -> None:
        """A session in a program that is killed after so many seconds."""
        trainer = self.trainer()
        trainer.start(routine)
        for _ in range(round(seconds / 4)):
            self.clock.run(4)
            trainer.tick()

    def trainer(self) -> Trainer:
        """One of its own, over the same records."""
        trainer = Trainer(
            clock=self.clock,
            history=self.history,
            player=self.player,
            settings=self.settings,
            writer=self.writer,
            player_for=self._player_for,
            keep_setting=self.keep_setting or self.kept_settings.__setitem__,
            plans=lambda: self.plans,
        )
        trainer.open_history()
        return trainer

    def _player_for(self, settings: Settings) -> RecordingPlayer:
        if settings.sound == "gramophone":
            raise UserError("There is no sound backend gramophone.")
        self.other_players.append(RecordingPlayer())
        return self.other_players[-1]

    def run(self, seconds: float, step: float = TICK_SECONDS) -> None:
        """Lets time pass; the live screen is updated every `step` seconds."""
        passed = 0.0
        while passed < seconds and isinstance(self.running.screen, LiveScreen):
            self.clock.run(min(step, seconds - passed))
            passed += step
            self.running.screen.tick()


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def every_frame(monkeypatch: pytest.MonkeyPatch) -> None:
    """Has each frame drawn, as for a terminal."""
    monkeypatch.setattr(Compositor, "render_update", render_every_update)


@pytest.fixture
def album(
    snapshot: SnapshotAssertion, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[Album]:
    """The pictures of a test, which fails at its end if one differs."""
    from tests.ui.support.pictures import Album, SvgExtension  # it needs this module

    is_small = crc32(request.node.name.encode()) % 2 == 1  # one half of the tests, always the same
    kept = snapshot.use_extension(SvgExtension)
    pictures = Album(kept, tmp_path, request.node.name, is_small=is_small)
    yield pictures
    assert pictures.bare == [], "these quarters of the screen are nearly empty"
    assert pictures.differing == [], "look at them; if they are as wanted: pytest --snapshot-update"


def world_with(*routines: Routine) -> World:
    """Returns the fakes with only these routines."""
    return World(routines=FixedRoutines(routines))
