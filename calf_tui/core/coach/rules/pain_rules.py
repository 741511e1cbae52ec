"""What pain after a set asks for, adapted from the pain-monitoring model [S91, S92]."""

from __future__ import annotations

CARRY_ON, END_MOVE = 2, 5
"""Up to the first carry on; above the second end the move."""


def is_too_much(pain: int | None) -> bool:
    """Whether the move is to end here."""
    return pain is not None and pain > END_MOVE


def pain_advice(pain: int | None) -> str:
    """What to do now, in one sentence; empty where training goes on as planned."""
    if pain is None or pain <= CARRY_ON:
        return ""
    if is_too_much(pain):
        return "That is too much pain: end this move here."
    return "Carry on with care: no more load, no jumps."
