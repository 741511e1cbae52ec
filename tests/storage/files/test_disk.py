from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest

from calf_tui.storage.files.disk import Disk

if TYPE_CHECKING:
    from collections.abc import Callable

CHECKOUT = Path(__file__).parents[3]
NO_FLOCK = """
#include <errno.h>
int flock(int descriptor, int operation) { errno = ENOSYS; return -1; }
"""
NO_SYNC = """
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <sys/stat.h>
int fsync(int descriptor) {
  struct stat state;
  if (!fstat(descriptor, &state) && S_ISDIR(state.st_mode)) { errno = EINVAL; return -1; }
  int (*real)(int) = dlsym(RTLD_NEXT, "fsync");
  return real(descriptor);
}
"""
BEGIN = """
import sys
from contextlib import closing
from datetime import datetime, timezone
from pathlib import Path
from calf_tui.core.errors import UserError
from calf_tui.storage.health_check import examine
from calf_tui.storage.files.file_names import names_of
from calf_tui.storage.history import TinyHistory
from tests.records import AN_INSTANT, make_session
path = Path(sys.argv[1])
names = names_of(path, path.parents[1] / "state")
def history():
    return TinyHistory(path, lambda: AN_INSTANT, names=names)
"""
SAVE_TWICE_AND_CHECK = f"""{BEGIN}
for name in "ab":
    with closing(history()) as opened:
        opened.save(make_session(record_id=name))
assert len(history().sessions()) == 2
print(*(each.text for each in examine(names, AN_INSTANT)))
"""
OPEN_IN_TWO = f"""{BEGIN}
import os
with closing(history()) as opened:
    opened.open()
    if os.fork() == 0:
        try:
            history().open()
        except UserError as fault:
            os.write(1, str(fault).encode())
        os._exit(0)
    os.wait()
"""


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


class TestAPoorFileSystem:
    """One without `flock`, or that cannot sync folders: the C library answers as there."""

    @pytest.fixture
    def under(self, tmp_path: Path) -> Callable[[str, str], str]:
        """Runs Python where a call fails with an error number; what it prints."""
        if sys.platform != "linux" or shutil.which("cc") is None:
            pytest.skip("there is no C compiler to make such a place with")

        def run(answer: str, code: str) -> str:
            source, library = tmp_path / "poor.c", tmp_path / "poor.so"
            source.write_text(answer)
            subprocess.run(["cc", "-shared", "-fPIC", "-o", library, source, "-ldl"], check=True)
            environment = {**os.environ, "LD_PRELOAD": str(library)}
            command = [sys.executable, "-c", code, str(tmp_path / "data" / "training.json")]
            ended = subprocess.run(
                command, env=environment, cwd=CHECKOUT, capture_output=True, text=True, check=False
            )
            assert ended.stderr == ""
            return ended.stdout

        return run

    @pytest.mark.parametrize(
        ("answer", "said"),
        [
            (NO_FLOCK, "has no flock: another kind of lock is used"),
            (NO_SYNC, "cannot sync folders: a power cut may take"),
        ],
    )
    def test_is_used_as_well_as_it_allows_and_check_says_so(
        self, under: Callable[[str, str], str], answer: str, said: str
    ) -> None:
        assert said in under(answer, SAVE_TWICE_AND_CHECK)

    def test_without_flock_two_programs_still_exclude_each_other(
        self, under: Callable[[str, str], str]
    ) -> None:
        assert "is in use by another Calf TUI" in under(NO_FLOCK, OPEN_IN_TWO)


def test_a_disk_that_fails_to_sync_a_folder_says_so(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        Disk().sync_folder(tmp_path / "gone")
