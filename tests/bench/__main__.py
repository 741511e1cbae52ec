"""Every figure as one table: `python -m tests.bench`; `--help` says what else it can do.

What is compared is run in turns.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path
from subprocess import CalledProcessError
from typing import TYPE_CHECKING

from tests.bench import (
    commands,
    history,
    keys,
    live,
    memory,
    peers,
    progress,
    records,
    scale,
    start,
    table,
    tried,
)
from tests.own_places import own_places

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.bench.table import Row


def parts(*, is_long: bool, with_peers: bool = False) -> dict[str, Callable[[], list[Row]]]:
    """Returns what measures, by name; the long form has ten times the sessions and more runs.

    `with_peers` adds other programs, which are installed for that.
    """
    runs = 20 if is_long else 8
    sizes = scale.LONG_SIZES if is_long else scale.SIZES
    beside = {"peers": lambda: peers.rows(runs // 2, 60 if is_long else 15)} if with_peers else {}
    return {
        "start": lambda: start.rows(runs),
        "commands": lambda: commands.rows(2 * runs),
        "memory": lambda: memory.rows(3),
        "keys": lambda: keys.rows(200 if is_long else 60),
        "live": lambda: live.rows(60 if is_long else 15),
        "progress": lambda: progress.rows(3),
        "records": lambda: records.rows(3),
        "history": lambda: history.rows([each for each in sizes if each]),
        "scale": lambda: scale.rows(sizes, 3),
        **beside,
    }


def main(arguments: Sequence[str]) -> int:
    """Measures, prints and writes; returns 1 if a figure is slower than in the other file.

    A part that cannot be measured is said, and takes no other with it.
    """
    parser = ArgumentParser(prog="python -m tests.bench", description="Measures every figure.")
    parser.add_argument("--long", action="store_true", help="36,500 sessions, and more runs")
    parser.add_argument("--peers", action="store_true", help="installs other programs to compare")
    parser.add_argument("--only", metavar="WORD", default="", help="the parts with this word")
    parser.add_argument("--json", metavar="FILE", type=Path, help="writes the figures")
    parser.add_argument("--against", metavar="FILE", type=Path, help="says what became slower")
    options = parser.parse_args(arguments)
    before = table.read(options.against) if options.against else []
    rows: list[Row] = []
    failed: list[str] = []
    for name, measure in parts(is_long=options.long, with_peers=options.peers).items():
        if options.only in name:
            print(f"{name} …", file=sys.stderr, flush=True)
            try:
                with own_places():
                    rows += measure()
            except (AssertionError, OSError, CalledProcessError) as error:
                failed.append(f"{name} could not be measured: {error}")
            if options.json:  # after each part, for a run that is broken off
                table.write(options.json, rows)
    print(table.machine())
    print(table.text_of(rows))
    print(f"\n{tried.text_of(rows)}")
    print(*failed, sep="\n")
    slower = table.slower(rows, before)
    if options.against:
        print("\nSlower than before:" if slower else "\nNothing is slower than before.")
    for line in slower:
        print(f"  {line}")
    return int(bool(slower or failed))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
