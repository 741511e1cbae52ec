"""The pages of progress, and `stats`, over ten years of daily sessions.

`python -m tests.bench.progress`; exits with 1 where a bound is broken.

Why the charts are drawn with `render_line`: a widget then draws the rows that are in sight, from
strips that it keeps, and a key that moves the cursor redraws two columns. 520 weeks in a terminal
of 80 × 24 cost a few milliseconds so; a general plotting widget, or Rich text made cell by cell,
costs 20 to 500 and squeezes all weeks into the width, where they can neither be read nor chosen.
The last lines measure that on this machine: our chart against the same cells as one Rich text.
"""

from __future__ import annotations

import asyncio
import subprocess
import sys
import tempfile
import time
from datetime import datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from calf_tui.core.progress.met_and_missed_weeks import start_of_week
from calf_tui.core.progress.progress_snapshot import ProgressSnapshot
from calf_tui.core.records.demo_history import Demo
from calf_tui.core.records.session_record import training_date
from calf_tui.core.settings import Settings
from calf_tui.storage.database.record_loading import write_demo
from calf_tui.ui.progress.trends_page import trends_of
from calf_tui.ui.progress.week_chart import WeekChart
from tests.bench.screen_waits import ScreenWaits
from tests.bench.start import READY
from tests.bench.table import Row, row
from tests.fakes import FakeClock
from tests.own_places import own_places
from tests.records import AN_INSTANT, make_session
from tests.terminal import run_in_terminal
from tests.ui.conftest import World

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rich.segment import Segment

    from calf_tui.core.records.session_record import SessionRecord

DAYS = 3650
SETS = 20
TODAY = training_date(datetime.now(), Settings().day_cutoff)
"""The day that the app is in, which is yesterday until the cutoff."""
FIRST_SCREEN_MS = 150.0
REPEAT_MS = 33.0
"""Between two presses of a key held down, at thirty a second."""
PAGES = {
    "Week page": ("p", "▔ target"),
    "Calendar page": ("2", "training days"),
    "Trends page": ("3", "both legs"),
    "History page": ("4", "/ find"),
    "Plan page": ("5", "days a week"),
}
"""The key of each page, and what it shows that no other does."""
LEFT, STEPS = "\x1b[D", 40
STATS_RATIO = 2.0
READING = """
import gc, sys
from pathlib import Path
from calf_tui.storage.history import TinyHistory

gc.disable()
for session in TinyHistory(Path(sys.argv[1]), None).sessions():
    tuple(session.sets)
"""
"""As the command line reads, with the collector held off, to the last set."""


def ten_years() -> list[SessionRecord]:
    """A session every day up to today."""
    return [
        make_session(TODAY - timedelta(days=back), record_id=str(back), sets=SETS)
        for back in reversed(range(DAYS))
    ]


def milliseconds(do: Callable[[], object], rounds: int = 5) -> float:
    """The best of so many rounds, which a busy machine disturbs least."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        do()
        times.append((time.perf_counter() - start) * 1000)
    return min(times)


def openings(path: Path) -> dict[str, float]:
    """The milliseconds that each page takes when it is opened for the first time."""
    command = [sys.executable, "-m", "calf_tui", "--data", str(path), "--sound", "silence"]
    with run_in_terminal(command) as terminal:
        terminal.wait_for(READY, seconds=30)
        terminal.read_for(2)
        press = ScreenWaits(terminal).milliseconds
        return {name: press(key, text) for name, (key, text) in PAGES.items()}


def pages(path: Path) -> list[tuple[str, float, float]]:
    """What each page and each step in it takes in a terminal, with its bound."""
    found = []
    command = [sys.executable, "-m", "calf_tui", "--data", str(path), "--sound", "silence"]
    with run_in_terminal(command) as terminal:
        terminal.wait_for("this week", seconds=30)
        terminal.read_for(1)
        press = ScreenWaits(terminal).milliseconds

        found.append(("Week page", press(*PAGES["Week page"]), FIRST_SCREEN_MS))
        for back in range(STEPS, 5 * STEPS, STEPS):
            week = start_of_week(TODAY, "monday") - timedelta(weeks=back)
            found.append(("  a week", press(LEFT * STEPS, f"{week:%d %b %Y}") / STEPS, REPEAT_MS))
        found.append(("Calendar page", press(*PAGES["Calendar page"]), FIRST_SCREEN_MS))
        for back in range(STEPS, 5 * STEPS, STEPS):
            day = TODAY - timedelta(weeks=back)
            found.append(("  a week", press(LEFT * STEPS, f"{day:%d %b %Y}") / STEPS, REPEAT_MS))
        found.append(("Trends page", press(*PAGES["Trends page"]), FIRST_SCREEN_MS))
        found.append(("History page", press(*PAGES["History page"]), FIRST_SCREEN_MS))
        found.append(("Plan page", press(*PAGES["Plan page"]), FIRST_SCREEN_MS))
        found.append(("Trends, again", press(*PAGES["Trends page"]), FIRST_SCREEN_MS))
        terminal.press("qq")
        terminal.wait_for_end()
    return found


def stats_ratio(full: Path, empty: Path) -> tuple[float, float]:
    """`stats` with ten years against `stats` without, what reading the file costs taken off."""

    def run(*words: str) -> float:
        command = [sys.executable, *words]
        return milliseconds(lambda: subprocess.run(command, stdout=subprocess.DEVNULL, check=True))

    reading = run("-c", READING, str(full)) - run("-c", READING, str(empty))
    with_years, without = (run("-m", "calf_tui", "stats", "--data", str(p)) for p in (full, empty))
    return (with_years - reading) / without, reading


def as_rich_text(chart: Sequence[Sequence[Segment]]) -> None:
    """The same cells as one Rich text, each with its own style."""
    text = Text()
    for line in chart:
        for segment in line:
            for sign in segment.text:
                text.append(sign, style=segment.style or "")
        text.append("\n")
    console = Console(width=80, file=StringIO())
    list(console.render(text, console.options))


async def drawing() -> tuple[float, float]:
    """520 weeks drawn by our widget, against the same as Rich text."""
    world = World(clock=FakeClock())
    snapshot = ProgressSnapshot(TODAY, tuple(ten_years()))
    async with world.app().run_test(size=(80, 24)) as pilot:
        chart = WeekChart(snapshot.progress.weeks)
        await pilot.app.screen.mount(chart)
        await pilot.pause()
        rows: list[Sequence[Segment]] = []

        def draw() -> None:
            chart._drawn = (None, [])
            rows[:] = [list(chart.render_line(y)) for y in range(chart.size.height)]

        return milliseconds(draw, 20), milliseconds(lambda: as_rich_text(rows), 20)


def rows(runs: int) -> list[Row]:
    """Returns what each page takes when it is opened first, and a step in it."""
    found: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "training.json"
        write_demo(full, Demo(tuple(ten_years()), (), (), ()), AN_INSTANT)
        for _ in range(runs):
            for name, took, _ in pages(full):
                found.setdefault(name, []).append(took)
    goals = {"Trends page": 60.0, "  a week": REPEAT_MS}
    return [
        row(f"3,650 sessions: {name.strip()}", "ms", took, goals.get(name, FIRST_SCREEN_MS))
        for name, took in found.items()
    ]


def main() -> int:
    """Measures all of it; prints a line each."""
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "training.json"
        write_demo(full, Demo(tuple(ten_years()), (), (), ()), AN_INSTANT)
        measured = pages(full)
        ratio, reading = stats_ratio(full, Path(folder) / "empty.json")
    for name, took, bound in measured:
        print(f"{name:<16} {took:7.1f} ms (at most {bound:.0f})")
    print(f"stats            {ratio:7.2f} × an empty file (at most {STATS_RATIO:.0f}),", end=" ")
    print(f"reading takes {reading:.0f} ms")
    sessions = tuple(ten_years())
    took = milliseconds(lambda: trends_of(ProgressSnapshot(TODAY, sessions), {}), 3)
    print(f"all trends       {took:7.1f} ms, once a change")
    ours, text = asyncio.run(drawing())
    print(f"520 weeks drawn  {ours:7.1f} ms, {text / ours:.0f} × less than as Rich text")
    broken = [name for name, took, bound in measured if took > bound]
    return 1 if broken or ratio > STATS_RATIO else 0


if __name__ == "__main__":
    with own_places():
        sys.exit(main())
