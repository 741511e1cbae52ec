"""Says a phase, a move and the keys in sentences, for lines of text and a screen reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calf_tui.core.text import formatting, spoken_numbers

if TYPE_CHECKING:
    from calf_tui.core.routines.routine import Step
    from calf_tui.core.session.timeline import Phase


def phase_sentence(phase: Phase, done: str = "enter") -> str:
    """Returns what to do: "Heel raise on a box, set 2 of 3, fifteen repetitions. Go.".

    `done` is the key that ends a set.
    """
    step = phase.step
    parts = [
        step.exercise.name,
        formatting.which_set(phase),
        spoken_numbers.amount(step.dose, step.exercise),
        formatting.SIDE_WORDS[phase.side],
        formatting.load(step),
    ]
    what = ", ".join(part for part in parts if part)
    if phase.kind == "work":
        return f"{what}. Go."
    if phase.kind == "open":
        return f"{what}. Go, and press {done} when done."
    begin = {"ready": "Get ready", "rest": "Rest", "switch": "Other leg", "change": "Next move"}
    return f"{begin[phase.kind]}, {spoken_numbers.seconds(phase.seconds or 0)}. Then {what}."


def move_sentences(step: Step) -> str:
    """Returns the instructions for a move, its purpose and its dose."""
    how = [f"{number}: {each}." for number, each in enumerate(spoken_numbers.how(step), start=1)]
    more = [f"{title}: {text.rstrip('.')}." for title, text in formatting.background(step.exercise)]
    return " ".join([f"{step.exercise.name}.", *how, *more])
