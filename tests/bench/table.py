"""The figures of a run as one table, as a file, and against the file of an earlier run."""

from __future__ import annotations

import json
import os
import platform
import statistics
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from calf_tui import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SLOWER = 1.1
"""A figure is slower than before from this factor on, and where its spread does not explain it."""


class Row(NamedTuple):
    """A figure beside that of its peer in the same run; less is better.

    `spread` is half of the range of the middle half of all runs, as a share of their median. The
    `goal` holds for the ratio to the peer, or for the value itself where there is no peer.
    """

    name: str
    value: float
    unit: str
    spread: float = 0.0
    peer: str = ""
    peer_value: float = 0.0
    ratio: float | None = None
    goal: float | None = None

    @property
    def measured(self) -> float:
        """What the goal holds for."""
        return self.value if self.ratio is None else self.ratio

    @property
    def is_missed(self) -> bool:
        """Whether there is a goal, and it is not met."""
        return self.goal is not None and self.measured > self.goal

    @property
    def verdict(self) -> str:
        """Whether the goal is met, or by how much it is missed."""
        if self.goal is None:
            return ""
        if not self.is_missed:
            return "met"
        return f"missed by {100 * (self.measured / self.goal - 1):.0f} %"


def row(name: str, unit: str, values: Sequence[float], goal: float | None = None) -> Row:
    """Returns a figure without a peer, from several runs."""
    return Row(name, statistics.median(values), unit, spread_of(values), goal=goal)


def row_beside(
    name: str,
    unit: str,
    values: Sequence[float],
    peer: tuple[str, Sequence[float]],
    goal: float | None = None,
) -> Row:
    """Returns a figure beside that of a peer, each value with that of the same turn."""
    peer_name, peer_values = peer
    ratios = [ours / theirs for ours, theirs in zip(values, peer_values, strict=True)]
    value, ratio = statistics.median(values), statistics.median(ratios)
    beside = statistics.median(peer_values)
    return Row(name, value, unit, spread_of(ratios), peer_name, beside, ratio, goal)


def spread_of(values: Sequence[float]) -> float:
    """Returns half of the range of the middle half, as a share of the median."""
    if len(values) < 4 or not statistics.median(values):
        return 0.0
    low, _, high = statistics.quantiles(values, n=4)
    return (high - low) / 2 / abs(statistics.median(values))


def text_of(rows: Iterable[Row]) -> str:
    """Returns the table: name, now, spread, peer, ratio, goal, and whether it is met."""
    rows = tuple(rows)
    columns = max((len(each.name) for each in rows), default=0)
    lines = [f"{'':<{columns}} {'now':>11}  {'±':>4}  {'×':>6}  {'goal':>6}"]
    for each in rows:
        ratio = "" if each.ratio is None else f"{each.ratio:.2f}"
        goal = "" if each.goal is None else number(each.goal)
        peer = f"  × {each.peer}, {number(each.peer_value)} {each.unit}" if each.peer else ""
        now = f"{number(each.value)} {each.unit}"
        spread = f"{100 * each.spread:.0f} %" if each.spread else ""
        line = f"{each.name:<{columns}} {now:>11}  {spread:>4}  {ratio:>6}  {goal:>6}"
        lines.append(f"{line}  {each.verdict:<13}{peer}".rstrip())
    return "\n".join(lines)


def number(value: float) -> str:
    """Returns a number with three digits, or all of them before the point."""
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"


def machine() -> str:
    """Returns what this machine is, in one line."""
    model = platform.processor() or platform.machine()
    cpus = Path("/proc/cpuinfo")
    if cpus.exists():
        lines = cpus.read_text("utf-8").splitlines()
        names = [line.partition(": ")[2] for line in lines if line.startswith("model name")]
        model = names[0] if names else model
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    python = f"Python {platform.python_version()}"
    return f"{model}, {os.cpu_count()} cores, {platform.system()}, {python}{load}"


def write(path: Path, rows: Iterable[Row]) -> None:
    """Writes a run, with the version of the program and the machine."""
    figures = [each._asdict() for each in rows]
    content = {"version": __version__, "machine": machine(), "figures": figures}
    path.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", "utf-8")


def read(path: Path) -> list[Row]:
    """Returns the rows of an earlier run."""
    return read_record(path)[2]


def read_record(path: Path) -> tuple[str, str, list[Row]]:
    """Returns version and machine of an earlier run, and its rows."""
    content = json.loads(path.read_text("utf-8"))
    return content["version"], content["machine"], [Row(**each) for each in content["figures"]]


def slower(now: Iterable[Row], before: Iterable[Row]) -> list[str]:
    """Returns a line for each figure that became slower, the worst first.

    Ratios are compared where both have one, because another machine has other times.
    """
    earlier = {each.name: each for each in before}
    found = []
    for each in now:
        old = earlier.get(each.name)
        if old is None or (old.ratio is None) is not (each.ratio is None) or old.measured <= 0:
            continue
        factor = each.measured / old.measured
        if factor > max(SLOWER, 1 + each.spread + old.spread):
            unit = each.unit if each.ratio is None else "×"
            line = f"{each.name}: {each.measured:.3g} {unit}, was {old.measured:.3g}"
            found.append((factor, f"{line} ({factor:.2f} times as much)"))
    return [line for _, line in sorted(found, reverse=True)]
