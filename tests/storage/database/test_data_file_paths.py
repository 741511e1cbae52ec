from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

import pytest

from calf_tui.core.errors import UserError
from calf_tui.storage.database.data_file import ROOM_FOR_A_SESSION, DurableStorage
from calf_tui.storage.files.disk import plain_words
from tests.storage.support.disks import FailingDisk, SmallDisk
from tests.storage.support.histories import OURS

if TYPE_CHECKING:
    from pathlib import Path

posix_only = pytest.mark.skipif(os.name == "nt", reason="modes, pipes and links of POSIX")


def require_free_space(storage: DurableStorage) -> None:
    storage.read()
    storage.require_free_space()


def test_a_folder_is_no_data_file(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="is a folder, not a file of records; choose another with"):
        DurableStorage(tmp_path).read()


def test_a_path_through_a_file_is_no_data_file(file: Path) -> None:
    beyond = DurableStorage(file / "training.json")
    with pytest.raises(UserError, match="a part of its path is not a folder"):
        beyond.read()
    with pytest.raises(UserError, match="a part of its path is not a folder"):
        beyond.write(OURS)


@posix_only
def test_a_pipe_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(UserError, match="a device or a pipe"):
        DurableStorage(pipe).read()


@posix_only
def test_links_in_a_circle_are_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "training.json"
    path.symlink_to(path)
    with pytest.raises(UserError, match="round in a circle"):
        DurableStorage(path).read()


@posix_only
def test_a_file_without_permission_cannot_be_read(file: Path) -> None:
    file.chmod(0)
    if os.access(file, os.R_OK):
        pytest.skip("this user may read everything")
    with pytest.raises(UserError, match="cannot be read: you have no permission"):
        DurableStorage(file).read()


@pytest.mark.parametrize("below", ["training.json", "far/away/training.json"])
def test_asking_whether_it_can_be_written_leaves_nothing(tmp_path: Path, below: str) -> None:
    require_free_space(DurableStorage(tmp_path / below))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("step", "code", "words"),
    [
        ("create", errno.EROFS, "the disk can only be read"),
        ("create", errno.EACCES, "you have no permission"),
        ("write", errno.ENOSPC, "the disk is full"),
    ],
)
def test_a_folder_that_takes_no_file_is_said_before_a_session(
    file: Path, step: str, code: int, words: str
) -> None:
    with pytest.raises(UserError, match=f"cannot be written: {words}; mend that or choose another"):
        require_free_space(DurableStorage(file, FailingDisk(step, code)))
    assert list(file.parent.iterdir()) == [file]


def test_a_disk_without_room_for_the_file_and_a_session_is_said_before_a_session(
    file: Path,
) -> None:
    needed = file.stat().st_size + ROOM_FOR_A_SESSION
    require_free_space(DurableStorage(file, SmallDisk(needed)))
    with pytest.raises(UserError, match="the disk is full"):
        require_free_space(DurableStorage(file, SmallDisk(needed - 1)))
    assert list(file.parent.iterdir()) == [file]


@posix_only
def test_a_folder_without_permission_cannot_be_written(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    if os.access(tmp_path, os.W_OK):
        pytest.skip("this user may write everywhere")
    with pytest.raises(UserError, match="you have no permission"):
        require_free_space(DurableStorage(tmp_path / "training.json"))
    with pytest.raises(UserError, match="you have no permission"):
        DurableStorage(tmp_path / "training.json").write(OURS)


@posix_only
def test_a_link_to_nowhere_in_the_path_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "gone").symlink_to(tmp_path / "nowhere" / "else")
    (tmp_path / "nowhere").write_text("a file")
    with pytest.raises(UserError, match="a part of its path is not a folder"):
        require_free_space(DurableStorage(tmp_path / "gone" / "training.json"))


def test_an_error_without_words_of_ours_keeps_the_systems() -> None:
    assert plain_words(OSError(errno.EPIPE, "Broken pipe")) == "broken pipe"
    assert plain_words(OSError("odd")) == "odd"
