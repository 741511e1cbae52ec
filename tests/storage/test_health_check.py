from __future__ import annotations

import gzip
import json
import os
import shutil
from contextlib import closing
from datetime import date, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

import pytest

from calf_tui.core.errors import UserError
from calf_tui.storage.database.backups import back_up
from calf_tui.storage.database.data_file import DurableStorage
from calf_tui.storage.database.merge import SUPERSEDED, quarantined
from calf_tui.storage.database.schema import SCHEMA_VERSION
from calf_tui.storage.files.file_names import names_of
from calf_tui.storage.health_check import examine, repair
from calf_tui.storage.history import TinyHistory
from calf_tui.storage.recovery.permissions_and_stale_files import unwritable
from tests.full import by_turns
from tests.records import AN_INSTANT, make_session
from tests.storage.support.damages import DAMAGED
from tests.storage.support.faulty_disk import FastDisk
from tests.storage.support.histories import damage, edit, open_history

if TYPE_CHECKING:
    from pathlib import Path

    from calf_tui.storage.files.file_names import FileNames
    from calf_tui.storage.health_check import Finding

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files after two runs, and the backup of a day."""
    path = tmp_path_factory.mktemp("good") / "training.json"
    for name in "ab":
        with closing(open_history(path)) as history:
            history.save(make_session(record_id=name))
    storage = DurableStorage(path)
    storage.read()
    assert storage.content.generation is not None
    back_up(names_of(path), FastDisk(), storage.content.generation, TODAY)
    return path.parent


@pytest.fixture
def names(good: Path, tmp_path: Path) -> FileNames:
    """Those files, for one test to damage."""
    shutil.copytree(good, tmp_path / "data")
    return names_of(tmp_path / "data" / "training.json")


def found(names: FileNames) -> tuple[Finding, ...]:
    return examine(names, datetime.now(timezone.utc))


def texts(names: FileNames) -> list[str]:
    findings = found(names)
    assert all(each.is_well for each in findings)
    return [each.text for each in findings]


def the_fault(names: FileNames) -> tuple[str, str]:
    """The one thing that is not well, and what a repair would do."""
    (finding,) = [each for each in found(names) if not each.is_well]
    return finding.text, finding.repair


def test_where_all_is_well_every_piece_is_named(names: FileNames) -> None:
    assert texts(names) == [
        "The data file is whole: 2 sessions up to 2026-11-22.",
        f"The journal is whole: {names.journal}.",
        "The file before it, training.json.bak, is whole.",
        "Its copy here, training.json.last, is whole.",
        f"1 backup in {names.backups}, the newest of 2026-11-22.",
    ]


def test_where_there_is_nothing_yet_all_is_well(tmp_path: Path) -> None:
    assert texts(names_of(tmp_path / "training.json")) == ["There is no data file yet."]


def test_looking_changes_nothing(names: FileNames) -> None:
    names.base.write_bytes(b"")
    before = states_under(names.base.parent)
    found(names)
    assert states_under(names.base.parent) == before


def states_under(folder: Path) -> dict[Path, tuple[int, ...]]:
    """All but when each was read last."""
    states = {path: path.stat() for path in folder.rglob("*")}
    return {
        path: (state.st_ino, state.st_mode, state.st_size, state.st_mtime_ns)
        for path, state in states.items()
    }


@pytest.mark.parametrize("name", by_turns(DAMAGED, 3, first=2))
def test_a_damaged_data_file_is_told_with_what_stands_in(names: FileNames, name: str) -> None:
    damage(names.base, DAMAGED[name])
    text, repair = the_fault(names)
    assert text.startswith("The data file cannot be used: ")
    assert repair == (
        "it is kept aside, and 2 sessions up to 2026-11-22 come back from training.json.last "
        "and the journal, nothing is missing"
    )


def test_a_missing_data_file_is_told(names: FileNames) -> None:
    names.base.unlink()
    assert the_fault(names)[0] == "The data file is missing."


def test_a_file_without_a_past_has_no_repair(names: FileNames) -> None:
    names.base.write_bytes(b"Dear diary")
    for path in (names.previous, names.journal, names.last):
        path.unlink()
    shutil.rmtree(names.backups)
    faults = [each for each in found(names) if not each.is_well]
    assert [each.repair for each in faults] == [""]
    assert "the file was left as it was" in faults[0].text


def test_what_another_program_wrote_is_well(names: FileNames) -> None:
    edit(names.base, lambda tables: tables.update(weathers={}))
    assert (
        "The data file is whole, last written by another program, which is fine: 2 sessions "
        in (texts(names)[0])
    )


def test_a_damaged_bak_is_told(names: FileNames) -> None:
    names.previous.write_bytes(b"")
    assert the_fault(names) == (
        "training.json.bak cannot be used: it is empty, which a file of ours never is.",
        "it is kept aside and made anew from the data file",
    )


def killed_with_a_record(names: FileNames) -> FileNames:
    """The files of a run that was killed after it saved one more."""
    with closing(open_history(names.base)) as history:
        history.save(make_session(record_id="c"))
        killed = shutil.copytree(names.base.parent, names.base.parent.with_name("killed"))
    return names_of(killed / names.base.name)


def test_a_killed_run_leaves_records_in_the_journal_and_all_is_well(names: FileNames) -> None:
    said = texts(killed_with_a_record(names))
    assert "1 record in the journal comes into it at the next start." in said


def test_a_damaged_line_of_the_journal_is_told(names: FileNames) -> None:
    left = killed_with_a_record(names)
    left.journal.write_bytes(left.journal.read_bytes().replace(b'"id":"c"', b'"id":"x"'))
    text, repair = the_fault(left)
    assert text == "1 line of the journal cannot be read."
    assert repair == "what can be read comes into the data file, and the journal is kept aside"


@pytest.mark.parametrize("damage", [b"", b"Dear diary", gzip.compress(b"[1]", mtime=0)])
def test_a_damaged_backup_is_told(names: FileNames, damage: bytes) -> None:
    path = names.backups / "training.json.2026-11-20.gz"
    path.touch(0o600)
    path.write_bytes(damage)
    text, repair = the_fault(names)
    assert text.startswith("The backup training.json.2026-11-20.gz cannot be used: ")
    assert repair == "it is kept as training.json.2026-11-20.gz.damaged"


@pytest.mark.skipif(os.name != "posix", reason="modes are of POSIX")
@pytest.mark.parametrize("which", ["base", "previous", "journal", "backups"])
def test_what_others_may_read_is_told(names: FileNames, which: str) -> None:
    path = getattr(names, which)
    path.chmod(0o755 if path.is_dir() else 0o644)
    text, repair = the_fault(names)
    assert str(path) in text
    assert repair == "only you may"


def test_what_a_killed_program_left_is_told_after_an_hour(names: FileNames) -> None:
    left = names.base.with_name(".calf-tui-0123456789abcdef.tmp")
    left.touch(0o600)
    assert all(each.is_well for each in examine(names, datetime.now(timezone.utc)))
    (finding,) = [
        each
        for each in examine(names, datetime.now(timezone.utc) + timedelta(hours=2))
        if not each.is_well
    ]
    assert str(left) in finding.text


def test_bad_and_double_records_are_told(names: FileNames) -> None:
    def spoil(tables: dict[str, Any]) -> None:
        tables["sessions"]["8"] = {**tables["sessions"]["1"], "note": "again"}
        tables["sessions"]["9"] = {"id": "bad"}

    edit(names.base, spoil)
    text, repair = the_fault(names)
    assert text == "2 records in it cannot be understood, or another has the same id."
    assert repair == "such records go to the quarantine"


def test_the_quarantine_is_told_record_by_record(names: FileNames) -> None:
    def fill(tables: dict[str, Any]) -> None:
        bad = {"id": "bad", "local_date": "2026-11-20"}
        held = [
            quarantined("sessions", bad, "it has no sets"),
            quarantined("sessions", {"id": "a"}, SUPERSEDED),
            42,
        ]
        tables["quarantine"] = {str(place): each for place, each in enumerate(held, 1)}

    edit(names.base, fill)
    said = texts(names)
    assert "In quarantine: 1 older version of other records." in said
    assert "In quarantine: one of the sessions, of 2026-11-20 (it has no sets)." in said
    assert "In quarantine: what is no document." in said


def test_what_is_valid_by_now_may_leave_the_quarantine(names: FileNames) -> None:
    def fill(tables: dict[str, Any]) -> None:
        valid = {**tables["sessions"]["1"], "id": "valid"}
        tables["quarantine"] = {"1": quarantined("sessions", valid, "it was not understood")}

    edit(names.base, fill)
    text, repair = the_fault(names)
    assert text.endswith("is valid by now.")
    assert repair == "it goes back to the others"


def test_a_part_that_is_no_table_goes_to_quarantine_and_leaves_nothing_else(
    names: FileNames,
) -> None:
    edit(names.base, lambda tables: tables.update(notes=5))
    edited, *said = repair(names, lambda: AN_INSTANT, FastDisk())
    assert "was edited by another program" in edited
    assert said == [
        "1 record was not understood and is kept in quarantine; `calf-tui check` tells which."
    ]
    assert all(each.is_well for each in found(names))
    assert [*names.base.parent.glob("*damaged*")] == []


def test_what_was_kept_aside_may_be_deleted(names: FileNames) -> None:
    names.base.with_name("training.json.damaged-2026-11-01").touch(0o600)
    assert texts(names)[-1].startswith("training.json.damaged-2026-11-01 is kept since")


def test_where_the_journal_lies_is_told(names: FileNames, tmp_path: Path) -> None:
    ours = names_of(names.base, tmp_path / "state")
    with closing(TinyHistory(names.base, lambda: AN_INSTANT, FastDisk(), ours)) as history:
        history.open()
    assert f"The journal is whole: {ours.journal}." in [each.text for each in found(ours)]


def test_a_copy_by_a_sync_service_is_told(names: FileNames) -> None:
    copy = names.base.with_name("training.sync-conflict-20261122-101010-ABCDEFG.json")
    shutil.copy(names.base, copy)
    assert f"{copy.name} is a copy by a sync service; `calf-tui import` merges it." in texts(names)


def test_records_of_a_newer_version_are_well_whatever_is_in_them(names: FileNames) -> None:
    def renew(tables: dict[str, Any]) -> None:
        tables["meta"]["1"]["schema_version"] = SCHEMA_VERSION + 1
        tables["sessions"]["9"] = {"id": "of another shape"}

    edit(names.base, renew)
    said = texts(names)
    assert "A newer version of Calf TUI wrote the records: update to train here." in said


FORGED = "2026-11-22.\n  All is well.\x1b[2K\u2028! The data file is gone"


@pytest.mark.parametrize("place", ["session", "quarantine", "file"])
def test_odd_text_forges_no_line(names: FileNames, place: str) -> None:
    tables = json.loads(names.base.read_text())
    if place == "session":
        tables["sessions"]["1"]["local_date"] = f"9{FORGED}"
    elif place == "quarantine":
        kept = quarantined(FORGED, {"id": "z", "local_date": FORGED}, f"{' ' * 70}{FORGED}")
        tables["quarantine"] = {"1": kept}
    else:
        names.base.with_name(f"training.json.damaged-{FORGED}").touch()
    names.base.write_text(json.dumps(tables))

    said = [line for each in found(names) for line in f"{each.text}\n{each.repair}".splitlines()]

    assert not any(each.startswith(("  ", "! ", "All is well")) for each in said)
    assert all(each.isprintable() for each in said)
    assert not any(" " * 10 in each for each in said)
    if place == "session":
        assert said[0].endswith("2 sessions up to 2026-11-22.")


def test_a_folder_in_which_nothing_can_be_written_is_named(names: FileNames) -> None:
    names = names._replace(own=names.base.parent / "state" / "ours")
    sentence = (
        "Nothing can be written in {}, where {} belongs: only looking back works until you mend "
        "that."
    )
    assert [*unwritable(names, lambda folder: False)] == [
        sentence.format(names.base.parent, "the data file"),
        sentence.format(names.base.parent, "the journal"),
    ]
    assert [*unwritable(names)] == []


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="this user may write everywhere"
)
def test_nothing_is_mended_where_nothing_can_be_written(names: FileNames) -> None:
    names.base.parent.chmod(0o500)
    try:
        with pytest.raises(UserError, match="Nothing can be written in"):
            list(repair(names, lambda: AN_INSTANT, FastDisk()))
        assert "Nothing can be written in" in " ".join(each.text for each in found(names))
    finally:
        names.base.parent.chmod(0o700)
