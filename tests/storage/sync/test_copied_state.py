"""A machine whose state folder is not its latest: rolled back, or copied from another machine.

Both have one key, as a copied home or a machine restored from a snapshot has. A run is short by
default; `CALF_TUI_FULL=1` makes a thousand of them.
"""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import timedelta
from itertools import count
from typing import TYPE_CHECKING

import pytest

from calf_tui.storage.files.file_names import FileNames, names_of
from calf_tui.storage.history import TinyHistory
from tests.full import seeded
from tests.records import make_session
from tests.storage.support.disks import KillableDisk
from tests.storage.support.machines import SERVICES, Earlier, World, require_nothing_lost, sync

if TYPE_CHECKING:
    import random
    from pathlib import Path


class Copied(Earlier):
    """One whose state lies under the same names on every machine."""

    @property
    def names(self) -> FileNames:
        history = self.state / "history"
        return FileNames(self.path, history / "machine", (self.folder, history))

    def notices(self) -> tuple[str, ...]:
        self.history.open()
        said = self.history.notices()
        self.close()
        return said


def copy_over(source: Path, target: Path) -> None:
    shutil.rmtree(target, ignore_errors=True)
    if source.exists():
        shutil.copytree(source, target)


class CopyingWorld(World):
    """Now and then a machine gets an older state back, or that of the other one."""

    def __init__(self, folder: Path, chance: random.Random, service: str) -> None:
        super().__init__(folder, chance, service, Copied)
        self._folder = folder

    def step(self, number: int) -> None:
        what = self._chance.random()
        one, other = self._chance.sample(self.machines, 2)
        snapshot = self._folder / f"snapshot of {one.name}"
        if what < 0.1:
            one.merge()
            copy_over(one.state, snapshot)
        elif what < 0.2:
            one.merge()  # what only the journal holds would go with it
            self._restore(one, snapshot)
            one.merge()  # before a service can put another file over the only one
        elif what < 0.3:
            one.merge()
            other.merge()
            copy_over(other.state, one.state)
            one.merge()
        else:
            super().step(number)

    def _restore(self, one: Earlier, snapshot: Path) -> None:
        part = self._chance.choice(["all", "*/*.journal", "*/*.last"])
        if part == "all" or not snapshot.exists():
            copy_over(snapshot, one.state)
            return
        for each in snapshot.glob(f"*/{part}"):
            shutil.copyfile(each, one.state / each.relative_to(snapshot))


@pytest.mark.parametrize("service", SERVICES)
def test_nothing_acknowledged_is_lost_with_a_copied_or_older_state(service: str) -> None:
    require_nothing_lost(service, seeded(f"{service} copied"), CopyingWorld)


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Copied, Copied]:
    """Two with the session x in common, the second with a copy of the first one's state."""
    seconds = count()
    ours, theirs = (Copied(tmp_path, name, timedelta(0), lambda: next(seconds)) for name in "ab")
    ours.save("x", "")
    ours.close()
    sync(ours, theirs, "last writer wins")
    copy_over(ours.state, theirs.state)
    return ours, theirs


def found(machine: Copied) -> dict[str, str]:
    """The notes of the sessions, by id."""
    return {each.id: each.note for each in machine.history.sessions()}


@pytest.mark.parametrize("is_compacted", [True, False])
@pytest.mark.parametrize("fewer", [0, 1, -1])
def test_two_copies_of_one_machine_keep_the_sessions_of_both(
    pair: tuple[Copied, Copied], is_compacted: bool, fewer: int
) -> None:
    ours, theirs = pair
    for number in range(2 - fewer):
        ours.save(f"a{number}", "")
    ours.save("x", "edited here")
    if is_compacted:
        ours.close()
    else:
        ours.kill()
    for number in range(2):
        theirs.save(f"b{number}", "")
    theirs.close()

    sync(theirs, ours, "last writer wins")

    saved = {*(f"a{number}" for number in range(2 - fewer)), "b0", "b1", "x"}
    assert found(ours).keys() == saved
    assert found(ours)["x"] == "edited here"
    ours.close()
    (said,) = ours.notices() or ("",)
    assert ("came in from elsewhere" in said) or ("a copy of another machine's" in said)
    assert ours.notices() == ()
    sync(ours, theirs, "last writer wins")
    assert found(theirs) == found(ours)


def test_what_another_copy_edited_later_wins_wherever_it_arrives(
    pair: tuple[Copied, Copied],
) -> None:
    ours, theirs = pair
    ours.save("x", "edited first")
    ours.close()
    theirs.clock = timedelta(hours=1)
    theirs.save("x", "edited later")
    theirs.close()
    ours_before = ours.files()

    sync(theirs, ours, "last writer wins")
    assert found(ours)["x"] == "edited later"
    for name, data in ours_before.items():
        (theirs.folder / name).write_bytes(data)
    assert found(theirs)["x"] == "edited later"


def test_a_state_that_was_rolled_back_takes_nothing_away_and_is_told_once(
    pair: tuple[Copied, Copied], tmp_path: Path
) -> None:
    ours, theirs = pair
    copy_over(ours.state, tmp_path / "snapshot")
    for name in "yz":
        ours.save(name, "")
        ours.close()
    ours.save("x", "edited")
    ours.close()
    sync(ours, theirs, "last writer wins")
    copy_over(tmp_path / "snapshot", ours.state)

    assert found(ours) == {"x": "edited", "y": "", "z": ""}
    ours.kill()
    (said,) = ours.notices()
    assert said.startswith(f"{ours.names.own} is older than {ours.path}, or a copy of another")
    assert ours.notices() == ()
    ours.save("w", "")
    ours.kill()
    sync(theirs, ours, "last writer wins")
    assert found(ours).keys() == set("wxyz")


def test_lines_written_after_a_roll_back_count_when_the_later_file_arrives(
    pair: tuple[Copied, Copied], tmp_path: Path
) -> None:
    ours, theirs = pair
    before = tmp_path / "snapshot"
    copy_over(tmp_path / "a", before)
    for name in "stuvyz":
        ours.save(name, "")
    ours.close()
    later = ours.path.read_bytes()
    copy_over(before, tmp_path / "a")
    ours.save("w", "after")
    ours.kill()
    ours.path.write_bytes(later)

    assert found(ours).keys() == set("stuvwxyz")
    ours.close()
    assert found(ours).keys() == set("stuvwxyz")
    assert theirs.path.exists()


@pytest.mark.parametrize("old", ["journal", "last"])
def test_a_part_of_the_state_that_is_older_takes_nothing_away(
    pair: tuple[Copied, Copied], old: str
) -> None:
    ours, theirs = pair
    path = ours.names.journal if old == "journal" else ours.names.last
    kept = path.read_bytes()
    ours.save("y", "")
    ours.close()
    theirs.save("b", "")
    theirs.close()
    path.write_bytes(kept)
    assert found(ours).keys() == set("xy")
    sync(theirs, ours, "last writer wins")

    missing = set() if old == "journal" else {"y"}  # no file holds it any more
    assert found(ours).keys() | missing == set("bxy")


def test_a_state_that_is_newer_than_file_and_journal_brings_back_what_they_lack(
    pair: tuple[Copied, Copied],
) -> None:
    ours, _ = pair
    kept = {path: path.read_bytes() for path in (ours.path, ours.names.journal)}
    ours.save("y", "")
    ours.close()
    for path, data in kept.items():
        path.write_bytes(data)

    assert found(ours).keys() == set("xy")
    ours.kill()
    (said,) = ours.notices()
    assert said == f"{ours.path} was replaced by an older one; 1 session that it lacked came back."
    assert ours.notices() == ()


def test_a_journal_is_found_after_the_file_was_moved_and_the_machine_renamed(
    tmp_path: Path,
) -> None:
    before = names_of(tmp_path / "data" / "training.json", tmp_path / "state", "laptop")
    disk = KillableDisk()
    history = TinyHistory(before.base, lambda: make_session().updated_at, disk, before)
    history.save(make_session(record_id="a"))
    history.compact()
    history.save(replace(make_session(record_id="b"), note="only in the journal"))
    disk.let_go()
    after = names_of(tmp_path / "moved" / "runs.json", tmp_path / "state", "ada's laptop")
    after.base.parent.mkdir()
    before.base.replace(after.base)

    moved = TinyHistory(after.base, lambda: make_session().updated_at, names=after)
    assert {each.id for each in moved.sessions()} == {"a", "b"}
    moved.open()
    moved.close()
    assert {each.id for each in TinyHistory(after.base, moved._now, names=after).sessions()} == {
        "a",
        "b",
    }
