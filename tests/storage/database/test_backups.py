from __future__ import annotations

import errno
import gzip
import json
from datetime import date, timedelta
from typing import TYPE_CHECKING
from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calf_tui.storage.database.backups import (
    DAYS,
    MONTHS,
    DailyBackup,
    all_backups,
    back_up,
    back_up_before_migration,
    content_of,
    daily_backups,
    is_due,
    kept_backups,
)
from calf_tui.storage.database.data_file import DurableStorage
from calf_tui.storage.files.atomic_write import FileSignature
from calf_tui.storage.files.disk import Disk
from calf_tui.storage.files.file_names import names_of
from tests.storage.support.disks import FailingDisk
from tests.storage.support.histories import MORE, OURS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from calf_tui.storage.files.file_names import FileNames

TODAY = date(2026, 11, 22)
some_dates = st.sets(st.dates(date(2024, 1, 1), date(2026, 12, 31)), max_size=80)


def days_before(*numbers: int) -> set[date]:
    return {TODAY - timedelta(days=each) for each in numbers}


def test_seven_days_in_a_row_stay() -> None:
    daily = days_before(*range(20))  # from 3 November on
    assert kept_backups(daily, TODAY) == days_before(*range(7))


def test_the_newest_of_each_of_twelve_months_stays() -> None:
    daily = days_before(*range(800))
    kept = kept_backups(daily, TODAY)
    of_months = sorted(kept - days_before(*range(7)))
    assert of_months[0] == date(2025, 12, 31)
    assert of_months[-1] == date(2026, 10, 31)
    assert len(of_months) == 11  # this month's newest is today's


def test_a_long_time_off_takes_nothing_away() -> None:
    before = kept_backups(days_before(*range(400, 420)), TODAY - timedelta(days=400))
    assert kept_backups(before, TODAY) == before


def test_what_is_dated_after_today_stays() -> None:
    tomorrow = TODAY + timedelta(days=1)
    assert kept_backups({tomorrow, *days_before(*range(9))}, TODAY) == {
        tomorrow,
        *days_before(*range(7)),
    }


@given(dates=some_dates, today=st.dates(date(2024, 1, 1), date(2026, 12, 31)))
def test_the_rule_keeps_the_newest_and_a_bounded_number(dates: set[date], today: date) -> None:
    kept = kept_backups(dates, today)
    past = {each for each in dates if each <= today}
    assert kept <= dates
    assert set(sorted(past)[-DAYS:]) <= kept
    assert dates - past <= kept
    assert len(kept & past) <= DAYS + MONTHS
    assert {(each.year, each.month) for each in past if each >= today - timedelta(days=330)} <= {
        (each.year, each.month) for each in kept
    }
    assert kept_backups(kept, today) == kept


@given(dates=some_dates, first=st.integers(0, 600), later=st.integers(0, 600))
def test_what_is_kept_one_day_is_kept_for_as_long_as_nothing_new_comes(
    dates: set[date], first: int, later: int
) -> None:
    day = date(2024, 6, 1) + timedelta(days=first)
    kept = kept_backups({each for each in dates if each <= day}, day)
    assert kept_backups(kept, day + timedelta(days=later)) == kept


@pytest.fixture
def names(file: Path) -> FileNames:
    return names_of(file)


@pytest.fixture
def generation(file: Path) -> FileSignature:
    storage = DurableStorage(file)
    storage.read()
    assert storage.content.generation is not None
    return storage.content.generation


def test_a_backup_is_the_file_compressed_and_private(
    names: FileNames, generation: FileSignature
) -> None:
    assert is_due(names, TODAY)
    assert back_up(names, FailingDisk(), generation, TODAY)
    assert not is_due(names, TODAY)
    (path,) = all_backups(names)
    assert path == names.base.with_name("backups") / "training.json.2026-11-22.gz"
    assert gzip.decompress(path.read_bytes()) == content_of(path) == names.base.read_bytes()
    assert path.stat().st_mode & 0o777 == 0o600
    assert names.backups.stat().st_mode & 0o777 == 0o700


def test_only_what_was_understood_is_backed_up(names: FileNames, generation: FileSignature) -> None:
    names.base.write_text(json.dumps(MORE))
    assert not back_up(names, FailingDisk(), generation, TODAY)
    assert all_backups(names) == []


class LaterDisk(Disk):
    """What is to be done beside everything else is done when somebody waits for it."""

    def run_in_thread(self, job: Callable[[], None]) -> Callable[[], None]:
        jobs = [job]
        return lambda: jobs.pop()() if jobs else None


def generation_now(names: FileNames) -> FileSignature:
    data = names.base.read_bytes()
    return FileSignature(crc32(data), len(data), names.base.stat().st_mtime_ns)


@pytest.mark.parametrize("is_told_before", [True, False])
def test_the_days_backup_is_made_although_the_file_changes_meanwhile(
    names: FileNames, generation: FileSignature, is_told_before: bool
) -> None:
    backup = DailyBackup(names, LaterDisk())
    backup.start(generation, TODAY)
    names.base.write_text(json.dumps(MORE))
    if not is_told_before:
        backup.wait()
    backup.start(generation_now(names), TODAY)
    backup.wait()
    (path,) = all_backups(names)
    assert content_of(path) == names.base.read_bytes()


def test_backups_whose_time_is_over_go_and_no_other_file(
    names: FileNames, generation: FileSignature
) -> None:
    for number in range(20, 0, -1):
        back_up(names, FailingDisk(), generation, TODAY - timedelta(days=number))
    others = {"mine.json.2020-01-01.gz", "training.json.2020-13-01.gz", "notes.txt"}
    for each in others:
        (names.backups / each).touch()
    back_up_before_migration(names, FailingDisk(), generation, 1, date(2020, 1, 1))
    back_up(names, FailingDisk(), generation, TODAY)
    assert set(daily_backups(names)) == days_before(*range(7))
    assert all_backups(names)[-1].name == "training.json.version-1.2020-01-01.gz"
    assert others < {each.name for each in names.backups.iterdir()}


@pytest.mark.parametrize("step", ["make_folder", "create", "write", "sync", "replace"])
def test_a_backup_that_fails_leaves_nothing(
    names: FileNames, generation: FileSignature, step: str
) -> None:
    with pytest.raises(OSError, match="No space left"):
        back_up(names, FailingDisk(step, errno.ENOSPC), generation, TODAY)
    assert all_backups(names) == []
    assert not names.backups.exists() or list(names.backups.iterdir()) == []
    assert json.loads(names.base.read_text()) == OURS


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: data[:-1],
        lambda data: data[: len(data) // 2],
        lambda data: bytes(len(data)),
        lambda data: data[:20] + bytes([data[20] ^ 4]) + data[21:],
        lambda data: b"Dear diary",
    ],
)
def test_a_damaged_backup_is_no_backup(
    names: FileNames, generation: FileSignature, damage: object
) -> None:
    assert callable(damage)
    back_up(names, FailingDisk(), generation, TODAY)
    (path,) = all_backups(names)
    path.write_bytes(damage(path.read_bytes()))
    with pytest.raises(ValueError, match=r"it is damaged|its end is missing"):
        content_of(path)
