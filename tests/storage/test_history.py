from __future__ import annotations

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from tinydb import TinyDB

from calf_tui.core.faults import Fault
from calf_tui.core.record import Pause, Target
from calf_tui.storage.codec import session_document
from calf_tui.storage.durable import ChangedMeanwhileFault
from calf_tui.storage.history import TinyHistory
from tests.records import AN_INSTANT, make_session
from tests.storage.disks import FailingDisk, SharedDisk

if TYPE_CHECKING:
    from pathlib import Path

    from calf_tui.storage.disk import Disk

FIRST = make_session(date(2026, 11, 20), record_id="first")
SECOND = make_session(date(2026, 11, 21), record_id="second")
THIRD = make_session(date(2026, 11, 22), record_id="third")


def open_history(path: Path, disk: Disk | None = None) -> TinyHistory:
    return TinyHistory(path, lambda: AN_INSTANT, disk)


def tables_of(path: Path) -> dict[str, dict[str, Any]]:
    tables: dict[str, dict[str, Any]] = json.loads(path.read_text())
    return tables


def put_in(path: Path, table: str, *documents: object) -> None:
    """Adds documents as another program would."""
    tables = tables_of(path)
    held = tables.setdefault(table, {})
    held.update({str(len(held) + number): each for number, each in enumerate(documents, 1)})
    path.write_text(json.dumps(tables))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "training.json"


def test_plain_tinydb_opens_the_file(path: Path) -> None:
    open_history(path).save(FIRST)
    with TinyDB(path) as plain:
        assert plain.tables() == {"meta", "sessions"}
        assert [dict(each) for each in plain.table("sessions")] == [session_document(FIRST)]
        (meta,) = plain.table("meta").all()
    assert meta["schema_version"] == 1
    assert meta["created_at"] == meta["updated_at"] == "2026-11-22T17:03:11.482Z"


def test_a_save_is_one_write(path: Path) -> None:
    disk = FailingDisk()
    history = open_history(path, disk)
    for number, record in enumerate((FIRST, SECOND, replace(FIRST, note="new")), 1):
        history.save(record)
        assert disk.replaced.count("training.json") == number


def test_opening_and_reading_touch_nothing(path: Path) -> None:
    history = open_history(path)
    assert history.sessions() == ()
    history.remove("unknown")
    history.require_writable()
    assert not path.parent.exists()


def test_making_one_reads_nothing(tmp_path: Path) -> None:
    history = open_history(tmp_path)
    with pytest.raises(Fault, match="is a folder"):
        history.sessions()


def test_an_unchanged_file_is_decoded_once(path: Path) -> None:
    open_history(path).save(FIRST)
    history = open_history(path)
    assert history.sessions() is history.sessions()


def test_a_file_changed_underneath_is_read_anew(path: Path) -> None:
    history, other = open_history(path), open_history(path)
    history.save(FIRST)
    assert history.sessions() == (FIRST,)
    other.save(SECOND)
    assert history.sessions() == (FIRST, SECOND)
    history.save(THIRD)
    other.save(replace(THIRD, id="fourth"))
    assert len(history.sessions()) == len(other.sessions()) == 4


def test_a_save_that_another_program_overtakes_is_made_again(path: Path) -> None:
    other = open_history(path)
    other.save(FIRST)
    history = open_history(path, SharedDisk(lambda: other.save(SECOND)))
    history.save(THIRD)
    assert history.sessions() == open_history(path).sessions() == (FIRST, SECOND, THIRD)


def test_a_save_that_is_overtaken_again_and_again_says_so(path: Path) -> None:
    other = open_history(path)
    other.save(FIRST)
    history = open_history(path, SharedDisk(lambda: other.save(SECOND), times=99))
    with pytest.raises(ChangedMeanwhileFault, match="try once more"):
        history.save(THIRD)
    assert history.sessions() == (FIRST, SECOND)


def test_saves_from_several_threads_are_all_kept(path: Path) -> None:
    history = open_history(path)
    records = [replace(FIRST, id=str(number)) for number in range(40)]
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(history.save, records))
    assert {each.id for each in open_history(path).sessions()} == {each.id for each in records}


def test_a_save_that_failed_is_not_shown(path: Path) -> None:
    open_history(path).save(FIRST)
    history = open_history(path, FailingDisk("sync"))
    assert history.sessions() == (FIRST,)
    with pytest.raises(Fault, match="no record in it was lost"):
        history.save(replace(FIRST, note="lost"))
    assert history.sessions() == (FIRST,)


def test_a_removed_session_leaves_only_its_mark(path: Path) -> None:
    history = open_history(path)
    history.save(FIRST)
    history.remove(FIRST.id)
    assert tables_of(path)["sessions"] == {
        "1": {"id": "first", "deleted": True, "updated_at": "2026-11-22T17:03:11.482Z"}
    }
    assert history.left_out() == 0


def test_a_document_that_is_no_session_is_left_out_and_left_alone(path: Path) -> None:
    history = open_history(path)
    history.save(FIRST)
    strange = [{"id": "x", "status": "great"}, None, {**session_document(SECOND), "sets": 3}]
    put_in(path, "sessions", *strange)
    assert history.sessions() == (FIRST,)
    assert history.left_out() == 3
    history.save(THIRD)
    assert list(tables_of(path)["sessions"].values())[1:4] == strange
    assert history.sessions() == (FIRST, THIRD)


def test_what_a_later_version_added_survives_a_save(path: Path) -> None:
    history = open_history(path)
    history.save(FIRST)
    tables = tables_of(path)
    tables["sessions"]["1"]["weather"] = "rain"
    tables["weathers"] = {"1": {"rain": True}}
    path.write_text(json.dumps(tables))
    history.save(replace(FIRST, note="wet"))
    after = tables_of(path)
    assert after["sessions"]["1"] == {
        **session_document(replace(FIRST, note="wet")),
        "weather": "rain",
    }
    assert after["weathers"] == {"1": {"rain": True}}


def test_targets_and_pauses_are_read_oldest_first(path: Path) -> None:
    history = open_history(path)
    history.save(FIRST)
    common = {"id": "t", "updated_at": "2026-11-22T17:03:11.482Z"}
    put_in(
        path,
        "targets",
        {**common, "start": "2026-11-16", "days": 4},
        {**common, "start": "2026-06-01", "days": 2},
        {**common, "start": "2026-06-01", "days": 9},
        {**common, "deleted": True},
    )
    put_in(
        path,
        "pauses",
        {**common, "start": "2026-11-16", "end": None, "reason": "holiday"},
        {**common, "start": "2026-02-01", "end": "2026-02-09", "reason": ""},
    )
    assert history.targets() == (Target(date(2026, 6, 1), 2), Target(date(2026, 11, 16), 4))
    assert history.pauses() == (
        Pause(date(2026, 2, 1), date(2026, 2, 9)),
        Pause(date(2026, 11, 16), None, "holiday"),
    )
    assert history.left_out() == 1


def test_a_thousand_sessions_keep_their_order(path: Path) -> None:
    history = open_history(path)
    history.save(FIRST)
    begin = date(2023, 1, 1)
    put_in(
        path,
        "sessions",
        *(
            session_document(make_session(begin + timedelta(days=day), record_id=str(day)))
            for day in reversed(range(1000))
        ),
    )
    sessions = history.sessions()
    assert len(sessions) == 1001
    assert list(sessions) == sorted(sessions, key=lambda each: each.started_at)


def test_the_records_are_read_without_the_screens() -> None:
    code = (
        "import sys, calf_tui.storage.history;"
        "print(*sorted({'textual', 'rich'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
