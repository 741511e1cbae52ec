"""How long from a key to the screen that answers it, beside a running set.

`python -m tests.bench.keys [PRESSES]`; exits with 1 where the 99th percentile is above the bound.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time

from tests.bench.table import Row, row
from tests.own_places import own_places
from tests.terminal import Terminal, run_in_terminal

BOUND_MS = 30.0
PRESSES = 200


def waits_for(terminal: Terminal, presses: int) -> list[float]:
    """Milliseconds from each press of pause to the word that answers it, there and back."""
    waits = []
    for turn in range(presses):
        word = "PAUSED" if turn % 2 == 0 else "READY"
        before = len(terminal.output)
        start = time.perf_counter()
        terminal.press(" ")
        while word not in terminal.output[before:]:
            terminal.read_once(1.0)
        waits.append((time.perf_counter() - start) * 1000)
        terminal.read_for(0.1)
    return sorted(waits)


def measured(presses: int) -> list[float]:
    """Returns the waits in the first set of "Daily six", the shortest first."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "calf_tui", "--data", f"{folder}/t.json", "start"]
        with run_in_terminal([*command, "before-run"]) as terminal:
            terminal.wait_for("GET READY")
            terminal.press("n")
            terminal.read_for(2)
            return waits_for(terminal, presses)


def rows(presses: int) -> list[Row]:
    """Returns the median and the 99th percentile."""
    waits = measured(presses)
    name = "key to screen beside a running set"
    worst = waits[int(len(waits) * 0.99) - 1]
    return [row(f"{name}, median", "ms", waits, 8), row(f"{name}, p99", "ms", [worst], 20)]


def main(presses: int) -> int:
    """Prints the median and the 99th percentile."""
    waits = measured(presses)
    worst = waits[int(len(waits) * 0.99) - 1]
    median = statistics.median(waits)
    print(f"key to screen  {median:5.1f} ms median, {worst:5.1f} ms p99 (at most {BOUND_MS})")
    return int(worst > BOUND_MS)


if __name__ == "__main__":
    with own_places():
        sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else PRESSES))
