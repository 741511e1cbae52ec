"""Files of an older version, opened by a newer one: here with versions that never were."""

from __future__ import annotations

import errno
import shutil
from contextlib import closing
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from tinydb import TinyDB

from calf_tui.core.errors import UserError
from calf_tui.storage.database.backups import all_backups, content_of
from calf_tui.storage.database.schema import version_after
from calf_tui.storage.files.file_names import names_of
from calf_tui.storage.history import TinyHistory
from tests.records import AN_INSTANT, make_session
from tests.storage.support.faulty_disk import FastDisk
from tests.storage.support.old_versions import THREE_VERSIONS, age

if TYPE_CHECKING:
    from pathlib import Path

    from calf_tui.storage.files.disk import Disk
    from calf_tui.storage.files.file_names import FileNames

A, B, C, D = (make_session(date(2026, 11, 22), record_id=name, note=name) for name in "abcd")


class FullDisk(FastDisk):
    """Has room for nothing as large as a file of records."""

    def write(self, file: Any, data: bytes, at: int = 0) -> None:
        if len(data) > 1200 and bytes(len(data)) != data:
            raise OSError(errno.ENOSPC, "No space left on device")
        super().write(file, data, at)


def open_history(names: FileNames, disk: Disk | None = None) -> TinyHistory:
    """As the third version opens it."""
    return TinyHistory(
        names.base, lambda: AN_INSTANT, disk or FastDisk(), migrations=THREE_VERSIONS
    )


def ids_of(history: TinyHistory) -> dict[str, str]:
    return {each.id: each.note for each in history.sessions()}


@pytest.fixture
def names(tmp_path: Path) -> FileNames:
    """What the first version left when it was killed: a and b in the files, c in the journal."""
    folder = tmp_path / "first"
    names = names_of(folder / "training.json")
    for record in (A, B):
        with closing(TinyHistory(names.base, lambda: AN_INSTANT, FastDisk())) as history:
            history.save(record)
    with closing(TinyHistory(names.base, lambda: AN_INSTANT, FastDisk())) as history:
        history.save(C)
        shutil.copytree(folder, tmp_path / "killed")
    left = names_of(tmp_path / "killed" / "training.json")
    age(left)
    return left


def test_an_older_file_is_shown_in_todays_form_and_stays_as_it_is(names: FileNames) -> None:
    before = names.base.read_bytes()
    history = open_history(names)
    assert history.sessions() == (A, B, C)
    history.require_writable()
    assert history.notices() == ()
    assert names.base.read_bytes() == before


def test_the_first_opening_migrates_the_file_and_keeps_a_backup_of_it(names: FileNames) -> None:
    before = names.base.read_bytes()
    with closing(open_history(names)) as history:
        history.open()
        assert history.sessions() == (A, B, C)
    with TinyDB(names.base) as plain:
        (meta,) = plain.table("meta").all()
        assert meta["schema_version"] == version_after(THREE_VERSIONS)
        assert {each["note"] for each in plain.table("sessions")} == {"a", "b", "c"}
        assert not any("remark" in each for each in plain.table("sessions"))
    kept = names.backups / "training.json.version-1.2026-11-22.gz"
    assert kept in all_backups(names)
    assert content_of(kept) == before


def test_what_comes_later_is_in_the_new_form_and_migrated_no_more(names: FileNames) -> None:
    for record in (D, make_session(record_id="e", note="e")):
        with closing(open_history(names)) as history:
            history.save(record)
    history = open_history(names)
    assert ids_of(history) == {name: name for name in "abcde"}
    assert len([each for each in names.backups.iterdir() if ".version-" in each.name]) == 1


@pytest.mark.parametrize("lost", ["base", "base and .bak"])
def test_generations_of_several_versions_make_one_history(names: FileNames, lost: str) -> None:
    with closing(open_history(names)) as history:
        history.save(D)
        killed = shutil.copytree(names.base.parent, names.base.parent.with_name("again"))
    left = names_of(killed / names.base.name)
    left.base.write_bytes(b"")
    if lost != "base":
        left.previous.write_bytes(b"")
    with closing(open_history(left)) as history:
        history.open()
        assert ids_of(history) == {name: name for name in "abcd"}


def remove_on_a_full_disk(names: FileNames) -> None:
    """A run that cannot migrate the file, and takes a session out."""
    history = open_history(names, FullDisk())
    history.open()
    assert history.sessions() == (A, B, C)
    history.remove("a")
    with pytest.raises(UserError, match="the disk is full"):
        history.close()


def test_a_migration_without_room_waits_and_loses_nothing(names: FileNames) -> None:
    before = names.base.read_bytes()
    remove_on_a_full_disk(names)
    assert names.base.read_bytes() == before
    with closing(open_history(names)) as history:
        history.open()
        assert ids_of(history) == {"b": "b", "c": "c"}


def test_what_a_later_version_wrote_into_the_journal_is_left_to_it(names: FileNames) -> None:
    remove_on_a_full_disk(names)
    first = TinyHistory(names.base, lambda: AN_INSTANT, FastDisk())
    with pytest.raises(UserError, match="was written by a newer version"):
        first.open()
