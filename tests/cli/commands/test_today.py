from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from calf_tui.core.coach.rules.evidence import evidence
from tests.cli.support.running import MODULE, run_process

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.support.running import CommandLine

REASON = {"rule", "label", "text"}
LEVEL = {"reps", "seconds", "load_kg", "form"}


def test_a_new_runner_is_told_what_to_do_and_why(calf_tui: CommandLine) -> None:
    said = calf_tui("today").output
    assert said.startswith("First week, ")
    assert "[first-session]" in said
    assert "not medical advice" in " ".join(said.split())


def test_today_as_json_has_the_shape_that_was_agreed(calf_tui: CommandLine) -> None:
    calf_tui("log", "daily-six", "--date", "2026-11-27")
    said = json.loads(calf_tui("today", "--json", "--as-of", "2026-11-28").output)
    assert list(said) == ["as_of", "for", "proposal", "moves", "left_out", "notices"]
    assert (said["as_of"], said["for"]) == ("2026-11-28", None)
    assert set(said["proposal"]) == {"routine", "name", "seconds", "reasons"}
    assert said["proposal"]["name"] == "After a run"
    assert said["proposal"]["seconds"] > 0
    assert len(said["moves"]) == 6
    for move in said["moves"]:
        assert set(move) == {"exercise", "side", "sets", "change", "from", "reasons"} | LEVEL
        assert set(move["from"]) == LEVEL
        assert move["reasons"]
    (jumps,) = said["left_out"]
    assert (jumps["exercise"], jumps["until"]) == ("jump_squat", "2026-11-29")
    reasons = [*said["proposal"]["reasons"], *jumps["reasons"], *said["notices"]]
    assert all(set(each) == REASON for each in reasons)
    assert jumps["reasons"][0]["rule"] == "jumps-48h"


@pytest.mark.parametrize(
    ("wish", "routine"),
    [("before-run", "before-run"), ("after-run", "after-run"), ("rest-day", "after-run")],
)
def test_the_kind_of_day_decides(calf_tui: CommandLine, wish: str, routine: str) -> None:
    said = json.loads(calf_tui("today", "--json", "--for", wish).output)
    assert (said["for"], said["proposal"]["routine"]) == (wish, routine)
    assert said["proposal"]["reasons"][0]["rule"] == wish


def test_a_stop_for_pain_is_a_day_of_rest(calf_tui: CommandLine) -> None:
    calf_tui("log", "strength", "--date", "2026-11-20")
    calf_tui.data.write_text(calf_tui.data.read_text().replace('"completed"', '"stopped_pain"'))
    said = json.loads(calf_tui("today", "--json", "--as-of", "2026-11-24").output)
    assert said["proposal"] is None
    assert {each["exercise"] for each in said["left_out"]} == {
        *("tiptoe_walk", "heel_raise_box", "jump_squat", "downward_dog"),
        *("wall_calf_stretch", "foam_roll_calf"),
    }
    text = calf_tui("today", "--as-of", "2026-11-24").output
    assert text.startswith("Rest today\n  You stopped for pain on 20 November")
    assert text.count("You stopped for pain on 20 November") == 1
    (listed,) = (each for each in text.split("\n\n") if "left out" in each)
    assert listed.startswith("Tiptoe walk, Heel raise on a box, ")
    assert "calf-tui today --after-stop gone" in text


def test_after_a_stop_the_runner_says_what_became_of_it(calf_tui: CommandLine) -> None:
    nothing = calf_tui("today", "--after-stop", "gone")
    assert nothing.code == 1
    assert "No session was stopped for pain" in nothing.error
    calf_tui("log", "strength", "--date", "-3")
    calf_tui.data.write_text(calf_tui.data.read_text().replace('"completed"', '"stopped_pain"'))
    assert json.loads(calf_tui("today", "--json").output)["proposal"] is None
    still = calf_tui("today", "--json", "--after-stop", "not-yet")
    assert json.loads(still.output)["proposal"] is None
    cleared = calf_tui("today", "--json", "--after-stop", "checked")
    assert cleared.errors == "Kept: checked.\n"
    said = json.loads(cleared.output)
    assert "after-stop" not in cleared.output
    assert said["proposal"] is not None
    assert json.loads(calf_tui("today", "--json").output)["proposal"] is not None
    assert calf_tui("today", "--after-stop", "gone", "--as-of", "2026-11-20").code == 1


def test_evidence_lists_every_rule(calf_tui: CommandLine) -> None:
    listed = json.loads(calf_tui("evidence", "--json").output)
    assert [each["rule"] for each in listed] == [each.id for each in evidence()]
    assert all(set(each) == {"rule", "label", "text", "source"} for each in listed)
    text = calf_tui("evidence").output
    assert all(f"{each.id} [{each.label}]" in text for each in evidence())


@pytest.mark.parametrize("words", [("today", "--for", "lunch"), ("today", "--as-of", "x")])
def test_what_cannot_be_meant_is_wrong_usage(calf_tui: CommandLine, words: tuple[str, ...]) -> None:
    assert calf_tui(*words).code == 2


def test_the_installed_command_says_what_to_do_today(tmp_path: Path) -> None:
    ended = run_process((*MODULE, "today", "--data", str(tmp_path / "x.json")))
    assert (ended.code, ended.errors) == (0, "")
    assert ended.output.startswith("First week, ")
