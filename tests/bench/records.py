"""The page of history over ten years of daily sessions, in a terminal, on a real file.

`python -m tests.bench.records`; exits with 1 where a bound is broken. Ratios are against the same
page over a single session, in the same run.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from calf_tui.core.records.demo_history import Demo
from calf_tui.storage.database.record_loading import write_demo
from tests.bench.progress import ten_years
from tests.bench.screen_waits import ScreenWaits
from tests.bench.table import Row, row, row_beside
from tests.records import AN_INSTANT
from tests.terminal import run_in_terminal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from calf_tui.core.records.session_record import SessionRecord

DOWN, END, ESCAPE = "\x1b[B", "\x1b[F", "\x1b"
STEPS, ROUNDS, RUNS = 60, 3, 3
BOUNDS = {
    "open, at first": 150.0,
    "open": 150.0,
    "a step down": 33.0,
    "to the last": 150.0,
    "find, at first": 300.0,
    "find": 150.0,
    "delete": 150.0,
    "undo": 150.0,
}
"""Milliseconds: a page within 150 of its key, a step within a key's repeat at thirty a second."""
MOST_TIMES = 3.0
"""What opening ten years may take of what opening one session takes."""


def measured(folder: Path, sessions: Sequence[SessionRecord]) -> dict[str, float]:
    """What the keys of the page take over these sessions, in milliseconds; the best of rounds."""
    path = folder / f"{len(sessions)}-{time.monotonic_ns()}.json"  # each run begins anew
    write_demo(path, Demo(tuple(sessions), (), (), ()), AN_INSTANT)
    command = [sys.executable, "-m", "calf_tui", "--data", str(path), "--sound", "silence"]
    best: dict[str, float] = {}

    def note(name: str, took: float) -> None:
        best[name] = min(took, best.get(name, took))

    with run_in_terminal(command) as terminal:
        terminal.wait_for("this week", seconds=30)
        terminal.read_for(1)
        press = ScreenWaits(terminal).milliseconds
        press("p", "▔ target")
        terminal.read_for(2)
        for turn in range(ROUNDS):
            note("open, at first" if not turn else "open", press("4", "/ find"))
            terminal.read_for(0.5)
            if len(sessions) > STEPS * 2:
                last = sessions[-1 - STEPS].local_date
                took = press(DOWN * STEPS, f"{last:%d %b}")
                note("a step down", took / STEPS)
                note("to the last", press(END, f"{sessions[0].local_date:%d %b %Y}"))
            terminal.press("/")
            terminal.read_for(0.3)
            name = "find, at first" if not turn else "find"
            note(name, press("zz", "Press esc for all"))
            terminal.press(ESCAPE)
            terminal.read_for(0.5)
            note("delete", press("d", "undoes it"))
            terminal.read_for(0.3)
            note("undo", press("u", "Undone"))
            terminal.read_for(0.3)
            terminal.press("1")
            terminal.read_for(0.7)
        terminal.press("qq")
        terminal.wait_for_end()
    return best


def best_of(runs: Sequence[dict[str, float]]) -> dict[str, float]:
    """The best of each, which a busy machine disturbs least."""
    return {name: min(run[name] for run in runs) for name in runs[0]}


def rows(runs: int) -> list[Row]:
    """Returns the keys of the page over ten years, the openings beside those of one session."""
    with tempfile.TemporaryDirectory() as folder:
        both = [
            [measured(Path(folder), sessions) for sessions in (ten_years(), ten_years()[-1:])]
            for _ in range(runs)
        ]
    found = []
    for name, bound in BOUNDS.items():
        many = [each[0][name] for each in both]
        one = [each[1][name] for each in both if name in each[1]]
        title = f"3,650 sessions: history page, {name}"
        if name == "open":
            found.append(row_beside(title, "ms", many, ("one session", one), MOST_TIMES))
        else:
            found.append(row(title, "ms", many, bound))
    return found


def main() -> int:
    """Measures both; prints a line each."""
    with tempfile.TemporaryDirectory() as folder:
        many, one = (
            best_of([measured(Path(folder), sessions) for _ in range(RUNS)])
            for sessions in (ten_years(), ten_years()[-1:])
        )
    for name, took in many.items():
        ratio = f", {took / one[name]:.1f} × one session" if name in one else ""
        print(f"{name:<15} {took:7.1f} ms (at most {BOUNDS[name]:.0f}){ratio}")
    broken = [name for name, took in many.items() if took > BOUNDS[name]]
    return 1 if broken or many["open"] > MOST_TIMES * one["open"] else 0


if __name__ == "__main__":
    sys.exit(main())
