"""Ctrl+Z gives the shell its terminal back; `fg` brings the session back, paused where it was."""

from __future__ import annotations

import shlex
import shutil
import time
from typing import TYPE_CHECKING

import pytest

from tests.full import MUTED, by_turns
from tests.terminal import command_to_hold, controlling, kept_sessions, run_in_terminal, settle

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")

SHELL = controlling(["bash", "--norc", "--noprofile", "-i"])
PROMPT = {"PS1": "$ "}
SET_SECONDS = 2


def test_a_session_is_suspended_and_comes_back_paused(tmp_path: Path) -> None:
    command = command_to_hold(tmp_path, 1, seconds=SET_SECONDS, rest=1)
    with run_in_terminal(SHELL, PROMPT) as terminal:
        terminal.wait_for("$ ")
        terminal.press(shlex.join(command) + "\n")
        terminal.wait_for("WORK", seconds=20)
        terminal.press("\x1a")
        terminal.wait_for("Stopped")
        assert terminal.output.rindex("\x1b[?1049l") < terminal.output.rindex("Stopped")
        terminal.press("echo $((6 * 7))q\n")  # what is typed drives the shell, not the session
        terminal.wait_for("42q")
        time.sleep(SET_SECONDS)  # longer than the set, and too short to be taken for a sleep
        before = len(terminal.output)
        terminal.press("bg; sleep 0.8; jobs\n")
        terminal.wait_for("Stopped", since=before)
        terminal.press("fg\n")
        terminal.wait_for("to go on", since=before)
        terminal.press("?")
        terminal.wait_for("back to the shell", since=before)
        terminal.press("\x1b")
        terminal.wait_for("to go on", since=len(terminal.output))
        terminal.press("q")
        terminal.wait_for("Nothing was done")
        terminal.press("\r")
        settle(terminal)
        before = len(terminal.output)
        terminal.press("qq")
        terminal.wait_for("$ ", since=before)
        terminal.press("exit\n")
        terminal.wait_for_end()
    outcomes = [each["outcome"] for session in kept_sessions(tmp_path) for each in session["sets"]]
    assert "done" not in outcomes


def test_plain_mode_comes_back_paused_and_has_its_keys_again(tmp_path: Path) -> None:
    """A shell may have changed what the terminal does with keys."""
    command = command_to_hold(tmp_path, 1, seconds=30, rest=1, options=[*MUTED, "--plain"])
    with run_in_terminal(SHELL, PROMPT) as terminal:
        terminal.wait_for("$ ")
        terminal.press(shlex.join(command) + "\n")
        terminal.wait_for("Get ready", seconds=20)
        terminal.press("\x1a")
        terminal.wait_for("Stopped")
        before = len(terminal.output)
        terminal.press("fg\n")
        terminal.wait_for("calf_tui", since=before)
        terminal.wait_for("Paused. Space goes on.", since=before)
        terminal.press("q")
        terminal.wait_for("End here?", since=before)


@pytest.mark.parametrize("options", by_turns([["--mute"], ["--mute", "--plain"]], 2, first=1))
def test_one_that_is_suspended_ends_when_it_is_told_to(tmp_path: Path, options: list[str]) -> None:
    command = command_to_hold(tmp_path, 1, seconds=30, rest=1, options=options)
    with run_in_terminal(SHELL, PROMPT) as terminal:
        terminal.wait_for("$ ")
        terminal.press(shlex.join(command) + "\n")
        terminal.wait_for("et ready" if "--plain" in options else "READY", seconds=20)
        terminal.press("\x1a")
        terminal.wait_for("Stopped")
        before = len(terminal.output)
        terminal.press("kill -TERM %1; kill -CONT %1; wait %1; echo over$?\n")
        terminal.wait_for("over143", since=before)
        terminal.press("echo $((7 * 7))q\n")
        terminal.wait_for("49q", since=before)
    assert "Stopped" not in terminal.output[before:]
