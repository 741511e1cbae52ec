from __future__ import annotations

import gzip
import json
import shutil
from contextlib import closing
from datetime import date
from typing import TYPE_CHECKING

import pytest
from tinydb import TinyDB

from calf_tui.core.errors import UserError
from calf_tui.core.records.coach_records import Run
from calf_tui.storage.database.backups import back_up
from calf_tui.storage.database.data_file import DurableStorage
from calf_tui.storage.files.file_names import names_of
from calf_tui.storage.history import TinyHistory
from tests.full import by_turns
from tests.records import AN_INSTANT, make_session
from tests.storage.support.damages import DAMAGED, EDITED, NEWER, QUARANTINED
from tests.storage.support.faulty_disk import FastDisk
from tests.storage.support.histories import damage, ids_in_plain_tinydb, open_history

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import BinaryIO

    from calf_tui.storage.files.file_names import FileNames

KEPT = {"a", "b", "c", "d"}


def ids(history: TinyHistory) -> set[str]:
    return {each.id for each in history.sessions()}


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files after two runs of two sessions each."""
    path = tmp_path_factory.mktemp("good") / "training.json"
    for names in ("ab", "cd"):
        with closing(open_history(path)) as history:
            for name in names:
                history.save(make_session(record_id=name))
    return path.parent


@pytest.fixture
def names(good: Path, tmp_path: Path) -> FileNames:
    """Those files, for one test to damage."""
    shutil.copytree(good, tmp_path / "data")
    return names_of(tmp_path / "data" / "training.json")


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_corpus_is_large_and_each_damage_changes_the_file(names: FileNames) -> None:
    corpus = {**DAMAGED, **EDITED, **QUARANTINED, **NEWER}
    assert len(corpus) >= 85
    for path in (names.base, names.previous):
        data = path.read_bytes()
        assert [name for name, change in corpus.items() if change(data) == data] == []


@pytest.mark.parametrize("name", by_turns(DAMAGED, 3))
def test_a_damaged_file_is_set_aside_and_everything_comes_back(names: FileNames, name: str) -> None:
    damaged = damage(names.base, DAMAGED[name])
    before = files(names.base.parent)
    looking = open_history(names.base)
    assert ids(looking) == KEPT
    assert "Start Calf TUI once to mend the file." in looking.notices()[0]
    assert files(names.base.parent) == before
    with closing(open_history(names.base)) as history:
        history.open()
        (notice,) = history.notices()
    aside = names.base.with_name("training.json.damaged-2026-11-22")
    assert aside.read_bytes() == damaged
    assert notice.startswith(f"{names.base} could not be used: ")
    assert "kept as training.json.damaged-2026-11-22; 4 sessions up to 2026-11-22" in notice
    assert notice.endswith("came back from training.json.last and the journal, nothing is missing.")
    assert ids_in_plain_tinydb(names.base) == KEPT
    with closing(open_history(names.base)) as again:
        again.open()
        assert again.notices() == ()


@pytest.mark.parametrize("name", by_turns(DAMAGED, 3, first=1))
def test_a_damaged_bak_changes_nothing(names: FileNames, name: str) -> None:
    damage(names.previous, DAMAGED[name])
    with closing(open_history(names.base)) as history:
        history.save(make_session(record_id="e"))
        assert history.notices() == ()
    assert ids_in_plain_tinydb(names.base) == KEPT | {"e"}
    assert DurableStorage(names.previous).read() is not None


@pytest.mark.parametrize("name", EDITED)
def test_what_another_program_wrote_holds_and_the_file_before_is_kept(
    names: FileNames, name: str
) -> None:
    before = ids_in_plain_tinydb(names.base)
    damage(names.base, EDITED[name], is_edit=True)
    expected = KEPT | ({"theirs"} if name == "a session added" else set())
    with closing(open_history(names.base)) as history:
        history.open()
        assert ids(history) == expected
        (notice,) = history.notices()
    assert "was edited by another program" in notice
    assert ids_in_plain_tinydb(names.before_edit) == before
    assert ids_in_plain_tinydb(names.base) == expected
    with closing(open_history(names.base)) as again:
        again.open()
        assert again.notices() == ()


@pytest.mark.parametrize("name", NEWER)
def test_what_a_later_version_wrote_is_shown_and_left_alone(names: FileNames, name: str) -> None:
    damage(names.base, NEWER[name], is_edit=True)
    before = files(names.base.parent)
    history = open_history(names.base)
    # Of another shape, only what the journal holds can be shown.
    assert ids(history) == (set() if "another shape" in name else KEPT)
    for use in (TinyHistory.open, TinyHistory.require_writable, save_one):
        with pytest.raises(UserError, match="was written by a newer version of Calf TUI; update"):
            use(history)
    history.close()
    assert history.notices() == (
        f"{names.base} was written by a newer version of Calf TUI; update Calf TUI to train here, "
        "looking back works meanwhile.",
    )
    assert files(names.base.parent) == before


@pytest.mark.parametrize("which", ["previous", "before_edit", "backup"])
def test_a_generation_of_a_later_version_is_not_passed_over_for_an_older_one(
    names: FileNames, which: str
) -> None:
    newer = NEWER["the next version"](names.base.read_bytes())
    back_up_on(without_backups(names), date(2026, 11, 20))
    for path in (names.base, names.previous, names.last):
        path.unlink()
    if which == "backup":
        (names.backups / "training.json.2026-11-21.gz").write_bytes(gzip.compress(newer))
    else:
        getattr(names, which).write_bytes(newer.replace(b"T12:20", b"T12:21"))
    before = files(names.base.parent)
    history = open_history(names.base)
    assert ids(history) == KEPT
    with pytest.raises(UserError, match="was written by a newer version"):
        history.open()
    assert files(names.base.parent) == before


def save_one(history: TinyHistory) -> None:
    history.save(make_session(record_id="e"))


@pytest.mark.parametrize("name", by_turns(QUARANTINED, 2, first=1))
def test_one_bad_document_goes_to_quarantine_and_all_others_hold(
    names: FileNames, name: str
) -> None:
    before = json.loads(names.base.read_text())["sessions"]
    damage(names.base, QUARANTINED[name], is_edit=True)
    looking = open_history(names.base)
    assert ids(looking) >= KEPT - {"a"}
    assert looking.left_out() == (name != "a deletion of nothing")
    with closing(open_history(names.base)) as history:
        history.open()
        told = history.notices()
        history.save(make_session(record_id="e"))
    assert "1 record was not understood and is kept in quarantine" in told[-1]
    with TinyDB(names.base) as plain:
        (entry,) = plain.table("quarantine").all()
        kept = {each["id"]: dict(each) for each in plain.table("sessions")}
    assert entry["table"] == "sessions"
    assert entry["reason"]
    assert {*kept} in (KEPT | {"e"}, KEPT - {"a"} | {"e"})
    assert all(each == kept[each["id"]] for each in before.values() if each["id"] in kept)
    with closing(open_history(names.base)) as again:
        again.open()
        assert again.notices() == ()


REFUSED = ("empty", "null", "zeros", "cut in half", "prose", "another TinyDB", "utf-32")


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_without_a_past_is_refused_and_left_as_it_was(names: FileNames, name: str) -> None:
    for path in names.base.parent.rglob("*"):
        if path.is_file() and path != names.base:
            path.unlink()
    damage(names.base, DAMAGED[name])
    before = files(names.base.parent)
    for use in (TinyHistory.sessions, TinyHistory.open, TinyHistory.require_writable):
        with pytest.raises(UserError, match="the file was left as it was"):
            use(open_history(names.base))
    assert files(names.base.parent) == before


@pytest.mark.parametrize(
    ("gone", "source"),
    [
        (["base"], "training.json.last and the journal, nothing is missing"),
        (["base", "journal"], "2026-11-22 may be missing"),
        (["base", "last"], "2026-11-22 may be missing"),
        (["base", "last", "journal"], "2026-11-22 may be missing"),
    ],
)
def test_a_missing_file_is_never_taken_for_a_new_one(
    names: FileNames, gone: list[str], source: str
) -> None:
    for each in gone:
        getattr(names, each).unlink()
    with closing(open_history(names.base)) as history:
        history.open()
        notice = history.notices()[-1]
    assert notice.startswith(f"{names.base} was missing; ")
    assert source in notice
    assert ids_in_plain_tinydb(names.base) >= {"a", "b"}


class LookedAtDisk(FastDisk):
    """A disk at which another program looks after each step that changes names or syncs."""

    def __init__(self, look: Callable[[], None]) -> None:
        self._look = look

    def sync(self, file: BinaryIO) -> None:
        self._look()

    def replace(self, source: Path, target: Path) -> None:
        super().replace(source, target)
        self._look()


def test_who_looks_while_another_makes_the_first_file_is_told_of_no_damage(tmp_path: Path) -> None:
    names = names_of(tmp_path / "training.json", tmp_path / "state", "this")
    told: list[tuple[str, ...]] = []

    def look() -> None:
        other = TinyHistory(names.base, lambda: AN_INSTANT, names=names)
        other.sessions()
        told.append(other.notices())

    history = TinyHistory(names.base, lambda: AN_INSTANT, LookedAtDisk(look), names)
    with closing(history):
        history.open()
        history.save(make_session(record_id="a"))

    assert len(told) > 8
    assert set(told) == {()}


def test_records_other_than_sessions_are_said_to_come_back(tmp_path: Path) -> None:
    path = tmp_path / "training.json"
    with closing(open_history(path)) as history:
        history.keep_all(Run(AN_INSTANT.date(), 50.0, id=each) for each in "rs")
    path.unlink()
    with closing(open_history(path)) as history:
        history.open()
        assert history.notices() == (
            f"{path} was missing; 2 records came back from training.json.last and the journal, "
            "nothing is missing.",
        )
        assert len(history.kept(Run)) == 2


def test_a_second_damage_on_one_day_keeps_both_files(names: FileNames) -> None:
    for _ in range(2):
        damage(names.base, DAMAGED["cut in half"])
        with closing(open_history(names.base)) as history:
            history.save(make_session(record_id="more"))
    assert len(list(names.base.parent.glob("training.json.damaged-2026-11-22*"))) == 2


def test_a_line_of_the_journal_that_cannot_be_read_is_told_once_and_kept(
    names: FileNames,
) -> None:
    with closing(open_history(names.base)) as history:
        history.save(make_session(record_id="e"))
        history.save(make_session(record_id="f"))
        killed = shutil.copytree(names.base.parent, names.base.parent.with_name("killed"))
    left = names_of(killed / names.base.name)
    damage(left.journal, lambda data: data.replace(b'"id":"e"', b'"id":"x"'))
    with closing(open_history(left.base)) as history:
        history.open()
        (notice,) = history.notices()
    assert notice.startswith("1 line of the journal could not be read")
    aside = left.journal.with_name("training.json.journal.damaged-2026-11-22")
    assert notice.endswith(f"the journal is kept as {aside.name}.")
    assert b'"id":"x"' in aside.read_bytes()
    assert ids_in_plain_tinydb(left.base) == KEPT | {"f"}
    with closing(open_history(left.base)) as again:
        again.open()
        assert again.notices() == ()


def test_a_file_that_rots_while_the_app_runs_is_mended(names: FileNames) -> None:
    with closing(open_history(names.base)) as history:
        history.save(make_session(record_id="e"))
        damage(names.base, DAMAGED["a digit changed"])
    (notice,) = history.notices()
    assert "a part of it changed on the disk by itself" in notice
    assert ids_in_plain_tinydb(names.base) == KEPT | {"e"}


def back_up_on(names: FileNames, day: date) -> None:
    """The backup of a day, made of the data file as it is now."""
    storage = DurableStorage(names.base)
    storage.read()
    assert storage.content.generation is not None
    assert back_up(names, FastDisk(), storage.content.generation, day)


def without_backups(names: FileNames) -> FileNames:
    shutil.rmtree(names.backups)
    return names


def test_the_newest_good_backup_stands_in_for_all_later_files(names: FileNames) -> None:
    for day in (19, 20, 21):
        back_up_on(without_backups(names) if day == 19 else names, date(2026, 11, day))
    with closing(open_history(names.base)) as history:
        history.save(make_session(record_id="e"))
    (names.backups / "training.json.2026-11-22.gz").unlink()
    newest = names.backups / "training.json.2026-11-21.gz"
    newest.write_bytes(newest.read_bytes()[:-9])
    for path in (names.base, names.previous, names.last):
        damage(path, DAMAGED["zeros in the middle"])
    with closing(open_history(names.base)) as history:
        history.open()
        (notice,) = history.notices()
    assert ids_in_plain_tinydb(names.base) == KEPT
    assert notice.endswith("what was written after 2026-11-22 may be missing.")
    assert "came back from backups/training.json.2026-11-20.gz and the journal" in notice


def test_what_only_a_lost_journal_held_is_told_by_date(names: FileNames) -> None:
    back_up_on(without_backups(names), date(2026, 11, 21))
    with closing(open_history(names.base)) as history:
        history.save(make_session(date(2026, 11, 23), record_id="e"))
    lost = names.backups / "training.json.2026-11-22.gz"
    for path in (names.base, names.previous, names.journal, names.last, lost):
        path.unlink()
    with closing(open_history(names.base)) as history:
        history.open()
        (notice,) = history.notices()
    assert ids_in_plain_tinydb(names.base) == KEPT
    assert notice == (
        f"{names.base} was missing; 4 sessions up to 2026-11-22 came back from "
        "backups/training.json.2026-11-21.gz and the journal, "
        "what was written after 2026-11-22 may be missing."
    )


@pytest.mark.parametrize("days", [19, 23])
def test_the_newest_of_backup_and_edited_file_stands_in(names: FileNames, days: int) -> None:
    back_up_on(without_backups(names), date(2026, 11, 21))
    updated = f"2026-11-{days}T20:00:00.000Z"
    tables = json.loads(names.base.read_text())
    for each in tables["sessions"].values():
        each["updated_at"] = updated
    names.before_edit.write_text(json.dumps(tables))
    for path in (names.base, names.previous, names.last):
        path.unlink()
    with closing(open_history(names.base)) as history:
        history.open()
        (notice,) = history.notices()
    source = "training.json.before-edit" if days == 23 else "backups/training.json.2026-11-21.gz"
    assert f"came back from {source} and the journal" in notice


def test_before_another_programs_edit_damaged_files_are_none_to_go_back_to(
    names: FileNames,
) -> None:
    shutil.rmtree(names.backups)
    for path in (names.previous, names.last):
        path.write_bytes(b"Dear diary")
    damage(names.base, EDITED["a session added"], is_edit=True)
    with closing(open_history(names.base)) as history:
        history.open()
        assert history.notices() == (f"{names.base} was edited by another program.",)
    assert not names.before_edit.exists()
    for path in (names.previous, names.last):
        kept = path.with_name(f"{path.name}.damaged-2026-11-22")
        assert kept.read_bytes() == b"Dear diary"
