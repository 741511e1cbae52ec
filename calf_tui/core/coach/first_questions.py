"""What a runner is asked before the first session, and what follows from the answers. [ours]"""

from __future__ import annotations

ABOUT = (
    "A coach for a runner's calves says what to do today, how much, and why. You decide.",
    "It is a training log and not medical advice: it may help, promises nothing, and cannot see "
    "you or tell what is wrong. No clinician has reviewed it.",
    "Four short questions follow. None has to be answered; all can be changed under About you on "
    "the plan page (y).",
)
READINESS = (
    "Chest pain or dizziness",
    "One calf swollen or warm",
    "A calf or tendon tear",
    "Pain that makes you limp",
)
"""A yes to any of these means: ask a doctor first."""
LATELY = "Now, or in the last months:"
ASK_A_DOCTOR = "Ask a doctor before you train."
DOCTOR_FIRST = (
    f"{ASK_A_DOCTOR} The coach says so until you answer otherwise, under About you "
    "on the plan page (y)."
)
HURTS = 0
"""Raises of one leg that stand for pain in them: the move begins at its easiest step."""
MOST_RAISES = 100


def heel_raises_of(count: float | None, *, hurts: bool) -> int | None:
    """Returns the raises of one leg that the coach starts from; None if nothing was said."""
    if hurts:
        return HURTS
    return None if count is None else int(count)
