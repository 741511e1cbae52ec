"""A player, as the app has it, that plays into the rig."""

from __future__ import annotations

import importlib.util
import os
import shutil
import signal
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from calf_tui.audio.player import HelperPlayer
from calf_tui.core.session.cue import Cue, Sound
from tests.audio.recordings.rig import wait_until

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.audio.recordings.rig import Rig

SOUNDS = Path(__file__).parents[3] / "assets" / "sounds"
BACKENDS = ("simpleaudio", "miniaudio", "paplay", "aplay")
_SPARE_STARTS_IN = 0.6
_LATER = 30.0


def require(backend: str) -> None:
    """Skips where this backend cannot be had."""
    if not (shutil.which(backend) or importlib.util.find_spec(backend)):
        pytest.skip(f"{backend} is not installed")


@contextmanager
def player_into(rig: Rig, backend: str, quiet_lead_in: float = 0.0) -> Iterator[HelperPlayer]:
    """A player whose helper and spare are ready, as they are when a session has begun."""
    command = rig.command(sys.executable, "-m", "calf_tui.audio.worker.main")
    player = HelperPlayer(SOUNDS, sound=backend, command=command, quiet_lead_in=quiet_lead_in)
    try:
        others = len(helpers_of(os.getpid()))
        player.prepare()
        wait_until(lambda: player.status() == backend)
        player.play([Cue(_LATER, Sound.GO)])
        wait_until(lambda: len(helpers_of(os.getpid())) == others + 2)
        time.sleep(_SPARE_STARTS_IN)  # a process that starts tells nobody when it is at rest
        player.play([])
        yield player
    finally:
        player.close()


@contextmanager
def frozen(process: int) -> Iterator[None]:
    """The process stands still meanwhile."""
    os.kill(process, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(process, signal.SIGCONT)


@dataclass(frozen=True, slots=True)
class Taken:
    """What a process has for itself: memory, and open files, threads and child processes."""

    kilobytes: int
    counts: tuple[int, int, int]


def taken_by(process: int) -> Taken:
    """Of a process, on Linux."""
    here = Path(f"/proc/{process}")
    lines = (here / "status").read_text("utf-8").splitlines()
    kilobytes = next(int(line.split()[1]) for line in lines if line.startswith("RssAnon"))
    files, threads = (len(list((here / name).iterdir())) for name in ("fd", "task"))
    others = (path for path in Path("/proc").iterdir() if path.name.isdecimal())
    return Taken(kilobytes, (files, threads, sum(parent_of(each) == process for each in others)))


def parent_of(process: Path) -> int:
    """The parent of a process by its folder in /proc, 0 where it is gone."""
    try:
        return int((process / "stat").read_text("utf-8").rpartition(")")[2].split()[1])
    except OSError:
        return 0


def helpers_of(process: int) -> list[int]:
    """The children of a process that are sound helpers, the oldest first."""
    found = []
    for path in Path("/proc").glob("[0-9]*"):
        try:
            words = (path / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        if parent_of(path) == process and b"calf_tui.audio.worker.main" in words:
            found.append(int(path.name))
    return sorted(found)
