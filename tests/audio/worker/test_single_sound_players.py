"""Players of one sound at a time: each cue at its instant, and none that was replaced."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

from calf_tui.audio.protocol import AwakeCue
from calf_tui.audio.worker.backends.single_sound_players import CueByCue, due, terminal_bell
from calf_tui.core.session.cue import Cue, Sound

if TYPE_CHECKING:
    from collections.abc import Sequence

    from calf_tui.audio.protocol import SpokenCue


def test_cues_are_due_at_their_instant_and_lost_when_late() -> None:
    late, now, later = (Cue(at, Sound.TICK) for at in (9.7, 9.9, 10.1))
    assert due((late, now, later), 10.0) == ((now,), (later,))


def test_one_by_one_performs_what_is_due_and_forgets_what_is_replaced() -> None:
    performed: list[Cue | SpokenCue] = []
    heard = threading.Event()

    def perform(cues: Sequence[Cue | SpokenCue]) -> None:
        performed.extend(cues)
        heard.set()

    start = time.monotonic()
    backend = CueByCue(perform, lambda: None, "nothing")
    backend.play([Cue(start + 3600, Sound.GO)])
    backend.play([AwakeCue(start, since=start), Cue(start + 0.01, Sound.TICK)])
    assert heard.wait(5)
    assert [cue.sound for cue in performed] == [Sound.TICK]


def test_the_bell_rings_once_an_instant_and_not_for_held_notes() -> None:
    rings: list[float] = []
    rung = threading.Event()

    def ring() -> None:
        rings.append(time.monotonic())
        rung.set()

    start = time.monotonic()
    terminal_bell(ring).play(
        [
            Cue(start, Sound.DOWN, 1.0),
            Cue(start + 0.03, Sound.TICK),
            Cue(start + 0.03, Sound.CLICK),
        ]
    )
    assert rung.wait(5)
    assert len(rings) == 1
    assert rings[0] >= start + 0.03
