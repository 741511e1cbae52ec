"""Nobody else on the machine may read a runner's records, whatever file they are in."""

from __future__ import annotations

import os
import stat
from contextlib import closing
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from calf_tui.cli.commands.routines import write_new_routine
from calf_tui.core.routines.routine import Routine
from calf_tui.core.session.interrupted_session import SessionInProgress
from calf_tui.core.session.session_to_record import SessionStart
from calf_tui.platform.paths import find_paths
from calf_tui.storage.database.schema import MIGRATIONS
from calf_tui.storage.files.file_names import names_of
from calf_tui.storage.health_check import repair
from calf_tui.storage.history import TinyHistory
from calf_tui.toml_files.settings import write_setting
from calf_tui.toml_files.toml_folders import RoutineFolders
from tests.fakes import FakeClock
from tests.records import AN_INSTANT, make_session
from tests.storage.support.faulty_disk import FastDisk
from tests.storage.support.old_versions import THREE_VERSIONS, age

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from calf_tui.storage.database.schema import Migrations
    from calf_tui.storage.files.file_names import FileNames

pytestmark = pytest.mark.skipif(os.name != "posix", reason="modes are of POSIX")


@pytest.fixture(autouse=True)
def everything_allowed() -> Iterator[None]:
    """The most generous mask there is."""
    before = os.umask(0)
    yield
    os.umask(before)


def modes(folder: Path) -> dict[str, int]:
    """Of all files and folders that are not as private as they should be."""
    found = {path: path.lstat().st_mode for path in folder.rglob("*")}
    return {
        path.name: stat.S_IMODE(mode)
        for path, mode in found.items()
        if stat.S_IMODE(mode) != (0o700 if stat.S_ISDIR(mode) else 0o600)
    }


def train(names: FileNames, clock: FakeClock, name: str, migrations: Migrations) -> None:
    """A day's session."""
    clock.sleep(24 * 3600)
    history = TinyHistory(names.base, clock.now, FastDisk(), names, migrations)
    with closing(history):
        record = make_session(record_id=name)
        beginning = SessionStart(name, AN_INSTANT, 0, record.local_date)
        history.begin(SessionInProgress(beginning, Routine("short", "Short", ())))
        history.save(record)


def test_every_file_that_is_made_is_the_runners_alone(tmp_path: Path) -> None:
    folder, clock = tmp_path / "made" / "here", FakeClock(AN_INSTANT - timedelta(days=9))
    names = names_of(folder / "training.json", tmp_path / "made" / "state")
    for name in "abc":
        train(names, clock, name, {})
    names.base.write_bytes(names.base.read_bytes() + b" ")  # another program's
    train(names, clock, "d", {})
    names.base.write_bytes(b"")
    train(names, clock, "e", {})
    age(names)
    train(names, clock, "f", THREE_VERSIONS)
    train(names, clock, "g", THREE_VERSIONS)
    names.previous.write_bytes(b"")
    made = {path.name.partition(".damaged-")[0] for path in (tmp_path / "made").rglob("*")}
    assert made >= {
        *("training.json", "training.json.bak", "training.json.before-edit", "backups"),
        *("training.json.journal", "training.json.last", "training.json.lock"),
        *("training.json.under-way", "training.json.2026-11-16.gz", names.own.name),
        "training.json.version-1.2026-11-19.gz",
    }
    assert modes(tmp_path / "made") == {}


def test_a_repair_makes_private_what_was_not(tmp_path: Path) -> None:
    clock = FakeClock()
    names = names_of(tmp_path / "data" / "training.json")
    for name in "ab":
        train(names, clock, name, MIGRATIONS)
    made = list(names.base.parent.rglob("*"))
    for path in made:
        path.chmod(0o777)
    done = list(repair(names, clock.now, FastDisk()))
    told = {path for path in made if f"Only you may use {path} now." in done}
    assert set(made) - told <= {names.lock}  # taking it is enough, with some versions of filelock
    assert len(told) == len(done)
    assert modes(tmp_path / "data") == {}


def test_routines_and_settings_that_are_made_are_private_too(tmp_path: Path) -> None:
    config = tmp_path / "config"
    moves = RoutineFolders(find_paths(None, None, {}).routines, config).find("daily-six").exercises
    write_new_routine(config / "routines", "Mine", moves)
    write_setting(config / "settings.toml", "theme", "dark")
    assert len(list(config.rglob("*"))) == 3
    assert modes(tmp_path) == {}
