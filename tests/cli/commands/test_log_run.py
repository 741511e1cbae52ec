"""Runs and heel-rise tests done elsewhere, and what the coach makes of them."""

from __future__ import annotations

import json
from contextlib import closing
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from tinydb import TinyDB

from calf_tui.core.records.coach_records import PlanEntry
from tests.cli.support.histories import own_history, today
from tests.records import AN_INSTANT

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.support.running import CommandLine

THURSDAY = date(2026, 11, 26)


def use_no_plan(calf_tui: CommandLine) -> None:
    """As `plans use none` does it, but from a week before all others of these tests on."""
    with closing(own_history(calf_tui.data)) as history:
        history.keep(PlanEntry(THURSDAY - timedelta(weeks=8), "", id="n", updated_at=AN_INSTANT))


def kept(calf_tui: CommandLine, table: str) -> list[dict[str, Any]]:
    with TinyDB(calf_tui.data) as database:
        return [dict(each) for each in database.table(table).all()]


def proposal(calf_tui: CommandLine, day: date) -> tuple[str | None, list[str]]:
    """The routine proposed on a day, and the rules that spoke for it."""
    said = json.loads(calf_tui("today", "--json", "--as-of", day.isoformat()).output)["proposal"]
    return said["routine"], [each["rule"] for each in said["reasons"]]


def test_a_run_is_kept_and_its_week_is_said(calf_tui: CommandLine) -> None:
    calf_tui("log", "run", "--minutes", "35")
    code, output, errors = calf_tui("log", "run", "--minutes", "50", "--km", "9,13", "--hard")
    assert (code, errors) == (0, "")
    said, week = output.splitlines()
    assert said == f"Kept: Run, {today():%a %d %b %Y}, 50 min, 9.1 km, hard"
    assert week == "Running this week: 2 runs, 85 min, 9.1 km, 1 hard"
    (_, run) = kept(calf_tui, "runs")
    assert {name: run[name] for name in ("local_date", "minutes", "km", "hard", "source")} == {
        "local_date": today().isoformat(),
        "minutes": 50.0,
        "km": 9.13,
        "hard": True,
        "source": "typed",
    }
    assert "Running this week: 2 runs, 85 min, 9.1 km, 1 hard" in calf_tui("today").output


def test_the_same_run_twice_is_kept_once_unless_asked_for(calf_tui: CommandLine) -> None:
    words = ("log", "run", "--km", "8", "--date", "yesterday")
    day = f"{today() - timedelta(days=1):%a %d %b %Y}"
    calf_tui(*words)
    again = calf_tui(*words)
    assert again.output == f"Already kept: Run, {day}, 8 km; add --again to keep both\n"
    calf_tui(*words, "--again")
    assert len(kept(calf_tui, "runs")) == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("run",), "say how long the run was, with --minutes M, --km K or both"),
        (("run", "--minutes", "0"), '"0" is not a number of minutes; write a number up to 2880'),
        (("run", "--km", "far"), '"far" is not a number of km; write a number up to 300'),
        (("run", "--km", "nan"), '"nan" is not a number of km'),
        (("run", "--km", "8", "--left", "2"), "--left goes with `calf-tui log heel-rise-test`"),
        (("run", "--km", "8", "--note", "windy"), "--note goes with a session"),
        (("strength", "--hard"), "--hard goes with `calf-tui log run`"),
        (("heel-rise-test",), "say how often a heel rose, with --left N, --right N or both"),
        (("heel-rise-test", "--left", "2.5"), '"2.5" is not a number of heel rises; write a whole'),
    ],
)
def test_words_that_do_not_go_together_are_wrong_usage(
    calf_tui: CommandLine, words: tuple[str, ...], said: str
) -> None:
    result = calf_tui("log", *words)
    assert (result.code, calf_tui.data.exists()) == (2, False)
    assert said in result.error


def test_a_run_to_come_is_refused(calf_tui: CommandLine) -> None:
    result = calf_tui("log", "run", "--km", "8", "--date", f"{today() + timedelta(days=2)}")
    assert result.code == 1
    assert "is still to come; a run can be today's" in result.error


def test_after_a_run_come_the_stretches(calf_tui: CommandLine) -> None:
    use_no_plan(calf_tui)
    calf_tui("log", "strength", "--date", "2026-11-22")
    assert proposal(calf_tui, THURSDAY) == ("strength", ["strength"])
    calf_tui("log", "run", "--minutes", "40", "--date", THURSDAY.isoformat())
    assert proposal(calf_tui, THURSDAY) == ("after-run", ["after-run"])


def test_the_day_before_a_likely_hard_run_is_easy(calf_tui: CommandLine) -> None:
    use_no_plan(calf_tui)
    calf_tui("log", "strength", "--date", "2026-11-22")
    fridays = [THURSDAY + timedelta(days=1 - 7 * weeks) for weeks in (1, 2)]
    calf_tui("log", "run", "--minutes", "40", "--hard", "--date", fridays[0].isoformat())
    assert proposal(calf_tui, THURSDAY) == ("strength", ["strength"])
    calf_tui("log", "run", "--minutes", "40", "--hard", "--date", fridays[1].isoformat())
    assert proposal(calf_tui, THURSDAY) == ("after-run", ["before-hard-run"])
    text = " ".join(calf_tui("today", "--as-of", THURSDAY.isoformat()).output.split())
    assert "A hard run is likely tomorrow, and the week leaves room: an easy day." in text


def test_a_week_of_much_more_running_holds_every_load(calf_tui: CommandLine) -> None:
    for days in (30, 4):
        calf_tui("log", "strength", "--date", (THURSDAY - timedelta(days=days)).isoformat())
    for weeks in range(1, 5):
        day = THURSDAY - timedelta(days=7 * weeks)
        calf_tui("log", "run", "--minutes", "60", "--date", day.isoformat())
    calf_tui("log", "run", "--minutes", "90", "--date", "2026-11-24")
    said = json.loads(calf_tui("today", "--json", "--as-of", THURSDAY.isoformat()).output)
    rules = {each["rule"]: each for move in said["moves"] for each in move["reasons"]}
    assert rules["hold-running"]["text"] == (
        "You ran 50 % more this week than the mean of the four before: no load is added."
    )


def test_a_heel_rise_test_is_kept_and_compared(calf_tui: CommandLine) -> None:
    words = ("log", "heel-rise-test", "--left", "20", "--right", "22", "--date")
    first = calf_tui(*words, "2026-10-20").output.splitlines()
    assert first[0] == "Kept: Heel-rise test, Tue 20 Oct 2026, left 20, right 22"
    assert first[1] == "One test so far; from the next on, a change of 7 is likely real."
    assert calf_tui(*words, "2026-10-20").output.startswith("Already kept: ")
    second = calf_tui("log", "heel-rise-test", "--left", "29", "--date", "2026-11-20").output
    assert "Since the first test: left +9, right +0; a change of 7 or more is likely" in second
    (_, test) = kept(calf_tui, "tests")
    assert (test["left"], test["right"], test["local_date"]) == (29, None, "2026-11-20")
    said = json.loads(calf_tui("today", "--json", "--as-of", "2026-11-22").output)
    (raises,) = (each for each in said["moves"] if each["exercise"] == "heel_raise_box")
    assert raises["reasons"][0]["rule"] == "first-test"


def test_a_heel_rise_test_kept_by_mistake_is_taken_out(calf_tui: CommandLine) -> None:
    words = ("log", "heel-rise-test")
    for day in ("2026-10-20", "2026-11-20"):
        calf_tui(*words, "--left", "20", "--date", day)
    assert calf_tui(*words, "--remove", "--left", "3").code == 2
    assert calf_tui("log", "run", "--remove").code == 2
    of_day = calf_tui(*words, "--remove", "--date", "2026-11-21")
    assert "There is no heel-rise test of 21 Nov 2026" in of_day.errors
    taken = calf_tui(*words, "--remove")
    assert taken.output == "Removed: Heel-rise test, Fri 20 Nov 2026, left 20\n"
    assert [each.get("local_date") for each in kept(calf_tui, "tests")] == ["2026-10-20", None]
    calf_tui(*words, "--remove", "--date", "2026-10-20")
    assert calf_tui(*words, "--remove").code == 1


def test_runs_go_out_and_come_in_with_everything_else(
    calf_tui: CommandLine, tmp_path: Path
) -> None:
    calf_tui("log", "run", "--minutes", "40", "--date", "2026-11-20")
    out = tmp_path / "out.json"
    calf_tui("export", "-o", str(out))
    calf_tui.data = tmp_path / "other" / "training.json"
    assert "1 run new or newer" in calf_tui("import", str(out)).output
    assert [each["minutes"] for each in kept(calf_tui, "runs")] == [40.0]
    assert "1 run already here" in calf_tui("import", str(out)).output
    out.write_text(out.read_text().replace('"minutes": 40.0', '"minutes": "long"'))
    result = calf_tui("import", str(out))
    assert result.code == 1
    assert 'runs 1 (2026-11-20), "minutes": ' in result.errors
    assert "is whole" in calf_tui("check").output
