from __future__ import annotations

import os
import shutil
from contextlib import closing, suppress
from itertools import count, product
from typing import TYPE_CHECKING, Any

import pytest
from tinydb import TinyDB

from calf_tui.core.errors import UserError
from calf_tui.storage.database.merge import quarantined
from calf_tui.storage.files.file_names import names_of
from calf_tui.storage.health_check import examine, repair
from calf_tui.storage.history import TinyHistory
from calf_tui.storage.recovery.fallback_copies import problem_in
from tests.fakes import FakeClock
from tests.full import by_turns, of_full
from tests.records import make_session
from tests.storage.support.damages import DAMAGED, NEWER, QUARANTINED
from tests.storage.support.disks import FailingDisk
from tests.storage.support.faulty_disk import FAULTS, FastDisk, FaultyDisk, KilledError
from tests.storage.support.histories import damage, edit, ids_in_plain_tinydb

if TYPE_CHECKING:
    from pathlib import Path

    from calf_tui.storage.files.disk import Disk
    from calf_tui.storage.files.file_names import FileNames

CLOCK = FakeClock()
HOURS = 3600


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files after two runs on two days."""
    clock, path = FakeClock(), tmp_path_factory.mktemp("good") / "training.json"
    for name in "ab":
        with closing(TinyHistory(path, clock.now, FastDisk())) as history:
            history.save(make_session(record_id=name))
        clock.sleep(24 * HOURS)
    return path.parent


@pytest.fixture
def names(good: Path, tmp_path: Path) -> FileNames:
    """Those files, for one test to damage."""
    shutil.copytree(good, tmp_path / "data")
    return names_of(tmp_path / "data" / "training.json")


def repaired(names: FileNames, disk: Disk | None = None) -> list[str]:
    return list(repair(names, CLOCK.now, disk or FastDisk()))


def is_well(names: FileNames) -> bool:
    return all(each.is_well for each in examine(names, CLOCK.now()))


def test_where_all_is_well_nothing_is_done(names: FileNames) -> None:
    before = {path.name: path.read_bytes() for path in (names.base, names.previous)}
    assert repaired(names) == []
    assert {path.name: path.read_bytes() for path in (names.base, names.previous)} == before
    assert is_well(names)


@pytest.mark.parametrize(("name", "which"), by_turns(product(DAMAGED, ["base", "previous"]), 5))
def test_every_damage_is_mended_and_all_is_well_then(
    names: FileNames, which: str, name: str
) -> None:
    path = getattr(names, which)
    damaged = damage(path, DAMAGED[name])
    is_told = not is_well(names)  # a digit changed in `.bak` cannot be
    done = repaired(names)
    assert ids_in_plain_tinydb(names.base) == {"a", "b"}
    assert is_well(names)
    assert problem_in(names.previous) == "" or not names.previous.exists()
    if is_told:
        assert len(done) == 1
        kept = [each for each in names.base.parent.iterdir() if ".damaged-" in each.name]
        assert [each.read_bytes() for each in kept] == [damaged]


@pytest.mark.parametrize("name", by_turns(QUARANTINED, 2))
def test_bad_records_go_to_quarantine(names: FileNames, name: str) -> None:
    names.base.write_bytes(QUARANTINED[name](names.base.read_bytes()))
    repaired(names)
    assert is_well(names)
    with TinyDB(names.base) as plain:
        assert len(plain.table("quarantine")) == 1


def test_what_is_valid_by_now_comes_back_once(names: FileNames) -> None:
    def fill(tables: dict[str, Any]) -> None:
        valid = {**tables["sessions"]["1"], "id": "valid"}
        tables["quarantine"] = {"1": quarantined("sessions", valid, "it was not understood")}

    edit(names.base, fill)
    assert "1 record went back from the quarantine." in repaired(names)
    assert ids_in_plain_tinydb(names.base) == {"a", "b", "valid"}
    assert is_well(names)
    assert repaired(names) == []


def test_a_damaged_backup_is_kept_beside_the_good_ones(names: FileNames) -> None:
    path = names.backups / "training.json.2026-11-22.gz"
    path.write_bytes(b"Dear diary")
    (said,) = repaired(names)
    assert said.startswith("The backup training.json.2026-11-22.gz was damaged and is kept as")
    assert path.with_name(f"{path.name}.damaged").read_bytes() == b"Dear diary"
    assert is_well(names)


def test_a_killed_run_is_compacted_and_its_temporary_files_go(names: FileNames) -> None:
    with closing(TinyHistory(names.base, CLOCK.now, FastDisk())) as history:
        history.save(make_session(record_id="c"))
        killed = shutil.copytree(names.base.parent, names.base.parent.with_name("killed"))
    left = names_of(killed / names.base.name)
    stale, fresh = (killed / f".calf-tui-{name}.tmp" for name in ("stale", "fresh"))
    for path, age in ((stale, 2 * HOURS), (fresh, 60)):
        path.touch(0o600)
        os.utime(path, (CLOCK.now().timestamp() - age,) * 2)
    (said,) = repaired(left)
    assert said == f"{stale}, left by a program that was killed, is gone."
    assert fresh.exists()
    assert ids_in_plain_tinydb(left.base) == {"a", "b", "c"}


def test_records_in_use_are_left_alone(names: FileNames) -> None:
    with closing(TinyHistory(names.base, CLOCK.now, FastDisk())) as history:
        history.open()
        names.previous.write_bytes(b"")
        with pytest.raises(UserError, match="is in use by another Calf TUI"):
            repaired(names)
        assert names.previous.read_bytes() == b""


def test_records_of_a_newer_version_are_left_alone(names: FileNames) -> None:
    names.base.write_bytes(NEWER["the next version"](names.base.read_bytes()))
    with pytest.raises(UserError, match="was written by a newer version"):
        repaired(names)


@pytest.mark.parametrize("step", ["create", "replace", "remove"])
def test_a_repair_that_fails_says_so_and_loses_nothing(names: FileNames, step: str) -> None:
    names.previous.write_bytes(b"Dear diary")
    left = names.base.with_name(".calf-tui-0.tmp")
    left.touch(0o600)
    os.utime(left, (0, 0))
    with pytest.raises(UserError, match="cannot be written: the disk reports a fault"):
        repaired(names, FailingDisk(step))
    assert ids_in_plain_tinydb(names.base) == {"a", "b"}
    assert repaired(names)
    assert is_well(names)


def spoil(names: FileNames) -> None:
    """Something for every part of a repair to do."""
    edit(names.base, lambda tables: tables["sessions"].update({"98": {"id": "bad"}, "99": 42}))
    names.previous.write_bytes(b"Dear diary")
    (names.backups / "training.json.2026-11-20.gz").write_bytes(b"Dear diary")
    left = names.base.with_name(".calf-tui-0.tmp")
    left.touch()
    os.utime(left, (0, 0))


def test_a_repair_may_be_stopped_anywhere_and_begun_anew(names: FileNames, tmp_path: Path) -> None:
    spoil(names)
    checked = 0
    for fault in FAULTS:
        for at in count(0, of_full(1, 4)):
            folder = shutil.copytree(names.base.parent, tmp_path / f"{fault} {at}")
            copied = names_of(folder / names.base.name)
            disk = FaultyDisk(folder, fault, at)
            with suppress(KilledError, UserError):
                repaired(copied, disk)
            disk.let_go()
            if disk.done <= at:
                break
            checked += 1
            repaired(copied)
            assert is_well(copied), (fault, at)
            assert ids_in_plain_tinydb(copied.base) == {"a", "b"}, (fault, at)
            with TinyDB(copied.base) as plain:
                held = [each["document"] for each in plain.table("quarantine")]
            assert sorted(map(str, held)) == ["42", "{'id': 'bad'}"], (fault, at)
    assert checked >= of_full(150, 36)
