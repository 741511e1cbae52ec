"""The rules of training: each a pure function with its label, its sources and its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from calf_tui.core.coach.rules.rule import Rule


def evidence() -> tuple[Rule, ...]:
    """Every rule with its label and its source, file by file in the order in which they stand."""
    from calf_tui.core.coach.rules import (  # noqa: F401  Loading them registers their rules.
        day_rules,
        decrease_rules,
        increase_rules,
        session_rules,
        stop_rules,
    )
    from calf_tui.core.coach.rules.rule import RULES

    return tuple(RULES.values())
