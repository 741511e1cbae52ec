"""What the short commands use of a processor, beside a bare Python."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from calf_tui.storage.stats_line_cache import SETTLED_SECONDS
from tests.bench.history import fill_ours, sessions
from tests.bench.start import compiled_in, processor_seconds
from tests.bench.table import Row, row_beside
from tests.own_places import own_places

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

BARE = ["-c", "pass"]


def milliseconds_of(command: Sequence[str], environment: Mapping[str, str]) -> float:
    """Runs a command; returns its milliseconds of a processor."""
    before = processor_seconds()
    subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=True)
    return 1000 * (processor_seconds() - before)


def rows(runs: int) -> list[Row]:
    """Returns the commands, each in turn with a bare Python; the first run is not counted."""
    with own_places(), tempfile.TemporaryDirectory() as folder:
        compiled = compiled_in(folder)
        environment = {**os.environ, **compiled}
        full = Path(folder) / "full.json"
        fill_ours(full, sessions(3650))
        time.sleep(SETTLED_SECONDS + 0.5)  # its line is not kept before
        line = ["stats", "--line", "--data"]
        jobs = {
            "--version": (["--version"], 2.2),
            "--help": (["--help"], 2.5),
            "stats --line": ([*line, f"{folder}/empty.json"], 5.0),
            "stats --line, 3,650 sessions": ([*line, str(full)], 5.0),
        }
        script = str(Path(sys.executable).with_name("calf-tui"))
        found: dict[str, list[float]] = {name: [] for name in ("", *jobs)}
        for _ in range(runs + 1):
            found[""].append(milliseconds_of([sys.executable, *BARE], environment))
            for name, (words, _) in jobs.items():
                found[name].append(milliseconds_of([script, *words], environment))
    bare = ("a bare Python", found[""][1:])
    return [row_beside(name, "ms", found[name][1:], bare, goal) for name, (_, goal) in jobs.items()]
