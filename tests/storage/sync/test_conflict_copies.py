from __future__ import annotations

import json
import os
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest

from calf_tui.core.errors import UserError
from calf_tui.storage.sync.external_change import conflict_copies, names_of_copies
from tests.records import AN_INSTANT, make_session
from tests.storage.support.histories import OURS, open_history

if TYPE_CHECKING:
    from calf_tui.core.records.session_record import SessionRecord

FIRST, SECOND, THIRD = (
    make_session(date(2026, 11, day), record_id=str(day)) for day in (19, 20, 21)
)

COPIES = [
    "training.sync-conflict-20261122-170311-ABCDEF7.json",
    "training.sync-conflict-20261122-170311.json",
    "training (Ada's conflicted copy 2026-11-22).json",
    "training (conflicted copy 2026-11-22 170311).json",
    "training (In Konflikt stehende Kopie von Ada 2026-11-22).json",
    "training_conflict-20261122-170311.json",
    "training-LAPTOP.json",
    "training-Adas-MacBook-Pro.json",
    "training (1).json",
    "training 2.json",
]
OTHERS = [
    "training.json",
    "training.json.bak",
    "training.json.before-edit",
    "training.json.damaged-2026-11-22",
    "training.json.journal",
    "training (1).json.merged-2026-11-22",
    "training.sync-conflict-20261122-170311-ABCDEF7.json.merged-2026-11-22",
    "training.json.sync-conflict-20261122-170311-ABCDEF7.bak",
    "trainings.json",
    "strength-training.json",
    "training.toml",
    "training-2.csv",
    "TRAINING (1).json",
]


@pytest.mark.parametrize("name", COPIES)
def test_a_copy_of_a_sync_service_is_known_by_its_name(name: str) -> None:
    assert list(names_of_copies("training.json", [*OTHERS, name])) == [name]


def test_a_file_without_an_ending_may_have_copies() -> None:
    names = ["log", "log (1)", "log-PC", "log.json", "log.sync-conflict-20261122-170311-A"]

    assert list(names_of_copies("log", names)) == [names[1], names[2], names[4]]


def test_a_name_is_no_pattern() -> None:
    assert list(names_of_copies("a+b (x).json", ["a+b (x) (1).json", "aab (x) (1).json"])) == [
        "a+b (x) (1).json"
    ]


def test_only_what_is_ours_and_whole_is_a_copy(file: Path) -> None:
    ours = json.dumps(OURS)
    contents = {
        "training (1).json": ours,
        "training-LAPTOP.json": ours,
        "training-notes.json": '{"notes": []}',
        "training-old.json": '{"_default": {"1": {"name": "Ada"}}}',
        "training (2).json": ours[:-9],  # still arriving
        "training (3).json": "",
        "training-2026.json": "session_id,local_date\n",
    }
    for name, content in contents.items():
        file.with_name(name).write_text(content)
    file.with_name("training (folder).json").mkdir()
    if hasattr(os, "mkfifo"):
        os.mkfifo(file.with_name("training (pipe).json"))

    assert [each.name for each in conflict_copies(file)] == [
        "training (1).json",
        "training-LAPTOP.json",
    ]


def test_a_folder_that_is_not_there_has_no_copies(tmp_path: Path) -> None:
    assert conflict_copies(tmp_path / "nowhere" / "training.json") == ()


class TestMergingThem:
    @pytest.fixture
    def path(self, tmp_path: Path) -> Path:
        """A history with two copies beside it: one adds a session, one has an older version."""
        path = tmp_path / "training.json"
        save(path, FIRST, SECOND)
        save(tmp_path / "training (1).json", FIRST, THIRD)
        save(
            tmp_path / "training.sync-conflict-20261122-170311-ABCDEF7.json",
            replace(SECOND, note="older", updated_at=SECOND.started_at),
        )
        return path

    def test_both_come_in_and_are_kept_aside(self, path: Path) -> None:
        before = {each.name: each.read_bytes() for each in path.parent.glob("training?*.json")}
        with closing(open_history(path)) as history:
            said = history.import_export().merge_copies()
            assert history.sessions() == (FIRST, SECOND, THIRD)
            assert history.import_export().conflict_copies() == ()
        day = AN_INSTANT.date()
        assert said == (
            "training (1).json: 1 session new, 1 already here. "
            f"It is kept as training (1).json.merged-{day}.",
            "training.sync-conflict-20261122-170311-ABCDEF7.json: 1 session kept in quarantine. "
            f"It is kept as training.sync-conflict-20261122-170311-ABCDEF7.json.merged-{day}.",
        )
        aside = {
            each.name.removesuffix(f".merged-{day}"): each.read_bytes()
            for each in path.parent.glob(f"*.merged-{day}")
        }
        assert aside == {name: data for name, data in before.items() if name != path.name}

    def test_one_that_is_not_all_understood_is_left_alone(self, path: Path) -> None:
        other = path.with_name("training (1).json")
        tables = json.loads(other.read_text())
        tables["sessions"]["9"] = {"id": "odd"}
        other.write_text(json.dumps(tables))
        with closing(open_history(path)) as history:
            said, _ = history.import_export().merge_copies()
            assert history.sessions() == (FIRST, SECOND)
        assert said.startswith("training (1).json was left alone: `calf-tui import` tells")
        assert other.exists()

    def test_another_app_at_work_is_told_and_nothing_is_moved(self, path: Path) -> None:
        with closing(open_history(path)) as writing:
            writing.open()
            with pytest.raises(UserError, match="is in use by another"):
                open_history(path).import_export().merge_copies()
        assert len(conflict_copies(path)) == 2


def save(path: Path, *sessions: SessionRecord) -> None:
    """A data file alone, as a sync service brings it."""
    with TemporaryDirectory() as folder:
        made = Path(folder) / path.name
        with closing(open_history(made)) as history:
            for each in sessions:
                history.save(each)
        path.write_bytes(made.read_bytes())
