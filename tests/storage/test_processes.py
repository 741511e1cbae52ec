"""Real processes on one history: one writes at a time, and a killed one loses nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tinydb import TinyDB

from calf_tui.core.errors import UserError
from tests.full import of_full
from tests.records import make_session
from tests.storage.support.histories import ids_in_plain_tinydb, open_history

if TYPE_CHECKING:
    from collections.abc import Iterator

KILLS = of_full(200, 6)
TURNS, SAVES = of_full(10, 2), 20
CHECKOUT = Path(__file__).parents[2]


@contextmanager
def saving(path: Path, name: str, *counts: int) -> Iterator[subprocess.Popen[str]]:
    """The other program; it holds the file until its input is closed."""
    command = [sys.executable, "-m", "tests.storage.support.saving_process", str(path), name]
    with subprocess.Popen(
        [*command, *map(str, counts)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=CHECKOUT,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def line_of(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def test_a_second_program_is_told_who_writes_and_may_look(tmp_path: Path) -> None:
    path = tmp_path / "training.json"
    with saving(path, "a", 1, 1, 0) as process:
        assert line_of(process) == "a0"
        second = open_history(path)
        in_use = rf"is in use by another Calf TUI \(process {process.pid}, since .*\d\d:\d\d\)"
        with pytest.raises(UserError, match=in_use):
            second.require_writable()
        with pytest.raises(UserError, match=in_use):
            second.open()
        with pytest.raises(UserError, match=in_use):
            second.save(make_session(date(2026, 11, 22)))
        assert [each.id for each in second.sessions()] == ["a0"]


def test_a_kill_lets_the_next_program_write(tmp_path: Path) -> None:
    path = tmp_path / "training.json"
    with saving(path, "a", 1, 1, 0) as process:
        assert line_of(process) == "a0"
        process.kill()
        process.wait()
        with closing(open_history(path)) as second:
            second.save(make_session(date(2026, 11, 22), record_id="b"))
        assert {each.id for each in second.sessions()} == {"a0", "b"}


def test_two_programs_that_take_turns_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "training.json"
    with saving(path, "a", TURNS, SAVES, 0) as one, saving(path, "b", TURNS, SAVES, 0) as other:
        for process in (one, other):
            process.communicate(timeout=60)
        assert (one.returncode, other.returncode) == (0, 0)
    expected = {f"{name}{number}" for name in "ab" for number in range(TURNS * SAVES)}
    assert ids_in_plain_tinydb(path) == expected


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a system without fork")
def test_whatever_was_saved_outlives_kills(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "training.json"
    command = [sys.executable, "-m", "tests.storage.support.killed_often", str(path), str(KILLS)]
    ended = subprocess.run(
        command, capture_output=True, text=True, cwd=CHECKOUT, timeout=300, check=False
    )
    assert (ended.returncode, ended.stderr) == (0, ""), ended.stdout
    acknowledged = int(ended.stdout.split()[0])
    assert acknowledged >= KILLS
    with closing(open_history(path)) as history:
        history.open()
    assert history.notices() == ()
    with TinyDB(path) as plain:
        assert len(plain.table("sessions")) >= acknowledged
    with capsys.disabled():
        sys.stdout.write(f"[{KILLS} kills, {ended.stdout.strip()}, nothing lost] ")
