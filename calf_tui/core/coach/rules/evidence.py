"""Every rule with its label and its source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calf_tui.core.coach.rules import (  # noqa: F401  Loading them registers their rules.
    day_rules,
    decrease_rules,
    increase_rules,
    session_rules,
    stop_rules,
)
from calf_tui.core.coach.rules.rule import RULES

if TYPE_CHECKING:
    from calf_tui.core.coach.rules.rule import Rule


WHAT_CHANGES_TITLE = "What would change it"
WHAT_CHANGES = (
    "More of a move: two sessions in a row in full, effort 6 at most, pain 2 at most.",
    "As before: pain of 3 to 5, effort of 8 or more, a rise in running, a race within a week.",
    "Easier: pain above 5 or worse the next morning, effort of 10 or too little done twice, weeks "
    "off.",
    "Another session: a run or a rest day, a hard session or jumps less than 48 h ago, the week "
    "met, a stop for pain.",
)
"""The most important rules in few words, for who sees them for the first time."""


def evidence() -> tuple[Rule, ...]:
    """All of them, file by file in the order in which they are written."""
    return tuple(RULES.values())
