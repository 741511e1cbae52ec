from __future__ import annotations

import os
import random
import shutil
import time
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from calf_tui.storage.files.file_names import FileNames, names_of
from calf_tui.storage.history import TinyHistory
from calf_tui.storage.stats_line_cache import SETTLED_SECONDS, StatsLine
from tests.records import AN_INSTANT, make_session
from tests.storage.support.faulty_disk import FastDisk

if TYPE_CHECKING:
    from collections.abc import Callable

LINE = "calf 2/3 · 5 wk"
A_DAY = 86_400.0
A_UUID = "1f0c6c0e-8a53-4f43-9df5-0a8b7d0f2b1"


@pytest.fixture
def names(tmp_path: Path) -> FileNames:
    (tmp_path / "data").mkdir()
    return names_of(tmp_path / "data" / "training.json", tmp_path / "state", "a machine")


def later(seconds: float = SETTLED_SECONDS + 1) -> Callable[[], float]:
    """A clock that is ahead, so that the files of a test have long been settled."""
    return lambda: time.time() + seconds


def stats_line(names: FileNames, now: Callable[[], float] | None = None) -> StatsLine:
    return StatsLine(names, names.own / "settings.toml", now or later())


def filled(names: FileNames) -> FileNames:
    """The names of a history of one session, with a line kept for it."""
    history = TinyHistory(names.base, lambda: AN_INSTANT, FastDisk(), names)
    history.save(make_session())
    history.close()
    stats_line(names).keep(LINE, A_DAY)
    assert stats_line(names).kept() == LINE
    return names


def test_a_line_is_kept_in_the_private_folder(names: FileNames) -> None:
    stats_line(names).keep(LINE, A_DAY)

    assert stats_line(names).kept() == LINE
    assert [each.name for each in names.own.iterdir()] == ["training.json.stats-line"]
    assert names.stats_line.stat().st_mode & 0o777 == 0o600
    assert list(names.base.parent.iterdir()) == []


CHANGES: dict[str, Callable[[FileNames], object]] = {
    "the data file grew": lambda names: names.base.write_bytes(names.base.read_bytes() + b" "),
    "the data file was written in place": lambda names: names.base.touch(),
    "the data file has its old time": lambda names: os.utime(names.base, (0, 0)),
    "the data file is gone": lambda names: names.base.unlink(),
    "a file was put in its place": lambda names: Path(
        shutil.copy2(names.base, f"{names.base}.new")
    ).replace(names.base),
    "the journal grew": lambda names: names.journal.write_bytes(names.journal.read_bytes() + b"\n"),
    "the journal is gone": lambda names: names.journal.unlink(),
    "the copy is gone": lambda names: names.last.unlink(),
    "another machine's journal has come": lambda names: shutil.copytree(
        names.own, names.own.with_name("another"), ignore=shutil.ignore_patterns("*.stats-line")
    ),
    "a copy of the journal has come": lambda names: shutil.copy(
        names.journal, names.journal.with_name("training.json (conflict).journal")
    ),
    "there are settings": lambda names: (names.own / "settings.toml").touch(),
    "the line is damaged": lambda names: names.stats_line.write_text(
        names.stats_line.read_text("utf-8").replace("2/3", "3/3"), "utf-8"
    ),
    "the line is cut off": lambda names: names.stats_line.write_bytes(
        names.stats_line.read_bytes()[:-1]
    ),
    "the line is empty": lambda names: names.stats_line.write_bytes(b""),
    "the line is no text": lambda names: names.stats_line.write_bytes(b"\xff\n"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_no_line_is_trusted_once(names: FileNames, change: str) -> None:
    CHANGES[change](filled(names))

    assert stats_line(names).kept() is None


@pytest.mark.parametrize("seconds", [-SETTLED_SECONDS, A_DAY + SETTLED_SECONDS + 1])
def test_a_line_holds_from_when_it_was_made_until_its_day_ends(
    names: FileNames, seconds: float
) -> None:
    filled(names)

    assert stats_line(names, later(seconds)).kept() is None


def test_no_line_is_kept_of_a_file_that_has_just_changed(names: FileNames) -> None:
    filled(names)
    names.base.touch()

    stats_line(names, time.time).keep(LINE, A_DAY)

    assert stats_line(names).kept() is None


def test_no_line_is_kept_of_a_file_that_changed_while_it_was_read(names: FileNames) -> None:
    filled(names)
    reading = stats_line(names)
    names.base.touch()

    reading.keep(LINE, A_DAY)

    assert stats_line(names).kept() is None


def test_a_folder_that_cannot_be_written_keeps_no_line(names: FileNames) -> None:
    names.own.parent.mkdir(parents=True)
    names.own.write_text("not a folder")

    stats_line(names).keep(LINE, A_DAY)

    assert stats_line(names).kept() is None


def test_whatever_happens_the_line_is_that_of_the_records(names: FileNames) -> None:
    seed = random.randrange(10**9)
    dice = random.Random(seed)
    history = TinyHistory(names.base, lambda: AN_INSTANT + timedelta(days=1), FastDisk(), names)
    trusted = 0
    for turn in range(60):
        act = dice.choice(("save", "save", "remove", "close", "look", "edit", "lose"))
        if act == "save":
            history.save(make_session(record_id=f"{A_UUID}{dice.randrange(9)}"))
        elif act == "remove":
            history.remove(f"{A_UUID}{dice.randrange(9)}")
        elif act == "close":
            history.close()
        elif act == "edit" and names.base.exists():
            names.base.write_bytes(names.base.read_bytes().replace(b"Daily", b"DAILY"))
        elif act == "lose":
            names.base.unlink(missing_ok=True)
        fresh = TinyHistory(names.base, lambda: AN_INSTANT, FastDisk(), names)
        line = repr([(each.id, each.routine_name) for each in fresh.sessions()])
        kept = stats_line(names)
        said = kept.kept()
        assert said in (None, line), (seed, turn, act)
        trusted += said is not None
        if not fresh.notices():
            kept.keep(line, A_DAY)
    history.close()
    assert trusted
