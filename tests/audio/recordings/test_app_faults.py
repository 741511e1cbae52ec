"""A whole session in a terminal, whose helper is killed and whose sound server stands still."""

from __future__ import annotations

import json
import math
import os
import re
import signal
import sys
import time
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if sys.platform == "win32":
    pytest.skip("there are no pseudo-terminals on Windows", allow_module_level=True)

from tests.audio.recordings.load import blame_the_machine
from tests.audio.recordings.matching import found, origin_of, planned_cues
from tests.audio.recordings.playing import frozen, helpers_of, require
from tests.terminal import run_in_terminal

if TYPE_CHECKING:
    from tests.audio.recordings.rig import Rig
    from tests.terminal import Terminal

pytestmark = pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="finds helpers in /proc")

ROUTINE = """
name = "Faults"
get_ready = 5
[[step]]
exercise = "heel_raise_box"
sets = 1
reps = 26
tempo = { up = 1, top = 0, down = 1, bottom = 0 }
"""
GO_AT = 5.0
SECONDS = 57
FROZEN = 10.0
BACK = 1.0
"""Seconds after a fault's end from which every cue is heard."""
ATTACK = 0.2
"""Seconds of each that are looked at."""
NEAR = 0.06
"""Seconds by which a cue may then miss its moment."""
STALL = 0.1
"""Seconds for which nothing else may hold the screen's loop; asyncio's own bound as well."""
WATCHED = """
import logging, sys
logging.basicConfig(filename=sys.argv.pop(1), format="%(created)f %(message)s")
from calf_tui.cli.main import main
sys.exit(main())
"""
"""The app, with asyncio told to write down what held its loop for longer than `STALL`."""


def test_a_session_outlives_ten_dead_helpers_and_a_frozen_server(rig: Rig, tmp_path: Path) -> None:
    require("simpleaudio")
    routine, log, data = (tmp_path / name for name in ("faults.toml", "log", "t.json"))
    routine.write_text(ROUTINE)
    command = [sys.executable, "-c", WATCHED, str(log), "--config", str(tmp_path)]
    mark, deaths = rig.mark(), []
    with run_in_terminal(
        [*command, "--data", str(data), "start", str(routine)],
        {**rig.environment, "PYTHONASYNCIODEBUG": "1"},
    ) as terminal:
        terminal.wait_for("GET READY")
        app, ready = terminal.process.pid, time.monotonic()
        read_until(terminal, ready + GO_AT + 3.0)
        assert shows(terminal, "simpleaudio")
        watch_from = time.time()
        with frozen(rig.server):
            terminal.read_for(FROZEN)
        thawed = time.monotonic()
        terminal.read_for(3.0)
        for turn in range(10):
            deaths.append(time.monotonic())
            os.kill(helpers_of(app)[0], signal.SIGKILL)
            read_until(terminal, deaths[0] + 2.6 * (turn + 1))
            if turn in (1, 4):
                assert shows(terminal, "simpleaudio" if turn == 1 else "miniaudio")
        assert not shows(terminal, "simpleaudio")
        watch_until = time.time()
        terminal.wait_for("completed", seconds=SECONDS)
        start = rig.instant(mark)
        terminal.press("qq")
        assert terminal.wait_for_end() == 0

    (session,) = json.loads(data.read_text())["sessions"].values()
    assert (session["status"], session["sets"][0]["done"]) == ("completed", {"reps": 26})
    assert stalls(log, watch_from, watch_until) == []

    cues, heard = planned_cues(routine), rig.heard(mark)
    origin = origin_of(cues, heard, GO_AT)
    pieces, zero = found(cues, heard, origin), start + origin
    lost = [
        f"fault {number}, {zero + piece.at - end:.2f} s later: {piece.shift}"
        for number, (end, then) in enumerate(pairwise((thawed, *deaths, math.inf)))
        for cue in cues
        if end + BACK < zero + cue.at < then - ATTACK
        for piece in pieces
        if cue.at <= piece.at < cue.at + ATTACK
        if piece.shift is None or abs(piece.shift) >= NEAR
    ]
    if lost:
        blame_the_machine(rig)
    assert lost == []


def read_until(terminal: Terminal, instant: float) -> None:
    terminal.read_for(max(0.0, instant - time.monotonic()))


def shows(terminal: Terminal, backend: str) -> bool:
    """Whether this is what the screen said last about the sound."""
    said = re.findall(r"♪ ([\w-]+)", terminal.output)
    return bool(said) and said[-1] == backend


def stalls(log: Path, begin: float, end: float) -> list[str]:
    """What was written down about callbacks that took too long between two times of day."""
    lines = log.read_text("utf-8").splitlines()
    return [line for line in lines if " took " in line and begin < float(line.split()[0]) < end]
