"""Numbers and doses as words, as they are spoken."""

from __future__ import annotations

from calf_tui.core.routines.routine import PARTS, Dose, Exercise, Step
from calf_tui.core.text import formatting

_SMALL = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
    *("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
    *("eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
IN_FULL = {"rep": "repetition"}


def number(value: float) -> str:
    """Returns a whole number from 0 to 99 in words ("twenty-five"); any other in digits."""
    if value % 1 or not 0 <= value < 100:
        return formatting.number(value)
    whole = int(value)
    if whole < len(_SMALL):
        return _SMALL[whole]
    tens, ones = divmod(whole, 10)
    return _TENS[tens - 2] + (f"-{_SMALL[ones]}" if ones else "")


def count(amount: float, noun: str) -> str:
    """Returns a count with its noun: "fifteen repetitions"."""
    return f"{number(amount)} {noun}{'' if amount == 1 else 's'}"


def seconds(length: float) -> str:
    """Returns a duration: "forty-five seconds", "two minutes", "one minute thirty seconds"."""
    minutes, rest = divmod(length, 60)
    if not minutes or rest % 1:
        return count(length, "second")
    parts = [count(minutes, "minute"), count(rest, "second") if rest else ""]
    return " ".join(filter(None, parts))


def amount(dose: Dose, exercise: Exercise) -> str:
    """Returns the amount of one set: "sixty seconds", "fifteen landings"."""
    if dose.seconds is not None:
        return seconds(dose.seconds)
    return count(dose.reps or 0, IN_FULL.get(exercise.repetition, exercise.repetition))


def instructions(step: Step) -> list[str]:
    """Returns the instructions for the exercise of a step, in order.

    {up}, {top}, {down} and {bottom} in them are replaced with the seconds of the step's tempo, or
    of the exercise's default tempo if the step has none or 0 for that part.
    """
    exercise, lines = step.exercise, list(step.exercise.how)
    if step.unloaded and exercise.how_unloaded:
        lines = list(exercise.how_unloaded)
    for part in PARTS:
        usual = getattr(exercise.default_tempo, part)
        length = getattr(step.tempo or exercise.default_tempo, part) or usual
        lines = [line.replace(f"{{{part}}}", seconds(length)) for line in lines]
    return lines


def repetitions(exercise: Exercise) -> str:
    """Returns the word for the repetitions of an exercise: "repetitions", "landings"."""
    return f"{IN_FULL.get(exercise.repetition, exercise.repetition)}s"
