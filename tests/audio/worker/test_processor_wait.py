"""Who waits for a processor, and who was stopped, as the system tells it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from calf_tui.audio.worker.main import waits_for_processor
from tests.audio.recordings.playing import frozen
from tests.audio.recordings.rig import wait_until

if TYPE_CHECKING:
    from collections.abc import Iterator

APP = 4711


@pytest.mark.parametrize(
    ("states", "waits"), [("SSS", False), ("SRS", True), ("TTT", False), ("SD", False), ("", False)]
)
def test_it_waits_if_any_of_its_threads_does(tmp_path: Path, states: str, waits: bool) -> None:
    for number, state in enumerate(states):
        thread = tmp_path / f"{APP}/task/{number}"
        thread.mkdir(parents=True)
        (thread / "stat").write_text(f"{number} (an R) x) {state} 1 2 3\n")
    assert waits_for_processor(APP, tmp_path) == waits


@pytest.fixture
def restless() -> Iterator[int]:
    """A process that never rests."""
    if not Path("/proc/self/task").exists():
        pytest.skip("this system does not list a program's threads")
    with subprocess.Popen([sys.executable, "-c", "while True: pass"]) as process:
        try:
            yield process.pid
        finally:
            process.kill()


def test_a_real_process_that_wants_to_run_waits_until_it_is_stopped(restless: int) -> None:
    wait_until(lambda: waits_for_processor(restless))
    with frozen(restless):
        wait_until(lambda: not waits_for_processor(restless))
    wait_until(lambda: waits_for_processor(restless))


def test_a_process_that_has_ended_waits_for_nothing(restless: int) -> None:
    os.kill(restless, signal.SIGKILL)
    wait_until(lambda: not waits_for_processor(restless))
