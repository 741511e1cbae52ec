"""The installed program in terminals that freeze, go away, or tell no size."""

from __future__ import annotations

import sys
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from tests.full import MUTED, by_turns
from tests.terminal import command_to_hold, kept_sessions, run_in_terminal, settle

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX terminal")

SESSION_SECONDS = 6.0
"""Ready, and three sets with two rests, a second each."""
SIZES = [(0, 0), (0, 24), (1, 1), (3, 24), (65_535, 65_535)]


@pytest.fixture
def command(tmp_path: Path) -> list[str]:
    return command_to_hold(tmp_path, 3, seconds=1, rest=1)


def wait_until_completed(folder: Path) -> None:
    until = time.monotonic() + SESSION_SECONDS
    while not any(each["status"] == "completed" for each in kept_sessions(folder)):
        assert time.monotonic() < until
        time.sleep(0.05)  # only the file tells: the terminal is frozen


def test_a_session_frozen_from_the_second_set_on_ends_on_time_and_shows_its_summary(
    command: list[str], tmp_path: Path
) -> None:
    with run_in_terminal(command) as terminal:
        terminal.wait_for("REST", seconds=20)
        terminal.wait_for("WORK", since=terminal.output.index("REST"))
        terminal.freeze()
        frozen = len(terminal.output)
        wait_until_completed(tmp_path)
        terminal.thaw()
        terminal.wait_for("completed", since=frozen)
        terminal.press("qq")
        assert terminal.wait_for_end() == 0
    assert "set 3 of 3" not in terminal.output[frozen:]  # what it missed is not shown any more
    assert "asleep" not in terminal.output
    (session,) = kept_sessions(tmp_path)
    assert [each["outcome"] for each in session["sets"]] == ["done"] * 3
    assert session["active_seconds"] == pytest.approx(SESSION_SECONDS, abs=0.1)


def test_a_frozen_session_in_lines_of_text_goes_on_and_says_all_of_it_later(tmp_path: Path) -> None:
    plain = command_to_hold(tmp_path, 2, seconds=1, rest=1, options=[*MUTED, "--plain"])
    with run_in_terminal(plain) as terminal:
        terminal.wait_for("Rest", seconds=20)
        terminal.freeze()
        frozen = len(terminal.output)
        wait_until_completed(tmp_path)
        terminal.thaw()
        terminal.wait_for("set 2 of 2", since=frozen)
        terminal.wait_for("completed", since=frozen)
    (session,) = kept_sessions(tmp_path)
    assert session["active_seconds"] == pytest.approx(4.0, abs=0.1)


def test_a_size_that_is_none_lays_the_screen_out_once(command: list[str]) -> None:
    def ends_well(size: tuple[int, int]) -> bool:
        with run_in_terminal(command[:-2], size=size) as terminal:  # the first screen
            terminal.wait_for("\x1b[?1049h", seconds=20)
            terminal.read_for(1)
            settle(terminal)
            terminal.process.terminate()
            return terminal.wait_for_end() == 143

    sizes = by_turns(SIZES, 5, first=1)
    with ThreadPoolExecutor(len(sizes)) as several:
        assert all(several.map(ends_well, sizes))
