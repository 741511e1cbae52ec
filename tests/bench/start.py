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

from tests.bench.screen_waits import ScreenWaits
from tests.bench.table import Row, row, row_beside
from tests.own_places import own_places
from tests.terminal import run_in_terminal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

BOUND = 1.2
RUNS = 15
SETTLED_SECONDS = 2.0
READY = "Five minutes"
"""The last text of the first frame: the name of the last routine."""
SMALLEST = """
from textual.app import App
from textual.widgets import Label

class Smallest(App):
    def compose(self):
        yield Label("Five minutes")

Smallest().run()
"""
SMALLEST_WITH_A_KEY = """
from textual.app import App
from textual.widgets import Label

class Smallest(App):
    BINDINGS = [("down", "answer")]

    def compose(self):
        yield Label("Five minutes")

    def action_answer(self):
        self.query_one(Label).update("All six moves in full")

Smallest().run()
"""
DOWN, ANSWER = "\x1b[B", "All six moves in full"
"""A key, and what the first screen shows for it: the routine under the cursor."""
SOON = 0.05
"""The seconds after the first frame at which the key is pressed."""


class Start(NamedTuple):
    """Seconds from the start of the process to the last routine's name, and of a processor."""

    elapsed: float
    processor: float


def processor_seconds() -> float:
    """Returns what all programs that have ended have used."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def first_frame(
    command: Sequence[str],
    environment: Mapping[str, str],
    then_seconds: float = 0.0,
    ready: str = READY,
) -> Start:
    """Starts a program, and ends it at its first frame, or so many seconds after it."""
    start, before = time.monotonic(), processor_seconds()
    with run_in_terminal(command, environment) as terminal:
        terminal.wait_for(ready, seconds=30)
        elapsed = time.monotonic() - start
        terminal.read_for(then_seconds)
    return Start(elapsed, processor_seconds() - before)


def compiled_in(folder: str) -> dict[str, str]:
    """The environment in which programs keep their bytecode here, as an installation has it."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    return {"PYTHONPYCACHEPREFIX": folder}


def measured(runs: int, then_seconds: float = 0.0) -> tuple[list[Start], list[Start]]:
    """Returns the starts of the app and of the smallest, run by run in turn.

    The first run of each is not counted, because it compiles.
    """
    ours: list[Start] = []
    smallest: list[Start] = []
    with tempfile.TemporaryDirectory() as folder:
        environment = compiled_in(folder)
        script = str(Path(sys.executable).with_name("calf-tui"))
        command = [script, "--data", str(Path(folder) / "training.json")]
        for _ in range(runs + 1):
            peer = [sys.executable, "-c", SMALLEST]
            smallest.append(first_frame(peer, environment, then_seconds))
            ours.append(first_frame(command, environment, then_seconds))
    return ours[1:], smallest[1:]


class Answer(NamedTuple):
    """Milliseconds from a key to its answer, and from the start of the program to that."""

    after_key: float
    after_start: float


def answer(command: Sequence[str], environment: Mapping[str, str], after: float) -> Answer:
    """Presses a key so many seconds after the first frame, and waits for its answer."""
    start = time.perf_counter()
    with run_in_terminal(command, environment) as terminal:
        screen = ScreenWaits(terminal)
        terminal.wait_for(READY)
        terminal.read_for(after)
        before_key = 1000 * (time.perf_counter() - start)
        took = screen.milliseconds(DOWN, ANSWER, quiet=0.1)
    return Answer(took, before_key + took)


def answers(runs: int, after: float) -> tuple[list[Answer], list[Answer]]:
    """Returns the answers of the app and of the smallest, in turn."""
    with tempfile.TemporaryDirectory() as folder:
        environment = compiled_in(folder)
        script = str(Path(sys.executable).with_name("calf-tui"))
        command = [script, "--data", str(Path(folder) / "training.json")]
        peer = [sys.executable, "-c", SMALLEST_WITH_A_KEY]
        pairs = [
            (answer(command, environment, after), answer(peer, environment, after))
            for _ in range(runs + 1)
        ]
    return [ours for ours, _ in pairs[1:]], [peers for _, peers in pairs[1:]]


def _key_rows(runs: int) -> list[Row]:
    peer = "Textual's smallest app"
    soon, their_soon = answers(runs, SOON)
    late, their_late = answers(max(3, runs // 3), SETTLED_SECONDS)
    name = f"a key {SOON * 1000:.0f} ms after the first frame"
    return [
        row_beside(
            f"start, {name}, and its answer",
            "ms",
            [each.after_start for each in soon],
            (peer, [each.after_start for each in their_soon]),
            1.3,
        ),
        row_beside(
            name,
            "ms",
            [each.after_key for each in soon],
            (peer, [each.after_key for each in their_soon]),
            1.3,
        ),
        row_beside(
            f"a key {SETTLED_SECONDS:.0f} s after the first frame",
            "ms",
            [each.after_key for each in late],
            (peer, [each.after_key for each in their_late]),
        ),
    ]


def rows(runs: int) -> list[Row]:
    """Returns the first frame, what is used until all is prepared, and a key in between."""
    ours, smallest = measured(runs)
    settled, smallest_settled = measured(max(3, runs // 3), SETTLED_SECONDS)
    more = [
        1000 * (one.processor - other.processor)
        for one, other in zip(settled, smallest_settled, strict=True)
    ]
    return [
        row_beside(
            f"first frame, {name}",
            "ms",
            [1000 * getattr(each, kind) for each in ours],
            ("Textual's smallest app", [1000 * getattr(each, kind) for each in smallest]),
            1.0,
        )
        for name, kind in (("elapsed", "elapsed"), ("of a processor", "processor"))
    ] + [
        row("until it is at rest, more than smallest app", "ms", more, 100),
        *_key_rows(runs),
    ]


def main(runs: int) -> int:
    """Measures both; prints their times and the ratio."""
    ours, smallest = measured(runs)
    least = [min(each.processor for each in found) for found in (ours, smallest)]
    ratio = least[0] / least[1]
    for name, found in (("smallest app", smallest), ("calf-tui", ours)):
        processor = min(each.processor for each in found)
        median = statistics.median(each.elapsed for each in found)
        print(f"{name:<14} {processor * 1000:6.0f} ms of a processor, {median * 1000:.0f} elapsed")
    print(f"first frame    {ratio:6.2f} × (at most {BOUND})")
    return 0 if ratio <= BOUND else 1


if __name__ == "__main__":
    with own_places():
        sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else RUNS))
