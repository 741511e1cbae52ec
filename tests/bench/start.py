"""How long until the routine list can be read, against Textual's own smallest app.

`python -m tests.bench.start [RUNS]`; exits with 1 where the ratio of processor times is above the
bound. That is the least of all runs, which other programs on the machine hardly change.
"""

from __future__ import annotations

import os
import resource
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tests.own_places import own_places
from tests.terminal import run_in_terminal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

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


class Start(NamedTuple):
    """Seconds from the start of the process to the last routine's name."""

    elapsed: float
    processor: float


def first_frame(command: Sequence[str], environment: Mapping[str, str]) -> Start:
    """Starts a program, and ends it at its first frame."""
    start, before = time.monotonic(), _processor_seconds()
    with run_in_terminal(command, environment) as terminal:
        terminal.wait_for("Five minutes")
        elapsed = time.monotonic() - start
    return Start(elapsed, _processor_seconds() - before)


def _processor_seconds() -> float:
    """Of all programs that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def compiled_in(folder: str) -> dict[str, str]:
    """The environment in which programs keep their bytecode here, as an installation has it."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    return {"PYTHONPYCACHEPREFIX": folder}


def main(runs: int) -> int:
    """Measures both, run by run in turn; prints their times and the ratio.

    The first run of each is not counted, because it compiles.
    """
    with tempfile.TemporaryDirectory() as folder:
        environment = compiled_in(folder)
        data = str(Path(folder) / "training.json")
        commands = {
            "smallest app": [sys.executable, "-c", SMALLEST],
            "calf-tui": [str(Path(sys.executable).with_name("calf-tui")), "--data", data],
        }
        starts: dict[str, list[Start]] = {name: [] for name in commands}
        for turn in range(runs + 1):
            for name, command in commands.items():
                start = first_frame(command, environment)
                if turn:
                    starts[name].append(start)
    least = {name: min(each.processor for each in found) for name, found in starts.items()}
    ratio = least["calf-tui"] / least["smallest app"]
    for name, found in starts.items():
        median = statistics.median(each.elapsed for each in found)
        print(
            f"{name:<14} {least[name] * 1000:6.0f} ms of a processor, {median * 1000:.0f} elapsed"
        )
    print(f"first frame    {ratio:6.2f} × (at most {BOUND})")
    return 0 if ratio <= BOUND else 1


if __name__ == "__main__":
    with own_places():
        sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else RUNS))
