"""The first questions of the coach, in lines of text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from calf_tui.core.coach.introduction import (
    ABOUT,
    DOCTOR_FIRST,
    READINESS_QUESTION,
    READINESS_SIGNS,
    heel_raises_of,
)
from calf_tui.ui.plain.key_input import next_key

if TYPE_CHECKING:
    from collections.abc import Callable

    from calf_tui.training.trainer import Trainer
    from calf_tui.ui.plain.key_input import Keys

RAISES = {"1": 5, "2": 10, "3": 20}
"""The key of an answer, and the raises that it stands for."""
SKIPS = "Any other key skips this one."


def ask_first_questions(trainer: Trainer, keys: Keys, write: Callable[[str], None]) -> None:
    """Asks, and saves what was answered; raises `UserError` if that fails."""

    def ask(question: str) -> str:
        write(f"{question} {SKIPS}")
        return next_key(keys)

    for said in ABOUT[:-1]:
        write(said)
    changes: dict[str, Any] = {}
    answer = ask(f"{READINESS_QUESTION} {', '.join(READINESS_SIGNS)}? y or n.")
    if answer in ("y", "n"):
        changes["doctor_first"] = answer == "y"
    if answer == "y":
        write(DOCTOR_FIRST)
    answer = ask("Are dumbbells at hand? y or n.")
    if answer in ("y", "n"):
        changes["has_dumbbells"] = answer == "y"
    answer = ask("On how many days a week do you want to train your calves? 1 to 7.")
    if answer in tuple("1234567"):
        trainer.record_editor.set_target(int(answer))
    answer = ask(
        "How often can you rise on the toes of one leg? 1 up to 9, 2 from 10 to 19, 3 more, "
        "4 it hurts."
    )
    if answer in RAISES or answer == "4":
        changes["heel_raises"] = heel_raises_of(RAISES.get(answer), hurts=answer == "4")
    trainer.runner_records.change_profile(**changes)
