"""How much memory the app and its helpers hold; Linux only."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.bench.history import fill_ours, sessions
from tests.bench.start import SMALLEST
from tests.bench.table import Row, row, row_beside
from tests.own_places import own_places
from tests.terminal import run_in_terminal

REST_SECONDS = 3.0
PAGES = ("p", "2", "3", "4")


def megabytes(process: int, kind: str = "Rss") -> float:
    """Returns the memory that a process has in use; "Pss" shares out what several have."""
    lines = Path(f"/proc/{process}/smaps_rollup").read_text("ascii").splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith(f"{kind}:")) / 1024


def _after_frame(command: list[str], keys: tuple[str, ...] = ()) -> list[float]:
    """Returns the memory at the first frame, at rest, and after the pages of these keys."""
    with run_in_terminal(command) as terminal:
        terminal.wait_for("Five minutes")
        found = [megabytes(terminal.process.pid)]
        terminal.read_for(REST_SECONDS)
        found.append(megabytes(terminal.process.pid))
        for key in keys:
            terminal.press(key)
            terminal.read_for(REST_SECONDS / 2)
        return [*found, megabytes(terminal.process.pid)]


def _helpers(command: list[str]) -> list[float]:
    """Returns the memory of each process that the app has started when it is at rest."""
    with run_in_terminal(command) as terminal:
        terminal.wait_for("Five minutes")
        terminal.read_for(REST_SECONDS)
        app = terminal.process.pid
        lists = Path(f"/proc/{app}/task").glob("*/children")  # a list for each thread
        children = [int(each) for path in lists for each in path.read_text("ascii").split()]
        return [megabytes(each, "Pss") for each in children]


def rows(runs: int) -> list[Row]:
    """Returns the memory of the app without records and with ten years, and of its helpers."""
    if sys.platform != "linux":
        return []
    script = str(Path(sys.executable).with_name("calf-tui"))
    with own_places(), tempfile.TemporaryDirectory() as folder:
        fill_ours(Path(folder) / "full.json", sessions(3650))
        silent = [script, "--sound", "silence", "--data"]
        smallest, empty, full = (
            [_after_frame(command, keys) for _ in range(runs)]
            for command, keys in (
                ([sys.executable, "-c", SMALLEST], ()),
                ([*silent, f"{folder}/empty.json"], PAGES),
                ([*silent, f"{folder}/full.json"], PAGES),
            )
        )
        helpers = _helpers([script, "--data", f"{folder}/empty.json"])
    peer = ("Textual's smallest app", [each[0] for each in smallest])
    first = row_beside("memory at the first frame", "MB", [each[0] for each in empty], peer)
    more = [
        [many[place] - none[place] for many, none in zip(full, empty, strict=True)]
        for place in (1, 2)
    ]
    return [
        first,
        row("memory at the first frame, goal in MB", "MB", [each[0] for each in empty], 39),
        row("memory of 3,650 sessions, at rest", "MB", more[0], 12),
        row("memory of 3,650 sessions, after the pages", "MB", more[1], 30),
        *(row(f"memory of a helper, {n}", "MB", [each], 9) for n, each in enumerate(helpers, 1)),
    ]
