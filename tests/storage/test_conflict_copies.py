from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from calf_tui.storage.conflict_copies import conflict_copies, names_of_copies
from tests.storage.data_files import OURS

if TYPE_CHECKING:
    from pathlib import Path

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
