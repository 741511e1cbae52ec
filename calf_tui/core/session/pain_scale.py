"""The scale on which pain is answered, from 0 to 10, its limits [S91, S92], and its places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calf_tui.core.session.state import PAIN_SITES
from calf_tui.core.text.formatting import place_words

if TYPE_CHECKING:
    from calf_tui.core.records.session_record import SetRecord

WORST = 10
CARRY_ON, TOO_MUCH = 2, 5
"""Up to the first carry on. Above the second end the move, and make the next session easier (S91,
S92)."""
UNSAID = "not said"
LEGS = ("left", "right")


def is_too_much(pain: int | None) -> bool:
    """Whether the move is to end here."""
    return pain is not None and pain > TOO_MUCH


def pain_place(painful: SetRecord) -> str:
    """Returns "left Achilles" for a place that the app offers, "other" for the runner's own words.

    Of a set on one side, that side is meant where no other was said.
    """
    words = (painful.pain_site or "").split()
    if not words:
        return UNSAID
    leg = words.pop(0) if words[0] in LEGS else painful.side
    site = next((each for each in PAIN_SITES if [each] == words), "other")
    return place_words(f"{leg} {site}" if leg in LEGS else site)
