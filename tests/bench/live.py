"""What a running set costs at 80×24 and 200×60: of one core, and in bytes to the terminal.

`python -m tests.bench.live [SECONDS]`; exits with 1 where it is more than is allowed. Every move
runs beside one of the same dose that has no figure, so that the figure's share can be seen.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench.table import Row, row
from tests.own_places import own_places
from tests.terminal import run_in_terminal

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST = {(80, 24): (3.0, 6000), (200, 60): (5.0, 12000)}
"""By columns and rows: the percent of a core, and the bytes a second."""
SECONDS = 60.0
BEGIN = 6.0
WITH_JUMPS = "with jumps"
DOSES = {
    "tiptoe_walk": "seconds = 600",
    "heel_raise_box": "reps = 100\ntempo = { up = 1, top = 1, down = 10, bottom = 1 }",
    "jump_squat": "reps = 200\ntempo = { up = 1, top = 0, down = 2, bottom = 2 }",
    "foam_roll_calf": "reps = 200\ntempo = { up = 2, top = 0, down = 2, bottom = 0 }",
}
PLAIN = 'name = "Bench"\nget_ready = 1\n[[exercise]]\nid = "plain"\nname = "Plain"\n'


def cpu_seconds(process: int) -> float:
    """What a process has used so far."""
    fields = Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def command_of(move: str, dose: str, folder: Path) -> list[str]:
    """Returns the command that trains one set of a move, with all its files in the folder."""
    routine = folder / "bench.toml"
    routine.write_text(f'{PLAIN}[[step]]\nexercise = "{move}"\n{dose}\n', "utf-8")
    own = ["--data", str(folder / "training.json"), "--config", str(folder)]
    return [sys.executable, "-m", "calf_tui", *own, "start", str(routine)]


def cost_of(command: Sequence[str], seconds: float, size: tuple[int, int]) -> tuple[float, float]:
    """Percent of a core and bytes a second of a program in a terminal of this size."""
    with run_in_terminal(command, size=size) as terminal:
        terminal.read_for(BEGIN / 2)
        if WITH_JUMPS in terminal.output:  # asked before a first session
            terminal.press("s")
        terminal.read_for(BEGIN / 2)
        used, written = cpu_seconds(terminal.process.pid), len(terminal.output.encode())
        start = time.monotonic()
        terminal.read_for(seconds)
        passed = time.monotonic() - start
        used = cpu_seconds(terminal.process.pid) - used
        written = len(terminal.output.encode()) - written
    return 100 * used / passed, written / passed


def cost_of_set(move: str, dose: str, seconds: float, size: tuple[int, int]) -> tuple[float, float]:
    """The same while one set of a move runs."""
    with tempfile.TemporaryDirectory() as folder:
        return cost_of(command_of(move, dose, Path(folder)), seconds, size)


def rows(seconds: float) -> list[Row]:
    """Returns what each move costs at 80×24."""
    found = []
    for move, dose in DOSES.items():
        percent, count = cost_of_set(move, dose, seconds, (80, 24))
        found.append(row(f"running set, {move}", "% core", [percent], 1.5))
        found.append(row(f"running set, {move}, written", "B/s", [count], 2000))
    return found


def main(seconds: float) -> int:
    """Measures each move at each size; prints a line each."""
    return max([_measured(seconds, size) for size in MOST])


def _measured(seconds: float, size: tuple[int, int]) -> int:
    most_percent, most_bytes = MOST[size]
    print(f"{size[0]} columns, {size[1]} rows")
    worst = (0.0, 0.0)
    for move, dose in DOSES.items():
        costs = [cost_of_set(name, dose, seconds, size) for name in ("plain", move)]
        (bare_percent, bare_bytes), (percent, count) = costs
        print(
            f"{move:<15} {percent:5.2f} % of a core {count:6.0f} B/s"
            f"   without the figure {bare_percent:5.2f} % {bare_bytes:6.0f} B/s"
        )
        worst = (max(worst[0], percent), max(worst[1], count))
    print(f"at most         {most_percent:5.2f} %           {most_bytes:6} B/s")
    return int(worst[0] > most_percent or worst[1] > most_bytes)


if __name__ == "__main__":
    with own_places():
        sys.exit(main(float(sys.argv[1]) if len(sys.argv) > 1 else SECONDS))
