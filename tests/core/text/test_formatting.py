"""Lengths of time in words: all of them go by the same whole seconds."""

from __future__ import annotations

import pytest

from calf_tui.core.text.formatting import clock, duration, long_duration


@pytest.mark.parametrize(
    ("seconds", "as_clock", "as_duration"),
    [
        (0, "0:00", "0 s"),
        (42.0, "0:42", "42 s"),
        (42.3, "0:43", "43 s"),
        (59.2, "1:00", "1 min"),
        (89.4, "1:30", "2 min"),
        (2125.0000001, "35:25", "35 min"),
        (3599.5, "1:00:00", "60 min"),
    ],
)
def test_a_length_is_the_same_as_a_clock_and_in_words(
    seconds: float, as_clock: str, as_duration: str
) -> None:
    assert (clock(seconds), duration(seconds)) == (as_clock, as_duration)


@pytest.mark.parametrize(
    ("seconds", "said"), [(42.3, "43 s"), (3599.5, "1 h 0 min"), (61500, "17 h 5 min")]
)
def test_hours_too(seconds: float, said: str) -> None:
    assert long_duration(seconds) == said
