from __future__ import annotations

import errno
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calf_tui.core.errors import UserError
from calf_tui.core.session.interrupted_session import SessionInProgress
from calf_tui.core.session.session_to_record import SessionStart
from calf_tui.platform.paths import find_paths
from calf_tui.storage.files.file_names import names_of
from calf_tui.storage.history import TinyHistory
from calf_tui.toml_files.toml_folders import RoutineFolders
from tests.core.session.strategies import routines
from tests.records import AN_INSTANT, instants
from tests.storage.support.disks import FailingDisk
from tests.storage.support.histories import open_history

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from calf_tui.core.routines.routine import Routine

BEGINNING = SessionStart("an-id", AN_INSTANT, 60, AN_INSTANT.date())


def daily_six(tmp_path: Path) -> SessionInProgress:
    folders = RoutineFolders(find_paths(None, None, {}).routines, tmp_path)
    return SessionInProgress(BEGINNING, folders.find("daily-six"), broken_off=3)


def test_the_next_program_finds_what_is_under_way(tmp_path: Path) -> None:
    path, session_in_progress = tmp_path / "training.json", daily_six(tmp_path)
    first = open_history(path)
    first.begin(session_in_progress)
    first.close()
    second = open_history(path)
    assert second.session_in_progress() == session_in_progress
    second.clear_session_in_progress()
    second.close()
    third = open_history(path)
    assert third.session_in_progress() is None
    third.close()


def test_what_another_program_has_under_way_is_its_own(tmp_path: Path) -> None:
    path = tmp_path / "training.json"
    first, second = open_history(path), open_history(path)
    first.begin(daily_six(tmp_path))
    with pytest.raises(UserError, match="is in use by another"):
        second.session_in_progress()
    assert second.begun() == daily_six(tmp_path)
    first.close()


@pytest.fixture(scope="module")
def fast(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TinyHistory]:
    with closing(open_history(tmp_path_factory.mktemp("a") / "training.json")) as made:
        yield made


@given(routine=routines(), started_at=instants, phase=st.none() | st.integers(0, 99))
def test_every_routine_comes_back_as_it_was(
    fast: TinyHistory,
    routine: Routine,
    started_at: datetime,
    phase: int | None,
) -> None:
    beginning = replace(BEGINNING, started_at=started_at)
    session_in_progress = SessionInProgress(beginning, routine, phase)
    fast.begin(session_in_progress)
    assert fast.begun() == session_in_progress


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"\0" * 80, b"[" * 5000, b"\xff\xfe", b"1"])
def test_a_note_that_is_damaged_is_none(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "training.json"
    names_of(path).session_in_progress.write_bytes(content)
    assert open_history(path).begun() is None


@pytest.mark.parametrize("step", ["create", "write", "sync", "replace", "sync_folder"])
def test_a_note_that_cannot_be_written_stops_nobody(tmp_path: Path, step: str) -> None:
    disk = FailingDisk(code=errno.ENOSPC)
    with closing(TinyHistory(tmp_path / "training.json", lambda: AN_INSTANT, disk)) as history:
        history.open()
        disk.failing = step
        history.begin(daily_six(tmp_path))
        disk.failing = ""
    assert not list(tmp_path.glob(".calf-tui-*"))


def test_a_note_is_private(tmp_path: Path) -> None:
    path = tmp_path / "training.json"
    with closing(open_history(path)) as history:
        history.begin(daily_six(tmp_path))
        assert names_of(path).session_in_progress.stat().st_mode & 0o077 == 0
