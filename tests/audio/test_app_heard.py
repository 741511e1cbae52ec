"""The whole app in a terminal, heard: what sounds is what the timeline promises."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import pytest

from calf_tui.cli import main

if sys.platform == "win32":
    pytest.skip("there are no pseudo-terminals on Windows", allow_module_level=True)

from tests.terminal import run_in_terminal

if TYPE_CHECKING:
    from pathlib import Path

    from tests.audio.rig import Rig

ROUTINE = """
name = "Heard"
get_ready = 4
[[step]]
exercise = "downward_dog"
sets = 2
seconds = 3
rest = 3
"""
TOLERANCE = 0.01
"""Seconds; the sounds differ in how softly they begin."""


def test_the_app_is_heard_as_the_timeline_promises(
    rig: Rig, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    routine = tmp_path / "heard.toml"
    routine.write_text(ROUTINE)
    main(["routines", "show", str(routine), "--json"])
    timeline = json.loads(capsys.readouterr().out)["timeline"]
    promised = sorted({cue["at"] for phase in timeline for cue in phase["cues"]})
    command = (sys.executable, "-m", "calf_tui", "--sound", "miniaudio")
    files = ("--data", str(tmp_path / "t.json"), "--config", str(tmp_path))

    mark = rig.mark()
    with run_in_terminal([*command, *files, "start", str(routine)], rig.environment) as terminal:
        terminal.wait_for("completed", seconds=20)
        terminal.read_for(1.5)
        terminal.press("q")
        assert terminal.wait_for_end() == 0

    heard = rig.onsets(mark)
    assert len(heard) == len(promised)
    # The first is left out: a device may not yet be in step.
    assert [at - heard[1] for at in heard[1:]] == pytest.approx(
        [at - promised[1] for at in promised[1:]], abs=TOLERANCE
    )
