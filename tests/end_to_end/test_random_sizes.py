"""However quickly sizes change, the screen is laid out no more often than that."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

from tests.full import by_turns, of_full, seeded
from tests.terminal import controlling, run_in_terminal, settle

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX terminal")

SIZES = (0, 1, 2, 11, 24, 40, 80, 200, 400, 65_535)
CHANGES = of_full(60 * 100, 30)
BETWEEN_CHANGES_SECONDS = 0.004
PASSES = 6
"""In which one change is laid out at most: what it shows or hides is laid out after it."""
BYTES_A_LAYOUT = 500_000
"""More than the largest screen takes that is laid out, 1,000 by 400, with its colours."""

SETTLED_WITHIN_SECONDS = 30
"""On a busy machine; the largest sizes take a tenth of a second each."""


@pytest.mark.parametrize("screen", by_turns(["first", "live"], 2, first=1))
def test_no_size_is_laid_out_for_ever(tmp_path: Path, screen: str) -> None:
    chance = seeded(screen)
    counts = tmp_path / "layouts"
    command = [sys.executable, "-m", "tests.end_to_end.layout_counter", str(counts), screen]
    environment = {"PYTHONPATH": str(Path(__file__).parents[2])}
    with run_in_terminal(controlling(command), environment) as terminal:
        until = time.monotonic() + 20
        while not counts.exists():
            assert time.monotonic() < until
            terminal.read_for(0.05)
        for _ in range(CHANGES):
            terminal.resize(chance.choice(SIZES), chance.choice(SIZES))
            terminal.read_for(BETWEEN_CHANGES_SECONDS)
        terminal.resize(24, 80)
        layouts, until = -1, time.monotonic() + SETTLED_WITHIN_SECONDS
        while layouts != counts.stat().st_size:
            assert time.monotonic() < until
            layouts = counts.stat().st_size
            settle(terminal, SETTLED_WITHIN_SECONDS)
        assert 0 < layouts <= PASSES * (CHANGES + 1)
        assert len(terminal.output) < BYTES_A_LAYOUT * layouts
