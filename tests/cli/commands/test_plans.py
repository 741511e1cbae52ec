"""Plans of weeks: listed, shown, used, checked, and followed by the coach."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from calf_tui.core.progress.met_and_missed_weeks import start_of_week
from tests.cli.support.histories import today

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.support.running import CommandLine

OWN = """\
name = "Hills"
[[week]]
sessions = ["five-minutes", "strength"]
most = { jump_squat = 2 }
"""


def monday() -> date:
    return start_of_week(today(), "monday")


def own_plan(calf_tui: CommandLine, name: str, text: str) -> Path:
    path = calf_tui.config / "plans" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def week(calf_tui: CommandLine) -> dict[str, object]:
    said: dict[str, object] = json.loads(calf_tui("stats", "--json").output)["this_week"]
    return said


def test_the_plans_are_listed_with_their_size(calf_tui: CommandLine) -> None:
    own_plan(calf_tui, "hills.toml", OWN)
    own_plan(calf_tui, "broken.toml", "name = 3")
    own_plan(calf_tui, "build-up.toml", OWN)
    code, output, errors = calf_tui("plans")
    assert code == 0
    heads = [line for line in output.splitlines() if " · " in line]
    assert heads == [
        "three-days           Three days · 3 days a week · in use",
        "as-in-the-article    As in the article · 7 days a week",
        "build-up             Build-up · 3 days a week, 8 weeks",
        "race-week            Race week · 2 days a week, 1 week",
        "hills                Hills · 2 days a week, 1 week",
    ]
    assert "No plan is in use" not in output
    assert 'broken.toml:1: "name": expected one line' in errors
    assert 'build-up.toml: its id, "build-up", is that of another plan' in errors
    assert calf_tui("plans", "list").output == output


def test_a_plan_is_shown_week_by_week(calf_tui: CommandLine) -> None:
    lines = calf_tui("plans", "show", "Build-up").output.splitlines()
    assert lines[0] == "Build-up: 3 days a week, 8 weeks"
    assert "week 8" in lines
    assert "  Daily six, Daily six, Daily six" in lines
    text = " ".join(" ".join(lines).split())
    assert "Heel raise on floor 2 × 8, Squat to the toes 2 × 5, Downward" in text
    assert "Heel raise on a box 3 × 12 slowly, Jump squat 3 × 8" in text
    assert "Heel raise on a box 3 × 15 lowered over 10 s, Jump squat 3 × 15" in text
    assert "week 1 and every week after it" in calf_tui("plans", "show", "three-days").output


def test_a_plan_in_use_is_followed_and_sets_the_target(calf_tui: CommandLine) -> None:
    said = calf_tui("plans", "use", "as-in-the-article")
    assert (said.code, said.errors) == (0, "")
    assert said.output == (
        f"Kept: As in the article, from {monday():%a %d %b %Y} on: 7 days a week\n"
    )
    calf_tui("log", "daily-six", "--date", (today() - timedelta(days=1)).isoformat())
    assert week(calf_tui)["target"] == 7
    proposal = json.loads(calf_tui("today", "--json").output)["proposal"]
    assert proposal["routine"] == "daily-six"
    assert [each["rule"] for each in proposal["reasons"]] == ["plan-session", "plan-daily"]
    shown = calf_tui("plans", "show", "as-in-the-article").output
    assert "week 1 and every week after it (now)" in shown
    assert "As in the article · 7 days a week · in use" in calf_tui("plans").output
    said = calf_tui("plans", "use", "none")
    assert said.output == "Kept: no plan; the coach goes by your weekly target, 3 days a week\n"
    assert week(calf_tui)["target"] == 3
    assert "No plan is in use" in calf_tui("plans").output


def choose_on(calf_tui: CommandLine, day: date) -> None:
    """As if the plan had been chosen on that day."""
    path = calf_tui.data
    path.write_text(path.read_text().replace(f'"{today()}"', f'"{day}"'))


def test_a_week_of_the_plan_is_passed_when_it_is_met(calf_tui: CommandLine) -> None:
    two_weeks = OWN + "[[week]]\nsessions = ['strength', 'daily-six', 'after-run']\n"
    own_plan(calf_tui, "hills.toml", two_weeks)
    calf_tui("plans", "use", "hills")
    a_week_ago = monday() - timedelta(days=7)
    path = calf_tui.data
    choose_on(calf_tui, a_week_ago)
    for day in (monday(), monday() + timedelta(days=7)):  # its target, from its first week on
        path.write_text(path.read_text().replace(day.isoformat(), a_week_ago.isoformat()))
    calf_tui("log", "strength", "--date", a_week_ago.isoformat())
    assert "week 1 (now)" in calf_tui("plans", "show", "hills").output  # missed, so repeated
    calf_tui("log", "strength", "--date", (a_week_ago + timedelta(days=2)).isoformat())
    assert "week 2 (now)" in calf_tui("plans", "show", "hills").output
    said = json.loads(calf_tui("today", "--json", "--as-of", monday().isoformat()).output)
    assert said["proposal"]["reasons"][0]["text"] == "Hills: training day 1 of 3 this week."


def test_a_race_week_gives_way_to_the_plan_and_target_before_it(calf_tui: CommandLine) -> None:
    calf_tui("plans", "use", "three-days")
    calf_tui("plans", "use", "race-week")
    assert week(calf_tui)["target"] == 2
    assert "Race week · 2 days a week, 1 week · in use, week 1 of 1" in calf_tui("plans").output
    later = (monday() + timedelta(days=7)).isoformat()
    said = json.loads(calf_tui("stats", "--json", "--as-of", later).output)
    assert said["this_week"]["target"] == 3
    calf_tui("log", "five-minutes")
    rested = (monday() + timedelta(days=10)).isoformat()
    assert (
        "Three days: training day 1 of 3" in calf_tui("today", "--json", "--as-of", rested).output
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name = 'x'", 'x.toml:1: "week": missing; expected 1 to 104 tables'),
        ("name = 'x'\n[[week]]\nsessions = []", 'x.toml:3: week 1, "sessions": expected 1 to 7'),
        (
            "name = 'x'\n[[week]]\nsessions = ['strenth']",
            'x.toml:3: week 1, "sessions": "strenth" is the id of no routine; did you mean '
            '"strength"?',
        ),
        (
            "name = 'x'\n[[week]]\nsessions = ['strength']\nmost = { jump_squat = 9 }",
            'x.toml:4: week 1, most, "jump_squat": expected a whole number from 1 to 6, not 9',
        ),
        ("name = 'x'\n[[week]]\nsessions = ['strength']\nrepeat = 105", "a whole number from 1"),
        (
            "name = 'x'\n" + "[[week]]\nsessions = ['strength']\nrepeat = 60\n" * 2,
            "the plan has 120 weeks; at most 104 are possible",
        ),
        ("name = 'x'\nopne = true\n[[week]]\nsessions = ['strength']", 'did you mean "open"?'),
        ("name =", "x.toml:1"),
    ],
)
def test_every_fault_of_a_file_is_named(
    calf_tui: CommandLine, tmp_path: Path, text: str, said: str
) -> None:
    path = tmp_path / "x.toml"
    path.write_text(text)
    result = calf_tui("plans", "check", str(path))
    assert (result.code, result.output) == (1, "")
    assert said in result.errors


def test_a_good_file_is_checked_and_used_from_its_folder_only(
    calf_tui: CommandLine, tmp_path: Path
) -> None:
    path = tmp_path / "hills.toml"
    path.write_text(OWN)
    checked = calf_tui("plans", "check", str(path)).output
    assert checked == f"Checked: Hills, 2 days a week, 1 week, no faults, in {path}\n"
    assert f"Put {path} into " in calf_tui("plans", "use", str(path)).error
    assert "There is no plan" in calf_tui("plans", "use", "hils").error
    own_plan(calf_tui, "hills.toml", OWN)
    assert calf_tui("plans", "use", "Hills").output.startswith("Kept: Hills, from ")


@pytest.mark.parametrize("name", ["hills.toml", "hills", "Hills"])
def test_an_own_plan_is_checked_by_its_file_its_id_or_its_name(
    calf_tui: CommandLine, name: str
) -> None:
    own_plan(calf_tui, "hills.toml", OWN)
    checked = calf_tui("plans", "check", name).output
    assert checked.endswith(f"no faults, in {calf_tui.config / 'plans' / 'hills.toml'}\n")
