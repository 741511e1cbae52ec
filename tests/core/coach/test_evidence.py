"""Every rule is listed with its label and its source, and each reason comes from one."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import calf_tui
from calf_tui.core.coach.introduction_texts import WHAT_CHANGES
from calf_tui.core.coach.move_history import UTMOST
from calf_tui.core.coach.past_sessions import SORE
from calf_tui.core.coach.rules import evidence
from calf_tui.core.coach.rules.day_rules import REST
from calf_tui.core.coach.rules.increase_rules import EASY
from calf_tui.core.routines.progression_ladder import LADDERS, height
from calf_tui.core.session.pain_scale import CARRY_ON, TOO_MUCH

PROMISED = {
    *("up-effort", "up-bonus", "hold-effort", "hold-pain", "hold-week", "hold-running"),
    *("hold-race-week", "down-effort", "down-missed", "down-morning", "jumps-48h", "jumps-pain"),
    *("jumps-first-weeks", "rest-48h", "see-physio", "after-stop", "deload", "test-due"),
    "imbalance",
}


def test_all_rules_that_were_promised_are_listed_once() -> None:
    ids = [each.id for each in evidence()]
    assert set(ids) >= PROMISED
    assert len(ids) == len(set(ids))


def test_every_rule_of_the_source_is_listed() -> None:
    """Also those of a file to come, which `evidence` has to load."""
    written = {
        path: re.findall(r'^@rule\(\s*"([^"]+)"', path.read_text("utf-8"), re.MULTILINE)
        for path in Path(calf_tui.__file__).parent.rglob("*.py")
    }
    ids = [each for of_file in written.values() for each in of_file]
    assert sorted(ids) == sorted(each.id for each in evidence())
    loaded = inspect.getsource(evidence)
    assert all(path.stem in loaded for path, of_file in written.items() if of_file)


def test_the_first_rules_to_know_are_said_in_few_words() -> None:
    said = " ".join(WHAT_CHANGES)
    numbers = (EASY, CARRY_ON, SORE, UTMOST, TOO_MUCH, REST.total_seconds() // 3600)
    assert [f" {int(each)}" in said for each in numbers] == [True] * len(numbers)


def test_each_rule_has_words_a_label_and_a_source() -> None:
    for each in evidence():
        assert each.text.endswith("."), each
        assert "[" not in each.text
        assert each.source.count(": ") >= each.label.count(", ") + 1


def test_each_rule_says_its_label_in_its_docstring() -> None:
    assert all(re.search(r"\[[^\]]+\]", each.decide.__doc__ or "") for each in evidence())


def test_each_ladder_rises_from_step_to_step() -> None:
    for exercise, ladder in LADDERS.items():
        heights = [height(exercise, step.level) for step in ladder.steps]
        assert heights == sorted(set(heights))
