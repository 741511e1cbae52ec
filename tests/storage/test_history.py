from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from tinydb import TinyDB

from calf_tui.core.errors import UserError
from calf_tui.core.records.session_record import Pause, Target
from calf_tui.serialization.codec import session_document
from calf_tui.storage.database.data_file import ChangedMeanwhileError
from calf_tui.storage.database.schema import SCHEMA_VERSION
from calf_tui.storage.history import TinyHistory
from calf_tui.storage.recovery.fallback_copies import read_copy
from tests.fakes import FakeClock
from tests.records import AN_INSTANT, make_session
from tests.storage.support.disks import FailingDisk, SharedDisk
from tests.storage.support.faulty_disk import FastDisk
from tests.storage.support.histories import FIRST, SECOND, THIRD, open_history

if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO

    from calf_tui.core.records.session_record import SessionRecord


def write(path: Path, *records: SessionRecord) -> None:
    """A run of the program that saves these."""
    with closing(open_history(path)) as history:
        for each in records:
            history.save(each)


def read(path: Path) -> tuple[SessionRecord, ...]:
    """What the next run finds."""
    return open_history(path).sessions()


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
    with closing(open_history(path)) as history:
        history.save(FIRST)
    with TinyDB(path) as plain:
        assert plain.tables() == {"meta", "sessions"}
        assert [dict(each) for each in plain.table("sessions")] == [session_document(FIRST)]
        (meta,) = plain.table("meta").all()
    assert meta["schema_version"] == SCHEMA_VERSION
    assert meta["created_at"] == meta["updated_at"] == "2026-11-22T17:03:11.482Z"


def test_a_save_is_one_line_of_the_journal(path: Path) -> None:
    disk = FailingDisk()
    with closing(open_history(path, disk)) as history:
        history.save(FIRST)
        for record in (SECOND, replace(FIRST, note="new")):
            disk.steps.clear()
            history.save(record)
            assert disk.steps == ["write", "sync"]


def test_a_fold_is_one_replacement_of_the_file(path: Path) -> None:
    disk = FailingDisk()
    with closing(open_history(path, disk)) as history:
        for record in (FIRST, SECOND):
            history.save(record)
        disk.replaced.clear()
        history.compact()
        assert disk.replaced.count("training.json") == 1
        disk.replaced.clear()
        history.compact()
        assert disk.replaced == []


def test_opening_and_reading_touch_nothing(path: Path) -> None:
    history = open_history(path)
    assert history.sessions() == ()
    history.remove("unknown")
    history.require_writable()
    assert not path.parent.exists()


def test_making_one_reads_nothing(tmp_path: Path) -> None:
    history = open_history(tmp_path)
    with pytest.raises(UserError, match="is a folder"):
        history.sessions()


def test_an_unchanged_file_is_decoded_once(path: Path) -> None:
    write(path, FIRST)
    history = open_history(path)
    assert history.sessions() is history.sessions()


def test_a_reader_sees_what_the_writer_saves_and_compacts(path: Path) -> None:
    reader = open_history(path)
    with closing(open_history(path)) as writer:
        for number, record in enumerate((FIRST, SECOND, THIRD), 1):
            writer.save(record)
            assert len(reader.sessions()) == number
            writer.compact()
            assert len(reader.sessions()) == number
    assert reader.sessions() == (FIRST, SECOND, THIRD)


def test_what_another_program_adds_meanwhile_is_seen_and_stays(path: Path) -> None:
    write(path, FIRST)
    with closing(open_history(path)) as history:
        history.save(SECOND)
        put_in(path, "sessions", session_document(THIRD))
        assert history.sessions() == (FIRST, SECOND, THIRD)
    assert read(path) == (FIRST, SECOND, THIRD)


def test_a_fold_that_another_program_overtakes_is_made_again(path: Path) -> None:
    write(path, FIRST)
    disk = SharedDisk(lambda: put_in(path, "sessions", session_document(SECOND)), times=0)
    with closing(open_history(path, disk)) as history:
        history.save(THIRD)
        disk.times = 1
    assert read(path) == (FIRST, SECOND, THIRD)


def test_a_fold_that_is_overtaken_again_and_again_says_so_and_loses_nothing(path: Path) -> None:
    write(path, FIRST)
    disk = SharedDisk(lambda: put_in(path, "notes", {}), times=0)
    history = open_history(path, disk)
    history.save(THIRD)
    disk.times = 99
    with pytest.raises(ChangedMeanwhileError, match="try once more"):
        history.close()
    assert read(path) == (FIRST, THIRD)


def test_saves_from_several_threads_are_all_kept(path: Path) -> None:
    records = [replace(FIRST, id=str(number)) for number in range(40)]
    with closing(open_history(path)) as history, ThreadPoolExecutor(4) as threads:
        list(threads.map(history.save, records))
    assert {each.id for each in read(path)} == {each.id for each in records}


def test_a_save_that_failed_is_not_shown(path: Path) -> None:
    disk = FailingDisk()
    with closing(open_history(path, disk)) as history:
        history.save(FIRST)
        disk.failing = "sync"
        with pytest.raises(UserError, match="no record in it was lost"):
            history.save(replace(FIRST, note="lost"))
        disk.failing = ""
        assert history.sessions() == (FIRST,)
        history.save(SECOND)
    assert read(path) == (FIRST, SECOND)


@pytest.mark.parametrize(
    "wrong",
    [
        replace(FIRST, active_seconds=-1.0),
        replace(FIRST, note="x" * 10_001),
        replace(FIRST, sets=(replace(FIRST.sets[0], rpe=11),)),
    ],
    ids=["seconds", "note", "rpe"],
)
def test_a_record_out_of_range_is_never_written(path: Path, wrong: SessionRecord) -> None:
    write(path, FIRST)
    with closing(open_history(path)) as history:
        with pytest.raises(UserError, match="out of its range"):
            history.save(wrong)
        assert history.sessions() == (FIRST,)
    assert read(path) == (FIRST,)


def test_a_removed_session_leaves_only_its_mark(path: Path) -> None:
    with closing(open_history(path)) as history:
        history.save(FIRST)
        history.remove(FIRST.id)
        assert history.sessions() == ()
    assert tables_of(path)["sessions"] == {
        "1": {"id": "first", "deleted": True, "updated_at": "2026-11-22T17:03:11.482Z"}
    }
    assert history.left_out() == 0


def test_what_is_no_session_is_left_out_and_goes_to_quarantine(path: Path) -> None:
    write(path, FIRST)
    strange = [{"id": "x", "status": "great"}, None, {**session_document(SECOND), "sets": 3}]
    put_in(path, "sessions", *strange)
    looking = open_history(path)
    assert looking.sessions() == (FIRST,)
    assert looking.left_out() == 3
    with closing(open_history(path)) as history:
        history.open()
        assert history.left_out() == 0
        assert "3 records were not understood and are kept in quarantine" in history.notices()[-1]
        history.save(THIRD)
    assert [each["document"] for each in tables_of(path)["quarantine"].values()] == strange
    assert read(path) == (FIRST, THIRD)
    with closing(open_history(path)) as again:
        again.open()
        assert again.notices() == ()


def test_of_two_sessions_with_one_id_the_later_stays(path: Path) -> None:
    write(path, FIRST, SECOND)
    later = replace(FIRST, note="later", updated_at=FIRST.updated_at + timedelta(seconds=1))
    put_in(path, "sessions", session_document(later))
    assert read(path) == (later, SECOND)
    with closing(open_history(path)) as history:
        history.open()
    assert read(path) == (later, SECOND)
    (entry,) = tables_of(path)["quarantine"].values()
    assert entry["document"] == session_document(FIRST)


def test_the_first_save_of_a_day_leads_to_its_backup(path: Path) -> None:
    clock = FakeClock(AN_INSTANT)
    for record in (FIRST, SECOND, THIRD):
        # Without a thread: one that comes late makes the backup of what is saved meanwhile.
        with closing(TinyHistory(path, clock.now, FastDisk())) as history:
            history.save(record)
            history.compact()
        clock.sleep(24 * 3600)
    names = [each.name for each in sorted((path.parent / "backups").iterdir())]
    assert names == [f"training.json.2026-11-{day}.gz" for day in (22, 23, 24)]
    held = [
        len(read_copy(path.parent / "backups" / each, SCHEMA_VERSION)["sessions"]) for each in names
    ]
    assert held == [1, 1, 2]  # a later day's is made when it begins


def test_a_save_drops_no_second_session_of_the_same_id(path: Path) -> None:
    write(path, FIRST)
    older = {**session_document(FIRST), "note": "older", "updated_at": "2020-01-01T00:00:00Z"}
    with closing(open_history(path)) as history:
        history.open()
        put_in(path, "sessions", older)
        history.save(replace(FIRST, note="newer"))
    assert [each.note for each in read(path)] == ["newer"]
    held = [each["document"] for each in tables_of(path)["quarantine"].values()]
    assert older in held


class CrampedDisk(FastDisk):
    """Has room for the journal, whose bytes are there already, but for nothing new of records."""

    is_full = False

    def create(self, path: Path) -> BinaryIO:
        if self.is_full:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return super().create(path)

    def free(self, folder: Path) -> int:
        return 0 if self.is_full else super().free(folder)


SAFE = "Safe for now: the disk is full, so free some space."


def test_on_a_full_disk_sets_are_safe_in_the_journal_and_that_is_said(path: Path) -> None:
    disk = CrampedDisk()
    with closing(open_history(path, disk)) as history:
        history.save(FIRST)
        history.compact_if_quick()
        assert history.waiting() == ""
        disk.is_full = True
        history.save(SECOND)
        with pytest.raises(UserError, match="the disk is full"):
            history.compact_if_quick()
        assert history.waiting() == SAFE
        assert read(path) == (FIRST, SECOND)
        disk.is_full = False
        history.compact_if_quick()
        assert history.waiting() == ""


def test_a_full_disk_is_found_out_before_a_large_file_is_to_be_written(path: Path) -> None:
    disk = CrampedDisk()
    with closing(open_history(path, disk)) as history:
        history.save(replace(FIRST, sets=tuple(FIRST.sets) * 400))
        history.compact()
        disk.is_full = True
        history.save(SECOND)
        history.compact_if_quick()
        assert history.waiting() == SAFE
        disk.is_full = False
        history.compact_if_quick()
        assert history.waiting() == ""


def test_a_history_without_records_has_no_backup(path: Path) -> None:
    with closing(open_history(path)) as history:
        history.open()
    assert not (path.parent / "backups").exists()


def test_a_backup_that_cannot_be_made_is_told_and_hinders_nothing(path: Path) -> None:
    path.parent.mkdir()
    (path.parent / "backups").write_text("in the way")
    with closing(open_history(path)) as history:
        history.save(FIRST)
        history.compact()
        history.save(SECOND)
    assert read(path) == (FIRST, SECOND)
    (notice,) = history.notices()
    assert notice.startswith(f"No backup was made in {path.parent / 'backups'}: a part of its path")


def test_what_a_later_version_added_survives_a_save(path: Path) -> None:
    write(path, FIRST)
    tables = tables_of(path)
    tables["sessions"]["1"]["weather"] = "rain"
    tables["weathers"] = {"1": {"rain": True}}
    path.write_text(json.dumps(tables))
    later = [FIRST.updated_at + timedelta(seconds=number) for number in (1, 2)]
    wetter = replace(FIRST, note="wetter", updated_at=later[1])
    write(path, replace(FIRST, note="wet", updated_at=later[0]), wetter)
    after = tables_of(path)
    assert after["sessions"]["1"] == {
        **session_document(wetter),
        "weather": "rain",
    }
    assert after["weathers"] == {"1": {"rain": True}}


def test_targets_and_pauses_are_read_oldest_first(path: Path) -> None:
    write(path, FIRST)
    history = open_history(path)
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
    assert history.targets() == (
        Target(date(2026, 6, 1), 2, "t", AN_INSTANT),
        Target(date(2026, 11, 16), 4, "t", AN_INSTANT),
    )
    assert history.pauses() == (
        Pause(date(2026, 2, 1), date(2026, 2, 9), "", "t", AN_INSTANT),
        Pause(date(2026, 11, 16), None, "holiday", "t", AN_INSTANT),
    )
    assert history.left_out() == 1


def test_targets_and_pauses_are_seen_before_and_after_a_compaction(path: Path) -> None:
    target = Target(date(2026, 11, 16), 4, "t", AN_INSTANT)
    pause = Pause(date(2026, 11, 16), None, "flu", "p", AN_INSTANT)
    with closing(open_history(path)) as history:
        reader = open_history(path)
        history.keep(target)
        history.keep(pause)
        for each in (history, reader):
            assert (each.targets(), each.pauses()) == ((target,), (pause,))
        history.compact()
        five = replace(target, days=5, updated_at=AN_INSTANT + timedelta(seconds=1))
        history.keep(five)
        history.take_out(Pause, "p")
        for each in (history, reader):
            assert (each.targets(), each.pauses()) == ((five,), ())
    last = open_history(path)
    assert (last.targets(), last.pauses()) == ((five,), ())
    (mark,) = tables_of(path)["pauses"].values()
    assert (mark["id"], mark["deleted"]) == ("p", True)


def test_what_a_later_version_added_to_a_pause_survives_an_edit(path: Path) -> None:
    pause = Pause(date(2026, 11, 16), None, "flu", "p", AN_INSTANT)
    with closing(open_history(path)) as history:
        history.keep(pause)
    tables = tables_of(path)
    tables["pauses"]["1"]["severity"] = 3
    path.write_text(json.dumps(tables))
    with closing(open_history(path)) as history:
        history.keep(replace(pause, end=date(2026, 11, 20)))
    (document,) = tables_of(path)["pauses"].values()
    assert (document["end"], document["severity"]) == ("2026-11-20", 3)


def test_a_removal_taken_back_brings_all_of_it_back(path: Path) -> None:
    write(path, FIRST)
    tables = tables_of(path)
    tables["sessions"]["1"]["weather"] = "rain"
    tables["sessions"]["1"]["sets"][1]["shoes"] = "none"
    path.write_text(json.dumps(tables))
    with closing(open_history(path)) as history:
        history.remove(FIRST.id)
        history.compact()
        assert set(tables_of(path)["sessions"]["1"]) == {"id", "deleted", "updated_at"}
        history.save(FIRST)
    document = tables_of(path)["sessions"]["1"]
    assert document.pop("restored_at") == "2026-11-22T17:03:11.482Z"
    assert document.pop("updated_at") == "2026-11-22T17:03:11.483Z"
    del tables["sessions"]["1"]["updated_at"]
    assert document == tables["sessions"]["1"]


def test_the_mark_of_a_removal_is_later_than_what_was_removed(path: Path) -> None:
    tomorrow = replace(FIRST, updated_at=AN_INSTANT + timedelta(days=1))
    with closing(open_history(path)) as history:
        history.save(tomorrow)
        history.remove(FIRST.id)
    assert tables_of(path)["sessions"]["1"]["updated_at"] == "2026-11-23T17:03:11.483Z"


def test_a_thousand_sessions_keep_their_order(path: Path) -> None:
    write(path, FIRST)
    history = open_history(path)
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
