from __future__ import annotations

import pytest

from calf_tui.exchange.foreign_tables.quantities import kilograms_of, seconds_of


@pytest.mark.parametrize(
    ("text", "unit", "kilograms"),
    [
        ("20", "", 20),
        ("22,5", "kg", 22.5),
        ("45", "lbs", 20.41),
        ("45 lb", "kg", 20.41),
        ("20kgs", "lb", 20),
        ("20 stone", "", None),
        ("heavy", "kg", None),
    ],
)
def test_a_weight_has_its_unit(text: str, unit: str, kilograms: float | None) -> None:
    assert kilograms_of(text, unit) == kilograms


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("90", 90),
        ("12.5", 12.5),
        ("1:30", 90),
        ("0:01:30", 90),
        ("1h 5m", 3900),
        ("45 s", 45),
        ("1 min 30 sec", 90),
        ("soon", None),
        ("-5", None),
        ("3 x", None),
    ],
)
def test_a_length_of_time_is_read(text: str, seconds: float | None) -> None:
    assert seconds_of(text) == seconds
