"""Kills programs one after the other: `python -m tests.storage.support.killed_often FILE TIMES`.

Each saves sessions until it is killed, some time into its run. Prints how many sessions were
acknowledged, and which of them are missing after a kill.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
import traceback
from contextlib import closing
from pathlib import Path
from typing import NoReturn

from calf_tui.storage.history import TinyHistory
from tests.records import AN_INSTANT, make_session

LONGEST_SECONDS = 0.02
"""In so long a program opens the file, or saves and compacts several times."""


def save_on(path: Path, name: str, fold_every: int, acknowledged: int) -> NoReturn:
    """Saves sessions until it is killed, and prints the id of each one when it is saved."""
    try:
        history = TinyHistory(path, lambda: AN_INSTANT)
        history.open()
        for number in range(1, 1_000_000):
            history.save(make_session(record_id=f"{name}-{number}"))
            os.write(acknowledged, f"{name}-{number}\n".encode())
            if fold_every and number % fold_every == 0:
                history.compact()
    finally:
        traceback.print_exc()
        os._exit(1)  # what comes after is the other program's


def killed(path: Path, name: str, fold_every: int, seconds: float, *, early: bool) -> set[str]:
    """Kills a program some time after its start or first save; returns what it had saved."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        save_on(path, name, fold_every, write)
    os.close(write)
    first = b"" if early else os.read(read, 1 << 16)
    time.sleep(seconds)  # the kill is to come at any moment of a real program
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(read, "rb") as pipe:
        lines = (first + pipe.read()).split(b"\n")
    return {line.decode() for line in lines[:-1]}


def main(path: Path, times: int) -> int:
    """Returns 1 if a saved session is missing, or if damage was reported."""
    chance, saved = random.Random(4), set[str]()
    with closing(TinyHistory(path, lambda: AN_INSTANT)) as history:
        history.open()  # loads what every program would have to load
    for number in range(times):
        seconds = chance.uniform(0, LONGEST_SECONDS)
        fold_every, early = chance.choice([0, 1, 3]), chance.random() < 0.3
        saved |= killed(path, str(number), fold_every, seconds, early=early)
        history = TinyHistory(path, lambda: AN_INSTANT)
        lost = saved - {each.id for each in history.sessions()}
        if lost or history.notices():
            sys.stdout.write(f"after kill {number}: lost {sorted(lost)}, {history.notices()}\n")
            return 1
    sys.stdout.write(f"{len(saved)} acknowledged\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2])))
