"""How what is done grows with the number of sessions."""

from __future__ import annotations

import os
import shutil
import statistics
import sys
import tempfile
import time
from contextlib import closing
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from calf_tui.storage.history import TinyHistory
from tests.bench.commands import milliseconds_of
from tests.bench.history import fill_ours, sessions
from tests.bench.progress import openings
from tests.bench.start import compiled_in, first_frame
from tests.bench.table import Row, row_beside
from tests.own_places import own_places
from tests.records import AN_INSTANT, make_session

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SIZES = (0, 365, 3650)
LONG_SIZES = (*SIZES, 36500)
INSERTS = 40
FLAT = 1.3
"""What the jobs that are to be flat may grow from none to all, for the noise of a run."""


def _jobs(script: str, data: Path, exported: Path, fresh: Path) -> dict[str, list[str]]:
    """Returns the commands over a data file, by what they do; `fresh` must be a new name."""
    at = ["--data", str(data)]
    return {
        "stats": [script, "stats", *at],
        "stats --line": [script, "stats", "--line", *at],
        "today": [script, "today", *at],
        "export": [script, "export", "-o", str(exported), *at],
        "import": [script, "import", str(exported), "--data", str(fresh)],
        "merge": [script, "import", str(exported), *at],
        "check": [script, "check", *at],
    }


def _insert(data: Path) -> float:
    """Returns the milliseconds of a processor of a new session: the lower quartile of many."""
    with closing(TinyHistory(data, lambda: AN_INSTANT)) as history:
        history.open()
        history.sessions()
        took = []
        for day in range(INSERTS):
            record = make_session(date(2200, 1, 1) + timedelta(days=day), record_id=f"new {day}")
            start = time.process_time()
            history.save(record)
            took.append(1000 * (time.process_time() - start))
    return statistics.quantiles(took, n=4)[0]


def _times(size: int, folder: Path, environment: Mapping[str, str], runs: int) -> dict[str, float]:
    """Returns the least milliseconds of a processor that each job takes with so many sessions."""
    data, exported = (folder / f"{name}-{size}.json" for name in ("data", "out"))
    fill_ours(data, sessions(size))
    script = str(Path(sys.executable).with_name("calf-tui"))
    least: dict[str, float] = {}
    for turn in range(runs + 1):
        fresh = folder / f"fresh-{size}-{turn}.json"
        exported.unlink(missing_ok=True)
        for name, command in _jobs(script, data, exported, fresh).items():
            if name == "stats --line":
                milliseconds_of(command, environment)  # what it keeps is made now
            took = milliseconds_of(command, environment)
            least[name] = min(took, least.get(name, took))
        shutil.rmtree(os.environ["XDG_STATE_HOME"], ignore_errors=True)
        start = first_frame([script, "--data", str(data)], environment)
        took = 1000 * start.processor
        least["first frame"] = min(took, least.get("first frame", took))
        for name, opened in openings(data).items() if size else ():
            least[name] = min(opened, least.get(name, opened))
    least["insert"] = _insert(data)
    return least


def rows(sizes: Sequence[int], runs: int) -> list[Row]:
    """Returns each job with each number of sessions beside that with the number before."""
    with own_places(), tempfile.TemporaryDirectory() as folder:
        compiled = compiled_in(folder)
        environment = {**os.environ, **compiled}
        found = {size: _times(size, Path(folder), environment, runs) for size in sizes}
    rows = []
    for job in found[sizes[-1]]:
        for before, size in pairwise(each for each in sizes if job in found[each]):
            is_flat = job in ("first frame", "stats --line", "insert")
            goal = FLAT if is_flat else max(FLAT, 1.2 * size / before) if before else None
            peer = (f"{before:,}", [found[before][job]])
            name = f"{job} with {size:,} sessions, growth"
            rows.append(row_beside(name, "ms", [found[size][job]], peer, goal))
    return rows
