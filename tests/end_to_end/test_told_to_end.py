"""Told to end while it starts, the app ends quietly and says so with its exit code."""

from __future__ import annotations

import signal
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from tests.terminal import run_in_terminal

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals")

STEPS = 10


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_at_any_moment_of_its_start(tmp_path: Path, number: signal.Signals) -> None:
    def end_after(step: int) -> tuple[int, str]:
        own = ["--mute", "--config", str(tmp_path), "--data", str(tmp_path / f"{step}.json")]
        command = [sys.executable, "-m", "calf_tui", *own, "start", "five-minutes"]
        with run_in_terminal(command) as terminal:
            terminal.read_for(0.1 + 0.1 * step)
            terminal.process.send_signal(number)
            return terminal.wait_for_end(), terminal.output

    with ThreadPoolExecutor(2) as several:
        ends = list(several.map(end_after, range(STEPS)))
    assert not any("Traceback" in output or "Error" in output for _, output in ends)
    # Before the app took the terminal the signal itself ends it; once it has begun, it just ends.
    assert {code for code, _ in ends} <= {-number, 128 + number, 0}


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_it_gives_back_the_terminal_that_it_has_only_just_taken(
    tmp_path: Path, number: signal.Signals
) -> None:
    own = ["--mute", "--config", str(tmp_path), "--data", str(tmp_path / "training.json")]
    with run_in_terminal([sys.executable, "-m", "calf_tui", *own]) as terminal:
        terminal.wait_for("\x1b[?1049h", seconds=20)
        terminal.process.send_signal(number)
        assert terminal.wait_for_end() in {128 + number, 0}
    assert "\x1b[?1049l" in terminal.output
