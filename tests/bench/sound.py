"""How exact the beeps are in a recording: an idle machine, then one that is as busy as can be.

`python -m tests.bench.sound [SECONDS]`; needs PulseAudio, and exits with 1 where two neighbouring
beeps are off by more than the bound. It shows the timing up to the sound server; a loudspeaker's
own delay, and the drift of a sound card's clock, it cannot show.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from calf_tui.core.cues import Cue, Sound
from tests.audio.playing import player_into
from tests.audio.rig import distances, sound_server

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.audio.rig import Rig

BOUND = 0.0005
SECONDS = 60
AHEAD = 0.5
REDRAW = """
import sys, time
while True:
    sys.stdout.write("\\x1b[H" + "calf " * 1000)
    sys.stdout.flush()
    time.sleep(1 / 60)
"""


@contextmanager
def busy() -> Iterator[None]:
    """Two processes that never rest, and a terminal that is redrawn without pause."""
    screen, terminal = os.openpty()
    spinning = [sys.executable, "-c", "while True: pass"]
    redrawing = [sys.executable, "-c", REDRAW]
    commands = [
        subprocess.Popen(spinning),
        subprocess.Popen(spinning),
        subprocess.Popen(redrawing, stdout=terminal),
        subprocess.Popen(["cat"], stdin=screen, stdout=subprocess.DEVNULL),
    ]
    try:
        yield
    finally:
        for process in commands:
            process.kill()
            process.wait()
        os.close(screen)
        os.close(terminal)


def deviations(rig: Rig, backend: str, seconds: int) -> list[float]:
    """By how much each distance between two beeps a second apart is off."""
    with player_into(rig, backend) as player:
        mark = rig.mark()
        player.play([Cue(AHEAD + second, Sound.TICK) for second in range(seconds + 1)])
        time.sleep(AHEAD + seconds + 1)
        return [distance - 1.0 for distance in distances(rig.onsets(mark))]


def main(seconds: int) -> int:
    """Measures each backend, idle and busy; a beep too few or too many is a failure."""
    worst = 0.0
    for backend in filter(find_spec, ("simpleaudio", "miniaudio")):
        for load in ("idle", "busy"):
            with ExitStack() as running:
                folder = running.enter_context(tempfile.TemporaryDirectory(prefix="rig"))
                rig = running.enter_context(sound_server(Path(folder)))
                if load == "busy":
                    running.enter_context(busy())
                off = deviations(rig, backend, seconds)
            largest = max(map(abs, off)) if len(off) == seconds else 1.0
            worst = max(worst, largest)
            print(
                f"{backend:<12} {load}  {len(off)} distances, "
                f"deviation {statistics.pstdev(off) * 1000:.3f} ms, worst {largest * 1000:.3f} ms"
            )
    return 0 if worst < BOUND else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else SECONDS))
