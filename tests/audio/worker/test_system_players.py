"""The players a machine may lack, as scripts that note what they were asked and what they read."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from calf_tui.audio.protocol import Command, Report, command_line, parse_report
from calf_tui.audio.worker.sample_cache import SampleCache
from calf_tui.core.session.cue import Cue, Sound
from tests.audio.recordings.playing import SOUNDS, taken_by
from tests.audio.recordings.rig import wait_until
from tests.full import of_full

if TYPE_CHECKING:
    from collections.abc import Iterator

if sys.platform == "win32":
    pytest.skip("the scripts are for a shell", allow_module_level=True)

READS = 'echo "$@" >>{notes}\nexec cat >>{taken}\n'
FAILS = "exit 1\n"


class Player:
    """A helper with one backend, whose player is a script."""

    def __init__(self, process: subprocess.Popen[str], folder: Path) -> None:
        self.process = process
        self.notes, self.taken = folder / "notes", folder / "taken"

    def hear(self, word: str) -> Report:
        """Reads reports until this one."""
        assert self.process.stdout is not None
        while report := parse_report(self.process.stdout.readline()):
            if report.word == word:
                return report
        raise AssertionError(f"{word} was never said")

    def play(self, *cues: Cue) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(command_line(Command("play", cues)))
        self.process.stdin.flush()
        self.hear("done")


@contextmanager
def helper(folder: Path, backends: str, **scripts: str) -> Iterator[Player]:
    """`scripts` are what the players of these names do; a dash is written `_`."""
    for name, script in scripts.items():
        path = folder / name.replace("_", "-")
        path.write_text(
            "#!/bin/sh\n" + script.format(notes=folder / "notes", taken=folder / "taken")
        )
        path.chmod(0o755)
    process = subprocess.Popen(
        [sys.executable, "-m", "calf_tui.audio.worker.main", str(SOUNDS), "bell", "100", backends],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"},
    )
    with process:
        yield Player(process, folder)
        process.kill()


@pytest.mark.parametrize(
    ("backend", "asked"),
    [
        ("pw-play", "--raw --rate=44100 --channels=1 --format=s16 --latency=50ms -"),
        ("paplay", "--raw --rate=44100 --channels=1 --format=s16le --latency-msec=50"),
        ("aplay", "-q -t raw -f S16_LE -r 44100 -c 1 --buffer-time=60000"),
    ],
)
def test_a_players_input_is_the_track(tmp_path: Path, backend: str, asked: str) -> None:
    tick = SampleCache(SOUNDS).waveform(Sound.TICK).samples.tobytes()
    with helper(tmp_path, backend, **{backend.replace("-", "_"): READS}) as player:
        assert player.hear("backend").name == backend
        now = time.monotonic()
        player.play(*(Cue(now + 0.5 * place, Sound.TICK) for place in range(1, 9)))
        wait_until(lambda: tick in player.taken.read_bytes())
        assert player.notes.read_text().splitlines() == [asked] * 2


def test_a_player_that_fails_gives_way_to_the_next(tmp_path: Path) -> None:
    with helper(tmp_path, "pw-play,paplay", pw_play=FAILS, paplay=READS) as player:
        assert player.hear("backend").name == "paplay"


def test_each_sound_is_a_file_for_the_player_of_macos(tmp_path: Path) -> None:
    with helper(tmp_path, "afplay", afplay='echo "$@" >>{notes}\n') as player:
        assert player.hear("backend").name == "afplay"
        now = time.monotonic() + 0.5
        player.play(Cue(now, Sound.UP, 0.75), Cue(now + 0.05, Sound.GO))
        wait_until(lambda: len(player.notes.read_text().splitlines()) == 3)
        folder = SOUNDS / "bell"
        assert player.notes.read_text().splitlines() == [
            f"-v 0 {folder / 'click.wav'}",
            f"-v 1 -t 0.75 {folder / 'up.wav'}",
            f"-v 1 {folder / 'go.wav'}",
        ]


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="counts in Linux's /proc")
def test_a_helper_keeps_nothing_of_many_stretches(tmp_path: Path) -> None:
    with helper(tmp_path, "paplay", paplay="exec cat >/dev/null\n") as player:
        player.hear("backend")
        for place in range(of_full(1000, 200)):
            player.play(Cue(time.monotonic(), Sound.DOWN, 1.0 + place % 3), Cue(1e9, Sound.GO))
            if place == 100:
                before = taken_by(player.process.pid)
        after = taken_by(player.process.pid)
    assert after.kilobytes - before.kilobytes < 1000
    assert after.counts == before.counts
