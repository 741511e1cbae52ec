"""The rules of training: each a pure function with its label, its sources and its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from calf_tui.core.coach.rules.rule import Rule


def evidence() -> tuple[Rule, ...]:
    """Every rule with its label and its source, file by file, first those that ask for less."""
    from calf_tui.core.coach.rules import (
        day_rules,
        decrease_rules,
        increase_rules,
        session_rules,
        stop_rules,
    )
    from calf_tui.core.coach.rules.rule import Rule

    return tuple(
        each
        for file in (stop_rules, decrease_rules, increase_rules, day_rules, session_rules)
        for each in vars(file).values()
        if isinstance(each, Rule) and each.decide.__module__ == file.__name__
    )
