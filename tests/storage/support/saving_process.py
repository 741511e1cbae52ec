"""A separate program that saves sessions.

`python -m tests.storage.support.saving_process FILE NAME ...`

It prints the id of each session when it is saved, and in its only turn waits for its input to end.
"""

from __future__ import annotations

import sys
import time
from contextlib import closing
from datetime import date
from pathlib import Path

from calf_tui.core.errors import UserError
from calf_tui.storage.history import TinyHistory
from tests.records import AN_INSTANT, make_session

PATIENCE_SECONDS = 20.0


def open_when_free(history: TinyHistory) -> None:
    """Opens the history when the other program has closed it; raises `UserError` if it does not."""
    until = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            return history.open()
        except UserError:
            if time.monotonic() > until:
                raise
        time.sleep(0.002)  # a lock between processes wakes nobody


def main(path: str, name: str, turns: int, saves: int, fold_every: int) -> None:
    """So many turns at the file, with so many saves in each."""
    history = TinyHistory(Path(path), lambda: AN_INSTANT)
    for turn in range(turns):
        with closing(history):
            open_when_free(history)
            for number in range(turn * saves, (turn + 1) * saves):
                history.save(make_session(date(2026, 11, 22), record_id=f"{name}{number}"))
                sys.stdout.write(f"{name}{number}\n")
                sys.stdout.flush()
                if fold_every and number % fold_every == 0:
                    history.compact()
            if turns == 1:
                sys.stdin.read()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], *map(int, sys.argv[3:]))
