"""What is this machine's alone, and what others put in its place or beside it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from contextlib import closing, suppress
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from tinydb import TinyDB, where

from calf_tui.core.errors import UserError
from calf_tui.storage.database.journal import read_journal
from calf_tui.storage.database.schema import SCHEMA_VERSION
from calf_tui.storage.files.file_names import names_of
from calf_tui.storage.health_check import examine
from calf_tui.storage.history import TinyHistory
from calf_tui.storage.recovery.fallback_copies import newest_readable_copy
from calf_tui.storage.sync.imported_file import read_imported_file
from tests.records import AN_INSTANT, make_session
from tests.storage.support.disks import FailingDisk, KillableDisk
from tests.storage.support.faulty_disk import FastDisk

if TYPE_CHECKING:
    from pathlib import Path

    from calf_tui.storage.files.disk import Disk
    from calf_tui.storage.files.file_names import FileNames

DAMAGED = "training.json.journal.damaged-2026-11-22"


@pytest.fixture
def names(tmp_path: Path) -> FileNames:
    """Those of a history with the sessions a and b, which is closed."""
    names = names_here(tmp_path)
    save(names, "ab")
    return names


def names_here(folder: Path, machine: str = "ours") -> FileNames:
    return names_of(folder / "data" / "training.json", folder / machine, machine)


def history_of(names: FileNames, disk: Disk | None = None) -> TinyHistory:
    return TinyHistory(names.base, lambda: AN_INSTANT, disk or FastDisk(), names)


def save(names: FileNames, sessions: str) -> None:
    with closing(history_of(names)) as history:
        for name in sessions:
            history.save(make_session(record_id=name))


def save_and_kill(names: FileNames, sessions: str) -> None:
    """The program is gone before anything was compacted."""
    disk = KillableDisk()
    history = history_of(names, disk)
    for name in sessions:
        history.save(make_session(record_id=name))
    disk.let_go()


def ids(names: FileNames) -> set[str]:
    """For one who looks, and for one who opens."""
    seen = {each.id for each in history_of(names).sessions()}
    with closing(history_of(names)) as history:
        history.open()
        assert {each.id for each in history.sessions()} == seen
    return seen


def notices(names: FileNames) -> tuple[str, ...]:
    """What is said at the next opening, and never again."""
    with closing(history_of(names)) as history:
        history.open()
        said = history.notices()
    with closing(history_of(names)) as history:
        history.open()
        assert history.notices() == ()
    return said


def test_only_the_records_lie_beside_the_file(names: FileNames) -> None:
    beside = {each.name for each in names.base.parent.iterdir()}
    assert beside <= {"training.json", "training.json.bak", "backups"}
    own = {each.name for each in names.own.iterdir()}
    assert own == {f"training.json.{each}" for each in ("journal", "last", "lock")}
    assert names.last.read_bytes() == names.base.read_bytes()
    (first, *_) = read_journal(names.journal).entries
    assert first.content["machine"] == names.own.name


def test_files_and_machines_have_folders_of_their_own(tmp_path: Path) -> None:
    ours, theirs = (names_of(tmp_path / "a.json", tmp_path, name) for name in ("one", "two"))
    other = names_of(tmp_path / "b.json", tmp_path, "one")
    assert len({ours.own, theirs.own, other.own}) == 3


@pytest.mark.parametrize("link", ["of the file", "of its folder", "hard"])
def test_two_programs_on_one_file_exclude_each_other_by_whatever_path(
    names: FileNames, tmp_path: Path, link: str
) -> None:
    other = tmp_path / "other.json"
    if link == "hard":
        other.hardlink_to(names.base)
    elif link == "of the file":
        other.symlink_to(names.base)
    else:
        (tmp_path / "folder").symlink_to(names.base.parent)
        other = tmp_path / "folder" / names.base.name
    second = history_of(names_of(other, tmp_path / "ours", "ours"))
    with closing(history_of(names)) as first:
        first.open()
        with pytest.raises(UserError, match="is in use by another Calf TUI"):
            second.open()


def test_one_that_cannot_be_written_is_told_before_a_session(tmp_path: Path) -> None:
    names = names_here(tmp_path)
    (tmp_path / "ours").write_text("in the way")
    with pytest.raises(UserError, match=r"\.last cannot be written: a part of its path is not a"):
        history_of(names).require_writable()
    assert not names.base.parent.exists()


class TestJournalsOfOthers:
    """They are read, merged, and never taken for our own."""

    def test_one_of_an_earlier_version_is_taken_over_once(self, tmp_path: Path) -> None:
        names = names_here(tmp_path)
        save_and_kill(names_of(names.base), "ab")
        beside = names.base.with_name("training.json.journal")
        names.base.with_name("training.json.under-way").write_text("{}")
        assert beside.exists()
        assert ids(names) == set("ab")
        left = {each.name for each in names.base.parent.iterdir()}
        assert not any("journal" in each or "lock" in each or "under-way" in each for each in left)
        assert names.session_in_progress.read_text() == "{}"

    @pytest.mark.parametrize("step", ["create", "write", "sync", "replace", "remove"])
    def test_one_of_an_earlier_version_is_taken_over_after_a_disk_that_failed(
        self, tmp_path: Path, step: str
    ) -> None:
        names = names_here(tmp_path)
        save_and_kill(names_of(names.base), "ab")
        failing = history_of(names, FailingDisk(step))
        with suppress(UserError), closing(failing):
            failing.open()
        assert ids(names) == set("ab")
        assert not names.base.with_name("training.json.journal").exists()
        assert notices(names) == ()

    def test_while_an_earlier_version_runs_nobody_else_writes(self, tmp_path: Path) -> None:
        names = names_here(tmp_path)
        with closing(history_of(names_of(names.base))) as earlier:
            earlier.save(make_session(record_id="a"))
            with pytest.raises(UserError, match="is in use by another Calf TUI"):
                history_of(names).open()

    @pytest.mark.parametrize(
        "name",
        [
            "training.json.sync-conflict-20261122-101010-ABCDEFG.journal",
            "training.json (Ada's conflicted copy 2026-11-22).journal",
            "training.json.journal.conflict",
            "training.json-LAPTOP.journal",
        ],
    )
    def test_a_copy_of_one_that_a_service_made_is_found(
        self, names: FileNames, tmp_path: Path, name: str
    ) -> None:
        theirs = names_here(tmp_path / "there", "theirs")
        save_and_kill(theirs, "c")
        copy = names.base.with_name(name)
        shutil.copy(theirs.journal, copy)
        assert ids(names) == set("abc")
        assert not copy.exists()
        assert ids(names) == set("abc")

    def test_one_that_arrives_over_ours_is_not_gone_on_with(
        self, names: FileNames, tmp_path: Path
    ) -> None:
        theirs = names_here(tmp_path / "there", "theirs")
        save_and_kill(theirs, "c")
        shutil.copy(theirs.journal, names.journal)
        assert ids(names) == set("abc")
        (first, *_) = read_journal(names.journal).entries
        assert first.content["machine"] == names.own.name

    def test_one_that_arrives_where_our_copy_is_missing_too_is_told(
        self, names: FileNames, tmp_path: Path
    ) -> None:
        theirs = names_here(tmp_path / "there", "theirs")
        save_and_kill(theirs, "c")
        shutil.copy(theirs.journal, names.journal)
        names.last.unlink()
        gap = (
            f"{names.journal} is another machine's; what was saved here and had not come into "
            "training.json may be missing."
        )
        assert gap in [each.text for each in examine(names, AN_INSTANT)]
        looking = history_of(names)
        assert {each.id for each in looking.sessions()} == set("abc")
        assert looking.notices() == (gap,)
        assert notices(names) == (gap,)
        assert notices(names) == ()
        assert ids(names) == set("abc")

    def test_that_of_a_machine_with_the_same_folders_is_read_and_stays(
        self, names: FileNames, tmp_path: Path
    ) -> None:
        theirs = names_of(names.base, tmp_path / "ours", "theirs")
        save_and_kill(theirs, "c")
        assert theirs.own.parent == names.own.parent
        assert ids(names) == set("abc")
        assert theirs.journal.exists()

    def test_a_file_that_only_has_such_a_name_is_left_alone(self, names: FileNames) -> None:
        diary = names.base.with_name("training.json journal.txt")
        diary.write_text("Dear diary\n")
        assert ids(names) == set("ab")
        assert diary.read_text() == "Dear diary\n"


class TestADamagedJournal:
    """Is kept under a dated name, and what it may have held is said."""

    @pytest.mark.parametrize(
        ("damage", "said"),
        [
            (lambda data: bytes(len(data)), "is empty"),
            (lambda _: b"", "is empty"),
            (lambda data: data[: len(data) // 2], "was cut short"),
        ],
    )
    def test_zeroed_or_cut_is_told_once_and_kept(
        self, names: FileNames, damage: object, said: str
    ) -> None:
        save_and_kill(names, "c")
        assert callable(damage)
        damaged = damage(names.journal.read_bytes())
        names.journal.write_bytes(damaged)
        (told,) = [each.text for each in examine(names, AN_INSTANT) if not each.is_well]
        (notice,) = notices(names)
        assert told == notice
        assert notice.startswith(f"{names.journal} {said}; what was saved after 20")
        kept = names.journal.with_name(DAMAGED).read_bytes()
        assert kept.startswith(damaged.rstrip(b"\0"))

    @pytest.mark.parametrize("is_base_damaged", [False, True])
    def test_zeroed_from_the_second_line_on_is_told(
        self, names: FileNames, is_base_damaged: bool
    ) -> None:
        save_and_kill(names, "cd")
        data = names.journal.read_bytes()
        first = data.index(b"\n") + 1
        names.journal.write_bytes(data[:first].ljust(len(data), b"\0"))
        if is_base_damaged:
            names.base.write_bytes(b"Dear diary")
        gap, *damage = notices(names)
        assert gap.startswith(f"{names.journal} lacks its end; what was saved after 20")
        assert len(damage) == is_base_damaged
        assert all(each.endswith("after 2026-11-22 may be missing.") for each in damage)
        assert names.journal.with_name(DAMAGED).exists()
        assert notices(names) == ()

    def test_missing_is_told_once(self, names: FileNames) -> None:
        save_and_kill(names, "c")
        names.journal.unlink()
        looking = history_of(names)
        looking.sessions()
        assert f"{names.journal} is missing" in looking.notices()[0]
        (notice,) = notices(names)
        assert notice.startswith(f"{names.journal} is missing; what was saved after 20")
        assert notice.endswith("had not come into training.json may be missing.")

    def test_with_a_line_that_cannot_be_read_is_kept(self, names: FileNames) -> None:
        save_and_kill(names, "cd")
        damaged = names.journal.read_bytes().replace(b'"id":"c"', b'"id":"x"')
        names.journal.write_bytes(damaged)
        (notice,) = notices(names)
        assert notice.endswith(f"the journal is kept as {DAMAGED}.")
        save(names, "ef")
        assert b'"id":"x"' in names.journal.with_name(DAMAGED).read_bytes()
        assert ids(names) == set("abdef")

    def test_without_the_file_it_is_not_said_that_nothing_is_missing(
        self, names: FileNames
    ) -> None:
        save_and_kill(names, "cde")
        names.journal.unlink()
        names.base.unlink()
        gap, notice = notices(names)
        assert "is missing; what was saved after" in gap
        assert notice.endswith("what was written after 2026-11-22 may be missing.")

    def test_that_goes_before_the_app_ends_loses_nothing(self, names: FileNames) -> None:
        with closing(history_of(names)) as history:
            history.save(make_session(record_id="c"))
            names.journal.unlink()
        assert ids(names) == set("abc")

    def test_that_goes_while_the_app_runs_loses_nothing(self, names: FileNames) -> None:
        disk = KillableDisk()
        history = history_of(names, disk)
        history.save(make_session(record_id="c"))
        shutil.rmtree(names.own)
        history.save(make_session(record_id="d"))
        disk.let_go()
        assert ids(names) == set("abcd")


OPENED = """
import sys
opened = []
sys.addaudithook(lambda event, of: event == "open" and opened.append(str(of[0])))
from calf_tui.storage.files.file_names import names_of
from calf_tui.storage.history import TinyHistory
from tests.records import make_session
from pathlib import Path
file, state = map(Path, sys.argv[1:])
history = TinyHistory(file, lambda: make_session().updated_at, names=names_of(file, state, "ours"))
history.save(make_session())
history.close()
print(*opened, sep="\\n")
"""


def test_the_journals_of_other_histories_are_read_once(names: FileNames, tmp_path: Path) -> None:
    other = names_of(tmp_path / "other" / "runs.json", tmp_path / "ours", "ours")
    save(other, "c")
    words = [sys.executable, "-c", OPENED, str(tmp_path / "new.json"), str(tmp_path / "ours")]
    told = subprocess.run(words, capture_output=True, text=True, check=True)
    opened = told.stdout.splitlines()
    assert [opened.count(str(each.journal)) for each in (names, other)] == [1, 1]


def test_a_journal_is_found_after_the_data_file_was_moved(names: FileNames, tmp_path: Path) -> None:
    save_and_kill(names, "c")
    (tmp_path / "elsewhere").mkdir()
    moved = names_of(tmp_path / "elsewhere" / "runs.json", tmp_path / "ours", "ours")
    shutil.copy(names.base, moved.base)
    assert {each.id for each in history_of(moved).sessions()} == set("ab")  # that is another file
    names.base.replace(moved.base)
    assert ids(moved) == set("abc")


def test_before_another_programs_edit_everything_is_kept_and_can_be_had_again(
    names: FileNames,
) -> None:
    save_and_kill(names, "c")
    with TinyDB(names.base) as plain:
        plain.drop_table("sessions")
    (notice,) = notices(names)
    assert notice == (
        f"{names.base} was edited by another program, which took 2 sessions away; "
        f"`calf-tui import {names.before_edit}` brings back what it took."
    )
    with TinyDB(names.before_edit) as plain:
        assert {each["id"] for each in plain.table("sessions")} == set("abc")
    assert ids(names) == {"c"}
    with closing(history_of(names)) as history:
        history.import_export().merge(read_imported_file(names.before_edit, names.base))
    assert ids(names) == set("abc")


def test_before_a_second_edit_is_kept_beside_what_was_before_the_first(names: FileNames) -> None:
    save(names, "c")
    dated = "training.json.before-edit-2026-11-22"
    for name, before, kept in [
        ("a", "abc", "training.json.before-edit"),
        ("b", "bc", dated),
        ("c", "c", f"{dated}-2"),
    ]:
        with TinyDB(names.base) as plain:
            plain.table("sessions").remove(where("id") == name)
        (notice,) = notices(names)
        assert f"import {names.base.with_name(kept)}` brings back" in notice
        with TinyDB(names.base.with_name(kept)) as plain:
            assert {each["id"] for each in plain.table("sessions")} == set(before)
    assert len(names.before_edits) == 3

    shutil.rmtree(names.backups)
    shutil.rmtree(names.own)
    for path in (names.base, names.previous, names.before_edit):
        path.unlink()
    assert newest_readable_copy(names, SCHEMA_VERSION).source == names.base.with_name(f"{dated}-2")


def test_a_hard_link_is_told_until_a_save_parts_the_two(names: FileNames) -> None:
    other = names.base.with_name("other.json")
    other.hardlink_to(names.base)
    with closing(history_of(names)) as history:
        history.open()
        (notice,) = history.notices()
        history.save(make_session(record_id="c"))
    assert notice.startswith(f"{names.base} has another name, a hard link, which the next save")
    assert notices(names) == ()
    with TinyDB(other) as plain:
        assert {each["id"] for each in plain.table("sessions")} == set("ab")


def test_a_data_folder_deleted_during_a_session_is_told_with_the_next_set(
    names: FileNames,
) -> None:
    with closing(history_of(names)) as history:
        history.save(make_session(record_id="c"))
        history.compact_if_quick()
        assert history.waiting() == ""
        shutil.rmtree(names.base.parent)
        history.save(make_session(record_id="c", sets=3))
        history.compact_if_quick()
        assert (
            history.waiting() == f"{names.base.name} is back: it was taken away while Calf TUI ran."
        )
        assert set(json.loads(names.base.read_text())["sessions"]) == {"1", "2", "3"}
        history.save(make_session(record_id="c", sets=4))
        history.compact_if_quick()
        assert history.waiting() == ""
    assert ids(names) == set("abc")


@pytest.mark.parametrize("is_waiting", [False, True])
def test_all_files_deleted_during_a_session_come_back_from_what_the_program_held(
    names: FileNames, *, is_waiting: bool
) -> None:
    with closing(history_of(names)) as history:
        history.save(make_session(record_id="c"))
        if not is_waiting:
            history.compact_if_quick()
        shutil.rmtree(names.base.parent)
        shutil.rmtree(names.own.parents[1])
        history.save(make_session(record_id="c", sets=3))
        history.compact_if_quick()
        assert (
            history.waiting() == f"{names.base.name} is back: it was taken away while Calf TUI ran."
        )
        (told,) = [each for each in history.notices() if "was missing" in each]
        assert told.endswith("came back from what the program still held, nothing is missing.")
        assert set(json.loads(names.base.read_text())["sessions"]) == {"1", "2", "3"}
    assert ids(names) == set("abc")
    assert [len(each.sets) for each in history_of(names).sessions() if each.id == "c"] == [3]


class TestMarksOfChange:
    """Each is later than the one it replaces, whatever the clock says."""

    def test_a_save_under_a_clock_that_was_set_back_is_the_later_one(
        self, names: FileNames
    ) -> None:
        before = make_session(record_id="a")
        with closing(history_of(names)) as history:
            earlier = before.updated_at - timedelta(days=365)
            history.save(replace(before, note="later", updated_at=earlier))
            saved = history.sessions()[0]
            history.save(saved)
            assert history.sessions()[0] == saved
        assert (saved.note, saved.updated_at > before.updated_at) == ("later", True)

    def test_a_deletion_after_a_restoration_wins_over_it_on_every_machine(
        self, names: FileNames, tmp_path: Path
    ) -> None:
        clock = [AN_INSTANT + timedelta(days=365)]
        theirs = tmp_path / "theirs.json"
        history = TinyHistory(names.base, lambda: clock[0], names=names)
        with closing(history):
            history.remove("a")
            clock[0] = AN_INSTANT
            history.save(make_session(record_id="a"))
            history.compact()
            shutil.copy(names.base, theirs)
            clock[0] = datetime.fromisoformat("2020-01-01T00:00:00+00:00")
            history.remove("a")
            history.import_export().merge(read_imported_file(theirs, names.base))
            assert {each.id for each in history.sessions()} == {"b"}
