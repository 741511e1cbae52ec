from __future__ import annotations

import errno
import json
import os
import stat
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING
from zlib import crc32

import pytest
from tinydb import TinyDB, where

from calf_tui.core.errors import UserError
from calf_tui.storage.database.data_file import (
    BitRotError,
    ChangedMeanwhileError,
    DurableStorage,
    not_written,
)
from calf_tui.storage.files.atomic_write import FileSignature
from calf_tui.storage.files.disk import Disk
from calf_tui.storage.files.file_names import names_of
from tests.storage.support.disks import FailingDisk, SharedDisk
from tests.storage.support.histories import MORE, OURS

if TYPE_CHECKING:
    from typing import BinaryIO

posix_only = pytest.mark.skipif(os.name == "nt", reason="modes and links of POSIX")


def test_what_is_written_is_read_back_and_by_plain_tinydb(file: Path) -> None:
    DurableStorage(file).write(MORE)
    assert DurableStorage(file).read() == MORE
    with TinyDB(file) as plain:
        assert [each["note"] for each in plain.table("sessions")] == ["kept", "größer ✓ 🏃"]


def test_it_is_read_where_no_thread_can_be_started(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    DurableStorage(file).write(MORE)
    with_thread = DurableStorage(file)
    with_thread.read()
    assert with_thread.content.generation is not None

    def refuse(_thread: Thread) -> None:
        raise RuntimeError("can't start new thread")

    # No test can use up the threads of the system.
    monkeypatch.setattr(Thread, "start", refuse)
    without = DurableStorage(file)
    assert without.read() == with_thread.read()
    assert without.content.generation == with_thread.content.generation


def test_the_file_is_ascii_so_that_plain_tinydb_reads_it_in_any_locale(file: Path) -> None:
    DurableStorage(file).write(MORE)
    assert file.read_bytes().isascii()


def test_tinydb_works_on_it(file: Path) -> None:
    database = TinyDB(file, storage=DurableStorage)
    database.table("sessions").insert({"id": "b"})
    database.table("sessions").remove(where("id") == "a")
    assert json.loads(file.read_text())["sessions"] == {"2": {"id": "b"}}


def test_opening_and_reading_create_nothing(tmp_path: Path) -> None:
    assert DurableStorage(tmp_path / "far" / "training.json").read() is None
    assert list(tmp_path.iterdir()) == []


@posix_only
def test_what_is_made_is_private(tmp_path: Path) -> None:
    path = tmp_path / "far" / "away" / "training.json"
    DurableStorage(path).write(OURS)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(path.parent.parent.stat().st_mode) == 0o700


@posix_only
def test_a_file_others_could_read_becomes_private(file: Path) -> None:
    file.chmod(0o644)
    DurableStorage(file).write(MORE)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@posix_only
@pytest.mark.parametrize("exists", [True, False])
def test_a_link_stays_a_link_to_the_real_file(tmp_path: Path, exists: bool) -> None:
    (tmp_path / "synced").mkdir()
    real = tmp_path / "synced" / "real.json"
    if exists:
        real.write_text(json.dumps(OURS))
    link = tmp_path / "training.json"
    link.symlink_to(Path("synced") / "real.json")
    DurableStorage(link).write(MORE)
    assert link.is_symlink()
    assert json.loads(real.read_text()) == MORE


def test_each_step_is_taken_in_the_order_that_survives_a_power_cut(tmp_path: Path) -> None:
    disk = FailingDisk()
    DurableStorage(tmp_path / "new" / "training.json", disk).write(OURS)
    assert disk.steps == [
        "make_folder",
        "sync_folder",
        *("create", "create", "write", "write", "sync", "sync"),
        *("replace", "sync_folder"),
        *("replace", "sync_folder"),
    ]
    assert disk.replaced == ["training.json.last", "training.json"]


@pytest.mark.parametrize("step", ["create", "write", "sync", "replace"])
def test_a_step_that_fails_leaves_the_file_as_it_was_and_nothing_beside_it(
    file: Path, step: str
) -> None:
    before = file.read_bytes()
    storage = DurableStorage(file, FailingDisk(step, errno.ENOSPC))
    with pytest.raises(UserError, match=r"training\.json cannot be written: the disk is full;"):
        storage.write(MORE)
    assert file.read_bytes() == before
    assert list(file.parent.iterdir()) == [file]
    assert storage.read() == OURS


def test_a_folder_that_cannot_be_synced_is_said_though_nothing_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "training.json"
    with pytest.raises(UserError, match="no record in it was lost"):
        DurableStorage(path, FailingDisk("sync_folder")).write(MORE)
    assert DurableStorage(names_of(path).last).read() == MORE


def test_a_failed_change_is_not_read_back(file: Path) -> None:
    storage = DurableStorage(file, FailingDisk("sync"))
    database = TinyDB(storage=lambda: storage)
    with pytest.raises(UserError):
        database.table("sessions").update({"note": "lost"}, where("id") == "a")
    assert storage.read() == OURS


def test_an_interruption_leaves_nothing_behind(file: Path) -> None:
    class InterruptedDisk(Disk):
        def sync(self, file: BinaryIO) -> None:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        DurableStorage(file, InterruptedDisk()).write(MORE)
    assert list(file.parent.iterdir()) == [file]
    assert json.loads(file.read_text()) == OURS


def test_what_another_program_wrote_meanwhile_is_not_written_over(file: Path) -> None:
    theirs = json.dumps({**OURS, "sessions": {"7": {"id": "theirs"}}})
    storage = DurableStorage(file, SharedDisk(lambda: file.write_text(theirs)))
    with pytest.raises(ChangedMeanwhileError, match="try once more"):
        storage.write(MORE)
    assert file.read_text() == theirs
    assert not list(file.parent.glob("*.tmp"))


def test_the_generation_before_stays_beside_the_file(file: Path) -> None:
    before = file.read_bytes()
    storage = DurableStorage(file)
    storage.write(MORE)
    previous = names_of(file).previous
    assert previous.read_bytes() == before
    storage.write(OURS)
    assert json.loads(previous.read_bytes()) == MORE


def written_after_it_rotted(file: Path, storage: DurableStorage) -> bytes:
    """What is the generation before, when the file changed by itself after it was read."""
    storage.write(MORE)
    state = file.stat()
    file.write_bytes(file.read_bytes().replace(b"kept", b"keqt"))
    os.utime(file, ns=(state.st_atime_ns, state.st_mtime_ns))
    with suppress(BitRotError):
        storage.write(OURS)
    return names_of(file).previous.read_bytes()


def test_a_file_that_rotted_since_it_was_read_never_becomes_the_generation_before(
    file: Path,
) -> None:
    before = file.read_bytes()
    assert written_after_it_rotted(file, DurableStorage(file)) == before


def test_one_that_would_rotate_before_it_verifies_is_caught(file: Path) -> None:
    class Hasty(DurableStorage):
        def _keep_previous(self) -> None:
            names_of(self.path).previous.write_bytes(self.path.read_bytes())

    before = file.read_bytes()
    assert written_after_it_rotted(file, Hasty(file)) != before


def test_each_generation_is_told_before_it_becomes_the_file(file: Path) -> None:
    told: list[tuple[FileSignature, FileSignature | None, bytes]] = []
    storage = DurableStorage(file, note=lambda new, old: told.append((new, old, file.read_bytes())))
    before = file.read_bytes()
    storage.write(MORE)
    ((new, old, file_then),) = told
    assert file_then == before
    assert old is not None
    assert old.crc32 == crc32(before)
    assert new == FileSignature(
        crc32(file.read_bytes()), file.stat().st_size, file.stat().st_mtime_ns
    )


def test_a_file_changed_underneath_is_read_anew(file: Path) -> None:
    storage = DurableStorage(file)
    assert storage.read() == OURS
    DurableStorage(file).write(MORE)
    assert storage.read() == MORE
    file.unlink()
    assert storage.read() is None


def test_tables_that_could_not_be_read_back_are_never_written(file: Path) -> None:
    database = TinyDB(file, storage=DurableStorage)
    with pytest.raises(ValueError, match="not a data file"):
        database.drop_tables()
    assert json.loads(file.read_text()) == OURS


def test_a_fault_names_the_folder_that_refused(tmp_path: Path) -> None:
    path, journal = tmp_path / "data" / "training.json", tmp_path / "state" / "x.journal"
    refused = "you have no permission"
    beside = PermissionError(errno.EACCES, "", str(path.with_name("x.tmp")))
    assert str(not_written(path, beside)) == (
        f"{path} cannot be written: {refused}; mend that or choose another with --data FILE, "
        "no record in it was lost."
    )
    assert str(not_written(path, PermissionError(errno.EACCES, "", str(journal)))) == (
        f"{journal.parent} cannot be written: {refused}; mend that, for the journal lies there; "
        "no record was lost."
    )


def test_a_fold_that_fails_says_that_what_was_saved_waits_in_the_journal(tmp_path: Path) -> None:
    storage = DurableStorage(tmp_path / "training.json", FailingDisk("write"))
    with pytest.raises(UserError, match="and what was saved waits in the journal"):
        storage.write({"meta": {"1": {"schema_version": 1}}})
