"""The whole app in a terminal, heard: what sounds is what the timeline promises, to the sample."""

from __future__ import annotations

import os
import sys
import time
from contextlib import ExitStack, nullcontext
from typing import TYPE_CHECKING

import pytest

if sys.platform == "win32":
    pytest.skip("there are no pseudo-terminals on Windows", allow_module_level=True)

from tests.audio.recordings.load import Reference, blame_the_machine, busy, frozen, resized
from tests.audio.recordings.matching import found, origin_of, planned_cues, unevenness
from tests.audio.recordings.playing import require
from tests.terminal import run_in_terminal

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from pathlib import Path

    from tests.audio.recordings.rig import Rig
    from tests.terminal import Terminal

ROUTINE = """
name = "Heard"
get_ready = 5
[[step]]
exercise = "heel_raise_box"
sets = 1
reps = 15
tempo = { up = 1, top = 1, down = 1, bottom = 1 }
"""
SECONDS = 65
"""How long it lasts."""
BACKENDS = ("simpleaudio", "miniaudio")
FROZEN = (10.0, 50.0)
"""Seconds from its start."""
GO_AT = 5.0
EVEN = 0.0005
"""Seconds by which the distance between two beeps may differ from the plan."""


@pytest.mark.parametrize("state", ["idle", "frozen", "busy"])
def test_a_minute_is_heard_as_the_timeline_promises(
    rigs: tuple[Rig, ...], tmp_path: Path, state: str
) -> None:
    """On an idle machine; with terminals that take nothing for most of it; on a busy machine."""
    for backend in BACKENDS:
        require(backend)
    routine = tmp_path / "heard.toml"
    routine.write_text(ROUTINE)
    cues = planned_cues(routine)
    references = [
        Reference(backend, rig, tmp_path, SECONDS + 20)
        for backend, rig in zip(BACKENDS, rigs[len(BACKENDS) :], strict=True)
    ]
    marks = [rig.mark() for rig in rigs]
    with ExitStack() as stack, busy(2) if state == "busy" else nullcontext():
        terminals: list[Terminal] = []
        for backend, rig in zip(BACKENDS, rigs, strict=False):
            (tmp_path / backend).mkdir()
            command = [sys.executable, "-m", "calf_tui", "--sound", backend]
            files = ["--data", str(tmp_path / backend / "t.json"), "--config", str(tmp_path)]
            running = run_in_terminal([*command, *files, "start", str(routine)], rig.environment)
            terminals.append(stack.enter_context(running))
        disturbances: dict[str, AbstractContextManager[None]] = {
            "idle": nullcontext(),
            "frozen": frozen(terminals, *FROZEN),
            "busy": resized(terminals),
        }
        with disturbances[state]:
            until = time.monotonic() + SECONDS + 10
            while time.monotonic() < until and any("completed" not in t.output for t in terminals):
                for terminal in terminals:
                    terminal.read_for(0.05)
        time.sleep(2.5)  # the last sound: a sound server plays in real time
    excuses = []
    for backend, rig, mark, reference in zip(BACKENDS, rigs, marks, references, strict=False):
        heard, others = rig.heard(mark), reference.unevenness()
        pieces = found(cues, heard, origin_of(cues, heard, GO_AT))
        # While the runner gets ready the helper was only just started, and may catch up.
        minute = [piece for piece in pieces if piece.at >= GO_AT]
        lost = [piece.at for piece in minute if piece.shift is None]
        at, uneven = unevenness(minute)
        said = f"{backend}: {len(lost)} pieces lost, {1000 * uneven:.1f} ms off at {at} s"
        print(f"{said}; {len(minute)} pieces")  # noqa: T201
        if (lost or uneven >= EVEN) and others >= EVEN:
            excuses.append(f"{said}; the system's own player {1000 * others:.1f} ms")
        elif lost or uneven >= EVEN:
            blame_the_machine(rigs[-1])  # our own load is over, so only another's counts
            assert not lost, said
            assert uneven < EVEN, said
    if excuses:
        pytest.skip(f"too busy a machine (load {os.getloadavg()[0]:.1f}): {'; '.join(excuses)}")
