"""Signs at which a session ends, and what to do about each [S97-S102]."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StopSign:
    """What the runner feels, and what follows from it."""

    sign: str
    advice: str


_LOOKED_AT = "Have it looked at before you train it again."

STOP_SIGNS = (
    StopSign(
        "A snap, pop or blow at the back of the leg, or I cannot rise on tiptoe",
        "Have it checked urgently, today.",
    ),
    StopSign(
        "One calf is swollen, warm or discoloured",
        "Get medical help the same day.",
    ),
    StopSign("Chest pain or trouble breathing", "Call your emergency number now."),
    StopSign("Pain at one point of a bone", _LOOKED_AT),
    StopSign("Numbness, or the knee gives way", _LOOKED_AT),
    StopSign("Another sharp pain", _LOOKED_AT),
)

STOP_TEXT = (
    "Stop here. What you marked can be a sign of something that training should not push through."
)
DISCLAIMER = (
    "This program cannot tell what is wrong: it is a training log and not medical advice. "
    "No clinician has reviewed it."
)
