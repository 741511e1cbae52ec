"""Plain mode ends with its input; what was done is kept, and nothing where nothing was done."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.full import MUTED, by_turns
from tests.terminal import TERMINAL_GONE, command_to_hold, kept_sessions, run_in_terminal

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX terminal")


@pytest.fixture
def command(tmp_path: Path) -> list[str]:
    return command_to_hold(tmp_path, 2, seconds=1, rest=30, options=[*MUTED, "--plain"])


@pytest.mark.parametrize(
    ("awaited", "kept"), by_turns([("Get ready", []), ("Rest", ["done"])], 2, first=1)
)
def test_a_pipe_that_is_closed_ends_it(
    command: list[str], tmp_path: Path, awaited: str, kept: list[str]
) -> None:
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        while awaited not in process.stdout.readline():
            assert process.poll() is None
        process.stdin.close()
        assert process.wait(timeout=5) == 0
    outcomes = [each["outcome"] for session in kept_sessions(tmp_path) for each in session["sets"]]
    assert outcomes == kept


def test_an_input_that_has_ended_before_keeps_nothing(command: list[str], tmp_path: Path) -> None:
    ended = subprocess.run(command, stdin=subprocess.DEVNULL, timeout=20, check=False)
    assert ended.returncode == 0
    assert kept_sessions(tmp_path) == []


def test_a_terminal_that_goes_away_ends_it_and_keeps_what_was_done(
    command: list[str], tmp_path: Path
) -> None:
    with run_in_terminal(command) as terminal:
        terminal.wait_for("Rest")
        os.close(terminal.let_go())  # no controlling terminal: no signal tells it
        assert terminal.process.wait(timeout=5) == TERMINAL_GONE
    (session,) = kept_sessions(tmp_path)
    assert [each["outcome"] for each in session["sets"]] == ["done"]


@pytest.mark.parametrize("words", [["--help"], ["--version"], ["export", "--help"], ["routines"]])
def test_an_output_that_is_full_is_a_fault(words: list[str]) -> None:
    if not os.path.exists("/dev/full"):
        pytest.skip("there is no /dev/full here")
    with open("/dev/full", "w") as full:  # noqa: PTH123
        ended = subprocess.run(
            [sys.executable, "-m", "calf_tui", *words],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert ended.returncode == 1
    assert ended.stderr == "The output cannot be written: No space left on device.\n"
