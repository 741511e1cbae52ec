"""A session with many stretches in the app, heard: each begins when the screen says so."""

from __future__ import annotations

import asyncio
import math
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from calf_tui.audio.player import HelperPlayer
from calf_tui.core.session.cue import NO_TIME, Cue
from calf_tui.core.settings import Settings
from calf_tui.platform.clock import SystemClock
from calf_tui.training.session_recorder import ImmediateWriter
from calf_tui.training.trainer import Trainer
from calf_tui.ui.app import CalfApp
from calf_tui.wiring import SWITCH_SECONDS
from tests.audio.recordings.load import blame_the_machine
from tests.audio.recordings.matching import found
from tests.audio.recordings.playing import SOUNDS, require
from tests.fakes import MemoryHistory
from tests.ui.conftest import BUILT_IN, FIGURES

if TYPE_CHECKING:
    from array import array
    from collections.abc import Sequence
    from pathlib import Path

    from calf_tui.core.session.cue_schedule import Phrase
    from tests.audio.recordings.rig import Rig

ROUTINE = """
name = "Stretches"
get_ready = 5
[[step]]
exercise = "heel_raise_box"
sets = 3
reps = 8
pace = "free"
rest = 10
[[step]]
exercise = "wall_calf_stretch"
sets = 2
seconds = 20
"""
KEYS = (
    (5.5, "enter"), (1.4, "right"), (4.0, "enter"), (1.2, "space"), (0.7, "space"),
    (3.6, "plus"), (1.0, "s"), (1.5, "right"), (3.6, "space"), (2.0, "space"), (3.7, "left"),
    (1.5, "s"), (1.5, "u"), (2.0, "q"),
)  # fmt: skip
"""Seconds, and the key that is pressed then: open sets done, skips, pauses and ways back."""
LONG_ENOUGH = 0.3
"""Seconds that a first beep is given before another stretch takes its place."""
PUNCTUAL = 0.04
"""Seconds by which the first beep of a stretch may miss its moment."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """When it was ordered, and its cues, in seconds from then."""

    begin: float
    cues: tuple[Cue, ...]

    @property
    def first(self) -> float:
        """Seconds until its first cue."""
        return min((cue.at for cue in self.cues), default=math.inf)


class WatchedPlayer(HelperPlayer):
    """Keeps what it was told."""

    def __init__(self, rig: Rig, backend: str) -> None:
        command = rig.command(sys.executable, "-m", "calf_tui.audio.worker.main")
        super().__init__(SOUNDS, sound=backend, command=command)
        self.stretches: list[Stretch] = []

    def play(
        self,
        cues: Sequence[Cue],
        phrases: Sequence[Phrase] = (),
        *,
        since: float | None = None,
        awake: tuple[float, float] = NO_TIME,
    ) -> None:
        super().play(cues, phrases, since=since, awake=awake)
        assert since is not None
        self.stretches.append(Stretch(since, tuple(cues)))


@pytest.mark.parametrize("backend", ["simpleaudio", "miniaudio"])
async def test_every_stretch_of_a_session_begins_when_the_screen_says_so(
    rig: Rig, tmp_path: Path, backend: str
) -> None:
    require(backend)
    sys.setswitchinterval(SWITCH_SECONDS)
    mark = rig.mark()
    player = WatchedPlayer(rig, backend)
    file = tmp_path / "heard.toml"
    file.write_text(ROUTINE)
    app = CalfApp(
        BUILT_IN,
        lambda: Trainer(
            clock=SystemClock(),
            history=MemoryHistory(),
            player=player,
            settings=Settings(),
            writer=ImmediateWriter(),
        ),
        FIGURES,
        routine=BUILT_IN.find(str(file)),
    )
    async with app.run_test() as pilot:
        for seconds, key in KEYS:
            await asyncio.sleep(seconds)  # here and below: a sound server plays in real time
            await pilot.press(key)
        await asyncio.sleep(0.5)
        start = rig.instant(mark)
        heard = rig.heard(mark)
    stretches = [each for each in player.stretches if each.cues]
    ends = [each.begin for each in stretches[1:]]
    begun = [
        (each, end)
        for each, end in zip(stretches, ends, strict=False)
        if each.begin + each.first + LONG_ENOUGH < end
    ]
    missed = {
        f"{each.begin - start:.1f} s": miss_of_first(each, heard, each.begin - start)
        for each, _ in begun
    }
    assert len(missed) >= len(KEYS) // 2
    if any(miss is None or abs(miss) >= PUNCTUAL for miss in missed.values()):
        blame_the_machine(rig)
    assert missed == pytest.approx(dict.fromkeys(missed, 0.0), abs=PUNCTUAL)


def miss_of_first(stretch: Stretch, heard: array[int], origin: float) -> float | None:
    """By how many seconds its first beep was late in the recording, None where it was not heard.

    The beginning of it may lie over what is left of a sound that was broken off.
    """
    early = [cue for cue in stretch.cues if cue.at < stretch.first + 1.0]
    pieces = [each for each in found(early, heard, origin) if each.at < stretch.first + LONG_ENOUGH]
    return next((each.shift for each in pieces if each.shift is not None), None)
