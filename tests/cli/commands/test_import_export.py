from __future__ import annotations

import csv
import json
import os
import sys
from contextlib import closing
from dataclasses import replace
from io import StringIO
from shutil import rmtree
from typing import TYPE_CHECKING, Any

import pytest
from tinydb import TinyDB

from calf_tui.file_formats.csv_columns import COLUMNS
from calf_tui.serialization.codec import deleted_document, session_document, session_of
from calf_tui.storage.database.merge import SUPERSEDED, quarantined
from calf_tui.storage.history import TinyHistory
from calf_tui.storage.sync.imported_file import DEEPEST
from tests.cli.support.histories import DAYS, own_names, sessions_on, write_history
from tests.cli.support.running import run_piped
from tests.full import by_turns
from tests.records import AN_INSTANT, make_session
from tests.storage.support.damages import DAMAGED
from tests.storage.support.documents import AT, HEEL_RISE

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.support.running import CommandLine, Result

SESSION = session_document(make_session(note='=1+1, "größer" ✓ 🏃\nnext line'))
UNKNOWN = {**SESSION, "weather": {"wind": [1, 2.5, None]}}
UNKNOWN["sets"] = [{**SESSION["sets"][0], "shoes": "old"}, SESSION["sets"][1]]
MARKS = frozenset({"folded", "generation"})
"""What `meta` says of one data file and its journals."""
EVERYTHING: dict[str, list[Any]] = {
    "sessions": [UNKNOWN, deleted_document("gone", AN_INSTANT), {**SESSION, "id": "other"}],
    "targets": [{"id": "t", "start": "2026-11-16", "days": 4, "updated_at": AT}],
    "pauses": [
        {"id": "p", "start": "2026-11-16", "end": None, "reason": "flu", "updated_at": AT},
        deleted_document("no pause", AN_INSTANT),
    ],
    "tests": [HEEL_RISE],
    "quarantine": [quarantined("sessions", {"odd": True}, SUPERSEDED)],
    "goals": [{"id": "g", "what": "a table of a later version", "updated_at": AT}],
}


HEVY = """\
title,start_time,end_time,description,exercise_title,superset_id,exercise_notes,set_index,set_type,\
weight_kg,reps,distance_km,duration_seconds,rpe
Legs,"20 Jul 2026, 18:00","20 Jul 2026, 19:10",Good,Standing Calf Raise (Machine),,,0,normal,5,12,,,
Legs,"20 Jul 2026, 18:00","20 Jul 2026, 19:10",Good,Jump Squat,,,0,normal,,10,,,8
"""


def without_later_fields(sessions: list[Any]) -> list[Any]:
    """The sessions as a table holds them."""
    return [session_document(session_of(each)) for each in sessions]


def write_everything(path: Path) -> None:
    with closing(TinyHistory(path, now=lambda: AN_INSTANT)) as history:
        history.save(make_session())
    with TinyDB(path) as database:
        for name, documents in EVERYTHING.items():
            database.drop_table(name)
            database.table(name).insert_multiple(documents)


def documents_in(path: Path) -> dict[str, list[dict[str, Any]]]:
    """Everything plain TinyDB finds, but for what a data file says of itself alone."""
    with TinyDB(path) as database:
        return {
            name: [
                {field: value for field, value in each.items() if field not in MARKS}
                for each in database.table(name).all()
            ]
            for name in sorted(database.tables())
        }


def wipe(path: Path) -> None:
    """The records and what this machine keeps of them."""
    rmtree(path.parent)
    rmtree(own_names(path).own, ignore_errors=True)  # a command may have kept nothing there


def files(folder: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in folder.iterdir() if each.is_file()}


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """Where another file is to come from."""
    return tmp_path / "other.json"


class TestExport:
    def test_json_is_everything_and_comes_back_equal(
        self, calf_tui: CommandLine, other: Path
    ) -> None:
        write_everything(calf_tui.data)
        before = documents_in(calf_tui.data)

        exported = calf_tui("export", "-o", str(other))
        wipe(calf_tui.data)
        imported = calf_tui("import", str(other))

        assert exported == (0, f"Exported: 2 sessions, 1 test, to {other}\n", "")
        assert imported.code == 0
        assert imported.output.startswith(
            "Imported: 2 sessions new, 1 test new or newer, 3 other records new or newer, from "
        )
        again = calf_tui("import", str(other)).output
        assert again == f"Imported: 2 sessions already here, 1 test already here, from {other}\n"
        assert documents_in(calf_tui.data) == before
        assert calf_tui("export").output == other.read_text()
        assert before["sessions"] == EVERYTHING["sessions"]

    def test_an_export_is_a_data_file_itself(self, calf_tui: CommandLine, other: Path) -> None:
        write_everything(calf_tui.data)
        calf_tui("export", "-o", str(other))

        assert documents_in(other) == documents_in(calf_tui.data)
        assert MARKS.isdisjoint(json.loads(other.read_text())["meta"]["1"])
        opened = calf_tui.run("--data", str(other), "history", "--json")
        assert opened.output == calf_tui("history", "--json").output

    def test_the_output_is_the_same_as_the_file(self, calf_tui: CommandLine, other: Path) -> None:
        write_everything(calf_tui.data)
        calf_tui("export", "-o", str(other))

        assert json.loads(calf_tui("export").output) == json.loads(other.read_text())

    def test_what_is_still_in_the_journal_comes_out_too(self, calf_tui: CommandLine) -> None:
        history = TinyHistory(calf_tui.data, now=lambda: AN_INSTANT)
        history.save(make_session())  # and never closed

        exported = json.loads(calf_tui("export").output)

        assert list(exported["sessions"].values()) == [session_document(make_session())]
        assert len(calf_tui("export", "--format", "csv").output.splitlines()) == 3
        history.close()

    def test_without_records_there_is_an_empty_export(
        self, calf_tui: CommandLine, other: Path
    ) -> None:
        assert calf_tui("export", "-o", str(other)).output.startswith("Exported: 0 sessions, to ")
        assert calf_tui("import", str(other)).output == f"Imported: nothing new, from {other}\n"
        assert list(csv.reader(StringIO(calf_tui("export", "--format", "csv").output))) == [
            list(COLUMNS)
        ]

    def test_csv_is_a_row_a_set_for_a_spreadsheet(self, calf_tui: CommandLine, other: Path) -> None:
        write_everything(calf_tui.data)
        printed = calf_tui("export", "--format", "csv").output
        calf_tui("export", "--format", "csv", "-o", str(other))

        rows = list(csv.DictReader(StringIO(printed, newline="")))
        assert list(rows[0]) == list(COLUMNS)
        assert [(row["session_id"], row["set"]) for row in rows] == [
            (SESSION["id"], "1"),
            (SESSION["id"], "2"),
            ("other", "1"),
            ("other", "2"),
        ]
        assert rows[0]["note"] == "'" + SESSION["note"]
        assert other.read_bytes().startswith(b"\xef\xbb\xbfsession_id,")
        assert list(csv.DictReader(StringIO(other.read_bytes().decode("utf-8-sig")))) == rows

    def test_the_help_says_what_the_columns_are(self, calf_tui: CommandLine) -> None:
        words = calf_tui.run("export", "--help").output.split()

        assert set(COLUMNS) <= set(words)
        assert "columns" not in calf_tui.run("import", "--help").output

    def test_the_output_is_utf_8_whatever_the_terminal_speaks(self, tmp_path: Path) -> None:
        data = tmp_path / "training.json"
        write_history(data, [make_session(note="größer ✓")])

        printed = run_piped("--data", str(data), "export", "--format", "csv", encoding="ascii")

        assert "größer ✓" in printed.output
        assert printed.errors == ""

    @pytest.mark.parametrize("ending", ["", ".bak", ".journal", ".lock", ".before-edit"])
    def test_it_is_never_written_over_the_records(self, calf_tui: CommandLine, ending: str) -> None:
        write_everything(calf_tui.data)
        before = files(calf_tui.data.parent)

        result = calf_tui("export", "--force", "-o", f"{calf_tui.data}{ending}")

        assert result.code == 1
        assert "belongs to your records themselves" in result.error
        assert files(calf_tui.data.parent) == before

    def test_it_is_never_written_over_the_records_by_a_link(
        self, calf_tui: CommandLine, other: Path
    ) -> None:
        write_everything(calf_tui.data)
        before = calf_tui.data.read_bytes()
        other.symlink_to(calf_tui.data)

        assert "belongs to your records" in calf_tui("export", "--force", "-o", str(other)).error
        assert calf_tui.data.read_bytes() == before

    def test_a_file_that_exists_is_replaced_only_by_force(
        self, calf_tui: CommandLine, other: Path
    ) -> None:
        other.write_text("a diary")

        refused = calf_tui("export", "-o", str(other))

        assert refused.code == 1
        assert refused.error == f"{other} exists already; choose another name, or add --force."
        assert other.read_text() == "a diary"
        assert calf_tui("export", "--force", "-o", str(other)).code == 0
        assert json.loads(other.read_text())["meta"]

    @pytest.mark.skipif(sys.platform == "win32", reason="has neither")
    def test_what_is_no_file_is_never_replaced(self, calf_tui: CommandLine, other: Path) -> None:
        os.mkfifo(other)
        for path in (other, other.parent):
            assert calf_tui("export", "--force", "-o", str(path)).error.endswith(
                "is no file; choose another name."
            )
        assert calf_tui("export", "-o", str(other / "deeper")).error.endswith(
            "a part of its path is not a folder."
        )
        assert calf_tui("export", "-o", str(other.with_name("no") / "b")).code == 1
        assert other.is_fifo()

    def test_a_file_of_it_is_private(self, calf_tui: CommandLine, other: Path) -> None:
        calf_tui("export", "-o", str(other))

        assert other.stat().st_mode & 0o077 == 0 or sys.platform == "win32"


class TestImport:
    def test_another_data_file_is_merged_and_what_came_is_said(
        self, calf_tui: CommandLine, other: Path
    ) -> None:
        ours = sessions_on(DAYS[:4])
        later = replace(ours[0], note="later", updated_at=AN_INSTANT)
        older = replace(ours[1], note="older", updated_at=ours[1].started_at)
        write_history(calf_tui.data, ours)
        write_history(other, [later, older, *ours[2:], *sessions_on(DAYS[4:])])

        result = calf_tui("import", str(other))

        assert result == (
            0,
            "Imported: 4 sessions new, 1 newer, 2 already here, 1 kept in quarantine, "
            f"from {other}\n",
            "",
        )
        sessions = json.loads(calf_tui("history", "--json").output)
        assert len(sessions) == 8
        assert [each["note"] for each in sessions if each["note"]] == ["later"]
        kept = [each["document"]["note"] for each in documents_in(calf_tui.data)["quarantine"]]
        assert sorted(kept) == ["", "older"]

    def test_importing_once_more_changes_nothing(self, calf_tui: CommandLine, other: Path) -> None:
        write_history(calf_tui.data, sessions_on(DAYS[:4]))
        write_history(other, [replace(each, note="x") for each in sessions_on(DAYS)])
        calf_tui("import", str(other))
        before = calf_tui.data.read_bytes()

        assert (
            calf_tui("import", str(other)).output
            == f"Imported: 8 sessions already here, from {other}\n"
        )
        assert calf_tui.data.read_bytes() == before

    def test_what_was_deleted_never_comes_back(self, calf_tui: CommandLine, other: Path) -> None:
        write_history(calf_tui.data, sessions_on(DAYS))
        edited = [
            replace(each, note="edited", updated_at=AN_INSTANT.replace(year=2031))
            for each in sessions_on(DAYS)
        ]
        write_history(other, edited[:2])
        with closing(TinyHistory(calf_tui.data, now=lambda: AN_INSTANT)) as history:
            history.remove(edited[0].id)

        result = calf_tui("import", str(other))

        assert result.output.startswith("Imported: 1 session newer, 1 kept in quarantine, from ")
        notes = [each["note"] for each in json.loads(calf_tui("history", "--json").output)]
        assert len(notes) == 7
        assert notes.count("edited") == 1

    def test_a_csv_comes_back_and_a_row_edited_in_a_spreadsheet_counts(
        self, calf_tui: CommandLine, other: Path
    ) -> None:
        write_everything(calf_tui.data)
        calf_tui("export", "--format", "csv", "-o", str(other))
        assert calf_tui("import", str(other)).output.startswith(
            "Imported: 2 sessions already here, from "
        )

        text = other.read_bytes().decode("utf-8-sig")
        other.write_bytes(text.replace("'=1+1", "'=2+2").replace(",15,", ",14,").encode())
        before = documents_in(calf_tui.data)["sessions"]
        result = calf_tui("import", str(other))

        assert result.output.startswith("Imported: 2 sessions newer, from ")
        after = documents_in(calf_tui.data)["sessions"]
        assert after[0]["note"].startswith("=2+2")
        assert after[0]["weather"] == UNKNOWN["weather"]
        assert after[0]["sets"][0]["shoes"] == "old"
        assert after[0]["sets"][0]["planned"] == {"reps": 14}
        assert after[0]["updated_at"] > before[0]["updated_at"]

    def test_rows_sorted_otherwise_are_no_edit(self, calf_tui: CommandLine, other: Path) -> None:
        write_everything(calf_tui.data)
        calf_tui("export", "--format", "csv", "-o", str(other))
        before = calf_tui("history", "--json").output
        head, *rows = other.read_bytes().decode("utf-8-sig").splitlines(keepends=True)
        table = list(csv.reader(StringIO("".join([head, *rows]), newline="")))
        table[1:] = table[:0:-1]
        text = StringIO()
        csv.writer(text, delimiter=";").writerows(table)
        other.write_text("sep=;\n" + text.getvalue(), newline="")

        result = calf_tui("import", str(other))
        assert result.output == f"Imported: 2 sessions already here, from {other}\n"
        wipe(calf_tui.data)
        calf_tui("import", str(other))
        assert [each["sets"] for each in json.loads(calf_tui("history", "--json").output)] == [
            each["sets"] for each in without_later_fields(json.loads(before))
        ]

    def test_columns_that_were_deleted_stay_as_they_are(
        self, calf_tui: CommandLine, other: Path
    ) -> None:
        write_everything(calf_tui.data)
        keep = ("session_id", "local_date", "exercise", "set", "side", "done_reps")
        table = list(csv.DictReader(StringIO(calf_tui("export", "--format", "csv").output)))
        before = documents_in(calf_tui.data)

        def write(change: str) -> None:
            text = StringIO()
            writer = csv.DictWriter(text, keep, extrasaction="ignore")
            writer.writerow({name: name.upper() for name in keep})
            writer.writerows([{**each, "done_reps": change} for each in table])
            other.write_text(text.getvalue(), newline="")

        write(table[0]["done_reps"])
        assert "2 sessions already here" in calf_tui("import", str(other)).output
        assert documents_in(calf_tui.data) == before
        write("14")
        assert "2 sessions newer" in calf_tui("import", str(other)).output
        after = documents_in(calf_tui.data)["sessions"]
        assert after[0]["note"] == SESSION["note"]
        assert after[0]["started_at"] == SESSION["started_at"]
        assert after[0]["sets"][0]["done"] == {"reps": 14}
        assert after[0]["sets"][0]["tempo"] == SESSION["sets"][0]["tempo"]
        assert "2 sessions already here" in calf_tui("import", str(other)).output

    def test_the_log_of_another_program_comes_in_once(
        self, calf_tui: CommandLine, other: Path
    ) -> None:
        other.write_text(HEVY)

        dry = calf_tui("import", "--dry-run", str(other))
        first = calf_tui("import", str(other))
        named = ["--as", "heel_raise_box=Standing Calf Raise (Machine)", str(other)]
        assert first.output == f"Imported: 1 session new, from {other}\n"
        assert dry.output.startswith(f"Would import: 1 session new, from {other}\n")
        assert (
            f'{other}: left out, since it is not clear which move it is: "Standing' in first.errors
        )
        assert calf_tui("import", *named).output.startswith("Imported: 1 session newer, from ")
        before = calf_tui.data.read_bytes()
        assert calf_tui("import", *named).output.startswith("Imported: 1 session already here")
        assert calf_tui.data.read_bytes() == before
        (session,) = json.loads(calf_tui("history", "--json").output)
        assert [each["exercise"] for each in session["sets"]] == ["heel_raise_box", "jump_squat"]
        assert calf_tui("check").code == 0

    def test_the_everyday_names_of_the_moves_come_in(
        self, calf_tui: CommandLine, other: Path
    ) -> None:
        other.write_text("date,exercise,reps\n2026-11-20,Calf raises,12\n2026-11-20,heel raise,9\n")

        assert calf_tui("import", str(other)).output == f"Imported: 1 session new, from {other}\n"

    @pytest.mark.parametrize(
        ("text", "said", "why"),
        [
            (
                "date,exercise,reps\n2026-11-20,Curl,9\n2026-11-21,Curl,9\n",
                "nothing, for the reason above (2 rows left out)",
                "not clear which move",
            ),
            (
                "date,exercise,reps\nsoon,heel raise,9\n",
                "nothing, for the reason above (1 row left out)",
                "expected a date",
            ),
            (
                json.dumps({"sessions": {"1": {}}, "meta": {"1": {"schema_version": 1}}}),
                "nothing, for the reason above (1 record left out)",
                "sessions 1",
            ),
        ],
    )
    def test_that_all_of_a_file_was_left_out_is_said(
        self, calf_tui: CommandLine, other: Path, text: str, said: str, why: str
    ) -> None:
        other.write_text(text)

        result = calf_tui("import", "--skip-bad", str(other))

        assert result.output == f"Imported: {said}, from {other}\n"
        assert why in result.errors

    def test_what_was_edited_here_stays_when_the_log_comes_again(
        self, calf_tui: CommandLine, other: Path
    ) -> None:
        other.write_text(HEVY)
        calf_tui("import", str(other))
        (session,) = json.loads(calf_tui("history", "--json").output)
        edited = {**session, "note": "easy", "updated_at": AT}
        with closing(TinyHistory(calf_tui.data, now=lambda: AN_INSTANT)) as history:
            history.save(session_of(edited))

        assert "1 session kept in quarantine" in calf_tui("import", str(other)).output
        assert json.loads(calf_tui("history", "--json").output)[0]["note"] == "easy"

    @pytest.mark.parametrize(
        ("words", "code", "said"),
        [
            (["--as", "heel_rise_box=x"], 1, 'is not a move; did you mean "heel_raise_box"?'),
            (["--as", "heel_raise_box"], 2, '--as: "heel_raise_box" does not name a move'),
            (["--dates", "ydm"], 2, "--dates"),
        ],
    )
    def test_what_is_wrongly_said_of_a_table_is_told(
        self, calf_tui: CommandLine, other: Path, words: list[str], code: int, said: str
    ) -> None:
        other.write_text(HEVY)

        result = calf_tui("import", *words, str(other))

        assert result.code == code
        assert said in result.errors

    def test_a_csv_alone_makes_the_sessions_again(self, calf_tui: CommandLine, other: Path) -> None:
        write_history(calf_tui.data, sessions_on(DAYS))
        before = calf_tui("history", "--json").output
        calf_tui("export", "--format", "csv", "-o", str(other))
        wipe(calf_tui.data)

        assert calf_tui("import", str(other)).output == f"Imported: 8 sessions new, from {other}\n"
        assert calf_tui("history", "--json").output == before

    def test_what_history_prints_can_be_imported(self, calf_tui: CommandLine, other: Path) -> None:
        write_history(calf_tui.data, sessions_on(DAYS))
        other.write_text(calf_tui("history", "--json").output)
        wipe(calf_tui.data)

        assert calf_tui("import", str(other)).output == f"Imported: 8 sessions new, from {other}\n"

    def test_nothing_is_changed_unless_all_files_are_fine(
        self, calf_tui: CommandLine, other: Path
    ) -> None:
        write_history(calf_tui.data, sessions_on(DAYS[:1]))
        write_history(other, sessions_on(DAYS))
        bad = other.with_name("bad.json")
        bad.write_text(json.dumps([SESSION, {**SESSION, "id": "b", "status": "fine"}, 7]))
        before = files(calf_tui.data.parent)

        refused = calf_tui("import", str(other), str(bad))

        assert (refused.code, refused.output) == (1, "")
        assert refused.errors.splitlines() == [
            f'{bad}: sessions 2 (2026-11-22), "status": '
            'expected completed, partial or stopped_pain, not "fine"',
            f"{bad}: sessions 3, expected a document, not 7",
            "Nothing was imported: 2 things above could not be understood; "
            "mend that, or add --skip-bad to import the rest.",
        ]
        assert files(calf_tui.data.parent) == before

        taken = calf_tui("import", "--skip-bad", str(other), str(bad))
        assert taken.code == 0
        assert taken.output.splitlines() == [
            f"Imported: 7 sessions new, 1 already here, from {other}",
            f"Imported: 1 session new, from {bad}",
        ]
        assert len(taken.errors.splitlines()) == 2

    def test_a_dry_run_says_the_same_and_changes_nothing(
        self, calf_tui: CommandLine, other: Path
    ) -> None:
        write_history(calf_tui.data, sessions_on(DAYS[:3]))
        write_history(other, sessions_on(DAYS))
        before = files(calf_tui.data.parent)

        dry = calf_tui("import", "--dry-run", str(other))

        assert files(calf_tui.data.parent) == before
        first, last = dry.output.splitlines()
        assert last == "Nothing was changed: that is what would come."
        assert (
            calf_tui("import", str(other)).output
            == first.replace("Would import", "Imported") + "\n"
        )

    @pytest.mark.usefixtures("little_patience")
    def test_it_gives_up_on_an_app_that_goes_on_writing(
        self, calf_tui: CommandLine, other: Path
    ) -> None:
        write_history(other, sessions_on(DAYS))
        with closing(TinyHistory(calf_tui.data, now=lambda: AN_INSTANT)) as history:
            history.save(make_session())
            result = calf_tui("import", str(other))
            assert result.code == 1
            assert "is in use by another Calf TUI" in result.errors
        assert calf_tui("import", str(other)).code == 0

    @pytest.mark.parametrize("ending", [".bak", ".damaged-2026-11-22", ".before-edit", ".old"])
    def test_the_kin_of_a_data_file_can_be_imported(
        self, calf_tui: CommandLine, tmp_path: Path, ending: str
    ) -> None:
        write_history(calf_tui.data, sessions_on(DAYS))
        kin = calf_tui.data.with_name(calf_tui.data.name + ending)
        kin.write_bytes(calf_tui.data.read_bytes())
        kin = kin.replace(tmp_path / kin.name)
        wipe(calf_tui.data)

        assert calf_tui("import", str(kin)).output == f"Imported: 8 sessions new, from {kin}\n"

    @pytest.mark.parametrize("damage", by_turns(DAMAGED, 6))
    def test_a_damaged_file_changes_nothing_and_is_named(
        self, calf_tui: CommandLine, other: Path, damage: str
    ) -> None:
        write_history(calf_tui.data, sessions_on(DAYS[:2]))
        write_history(other, sessions_on(DAYS))
        other.write_bytes(DAMAGED[damage](other.read_bytes()))
        before = documents_in(calf_tui.data)

        result = calf_tui("import", str(other))

        if result.code:
            assert_refused(result, other)
            assert documents_in(calf_tui.data) == before
        else:  # what JSON cannot notice
            assert len(json.loads(calf_tui("history", "--json").output)) == 8

    @pytest.mark.parametrize(
        ("content", "said"),
        [
            (b"[" * (DEEPEST + 1) + b"]" * (DEEPEST + 1), "more than 50 deep"),
            (b"[" * 10**6, "it is damaged"),
        ],
        ids=["too deep", "without an end"],
    )
    def test_a_file_out_of_bounds_is_refused(
        self, calf_tui: CommandLine, other: Path, content: bytes, said: str
    ) -> None:
        other.write_bytes(content)

        result = calf_tui("import", str(other))

        assert_refused(result, other)
        assert said in result.error
        assert not calf_tui.data.exists()

    def test_nothing_in_a_file_makes_us_write_elsewhere(
        self, calf_tui: CommandLine, tmp_path: Path, other: Path
    ) -> None:
        paths = ["../../evil", str(tmp_path / "evil"), "evil\x00", "~/evil", "C:\\evil", "a" * 999]
        sessions = [
            {**SESSION, "id": path, "routine": path, "routine_name": path, "note": path}
            for path in paths
        ]
        tables = {"../../evil": {"1": {"id": paths[0], "updated_at": AT}}}
        meta = {"1": {"id": paths[0], "schema_version": 1, "created_at": AT, "path": paths[1]}}
        other.write_text(
            json.dumps({"meta": meta, "sessions": dict(enumerate(sessions)), **tables})
        )
        before = {each for each in tmp_path.rglob("*") if calf_tui.data.parent not in each.parents}

        assert calf_tui("import", str(other)).output.startswith(
            "Imported: 6 sessions new, 1 other record new or newer, from "
        )

        after = {each for each in tmp_path.rglob("*") if calf_tui.data.parent not in each.parents}
        assert after - {calf_tui.data.parent} == before
        names = {each.name for each in calf_tui.data.parent.iterdir()}
        assert all(each.startswith(calf_tui.data.name) or each == "backups" for each in names)

    def test_the_data_file_itself_and_what_is_not_there_are_refused(
        self, calf_tui: CommandLine, tmp_path: Path
    ) -> None:
        write_history(calf_tui.data, sessions_on(DAYS))

        assert "it is your data file itself" in calf_tui("import", str(calf_tui.data)).error
        assert_refused(calf_tui("import", str(tmp_path / "nowhere.json")), tmp_path)
        assert calf_tui("import").code == 2

    def test_a_newer_version_is_refused(self, calf_tui: CommandLine, other: Path) -> None:
        other.write_text(json.dumps({"meta": {"1": {"schema_version": 99}}}))

        assert (
            "a newer version of Calf TUI wrote it, so update"
            in calf_tui("import", str(other)).error
        )


def assert_refused(result: Result, path: Path) -> None:
    assert (result.code, result.output) == (1, "")
    *lines, last = result.errors.splitlines()
    assert all(line.startswith(str(path)) for line in lines)
    assert last.startswith((str(path), "Nothing was imported: "))
