"""How long until the routine list can be read, against Textual's own smallest app.

`python -m tests.bench.start [RUNS]`; exits with 1 where the ratio is above the bound.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tests.terminal import run_in_terminal

if TYPE_CHECKING:
    from collections.abc import Sequence

BOUND = 1.2
RUNS = 15
SMALLEST = """
from textual.app import App
from textual.widgets import Label

class Smallest(App):
    def compose(self):
        yield Label("Five minutes")

Smallest().run()
"""


def seconds_to_first_frame(command: Sequence[str]) -> float:
    """Wall-clock seconds from the start of the process to the last routine's name."""
    start = time.monotonic()
    with run_in_terminal(command) as terminal:
        terminal.wait_for("Five minutes")
        return time.monotonic() - start


def main(runs: int) -> int:
    """Measures both, run by run in turn; prints medians and their ratio."""
    with tempfile.TemporaryDirectory() as folder:
        data = str(Path(folder) / "training.json")
        commands = {
            "smallest app": [sys.executable, "-c", SMALLEST],
            "calf-tui": [sys.executable, "-m", "calf_tui", "--data", data],
        }
        times: dict[str, list[float]] = {name: [] for name in commands}
        for turn in range(runs + 1):
            for name, command in commands.items():
                seconds = seconds_to_first_frame(command)
                if turn:
                    times[name].append(seconds)
    medians = {name: statistics.median(each) for name, each in times.items()}
    ratio = medians["calf-tui"] / medians["smallest app"]
    for name, seconds in medians.items():
        print(f"{name:<14} {seconds * 1000:6.0f} ms")
    print(f"first frame    {ratio:6.2f} × (at most {BOUND})")
    return 0 if ratio <= BOUND else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else RUNS))
