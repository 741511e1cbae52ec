"""Runs from the files of watches."""

from __future__ import annotations

import gzip
import importlib.util
import json
import os
from datetime import date, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

import pytest
from tinydb import TinyDB

from calf_tui.core.records.coach_records import Run
from calf_tui.core.records.imported_runs import Activity, is_possible, run_of, sorted_runs
from calf_tui.storage.history import TinyHistory
from tests.storage.support.run_files import START, fit, gpx, tcx

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.support.running import CommandLine

A_DAY = timedelta(days=1)


def runs(calf_tui: CommandLine) -> list[dict[str, Any]]:
    with TinyDB(calf_tui.data) as database:
        return [dict(each) for each in database.table("runs").all()]


def test_a_run_comes_once_from_whatever_program(calf_tui: CommandLine, tmp_path: Path) -> None:
    first, second = tmp_path / "run.gpx", tmp_path / "run.tcx.gz"
    first.write_bytes(gpx(start=START - timedelta(seconds=40)))
    second.write_bytes(gzip.compress(tcx()))
    result = calf_tui("import", str(first))
    assert (result.code, result.errors) == (0, "")
    assert result.output == f"Imported: 1 run new, from {first}\n"
    (run,) = runs(calf_tui)
    assert (run["minutes"], run["km"], run["source"]) == (50.0, 10.01, "gpx")
    assert run["hard"] is False
    assert set(run) == {"id", "local_date", "minutes", "km", "hard", "source", "updated_at"}
    for path in (first, second):
        assert calf_tui("import", str(path)).output == (
            f"Imported: 1 run already here, from {path}\n"
        )
    assert runs(calf_tui) == [run]


def test_records_beside_a_file_that_is_no_run_do_not_come_in_alone(
    calf_tui: CommandLine, tmp_path: Path
) -> None:
    table, broken = tmp_path / "sets.csv", tmp_path / "run.gpx"
    table.write_text("date,exercise,reps\n2026-11-20,heel raise,12\n")
    broken.write_bytes(gpx()[:100])
    result = calf_tui("import", str(table), str(broken))
    assert result.code == 1
    assert result.error.startswith(f"Nothing was imported: {broken}: ")
    assert not calf_tui.data.exists()


def test_a_run_that_was_typed_is_the_same_one(calf_tui: CommandLine, tmp_path: Path) -> None:
    day = START.astimezone().date()
    calf_tui("log", "run", "--minutes", "48", "--hard", "--date", day.isoformat())
    file = tmp_path / "run.tcx"
    file.write_bytes(tcx())
    assert "1 run already here" in calf_tui("import", str(file)).output
    assert [each["hard"] for each in runs(calf_tui)] == [True]


def test_a_run_that_was_deleted_does_not_come_back(calf_tui: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "run.tcx"
    file.write_bytes(tcx())
    calf_tui("import", str(file))
    history = TinyHistory(calf_tui.data, lambda: datetime.now(timezone.utc))
    (run,) = history.kept(Run)
    history.take_out(Run, run.id)
    history.close()
    assert "1 run already here" in calf_tui("import", str(file)).output
    assert TinyHistory(calf_tui.data, lambda: START).kept(Run) == ()


def test_a_folder_brings_all_its_runs_and_names_the_rest(
    calf_tui: CommandLine, tmp_path: Path
) -> None:
    folder = tmp_path / "activities"
    (folder / "2026").mkdir(parents=True)
    for days in range(3):
        (folder / "2026" / f"{days}.gpx").write_bytes(gpx(start=START - days * A_DAY))
    (folder / "ride.tcx").write_bytes(tcx("Biking"))
    (folder / "broken.gpx").write_bytes(b"<gpx")
    for name in ("a.jpg", "b.jpg", "c.csv", "d.txt", ".hidden"):
        (folder / name).write_text("x")
    dry = calf_tui("import", str(folder), "--dry-run")
    assert dry.output.startswith("Would import: 3 runs new, from ")
    assert not calf_tui.data.exists()
    result = calf_tui("import", str(folder))
    assert (result.code, result.output) == (0, f"Imported: 3 runs new, from {folder}\n")
    assert result.errors.splitlines() == [
        "a.jpg, b.jpg, c.csv and 1 other: no GPX, TCX or FIT",
        "broken.gpx: it is damaged: unclosed token",
        "ride.tcx: it holds no run but biking",
    ]
    assert calf_tui("import", str(folder)).output.startswith("Imported: 3 runs already here, ")
    said = json.loads(calf_tui("today", "--json", "--as-of", "2026-11-20").output)
    assert said["proposal"]["reasons"][0]["rule"] == "after-run"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("ride.gpx", gpx("cycling"), "it holds no run but cycling"),
        ("run.gpx.gz", b"no gzip", "it is compressed, and damaged"),
        ("run.tcx", b"", "it is damaged: no element found"),
        ("notes.fit", b"nothing", "it is no FIT file"),
    ],
)
def test_a_file_without_a_run_fails_and_says_why(
    calf_tui: CommandLine, tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    if name.endswith(".fit") and importlib.util.find_spec("fitdecode") is None:
        pytest.skip("fitdecode comes with the extra `fit`")
    (tmp_path / name).write_bytes(content)
    result = calf_tui("import", str(tmp_path / name))
    assert (result.code, calf_tui.data.exists()) == (1, False)
    assert result.error == f"Nothing was imported: {tmp_path / name}: {said}."


def test_an_empty_folder_and_a_missing_file_are_named(
    calf_tui: CommandLine, tmp_path: Path
) -> None:
    assert "there is no file in it" in calf_tui("import", str(tmp_path)).error
    result = calf_tui("import", str(tmp_path / "x.gpx"))
    assert (result.code, result.error) == (
        1,
        f"Nothing was imported: {tmp_path / 'x.gpx'}: no such file or directory.",
    )


@pytest.mark.skipif(os.name == "nt", reason="no name may hold a line break there")
def test_a_name_with_a_line_break_forges_no_line(calf_tui: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "run\nAll is well.gpx"
    path.write_bytes(b"<gpx")
    told = calf_tui("import", str(path))
    assert r"run\x0aAll is well.gpx: it is damaged" in told.error
    assert told.errors.count("\n") == 1


def test_runs_that_cannot_be_are_counted(calf_tui: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "run.gpx").write_bytes(gpx())
    (tmp_path / "late.gpx").write_bytes(gpx(start=datetime.now(timezone.utc) + 3 * A_DAY))
    assert calf_tui("import", str(tmp_path)).output == (
        f"Imported: 1 run new, 1 left out, in the future or longer than any run, from {tmp_path}\n"
    )


def test_a_watch_s_own_file_comes_in(calf_tui: CommandLine, tmp_path: Path) -> None:
    pytest.importorskip("fitdecode")
    file = tmp_path / "run.fit"
    file.write_bytes(fit())
    assert calf_tui("import", str(file)).output == f"Imported: 1 run new, from {file}\n"
    assert runs(calf_tui)[0]["source"] == "fit"


@pytest.mark.parametrize(
    ("change", "holds"),
    [
        ({}, True),
        ({"seconds": None}, True),
        ({"seconds": None, "metres": None}, False),
        ({"seconds": 10**6}, False),
        ({"metres": 10**6}, False),
        ({"metres": float("nan")}, False),
        ({"start": START.replace(year=1970)}, False),
    ],
)
def test_what_no_run_can_be_is_left_out(change: dict[str, Any], holds: bool) -> None:
    assert is_possible(Activity(START, 3000.0, 10_000.0, "gpx")._replace(**change)) is holds


def test_two_runs_of_one_day_are_two() -> None:
    later = START + timedelta(hours=5)
    found = [
        (each, run_of(each, date(2026, 11, 20)))
        for each in (Activity(at, 1800.0, None, "gpx") for at in (START, later))
    ]
    typed = Run(date(2026, 11, 20), 30.0, id="t")
    assert len(sorted_runs(found, (), ()).new) == 2
    assert len(sorted_runs(found, (typed,), {"t"}).new) == 1
