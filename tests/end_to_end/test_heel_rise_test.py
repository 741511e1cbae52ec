"""The installed command guides through a heel-rise test, and keeps it."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("there are no pseudo-terminals on Windows", allow_module_level=True)

from tests.full import MUTED, by_turns
from tests.terminal import run_in_terminal


@pytest.mark.parametrize("options", by_turns([(), ("--plain",)], 2), ids=str)
def test_a_test_is_guided_and_kept(tmp_path: Path, options: tuple[str, ...]) -> None:
    installed = shutil.which("calf-tui", path=str(Path(sys.executable).parent))
    if installed is None:
        pytest.skip("the command calf-tui is not installed beside this Python")
    files = ["--data", str(tmp_path / "training.json"), "--config", str(tmp_path / "config")]
    command = [installed, *files, *MUTED, *options, "start", "heel-rise-test"]
    with run_in_terminal(command) as terminal:
        terminal.wait_for("Which leg first?")
        for key, answer in (
            ("r", "arm up"),
            ("\r", "arm up with both legs"),
            ("\r", "Get ready, then the right leg"),
            ("\r", "Right leg"),
            ("\r", "4 I stopped"),
            ("3", "Right leg 0: the knee bends"),
            ("+", "Right leg 1: the knee bends"),
            ("\r", "Left leg"),
            ("\r", "4 I stopped"),
            ("\r", "Kept."),
        ):
            before = len(terminal.output)
            terminal.press(key)
            terminal.wait_for(answer, since=before)
        if not options:
            terminal.press("\r")
            terminal.wait_for("before/after a run", since=before)
            terminal.press("q")
        assert terminal.wait_for_end() == 0
    document = json.loads((tmp_path / "training.json").read_text("utf-8"))
    (test,) = document["tests"].values()
    assert (test["left"], test["right"], test["ended_by"]) == (0, 1, "right: knee bends")
    assert not document.get("sessions")
