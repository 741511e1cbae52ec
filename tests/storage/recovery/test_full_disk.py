"""A disk that is really full: a small one in memory, where this user may mount one."""

from __future__ import annotations

import shutil
import subprocess
import sys
from contextlib import closing, suppress
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from tinydb import TinyDB

from calf_tui.core.errors import UserError
from calf_tui.storage.history import TinyHistory
from tests.records import AN_INSTANT, make_session

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from calf_tui.core.records.session_record import SessionRecord

SETS = 14
"""A session of so many sets is 3.6 kB."""
SAVES = 60


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "disk"
    folder.mkdir()
    if sys.platform != "linux" or shutil.which("mount") is None:
        pytest.skip("there is no tmpfs to mount here")
    mount = ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(folder)]
    mounted = subprocess.run(mount, capture_output=True, text=True, check=False)
    if mounted.returncode:
        pytest.skip(f"this user may mount no small disk: {mounted.stderr.strip()}")
    try:
        yield folder
    finally:  # later, where an error that was raised keeps a file open until it is collected
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def session(number: int) -> SessionRecord:
    day = date(2020, 1, 1) + timedelta(days=number)
    return make_session(day, record_id=str(number), sets=SETS)


def fill(folder: Path) -> Path:
    """A file in all the room there is."""
    path = folder / "somebody else's"
    with suppress(OSError), path.open("wb", buffering=0) as file:
        while True:
            file.write(bytes(64 * 1024))
    assert shutil.disk_usage(folder).free == 0
    return path


def save_until_refused(history: TinyHistory, first: int) -> int:
    """The number of the session that is not kept any more."""
    number = first
    with suppress(UserError):
        while number < 1000:
            history.save(session(number))
            number += 1
    return number


def test_on_a_full_disk_the_sets_go_on_into_the_reserved_journal(small_disk: Path) -> None:
    path = small_disk / "training.json"
    with closing(TinyHistory(path, lambda: AN_INSTANT)) as history:
        for number in range(100):
            history.save(session(number))
        history.compact()
        filler = fill(small_disk)
        with pytest.raises(UserError, match="the disk is full"):
            history.require_writable()
        saved = save_until_refused(history, first=100)
        assert 100 + SAVES <= saved < 1000
        with pytest.raises(UserError, match="the disk is full"):
            history.compact()
        assert len(history.sessions()) == saved
        with closing(TinyHistory(path, lambda: AN_INSTANT)) as other:
            assert len(other.sessions()) == saved
        filler.unlink()
        history.require_writable()
        history.save(session(saved))
    with TinyDB(path) as plain:
        assert {each["id"] for each in plain.table("sessions")} == set(map(str, range(saved + 1)))


def test_a_program_killed_on_a_full_disk_starts_again_and_has_everything(small_disk: Path) -> None:
    path = small_disk / "training.json"
    history = TinyHistory(path, lambda: AN_INSTANT)
    with closing(history):
        history.save(session(0))
    history.open()
    filler = fill(small_disk)
    history.save(session(1))
    again = TinyHistory(path, lambda: AN_INSTANT)
    assert len(again.sessions()) == 2
    filler.unlink()
    history.close()
    with closing(again):
        again.save(session(2))
    assert len(again.sessions()) == 3
