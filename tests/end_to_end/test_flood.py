"""A flood of input changes nothing: the session goes on by the clock, and ends when it is to."""

from __future__ import annotations

import signal
import sys
from typing import TYPE_CHECKING

import pytest

from tests.full import of_full, seeded
from tests.platform.sequences import random_sequence
from tests.terminal import command_to_hold, kept_sessions, run_in_terminal

if TYPE_CHECKING:
    import random
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX terminal")

PASTED = of_full(8_000_000, 100_000)
"""Characters."""
MOVES, SEQUENCES = of_full(40_000, 1_000), of_full(5_000, 150)
SETS = 3


def mouse_noise(chance: random.Random) -> str:
    """It moves, turns its wheel and tells nonsense; it clicks where there is nothing to click."""
    column, row = chance.randrange(300), chance.randrange(200)
    return chance.choice(
        (
            f"\x1b[<35;{column};{row}M",
            f"\x1b[<{chance.choice((64, 65))};{column};{row}M",
            f"\x1b[<0;{column};1M\x1b[<0;{column};1m",
            f"\x1b[<{chance.randrange(300)};;{row}M",
        )
    )


def pasted(text: str) -> str:
    """It hides what is a key of the program, such as q."""
    return f"\x1b[200~{text}\x1b[201~"


def test_a_session_outlives_a_flood_of_input(tmp_path: Path) -> None:
    chance = seeded("flood")
    flood = "".join(
        [
            pasted("q\x03\n" * (PASTED // 3)),
            *(mouse_noise(chance) for _ in range(MOVES)),
            *(pasted(random_sequence(chance)) for _ in range(SEQUENCES)),
        ]
    )
    with run_in_terminal(command_to_hold(tmp_path, SETS, seconds=1, rest=1)) as terminal:
        terminal.wait_for("READY", seconds=20)
        terminal.pour(flood)
        terminal.wait_for("completed", seconds=20)
        (session,) = kept_sessions(tmp_path)
        assert [each["outcome"] for each in session["sets"]] == ["done"] * SETS
        assert session["active_seconds"] == pytest.approx(2.0 * SETS, abs=0.1)


def test_it_ends_in_the_midst_of_a_flood(tmp_path: Path) -> None:
    chance = seeded("end of a flood")
    with run_in_terminal(command_to_hold(tmp_path, SETS, seconds=1, rest=1)) as terminal:
        terminal.wait_for("REST", seconds=20)
        noise = "".join(mouse_noise(chance) for _ in range(MOVES))
        terminal.pour("".join(pasted(random_sequence(chance)) for _ in range(SEQUENCES)))
        terminal.pour(noise)
        assert terminal.process.poll() is None
        terminal.process.send_signal(signal.SIGTERM)
        terminal.pour(noise)
        assert terminal.wait_for_end(5) == 143
    (session,) = kept_sessions(tmp_path)
    assert session["sets"][0]["outcome"] == "done"
