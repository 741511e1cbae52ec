"""A durable set and an insert, and opening the history, against SQLite and plain TinyDB.

`python -m tests.bench.history [SESSIONS ...]`. SQLite has one row a set, and full sync.
"""

from __future__ import annotations

import json
import os
import sqlite3
import statistics
import sys
import tempfile
import time
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from tinydb import TinyDB

from calf_tui.storage.codec import session_document
from calf_tui.storage.history import TinyHistory
from calf_tui.storage.schema import bytes_of
from tests.records import AN_INSTANT, make_session

if TYPE_CHECKING:
    from collections.abc import Callable

    from calf_tui.core.record import SessionRecord

SIZES = (365, 3650, 36500)
SETS = 14
"""A session of so many sets is 3.6 kB."""
ROUNDS = 40
TABLES = """
pragma journal_mode = wal;
pragma synchronous = full;
create table session (id text primary key, document text);
create table done (session text, number int, document text, primary key (session, number));
"""


def sessions(count: int) -> list[SessionRecord]:
    """So many days of training."""
    begin = date(2000, 1, 1)
    return [
        make_session(begin + timedelta(days=day), record_id=str(day), sets=SETS)
        for day in range(count)
    ]


def milliseconds(do: Callable[[int], object], rounds: int = ROUNDS) -> float:
    """The median of so many rounds."""
    times = []
    for number in range(rounds):
        start = time.perf_counter()
        do(number)
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def settle() -> None:
    """Lets the disk take what filling the files left, so that no measured sync waits for it."""
    if hasattr(os, "sync"):
        os.sync()


def fill_sqlite(path: Path, records: list[SessionRecord]) -> sqlite3.Connection:
    """The same sessions, a row each and one for each set."""
    database = sqlite3.connect(path, isolation_level=None)
    database.executescript(TABLES)
    database.execute("begin")
    for each in records:
        insert_in_sqlite(database, each)
    database.execute("commit")
    return database


def insert_in_sqlite(database: sqlite3.Connection, record: SessionRecord) -> None:
    """The session's row and those of its sets."""
    document = session_document(record)
    sets = document.pop("sets")
    database.execute("insert into session values (?, ?)", (record.id, json.dumps(document)))
    database.executemany(
        "insert into done values (?, ?, ?)",
        [(record.id, number, json.dumps(each)) for number, each in enumerate(sets)],
    )


def measure_ours(path: Path, records: list[SessionRecord]) -> dict[str, float]:
    """Milliseconds of each job."""
    documents = {str(n): session_document(each) for n, each in enumerate(records, 1)}
    meta = {"1": {"schema_version": 1}}
    path.write_bytes(bytes_of({"meta": meta, "sessions": documents}))
    under_way = make_session(date(2200, 1, 1), record_id="under way", sets=SETS)

    with closing(TinyHistory(path, lambda: AN_INSTANT)) as history:
        history.open()
        history.sessions()
        settle()

        def finish_set(number: int) -> None:
            history.save(replace(under_way, sets=under_way.sets[: number % SETS + 1]))

        def insert(number: int) -> None:
            history.save(replace(under_way, id=f"new {number}"))

        return {
            "open": milliseconds(lambda _: TinyHistory(path, lambda: AN_INSTANT).sessions(), 3),
            "set": milliseconds(finish_set),
            "insert": milliseconds(insert),
            "fold": milliseconds(lambda _: history.fold(), 1),
        }


def measure_sqlite(path: Path, records: list[SessionRecord]) -> dict[str, float]:
    """Milliseconds of the same jobs."""
    with closing(fill_sqlite(path, records)) as database:
        under_way = make_session(date(2200, 1, 1), record_id="under way", sets=SETS)
        settle()

        def finish_set(number: int) -> None:
            row = json.dumps(session_document(under_way)["sets"][number % SETS])
            database.execute("insert into done values (?, ?, ?)", ("under way", number, row))

        def insert(number: int) -> None:
            database.execute("begin")
            insert_in_sqlite(database, replace(under_way, id=f"new {number}"))
            database.execute("commit")

        return {"set": milliseconds(finish_set), "insert": milliseconds(insert)}


def measure_plain(path: Path) -> float:
    """Milliseconds of `TinyDB(path).all()` on our file."""

    def read(_: int) -> None:
        with TinyDB(path) as plain:
            plain.table("sessions").all()

    return milliseconds(read, 3)


def main(sizes: list[int]) -> None:
    """Prints milliseconds and ratios, a line a size."""
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            records = sessions(size)
            path = Path(folder) / "training.json"
            ours = measure_ours(path, records)
            theirs = measure_sqlite(Path(folder) / "training.sqlite", records)
            plain = measure_plain(path)
        print(f"{size} sessions")
        for job in ("set", "insert"):
            ratio = ours[job] / theirs[job]
            print(f"  a durable {job:<7} {ours[job]:8.2f} ms, {ratio:5.2f} × SQLite with full sync")
        print(f"  opening           {ours['open']:8.1f} ms, {ours['open'] / plain:5.2f} × TinyDB")
        print(f"  folding           {ours['fold']:8.1f} ms")


if __name__ == "__main__":
    main([int(each) for each in sys.argv[1:]] or list(SIZES))
