"""The table of the benchmarks: verdicts, ratios turn by turn, and what became slower."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

if sys.platform == "win32":
    pytest.skip("the benchmarks need pseudo-terminals", allow_module_level=True)

from tests.bench import readme, table, tried
from tests.bench.__main__ import parts
from tests.bench.screen_waits import ScreenWaits
from tests.terminal import run_in_terminal

if TYPE_CHECKING:
    from pathlib import Path


def test_a_goal_is_met_or_missed_by_so_much() -> None:
    assert table.row("a", "ms", [30.0], 60).verdict == "met"
    assert table.row("a", "ms", [90.0], 60).verdict == "missed by 50 %"
    assert table.row("a", "ms", [90.0]).verdict == ""
    beside = table.row_beside("a", "ms", [100.0], ("b", [80.0]), goal=1.0)
    assert (beside.ratio, beside.verdict) == (1.25, "missed by 25 %")


def test_each_run_is_compared_with_the_peer_of_its_turn() -> None:
    # A machine that is busy in one turn slows both down.
    found = table.row_beside("a", "ms", [10.0, 100.0, 11.0], ("b", [20.0, 200.0, 22.0]))

    assert found.ratio == 0.5
    assert table.spread_of([1.0, 1.0, 1.0, 1.0]) == 0.0
    assert 0.2 < table.spread_of([0.5, 1.0, 1.0, 1.5]) < 0.6


def test_what_became_slower_is_said_across_machines(tmp_path: Path) -> None:
    before = [
        table.row_beside("start", "ms", [100.0], ("smallest", [100.0])),
        table.row("page", "ms", [50.0]),
        table.Row("noisy", 10.0, "ms", spread=0.3),
        table.row("gone", "ms", [1.0]),
    ]
    table.write(tmp_path / "before.json", before)
    now = [
        table.row_beside("start", "ms", [240.0], ("smallest", [200.0])),
        table.row("page", "ms", [52.0]),
        table.Row("noisy", 12.0, "ms", spread=0.1),
        table.row("new", "ms", [9.0]),
    ]

    assert table.read(tmp_path / "before.json") == before
    assert table.slower(now, before) == ["start: 1.2 ×, was 1 (1.20 times as much)"]
    assert table.slower(before, before) == []


def test_the_table_says_all_of_a_figure() -> None:
    found = table.row_beside("first frame", "ms", [110.0], ("smallest app", [100.0]), goal=1.0)

    _, line = table.text_of([found]).splitlines()

    assert line.split() == (
        [
            "first",
            "frame",
            "110",
            "ms",
            "1.10",
            "1",
            "missed",
            "by",
            "10",
            "%",
            "×",
            "smallest",
            "app,",
            "100",
            "ms",
        ]
    )


def test_every_part_has_a_name_and_the_long_form_the_same() -> None:
    assert parts(is_long=True).keys() == parts(is_long=False).keys() >= {"start", "scale", "memory"}


def test_other_programs_are_measured_only_when_asked_for() -> None:
    assert "peers" in parts(is_long=False, with_peers=True)
    assert "peers" not in parts(is_long=False)


def test_the_readme_quotes_the_kept_record() -> None:
    shown = readme.README.read_text("utf-8")
    record = readme.newest_record()

    assert readme.BLOCK.search(shown)
    assert readme.with_figures(shown, record) == shown
    # If the record is another, the README must be renewed.
    assert all(name in readme.figures(record) for name in readme.QUOTED)


def test_the_kept_record_has_every_figure_of_its_version() -> None:
    version, machine, rows = table.read_record(readme.newest_record())

    assert version == readme.newest_record().stem
    assert "cores" in machine
    wanted = ("first frame", "memory", "--help", "stats --line", "key to screen", "running set")
    assert all(any(word in each.name for each in rows) for word in (*wanted, "growth", "Trends"))


def test_of_each_missed_goal_it_is_said_what_was_tried() -> None:
    _, _, rows = table.read_record(readme.newest_record())
    said = tried.text_of(rows)

    assert {each.name for each in rows if each.is_missed} <= set(tried.TRIED)
    assert set(tried.TRIED) <= {each.name for each in rows if each.goal is not None}
    for each in rows:
        assert (f"{each.name}: {each.verdict}" in said) is each.is_missed
    assert max(map(len, said.splitlines())) <= tried.WIDTH
    assert tried.text_of(each for each in rows if not each.is_missed) == ""


def test_a_goal_missed_for_the_first_time_is_said_to_have_no_words() -> None:
    said = tried.text_of([table.row("a new figure", "ms", [90.0], 60)])

    assert "a new figure: missed by 50 %\n  Nothing is noted" in said


def test_a_text_is_found_on_the_screen_although_it_is_written_in_parts() -> None:
    words = "import time; print('ab\x1b[1;1Hxx', end='', flush=True); input(); "
    words += "print('\x1b[1;1Hth\x1b[3;1H-\x1b[1;3Hird', flush=True); time.sleep(5)"
    with run_in_terminal([sys.executable, "-c", words]) as terminal:
        terminal.wait_for("xx")
        screen = ScreenWaits(terminal)

        assert screen.milliseconds("\n", "third", quiet=0.05) > 0
        with pytest.raises(AssertionError, match="was there before"):
            screen.milliseconds("\n", "third")
