"""Other programs of the terminal beside ours, installed into an environment that is thrown away."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tests.bench.live import DOSES, command_of, cost_of
from tests.bench.start import compiled_in, first_frame
from tests.bench.table import Row, row_beside

if TYPE_CHECKING:
    from collections.abc import Sequence


class Peer(NamedTuple):
    """A program: its package, its words, and what it has written at its first frame."""

    package: str
    words: tuple[str, ...]
    ready: str


TIMER = Peer("termdown", ("600",), "88,")
PEERS = (TIMER, Peer("dooit", (), "Welcome to Dooit"))
MOVE = "tiptoe_walk"


def install(peer: Peer, folder: Path) -> list[str]:
    """Installs a program into an environment of its own; returns its command."""
    place = folder / peer.package
    subprocess.run([sys.executable, "-m", "venv", str(place)], check=True)
    words = ["-m", "pip", "install", "-q", "--disable-pip-version-check", peer.package]
    subprocess.run([str(place / "bin" / "python"), *words], check=True)
    return [str(place / "bin" / peer.package), *peer.words]


def rows(runs: int, seconds: float) -> list[Row]:
    """Returns our first frame beside theirs, in turns, and a running set beside a timer."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        commands = {peer: install(peer, folder) for peer in PEERS}
        environment = {**compiled_in(name), "HOME": name}
        return [*_starts(commands, environment, runs, folder), *_running(commands[TIMER], seconds)]


def _starts(
    commands: dict[Peer, list[str]], environment: dict[str, str], runs: int, folder: Path
) -> list[Row]:
    script = str(Path(sys.executable).with_name("calf-tui"))
    own = [script, "--data", str(folder / "training.json")]
    ours: list[float] = []
    theirs: dict[Peer, list[float]] = {peer: [] for peer in PEERS}
    for _ in range(runs + 1):
        ours.append(1000 * first_frame(own, environment).elapsed)
        for peer, command in commands.items():
            start = first_frame(command, environment, ready=peer.ready)
            theirs[peer].append(1000 * start.elapsed)
    return [
        row_beside(f"first frame beside {peer.package}", "ms", ours[1:], (peer.package, took[1:]))
        for peer, took in theirs.items()
    ]


def _running(timer: Sequence[str], seconds: float) -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        own = command_of(MOVE, DOSES[MOVE], Path(folder))
        (percent, written), (their_percent, their_written) = (
            cost_of(command, seconds, (80, 24)) for command in (own, timer)
        )
    name = TIMER.package
    return [
        row_beside(f"running set beside {name}", "% core", [percent], (name, [their_percent])),
        row_beside(f"running set beside {name}", "B/s", [written], (name, [their_written])),
    ]
