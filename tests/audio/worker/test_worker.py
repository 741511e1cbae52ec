"""The helper's own decisions: which backend, what is carried out, when it falls silent or ends."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from queue import Empty
from typing import TYPE_CHECKING

import pytest

from calf_tui.audio.backend_choice import BELL, Backend, CannotPlayError
from calf_tui.audio.protocol import LEASE, Command, Report, command_line, parse_report
from calf_tui.audio.worker.main import choose, serve
from calf_tui.core.session.cue import Cue, Sound
from tests.audio.recordings.playing import SOUNDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from calf_tui.audio.protocol import AnyCue

TICK = Cue(10.0, Sound.TICK)


class FakeBackend:
    """Notes what it is asked; `lingers` where only the process's end silences it."""

    device = "a test bench"

    def __init__(self, *, fault: str = "", lingers: bool = False, halts: bool = False) -> None:
        self.asked: list[str] = []
        self.halts = halts
        self._fault = fault
        self._lingers = lingers

    def probe(self) -> float:
        self.asked.append("probe")
        if self._fault:
            raise CannotPlayError(self._fault)
        return 0.02

    def play(self, cues: Sequence[AnyCue]) -> bool:
        self.asked.append(" ".join(cue.sound.value for cue in cues if isinstance(cue, Cue)))
        return not self._lingers

    def stop(self) -> bool:
        self.asked.append("stop")
        return not self._lingers

    def stands_still(self) -> bool:
        return self.halts


def served(
    backend: Backend, *lines: str | float, now: float = 0.0, app_waits: bool = False
) -> list[Report]:
    """What is reported on these lines, a number where so many seconds pass without one."""
    left = list(lines)
    reports: list[Report] = []
    clock = [0.0]

    def read(seconds: float | None) -> str | None:
        line = left.pop(0) if left else ""
        if isinstance(line, float):
            assert seconds is not None
            clock[0] += line
            raise Empty
        clock[0] = max(clock[0], now)
        return line or None

    serve(backend, read, reports.append, lambda: clock[0], lambda: app_waits)
    return reports


def test_the_first_backend_that_plays_is_chosen_and_every_try_is_said() -> None:
    backends = {"one": FakeBackend(fault="no device"), "three": FakeBackend()}

    def make(name: str) -> Backend:
        if name == "two":
            raise ImportError(name)
        return backends[name]

    reports: list[Report] = []
    assert choose(["one", "two", "three"], make, reports.append, proven=False) is backends["three"]
    assert reports == [
        Report("trying", "one"),
        Report("trying", "two"),
        Report("trying", "three"),
        Report("device", "a test bench"),
        Report("latency", "20"),
        Report("backend", "three"),
    ]


def test_a_proven_backend_is_not_probed_again() -> None:
    backend = FakeBackend(fault="no device")
    assert choose(["one"], lambda name: backend, lambda report: None, proven=True) is backend
    assert backend.asked == []


def test_where_nothing_plays_it_says_so() -> None:
    reports: list[Report] = []
    broken = FakeBackend(fault="no device")
    assert choose(["one"], lambda name: broken, reports.append, proven=False) is None
    assert reports[-1] == Report("nothing")


def test_every_command_is_carried_out_and_answered_and_rubbish_is_not() -> None:
    backend = FakeBackend()
    reports = served(backend, command_line(Command("play", (TICK,))), "rubbish\n", "stop\n")
    assert backend.asked == ["tick", "stop"]
    assert reports == [Report("done"), Report("done")]


def test_a_stretch_without_cues_is_silence() -> None:
    backend = FakeBackend()
    assert served(backend, command_line(Command("play"))) == [Report("done")]
    assert backend.asked == ["stop"]


def test_when_the_app_is_not_heard_of_it_leaves() -> None:
    play = command_line(Command("play", (TICK,)))
    assert served(FakeBackend(), play, LEASE - 1.0) == [Report("done")]
    assert served(FakeBackend(), play, LEASE + 1.0) == [Report("done"), Report("leaving")]


def test_an_app_that_only_waits_for_a_processor_is_played_for() -> None:
    play = command_line(Command("play", (TICK,)))
    pauses = [LEASE - 1.0] * 3
    assert served(FakeBackend(), play, *pauses, app_waits=True) == [Report("done")]
    assert served(FakeBackend(), play, *pauses) == [Report("done"), Report("leaving")]


def test_a_device_that_stands_still_is_noticed_while_nothing_is_said() -> None:
    backend = FakeBackend()
    lines = iter([command_line(Command("play", (TICK,))), None, "stop\n"])
    reports: list[Report] = []

    def read(seconds: float | None) -> str:
        line = next(lines)
        if line is None:
            backend.halts = True
            raise Empty
        return line

    serve(backend, read, reports.append, lambda: 0.0)
    assert reports == [Report("done"), Report("stalled")]


def test_a_stretch_that_cannot_begin_is_not_said_to_play() -> None:
    backend = FakeBackend(halts=True)
    assert served(backend, command_line(Command("play", (TICK,)))) == [Report("stalled")]


@pytest.mark.parametrize(("now", "asked"), [(0.0, ["tick"]), (30.0, ["tick", "stop"])])
def test_the_device_rests_once_a_stretch_is_over(now: float, asked: list[str]) -> None:
    backend = FakeBackend()
    lines = iter([command_line(Command("play", (TICK,))), "alive\n", None])
    clock = [0.0]

    def read(seconds: float | None) -> str | None:
        line = next(lines)
        clock[0] = now if line == "alive\n" else 0.0
        return line

    serve(backend, read, lambda report: None, lambda: clock[0])
    assert backend.asked == asked


def test_after_a_stop_the_device_is_told_again_so_that_it_can_rest() -> None:
    backend = FakeBackend()
    served(backend, command_line(Command("play", (TICK,))), "stop\n", "alive\n", now=1.0)
    assert backend.asked == ["tick", "stop", "stop"]


@pytest.mark.parametrize("line", ["stop\n", command_line(Command("play", (TICK,)))])
def test_a_helper_that_cannot_fall_silent_leaves(line: str) -> None:
    assert served(FakeBackend(lingers=True), line, "stop\n") == [Report("leaving")]


@pytest.fixture
def helper() -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "calf_tui.audio.worker.main", str(SOUNDS), "wood", "50", BELL],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_the_helper_rings_answers_and_ends_with_its_input(helper: subprocess.Popen[str]) -> None:
    with helper:
        assert helper.stdin is not None
        assert helper.stdout is not None
        reports = [parse_report(helper.stdout.readline()) for _ in range(3)]
        now = time.monotonic()  # one of many is in time on the slowest machine
        cues = tuple(Cue(now + 0.5 * place, Sound.TICK) for place in range(1, 100))
        helper.stdin.write(command_line(Command("play", cues)))
        helper.stdin.flush()
        reports += [parse_report(helper.stdout.readline()) for _ in range(2)]
        helper.stdin.close()
        assert set(helper.stdout.read().splitlines()) <= {"bell"}
    assert reports == [
        Report("trying", BELL),
        Report("device", "the terminal"),
        Report("backend", BELL),
        Report("done"),
        Report("bell"),
    ]
    assert helper.returncode == 0


def test_the_helper_knows_neither_the_screen_nor_the_records() -> None:
    code = "import sys, calf_tui.audio.worker.main; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert {"textual", "rich", "tinydb", "asyncio"}.isdisjoint(loaded.stdout.split())


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_a_helper_does_not_keep_the_libraries_of_backends_that_do_not_play(tmp_path: Path) -> None:
    names = "miniaudio,aplay,bell"
    command = [sys.executable, "-m", "calf_tui.audio.worker.main", str(SOUNDS), "bell", "100"]
    nowhere = {"HOME": str(tmp_path), "PATH": "", "PULSE_SERVER": "nowhere"}
    with subprocess.Popen(
        [*command, names, "--quiet-lead-in=1"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, **nowhere, "ALSA_CONFIG_PATH": "/dev/null", "XDG_RUNTIME_DIR": "/"},
    ) as helper:
        assert helper.stdin is not None
        assert helper.stdout is not None
        reports: list[Report | None] = []
        while Report("backend", "bell") not in reports:
            reports.append(parse_report(helper.stdout.readline().decode()))
        loaded = Path(f"/proc/{helper.pid}/maps").read_text("utf-8")
        told = Path(f"/proc/{helper.pid}/cmdline").read_bytes().split(b"\0")
        helper.stdin.write(b"stop\n")
        helper.stdin.flush()
        assert helper.stdout.readline() == b"done\n"

    assert Report("trying", "miniaudio") in reports
    assert "miniaudio" not in loaded
    assert b"--quiet-lead-in=1" in told
