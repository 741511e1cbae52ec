"""The installed command opens with a proposal, and enter starts it."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("there are no pseudo-terminals on Windows", allow_module_level=True)

from tests.full import MUTED, by_turns
from tests.terminal import run_in_terminal


@pytest.mark.parametrize("options", by_turns([(), ("--plain",)], 2, first=1), ids=str)
def test_what_is_proposed_starts_with_enter(tmp_path: Path, options: tuple[str, ...]) -> None:
    installed = shutil.which("calf-tui", path=str(Path(sys.executable).parent))
    if installed is None:
        pytest.skip("the command calf-tui is not installed beside this Python")
    data, config = str(tmp_path / "training.json"), str(tmp_path / "config")
    command = [installed, "--data", data, "--config", config, *MUTED, *options]
    with run_in_terminal(command) as terminal:
        terminal.wait_for("First week, 10 min")
        terminal.wait_for("q to quit" if options else "before/after a run")
        terminal.press("w")
        terminal.wait_for("Rule first-session [ours]")
        terminal.wait_for("evidence" if not options else "You decide.")
        before = len(terminal.output)
        if not options:
            terminal.press("\x1b")
            terminal.wait_for("before/after a run", since=before)
        terminal.press("\r")
        if not options:
            terminal.wait_for("What this is, and is not")
            terminal.press("\x1b")  # one key skips all questions
        terminal.wait_for("Get ready" if options else "GET READY")
        terminal.press("q")
        terminal.wait_for("End here?" if options else "End the session here?")
        before = len(terminal.output)
        terminal.press("\r")
        if not options:
            terminal.wait_for("before/after a run", since=before)
            terminal.press("q")
        assert terminal.wait_for_end() == 0
