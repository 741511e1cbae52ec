"""A durable set and an insert, and opening the history, against SQLite and plain TinyDB.

`python -m tests.bench.history [SESSIONS ...]`. SQLite has a row a session and a row a set, a
column a value, and full sync; with a set its session's times are updated, as ours are. What is
compared is done in turns, so that both meet the same disk and the same machine; medians.

Seen on two cores (Linux, Python 3.11, msgspec 0.22); × SQLite and × TinyDB, over several runs:

    sessions       set          insert       opening      and every set as an object
    365            0.6-1.0      0.6-0.9      0.4-0.5      0.9
    3,650          0.9-1.0      0.8-0.9      0.28         0.6
    36,500         1.0          0.9          0.15         0.35

A sync is nearly all of a set and of an insert. Without it (in `/dev/shm`) a set takes 0.03 ms, an
insert 0.10 ms, SQLite 0.03 and 0.12.
"""

from __future__ import annotations

import gc
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

from calf_tui.core.routines.routine import Tempo
from calf_tui.serialization.codec import instant, session_document
from calf_tui.storage.database.schema import bytes_of
from calf_tui.storage.history import TinyHistory
from tests.bench.table import Row, row_beside
from tests.records import AN_INSTANT, make_session

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from calf_tui.core.records.session_record import SessionRecord, SetRecord

SIZES = (365, 3650, 36500)
SETS = 14
"""A session of so many sets is 3.6 kB."""
ROUNDS = 60
OPENINGS = 5
TABLES = """
pragma journal_mode = wal;
pragma synchronous = full;
pragma foreign_keys = on;
create table session (
  id text primary key, routine text, routine_name text, status text, started_at text,
  ended_at text, utc_offset_minutes int, local_date text, active_seconds real, note text,
  morning_pain int, updated_at text
);
create table done (
  session text references session (id), number int, exercise text, "set" int, side text,
  planned_reps int, planned_seconds real, reps int, seconds real, up real, top real, down real,
  bottom real, load_kg real, outcome text, rpe int, pain int, pain_site text, ended_at text,
  primary key (session, number)
);
create index day on session (local_date);
"""
SESSION_ROW = f"insert into session values ({', '.join('?' * 12)})"
LATER = "update session set ended_at = ?, active_seconds = ?, updated_at = ? where id = ?"
SET_ROW = f"insert into done values ({', '.join('?' * 19)})"


def sessions(count: int) -> list[SessionRecord]:
    """So many days of training, none of which is still to come."""
    begin = min(date(2000, 1, 1), date.today() - timedelta(days=count))
    return [
        make_session(begin + timedelta(days=day), record_id=str(day), sets=SETS)
        for day in range(count)
    ]


def in_turns(jobs: Mapping[str, Callable[[int], object]], rounds: int) -> dict[str, float]:
    """The median milliseconds of each job."""
    times: dict[str, list[float]] = {name: [] for name in jobs}
    for number in range(rounds):
        for name, do in jobs.items():
            start = time.perf_counter()
            done = do(number)
            times[name].append((time.perf_counter() - start) * 1000)
            del done
    return {name: statistics.median(each) for name, each in times.items()}


def settle() -> None:
    """Lets the disk take what filling the files left, so that no measured sync waits for it."""
    if hasattr(os, "sync"):
        os.sync()


def fill_ours(path: Path, records: list[SessionRecord]) -> None:
    """A data file with these sessions."""
    documents = {str(n): session_document(each) for n, each in enumerate(records, 1)}
    meta = {"1": {"schema_version": 1}}
    path.write_bytes(bytes_of({"meta": meta, "sessions": documents}))


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
    database.execute(SESSION_ROW, session_row(record))
    rows = [set_row(record, number, each) for number, each in enumerate(record.sets)]
    database.executemany(SET_ROW, rows)


def session_row(record: SessionRecord) -> tuple[object, ...]:
    """Its values, in the order of the columns."""
    return (
        record.id,
        record.routine,
        record.routine_name,
        record.status,
        instant(record.started_at),
        instant(record.ended_at),
        record.utc_offset_minutes,
        record.local_date.isoformat(),
        record.active_seconds,
        record.note,
        record.morning_pain,
        instant(record.updated_at),
    )


def set_row(record: SessionRecord, number: int, done: SetRecord) -> tuple[object, ...]:
    """The same of a set."""
    tempo = done.tempo or Tempo(0, 0, 0, 0)
    return (
        record.id,
        number,
        done.exercise,
        done.set,
        done.side,
        done.planned.reps,
        done.planned.seconds,
        done.done.reps,
        done.done.seconds,
        tempo.up,
        tempo.top,
        tempo.down,
        tempo.bottom,
        done.load_kg,
        done.outcome,
        done.rpe,
        done.pain,
        done.pain_site,
        instant(done.ended_at),
    )


def measure_saving(history: TinyHistory, database: sqlite3.Connection) -> dict[str, float]:
    """A set and an insert, with each."""
    session_in_progress = make_session(date(2200, 1, 1), record_id="under way", sets=SETS)
    insert_in_sqlite(database, replace(session_in_progress, sets=()))

    longer = [
        replace(
            session_in_progress,
            sets=session_in_progress.sets[: number % SETS + 1],
            updated_at=session_in_progress.updated_at + timedelta(seconds=number),
        )
        for number in range(ROUNDS)
    ]
    new = [
        replace(
            session_in_progress,
            id=f"new {number}",
            sets=tuple(map(replace, session_in_progress.sets)),
        )
        for number in range(ROUNDS)
    ]

    def our_set(number: int) -> None:
        history.save(longer[number])

    def our_insert(number: int) -> None:
        history.save(new[number])

    def their_set(number: int) -> None:
        database.execute("begin")
        ended, updated = (
            instant(session_in_progress.ended_at),
            instant(longer[number].updated_at),
        )
        database.execute(
            LATER, (ended, session_in_progress.active_seconds, updated, session_in_progress.id)
        )
        database.execute(
            SET_ROW, set_row(session_in_progress, number, session_in_progress.sets[number % SETS])
        )
        database.execute("commit")

    def their_insert(number: int) -> None:
        database.execute("begin")
        insert_in_sqlite(database, new[number])
        database.execute("commit")

    return in_turns({"set": our_set, "set in SQLite": their_set}, ROUNDS) | in_turns(
        {"insert": our_insert, "insert in SQLite": their_insert}, ROUNDS
    )


def measure_opening(path: Path) -> dict[str, float]:
    """Opening with us, every value checked, and with plain TinyDB; then every set as an object."""

    def ours(_: int) -> object:
        return TinyHistory(path, lambda: AN_INSTANT).sessions()

    def every_set(_: int) -> object:
        opened = TinyHistory(path, lambda: AN_INSTANT).sessions()
        return [tuple(each.sets) for each in opened], opened

    def every_set_as_the_app_does(number: int) -> object:
        gc.disable()
        try:
            return every_set(number)
        finally:
            gc.freeze()
            gc.enable()

    def plain(_: int) -> object:
        with TinyDB(path) as database:
            return database.table("sessions").all()

    return in_turns(
        {"opening": ours, "every set": every_set_as_the_app_does, "opening in TinyDB": plain},
        OPENINGS,
    )


def measure(folder: Path, size: int) -> dict[str, float]:
    """The median milliseconds of every job."""
    path, records = folder / "training.json", sessions(size)
    fill_ours(path, records)
    with closing(fill_sqlite(folder / "training.sqlite", records)) as database:
        del records
        settle()
        figures = measure_opening(path)
        with closing(TinyHistory(path, lambda: AN_INSTANT)) as history:
            history.open()
            history.sessions()
            settle()
            figures |= measure_saving(history, database)
            figures |= in_turns({"compaction": lambda _: history.compact()}, 1)
    return figures


def rows(sizes: Sequence[int]) -> list[Row]:
    """Returns a durable set and an insert beside SQLite, and opening beside plain TinyDB."""
    found = []
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            ours = measure(Path(folder), size)
        for job, peer in (("set", "SQLite"), ("insert", "SQLite"), ("opening", "TinyDB")):
            beside = (f"{peer}'s", [ours[f"{job} in {peer}"]])
            name = "opening" if job == "opening" else f"a durable {job}"
            found.append(row_beside(f"{size:,} sessions: {name}", "ms", [ours[job]], beside, 1.0))
    return found


def main(sizes: list[int]) -> None:
    """Prints milliseconds and ratios, a line a job."""
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            ours = measure(Path(folder), size)
        print(f"{size} sessions")
        for job in ("set", "insert"):
            ratio = ours[job] / ours[f"{job} in SQLite"]
            print(f"  a durable {job:<7} {ours[job]:8.2f} ms, {ratio:5.2f} × SQLite with full sync")
        for job, name in (("opening", "opening"), ("every set", "and all sets")):
            ratio = ours[job] / ours["opening in TinyDB"]
            print(f"  {name:<17} {ours[job]:8.1f} ms, {ratio:5.2f} × TinyDB")
        print(f"  compaction        {ours['compaction']:8.1f} ms")


if __name__ == "__main__":
    main([int(each) for each in sys.argv[1:]] or list(SIZES))
