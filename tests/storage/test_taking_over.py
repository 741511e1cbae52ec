from __future__ import annotations

import shutil
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from calf_tui.core.faults import Fault
from calf_tui.storage.disk import Disk
from calf_tui.storage.file_names import names_of
from calf_tui.storage.history import TinyHistory
from calf_tui.storage.journal import Journal, read_journal
from calf_tui.storage.taking_over import has_journals_elsewhere, take_over
from tests.records import AN_INSTANT, make_session
from tests.storage.disks import FailingDisk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from calf_tui.storage.file_names import FileNames

TODAY = date(2026, 11, 22)


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "state"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a data file is to be; its folder is not shared."""
    (tmp_path / "data").mkdir()
    return tmp_path / "data" / "training.json"


def share(path: Path) -> None:
    (path.parent / ".stfolder").mkdir()


def texts(path: Path) -> list[object]:
    return [each.content["text"] for each in read_journal(path).entries]


@contextmanager
def journal_of(names: FileNames, *texts: str, writer: str = "w") -> Iterator[Journal]:
    """An open journal with these lines more than it had."""
    names.own.mkdir(parents=True, exist_ok=True)
    with closing(Journal(names, Disk())) as journal:
        journal.open(writer, 0)
        for text in texts:
            journal.append({"text": text})
        yield journal


def test_in_a_folder_of_this_machine_everything_lies_beside_the_file(
    path: Path, state: Path
) -> None:
    names = names_of(path, state)
    assert {each.parent for each in (names.journal, names.lock, names.under_way)} == {path.parent}
    assert not state.exists()


def test_in_a_shared_folder_only_the_records_lie_beside_the_file(path: Path, state: Path) -> None:
    share(path)
    names = names_of(path, state)
    own = (names.journal, names.previous_journal, names.lock, names.under_way)
    (folder,) = {each.parent for each in own}
    assert folder.parent == state
    assert names.journal.name == "training.json.journal"
    assert names.previous.parent == names.before_edit.parent == path.parent
    assert names_of(path.with_name("other.json"), state).own != names.own


def test_two_ways_to_one_file_lead_to_one_journal(path: Path, state: Path) -> None:
    share(path)
    link = path.parent.parent / "link"
    link.symlink_to(path.parent)
    assert names_of(link / path.name, state) == names_of(path, state)


@pytest.mark.parametrize("to_shared", [True, False])
def test_journals_come_along_when_the_folder_is_shared_and_when_it_no_longer_is(
    path: Path, state: Path, to_shared: bool
) -> None:
    if not to_shared:
        share(path)
    before = names_of(path, state)
    with journal_of(before, "a", "b") as old:
        old.begin_anew()
        old.append({"text": "c"})
    before.under_way.write_text("{}")
    if to_shared:
        share(path)
    else:
        (path.parent / ".stfolder").rmdir()
    names = names_of(path, state)
    assert has_journals_elsewhere(names)
    with journal_of(names, writer="new") as new:
        take_over(names, Disk(), new, TODAY)
        new.append({"text": "d"})
    assert texts(names.journal) == ["a", "b", "c", "d"]
    entries = read_journal(names.journal).entries
    assert [each.number for each in entries] == [1, 2, 3, 1]
    assert entries[-1].writer not in ("w", "")
    assert names.under_way.read_text() == "{}"
    assert not any(each.exists() for each in (before.journal, before.previous_journal))
    assert not has_journals_elsewhere(names)


def test_a_journal_elsewhere_with_damaged_lines_is_kept(path: Path, state: Path) -> None:
    before = names_of(path, state)
    with journal_of(before, "a", "b"):
        pass
    before.journal.write_bytes(before.journal.read_bytes().replace(b'"a"', b'"x"'))
    share(path)
    names = names_of(path, state)
    with journal_of(names, writer="new") as new:
        take_over(names, Disk(), new, TODAY)
    assert texts(names.journal) == ["b"]
    assert (
        b'"x"' in before.journal.with_name(f"{before.journal.name}.damaged-2026-11-22").read_bytes()
    )


@pytest.mark.parametrize("step", ["write", "sync", "remove", "sync_folder"])
def test_what_fails_half_way_is_gone_on_with_and_taken_once(
    path: Path, state: Path, step: str
) -> None:
    with journal_of(names_of(path, state), "a", "b"):
        pass
    share(path)
    names = names_of(path, state)
    with journal_of(names):
        pass
    failing = FailingDisk(step)
    with closing(Journal(names, failing)) as journal, pytest.raises(OSError, match="error"):
        take_over(names, failing, journal, TODAY)
    with journal_of(names, writer="newer") as again:
        take_over(names, Disk(), again, TODAY)
    assert texts(names.journal) == ["a", "b"]


def open_history(path: Path, state: Path) -> TinyHistory:
    return TinyHistory(path, lambda: AN_INSTANT, names=names_of(path, state))


@pytest.mark.parametrize("to_shared", [True, False])
def test_a_history_goes_on_when_its_folder_is_shared_and_when_it_no_longer_is(
    path: Path, state: Path, to_shared: bool
) -> None:
    marker = path.parent / ".stfolder"
    if not to_shared:
        marker.mkdir()
    with closing(open_history(path, state)) as history:
        history.save(make_session(record_id="a"))
        history.save(make_session(record_id="b"))
        killed = state.with_name("killed")
        for folder in filter(Path.exists, (path.parent, state)):
            shutil.copytree(folder, killed / folder.name)
    # By another path, so the place of its own has another name.
    journals = killed / names_of(path, state).own.relative_to(state.parent)
    path = killed / "data" / path.name
    if to_shared:
        (path.parent / ".stfolder").mkdir()
    else:
        (path.parent / ".stfolder").rmdir()
    names = names_of(path, killed / "state")._replace(elsewhere=journals)
    history = TinyHistory(path, lambda: AN_INSTANT, names=names)
    assert {each.id for each in history.sessions()} == {"a", "b"}
    with closing(history):
        history.save(make_session(record_id="c"))
    assert {each.id for each in TinyHistory(path, lambda: AN_INSTANT).sessions()} == set("abc")
    assert not has_journals_elsewhere(names)
    assert names.journal.exists()


def test_an_app_that_began_before_the_folder_was_shared_still_holds_the_records(
    path: Path, state: Path
) -> None:
    with closing(open_history(path, state)) as first:
        first.open()
        share(path)
        second = open_history(path, state)
        for use in (TinyHistory.open, TinyHistory.require_writable):
            with pytest.raises(Fault, match="is in use by another Calf TUI"):
                use(second)
    with closing(second):
        second.open()


def test_two_machines_that_share_a_folder_share_no_journal(path: Path, tmp_path: Path) -> None:
    share(path)
    for name, machine in (("a", "one"), ("b", "two"), ("c", "one")):
        with closing(open_history(path, tmp_path / machine)) as history:
            history.save(make_session(record_id=name))
    left = {each.name for each in path.parent.iterdir()}
    assert left == {".stfolder", "backups", path.name, f"{path.name}.bak", *before_edits(left)}
    assert {each.id for each in open_history(path, tmp_path / "two").sessions()} == set("abc")


def before_edits(names: set[str]) -> set[str]:
    return {each for each in names if each.endswith(".before-edit")}


def test_a_place_of_its_own_that_cannot_be_written_is_told_before_a_session(
    path: Path, state: Path
) -> None:
    share(path)
    state.write_text("in the way")
    with pytest.raises(Fault, match=r"training\.json\.journal cannot be written: a part of its"):
        open_history(path, state).require_writable()
