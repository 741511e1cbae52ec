"""The installed program in terminals that stall, go away, or tell no size."""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING

import pytest

from tests.terminal import TERMINAL_GONE, command_to_hold, kept_sessions, run_in_terminal

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX terminal")


@pytest.fixture
def command(tmp_path: Path) -> list[str]:
    return command_to_hold(tmp_path, 3, seconds=2, rest=1)


def test_a_session_goes_on_while_nobody_reads_its_terminal(
    command: list[str], tmp_path: Path
) -> None:
    with run_in_terminal(command) as terminal:
        terminal.wait_for("REST", seconds=20)
        before = len(terminal.output)
        time.sleep(14)  # over ten seconds of which the terminal is full
        terminal.wait_for("completed", seconds=10)
        assert "asleep" not in terminal.output
        assert len(terminal.output) - before < 120_000  # not every frame since
        terminal.press("q")
        assert terminal.wait_for_end() == 0
    (session,) = kept_sessions(tmp_path)
    assert session["status"] == "completed"
    assert isinstance(session["sets"], list)
    assert len(session["sets"]) == 3


@pytest.mark.parametrize("stalled", [0.0, 4.0])
def test_a_terminal_that_goes_away_ends_the_app_and_keeps_the_session(
    command: list[str], tmp_path: Path, stalled: float
) -> None:
    """It has no controlling terminal, so no signal tells it."""
    with run_in_terminal(command) as terminal:
        terminal.wait_for("REST", seconds=20)
        time.sleep(stalled)
        os.close(terminal.let_go())
        assert terminal.process.wait(timeout=5) == TERMINAL_GONE
    (session,) = kept_sessions(tmp_path)
    assert isinstance(session["sets"], list)
    assert session["sets"][0]["outcome"] == "done"


def test_a_terminal_that_does_not_read_does_not_keep_the_app_from_ending(
    command: list[str], tmp_path: Path
) -> None:
    with run_in_terminal(command) as terminal:
        terminal.wait_for("REST", seconds=20)
        time.sleep(4)
        terminal.process.terminate()
        terminal.process.wait(timeout=5)
    assert len(kept_sessions(tmp_path)) == 1


@pytest.mark.parametrize(("columns", "rows"), [(0, 0), (0, 24), (1, 1), (65_535, 65_535)])
def test_a_size_that_is_none_lays_the_screen_out_once(
    command: list[str], columns: int, rows: int
) -> None:
    command = command[:-2]  # the first screen
    with run_in_terminal(command, size=(columns, rows)) as terminal:
        terminal.read_for(4)
        before = len(terminal.output)
        terminal.read_for(1)
        assert len(terminal.output) - before < 4_000
        terminal.process.terminate()
        assert terminal.wait_for_end() == 0
