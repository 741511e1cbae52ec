from __future__ import annotations

import pytest

from calf_tui.core.routines.routine import Dose, Exercise
from calf_tui.core.text import spoken_numbers


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0, "zero"),
        (7, "seven"),
        (15, "fifteen"),
        (20, "twenty"),
        (45, "forty-five"),
        (99, "ninety-nine"),
        (100, "100"),
        (2.5, "2.5"),
    ],
)
def test_numbers_below_a_hundred_are_words(value: float, said: str) -> None:
    assert spoken_numbers.number(value) == said


@pytest.mark.parametrize(
    ("length", "said"),
    [
        (1, "one second"),
        (45, "forty-five seconds"),
        (60, "one minute"),
        (90, "one minute thirty seconds"),
        (120, "two minutes"),
        (0.7, "0.7 seconds"),
    ],
)
def test_lengths_are_said_in_minutes_and_seconds(length: float, said: str) -> None:
    assert spoken_numbers.seconds(length) == said


def test_a_dose_is_said_in_full() -> None:
    assert spoken_numbers.amount(Dose(reps=15), Exercise("a", "A")) == "fifteen repetitions"
    assert spoken_numbers.amount(Dose(reps=1), Exercise("a", "A", repetition="roll")) == "one roll"
    assert spoken_numbers.repetitions(Exercise("a", "A")) == "repetitions"
    assert spoken_numbers.amount(Dose(seconds=60), Exercise("a", "A")) == "one minute"
