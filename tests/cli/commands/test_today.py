from __future__ import annotations

import json
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from calf_tui.cli.commands.coaching import today_document
from calf_tui.core.coach.past_sessions import Stop
from calf_tui.core.coach.rules import evidence
from calf_tui.core.records.coach_records import Profile
from calf_tui.core.records.session_record import Pause
from calf_tui.platform.paths import find_paths
from calf_tui.storage.history import TinyHistory
from calf_tui.toml_files.toml_folders import RoutineFolders
from tests.cli.support.histories import own_history
from tests.core.coach.runners import A_MONDAY, Runner
from tests.full import by_turns
from tests.records import AN_INSTANT

if TYPE_CHECKING:
    from calf_tui.core.coach.runner_state import DayType
    from tests.cli.support.running import CommandLine

A_UUID = "1f0c6c0e-8a53-4f43-9df5-0a8b7d0f2b99"
REASON = {"rule", "label", "text"}
LEVEL = {"reps", "seconds", "load_kg", "form"}
ROUTINES = {
    each.id: each
    for each in RoutineFolders(find_paths(None, None, {}).routines, Path("/nowhere")).all()
}


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


@pytest.mark.parametrize("day_type", by_turns([None, "before-run", "after-run", "rest-day"], 2))
def test_the_shape_is_that_in_every_state_of_a_runner(day_type: DayType | None) -> None:
    """A year with pain, stops, missed repetitions and legs that differ; the seed is fixed."""
    random, runner, states = Random(20261129), Runner(), set()
    rules = {each.id: each.label for each in evidence()}
    for day in range(0, 364, 2):
        runner.go_to(A_MONDAY + timedelta(days=day))
        said = runner.proposal()
        asked = runner.proposal(day_type=day_type)
        document = json.loads(json.dumps(today_document(asked)))
        states |= check_shape(document, rules)
        if said.session is None:
            runner.clear()
        else:
            pain = random.choice((0, 0, 0, 2, 4, 7))
            stop = (
                Stop(runner.state.today, "calf", needs_check=pain == 7) if day % 26 == 0 else None
            )
            is_hit, leg = random.random() < 0.8, random.choice(("", "left"))
            runner.train(said, effort=6, pain=pain, morning=pain, hit=is_hit, only=leg, stop=stop)
    assert states >= {"first", "hold", "up", "down", "left out"} - (
        {"first"} if day_type else set()
    )


def check_shape(said: dict[str, Any], rules: dict[str, str]) -> set[str]:
    """Asserts every key, type and rule of the document; returns what is in it."""
    assert list(said) == ["as_of", "for", "proposal", "moves", "left_out", "notices"]
    assert date.fromisoformat(said["as_of"]).isoformat() == said["as_of"]
    reasons, seen = [*said["notices"]], set()
    if said["proposal"] is None:
        assert said["notices"]
    else:
        proposal = said["proposal"]
        assert list(proposal) == ["routine", "name", "seconds", "reasons"]
        assert isinstance(proposal["seconds"], float)
        assert proposal["reasons"]
        reasons += proposal["reasons"]
    for each in said["left_out"]:
        assert list(each) == ["exercise", "until", "reasons"]
        assert each["until"] is None or date.fromisoformat(each["until"]) >= A_MONDAY
        assert each["reasons"]
        reasons += each["reasons"]
        seen.add("left out")
    for move in said["moves"]:
        assert set(move) == {"exercise", "side", "sets", "change", "from", "reasons"} | LEVEL
        assert move["side"] in ("both", "left", "right")
        assert (move["from"] is None) == (move["change"] == "first")
        assert type(move["sets"]) is int
        for level in filter(None, (move, move["from"])):
            assert (level["reps"] is None) != (level["seconds"] is None)
            assert isinstance(level["reps"], int | None)
            assert isinstance(level["seconds"], float | None)
            assert isinstance(level["load_kg"], float)
            assert level["form"]
        assert move["reasons"]
        reasons += move["reasons"]
        seen.add(move["change"])
    for each in reasons:
        assert list(each) == ["rule", "label", "text"]
        assert each["label"] == rules[each["rule"]]
        assert each["text"]
    return seen


def test_a_doctor_comes_before_the_session(calf_tui: CommandLine) -> None:
    with closing(own_history(calf_tui.data)) as history:
        history.keep(Profile(doctor_first=True))
    first, session, *_ = calf_tui("today").output.splitlines()
    assert first.startswith("Ask a doctor before you train: ")
    assert session.startswith("First week, ")


def test_in_a_pause_today_proposes_rest_and_names_the_pause(calf_tui: CommandLine) -> None:
    calf_tui("log", "strength", "--date", "2026-11-20")
    with closing(own_history(calf_tui.data)) as history:
        pause = Pause(date(2026, 11, 29), date(2026, 12, 5), "illness: sore throat", A_UUID)
        history.keep(pause)
    said = "Paused until 5 December (illness): rest, or start any routine."
    text = " ".join(calf_tui("today", "--as-of", "2026-12-02").output.split())
    assert text.startswith(f"Rest today {said} [paused]")
    assert "[paused]" not in calf_tui("today", "--as-of", "2026-12-06").output
    found = json.loads(calf_tui("today", "--json", "--as-of", "2026-12-02").output)
    assert (found["proposal"], found["notices"][0]["text"]) == (None, said)


@pytest.mark.parametrize(
    ("day_type", "routine"),
    [("before-run", "before-run"), ("after-run", "after-run"), ("rest-day", "after-run")],
)
def test_the_kind_of_day_decides(calf_tui: CommandLine, day_type: str, routine: str) -> None:
    said = json.loads(calf_tui("today", "--json", "--for", day_type).output)
    assert (said["for"], said["proposal"]["routine"]) == (day_type, routine)
    assert said["proposal"]["reasons"][0]["rule"] == day_type


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
    assert text.startswith("Rest today\n  You stopped for pain on Friday")
    assert text.count("You stopped for pain on Friday") == 1
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
    again = calf_tui("today", "--json", "--after-stop", "not-yet")
    assert json.loads(again.output)["proposal"] is None
    assert calf_tui("today", "--after-stop", "gone", "--as-of", "2026-11-20").code == 1


MONDAY = date(2026, 10, 19)


def on(days: int) -> str:
    return (MONDAY + timedelta(days=days)).isoformat()


def rules_of(reasons: list[dict[str, str]]) -> set[str]:
    return {each["rule"] for each in reasons}


def told(calf_tui: CommandLine, days: int) -> dict[str, Any]:
    said: dict[str, Any] = json.loads(calf_tui("today", "--json", "--as-of", on(days)).output)
    return said


def change(calf_tui: CommandLine, before: str, after: str) -> None:
    text = calf_tui.data.read_text("utf-8")
    assert before in text
    calf_tui.data.write_text(text.replace(before, after), "utf-8")


def keep(calf_tui: CommandLine, profile: Profile) -> None:
    history = TinyHistory(calf_tui.data, now=lambda: AN_INSTANT)
    history.keep(profile)
    history.close()


def test_in_race_week_it_is_easy_nothing_rises_and_jumps_are_out(calf_tui: CommandLine) -> None:
    for days in (0, 2, 4, 7):
        calf_tui("log", "daily-six", "--date", on(days))
    keep(calf_tui, Profile(race=MONDAY + timedelta(days=14)))
    said = told(calf_tui, 10)
    assert said["proposal"]["routine"] == "after-run"
    assert rules_of(said["proposal"]["reasons"]) == {"race-week"}
    assert {each["change"] for each in said["moves"]} <= {"hold", "down"}
    assert all(
        "hold-race-week" in rules_of(each["reasons"])
        for each in said["moves"]
        if each["change"] == "hold"
    )
    (jumps,) = (each for each in said["left_out"] if each["exercise"] == "jump_squat")
    assert "jumps-race-week" in rules_of(jumps["reasons"])
    assert "race-week" not in str(told(calf_tui, 15))


def test_a_deload_is_offered_after_missed_repetitions_and_taken(calf_tui: CommandLine) -> None:
    for back in (4, 2):
        calf_tui("log", "daily-six", "--date", f"-{back}")
    change(calf_tui, '"outcome":"done"', '"outcome":"short"')
    offered = json.loads(calf_tui("today", "--json").output)
    assert "deload" in rules_of(offered["notices"])
    assert calf_tui("today", "--deload", "--as-of", on(0)).code == 1
    taken = json.loads(calf_tui("today", "--json", "--deload").output)
    assert "deload" not in rules_of(taken["notices"])
    assert all(
        "hold-deload" in rules_of(each["reasons"])
        for each in taken["moves"]
        if each["change"] == "hold"
    )
    assert {each["sets"] for each in taken["moves"]} == {1}
    (jumps,) = (each for each in taken["left_out"] if each["exercise"] == "jump_squat")
    assert "jumps-deload" in rules_of(jumps["reasons"])


def test_an_imbalance_of_two_tests_is_said(calf_tui: CommandLine) -> None:
    calf_tui("log", "strength", "--date", on(0))
    for days in (0, 28):
        assert "imbalance" not in rules_of(told(calf_tui, days)["notices"])
        test = ("log", "heel-rise-test", "--left", "18", "--right", "28")
        calf_tui(*test, "--date", on(days))
    (notice,) = (e for e in told(calf_tui, 28)["notices"] if e["rule"] == "imbalance")
    assert notice["text"].startswith("The left leg was weaker in the last two tests")


def test_three_sessions_in_a_row_at_3_to_5_say_a_physiotherapist(calf_tui: CommandLine) -> None:
    for days in (0, 3, 6):
        assert "see-physio" not in rules_of(told(calf_tui, days)["notices"])
        calf_tui("log", "strength", "--date", on(days))
        change(calf_tui, '"pain":null', '"pain":4')
    said = told(calf_tui, 8)
    assert "see-physio" in rules_of(said["notices"])
    assert "jumps-pain" in rules_of([r for e in said["left_out"] for r in e["reasons"]])
    assert calf_tui("today", "--as-of", on(8)).output.count("consider a physiotherapist") == 1


def test_evidence_lists_every_rule(calf_tui: CommandLine) -> None:
    listed = json.loads(calf_tui("evidence", "--json").output)
    assert [each["rule"] for each in listed] == [each.id for each in evidence()]
    assert all(set(each) == {"rule", "label", "text", "source"} for each in listed)
    text = calf_tui("evidence").output
    assert all(f"{each.id} [{each.label}]" in text for each in evidence())


@pytest.mark.parametrize("words", [("today", "--for", "lunch"), ("today", "--as-of", "x")])
def test_what_cannot_be_meant_is_wrong_usage(calf_tui: CommandLine, words: tuple[str, ...]) -> None:
    assert calf_tui(*words).code == 2
