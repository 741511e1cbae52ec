"""Every rule is listed with its label and its source, and each reason comes from one."""

from __future__ import annotations

import inspect
import re

from calf_tui.core.coach.progression_ladder import LADDERS, height
from calf_tui.core.coach.rules import (
    day_rules,
    decrease_rules,
    evidence,
    increase_rules,
    session_rules,
    stop_rules,
)

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


def test_each_rule_has_words_a_label_and_a_source() -> None:
    for each in evidence():
        assert each.text.endswith("."), each
        assert "[" not in each.text
        assert each.source.count(": ") >= each.label.count(", ") + 1


def test_each_rule_says_its_label_in_its_docstring() -> None:
    modules = (increase_rules, decrease_rules, day_rules, session_rules, stop_rules)
    written = [
        function
        for module in modules
        for _, function in inspect.getmembers(module, inspect.isfunction)
        if hasattr(function, "__wrapped__") and function.__module__ == module.__name__
    ]
    assert len(written) == len(evidence())
    assert all(re.search(r"\[[^\]]+\]", each.__doc__ or "") for each in written)


def test_each_ladder_rises_from_step_to_step() -> None:
    for exercise, ladder in LADDERS.items():
        heights = [height(exercise, step.level) for step in ladder.steps]
        assert heights == sorted(set(heights))
