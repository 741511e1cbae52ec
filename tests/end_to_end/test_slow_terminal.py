"""A terminal that reads slowly holds nothing up, and what it shows is at most one frame old."""

from __future__ import annotations

import re
import sys
import time
from typing import TYPE_CHECKING

import pytest

from tests.full import IS_FULL
from tests.terminal import COLUMNS, ROWS, command_to_hold, kept_sessions, run_in_terminal
from tests.virtual_screen import VirtualScreen

if TYPE_CHECKING:
    from pathlib import Path

    from tests.terminal import Terminal

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs its pseudo-terminals")

WHOLE_FRAME = 6_000
"""Bytes, about, of a screen of the usual size."""
BETWEEN_READS_SECONDS = 0.1


def trickle(terminal: Terminal, bytes_a_second: int) -> None:
    terminal.read_once(0, at_most=int(bytes_a_second * BETWEEN_READS_SECONDS))
    time.sleep(BETWEEN_READS_SECONDS)  # the clock of a real program


def test_the_summary_is_at_most_a_frame_away(tmp_path: Path) -> None:
    with run_in_terminal(command_to_hold(tmp_path, 1, seconds=3, rest=1)) as terminal:
        while not kept_sessions(tmp_path):
            trickle(terminal, 200)
        unread = len(terminal.output)
        terminal.wait_for("completed", since=unread)
        assert terminal.output.index("completed") - unread < 1.5 * WHOLE_FRAME
        terminal.press("qq")
        assert terminal.wait_for_end() == 0
    (session,) = kept_sessions(tmp_path)
    assert [each["outcome"] for each in session["sets"]] == ["done"]
    assert session["active_seconds"] == pytest.approx(4.0, abs=0.1)


@pytest.mark.skipif(not IS_FULL, reason="takes half a minute")
def test_the_time_left_that_is_shown_is_at_most_a_frame_old(tmp_path: Path) -> None:
    """200 bytes a second, then two thousand."""
    seconds = 30
    screen, fed, behind = VirtualScreen(COLUMNS, ROWS), 0, []
    with run_in_terminal(command_to_hold(tmp_path, 1, seconds=seconds, rest=1)) as terminal:
        terminal.wait_for("READY", seconds=30)
        since = time.monotonic()
        while (elapsed := time.monotonic() - since) < seconds:
            trickle(terminal, 200 if elapsed < seconds / 3 else 2000)
            screen.feed(terminal.output[fed:])
            fed = len(terminal.output)
            if elapsed > seconds * 2 / 3:
                shown = re.search(r"\d:(\d\d)", screen.text)
                assert shown is not None
                behind.append(elapsed + int(shown[1]) - seconds - 1)
    assert max(map(abs, behind)) < 2 + WHOLE_FRAME / 2000
