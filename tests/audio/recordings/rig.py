"""A sound server without a sound card, whose output is recorded, and the onsets in a recording."""

from __future__ import annotations

import math
import shutil
import subprocess
import time
from array import array
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from calf_tui.audio.sounds.synthesis import RATE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

NEEDED = ("pulseaudio", "parecord")
_ALSA = """\
</usr/share/alsa/alsa.conf>
pcm.!default { type pulse }
ctl.!default { type pulse }
"""
_QUIET = 300
"""Samples below this are silence."""
_GAP = 0.1
"""Seconds of silence after which a sound is a new one."""
_PATIENCE = 10.0


@dataclass(frozen=True, slots=True)
class Rig:
    """A sink of a server that plays to no one.

    `environment` is what a process needs to play into it; `recording` is a raw file (16 bit, one
    channel, `RATE`) to which all that is played is written as it comes. `server` is the server's
    process.
    """

    environment: dict[str, str]
    recording: Path
    server: int = 0

    def command(self, *words: str) -> tuple[str, ...]:
        """The command, started in such a way that it plays into this server."""
        return ("env", *(f"{name}={value}" for name, value in self.environment.items()), *words)

    def mark(self) -> int:
        """The place in the recording that is reached, for `onsets`."""
        return self.recording.stat().st_size // 2

    def onsets(self, mark: int) -> list[float]:
        """The instants at which sounds began after a silence, in seconds from the mark."""
        return [first / RATE for first, _ in self._sounds(mark)]

    def ends(self, mark: int) -> list[float]:
        """The instants at which sounds fell silent, in seconds from the mark."""
        return [last / RATE for _, last in self._sounds(mark)]

    def instant(self, mark: int) -> float:
        """When the sample at the mark was played, in seconds of `time.monotonic`.

        It is a few milliseconds too late: a sample takes its way through the recorder first.
        """
        shortest = math.inf
        for _ in range(100):
            shortest = min(shortest, time.monotonic() - (self.mark() - mark) / RATE)
            time.sleep(0.003)  # the recorder tells nobody of a sample
        return shortest

    def heard(self, mark: int) -> array[int]:
        """The samples since the mark."""
        with self.recording.open("rb") as file:
            file.seek(2 * mark)
            content = file.read()
        return array("h", content[: len(content) // 2 * 2])

    def _sounds(self, mark: int) -> list[tuple[int, int]]:
        samples = self.heard(mark)
        loud = [position for position, value in enumerate(samples) if abs(value) > _QUIET]
        gap = round(_GAP * RATE)
        pairs = list(pairwise([-gap, *loud, len(samples) + gap]))
        begin = [here for before, here in pairs[:-1] if here - before >= gap]
        end = [before for before, here in pairs[1:] if here - before >= gap]
        return list(zip(begin, end, strict=True))


def missing() -> str:
    """The programs the rig needs and this machine has not, in words; empty where it has all."""
    return ", ".join(name for name in NEEDED if shutil.which(name) is None)


@contextmanager
def sound_server(folder: Path, sinks: int = 1) -> Iterator[tuple[Rig, ...]]:
    """Runs a server that keeps everything in `folder`, a short path, until the end."""
    socket, alsa = folder / "native", folder / "asound.conf"
    alsa.write_text(_ALSA, encoding="utf-8")
    environment = {
        "HOME": str(folder),
        "PULSE_SERVER": f"unix:{socket}",
        "PULSE_RUNTIME_PATH": str(folder),
        "XDG_RUNTIME_DIR": str(folder),
        "ALSA_CONFIG_PATH": str(alsa),
    }
    names = [f"rig{number}" for number in range(sinks)]
    rigs = [Rig({**environment, "PULSE_SINK": name}, folder / f"{name}.raw") for name in names]
    server = rigs[0].command(
        "pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no",
        "--realtime=no", "--high-priority=no", "--disallow-exit",
        "-L", f"module-native-protocol-unix auth-anonymous=1 socket={socket}",
        *(word for name in names for word in ("-L", _null_sink(name))),
    )  # fmt: skip
    with ExitStack() as stack:
        process = stack.enter_context(_running(server))
        wait_until(socket.exists)
        for name, rig in zip(names, rigs, strict=True):
            stack.enter_context(_running(rig.command(*_recorder(name, rig.recording))))
        for rig in rigs:
            # A server to which no one listens works in steps of two seconds.
            wait_until(partial(_has_begun, rig))
        yield tuple(replace(rig, server=process) for rig in rigs)


def _has_begun(rig: Rig) -> bool:
    return rig.recording.exists() and rig.mark() > 0


def _null_sink(name: str) -> str:
    return f"module-null-sink sink_name={name} rate={RATE} channels=2 format=s16le"


def _recorder(name: str, file: Path) -> Sequence[str]:
    return (
        "parecord", "--raw", "-d", f"{name}.monitor", "--latency-msec=10",
        "--channels=1", f"--rate={RATE}", "--format=s16le", str(file),
    )  # fmt: skip


@contextmanager
def _running(command: Sequence[str]) -> Iterator[int]:
    """The command's process, as `env` becomes what it starts."""
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        try:
            yield process.pid
        finally:
            process.kill()


def distances(instants: Sequence[float]) -> list[float]:
    """Between neighbours."""
    return [later - earlier for earlier, later in pairwise(instants)]


def wait_until(condition: Callable[[], bool]) -> None:
    """Waits for something another process does; fails where it takes too long."""
    deadline = time.monotonic() + _PATIENCE
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.005)  # the other process tells nobody
