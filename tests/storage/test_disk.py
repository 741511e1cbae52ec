from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest

from calf_tui.storage.disk import Disk

if TYPE_CHECKING:
    from pathlib import Path


class SharingError(PermissionError):
    """What Windows says, wherever the test runs."""

    def __init__(self, number: int) -> None:
        super().__init__(13, "Access is denied")
        self.winerror = number


class BusyFile:
    """A file that another program holds open, so many times."""

    def __init__(self, error: PermissionError, times: int) -> None:
        self.error = error
        self.times = times
        self.asked = 0

    def replace(self, target: Path) -> None:
        self.asked += 1
        if self.asked <= self.times:
            raise self.error


def replace(busy: BusyFile) -> None:
    Disk().replace(cast("Path", busy), cast("Path", None))


def test_a_file_that_a_scanner_holds_open_is_replaced_a_little_later() -> None:
    busy = BusyFile(SharingError(32), times=1)
    replace(busy)
    assert busy.asked == 2


def test_a_file_without_permission_is_not_tried_again() -> None:
    busy = BusyFile(PermissionError(13, "Permission denied"), times=1)
    with pytest.raises(PermissionError):
        replace(busy)
    assert busy.asked == 1


def test_bytes_are_put_where_they_belong(tmp_path: Path) -> None:
    disk, path = Disk(), tmp_path / "a"
    with disk.create(path) as file:
        disk.write(file, bytes(8))
        disk.write(file, b"ab", at=3)
    with disk.open(path) as file:
        disk.write(file, b"z", at=7)
        disk.sync(file)
    assert path.read_bytes() == b"\0\0\0ab\0\0z"
