from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calf_tui.ui.forms.fields import (
    NOTHING,
    Field,
    Row,
    choice_field,
    date_field,
    name_field,
    number_field,
    text_field,
    time_field,
)
from calf_tui.ui.forms.form import faults_of

TODAY = date(2026, 11, 22)
RPE = number_field(None, 1, 10, optional=True)
FIELDS: list[Field[Any]] = [
    text_field("a", 20),
    name_field("a", 20),
    number_field(15, 0, 99),
    number_field(2.5, 0, 500, whole=False),
    RPE,
    choice_field("b", ["a", "b", "c"]),
    date_field(TODAY, TODAY),
    date_field(None, TODAY, optional=True),
    time_field(time(17, 3)),
]


def typed(field: Field[Any], text: str) -> Field[Any]:
    for sign in text:
        field = field.typed(sign)
    return field


@pytest.mark.parametrize(
    ("field", "keys", "value"),
    [
        (number_field(15, 0, 99), "9", 9),
        (number_field(15, 0, 99), "12x", 12),
        (number_field(15, 0, 99, whole=False), "7,25", 7.25),
        (RPE, "8", 8),
        (date_field(TODAY, TODAY), "2026-02-28", date(2026, 2, 28)),
        (date_field(TODAY, TODAY), "5", date(2026, 11, 5)),
        (date_field(TODAY, TODAY), "20260228", date(2026, 2, 28)),
        (date_field(TODAY, TODAY), "28.2.2026", date(2026, 2, 28)),
        (date_field(TODAY, TODAY), "2026/2/28", date(2026, 2, 28)),
        (time_field(time(17, 3)), "7:30", time(7, 30)),
        (time_field(time(17, 3)), "9", time(9, 0)),
        (text_field("so", 20), " it goes", "so it goes"),
        (text_field("so", 4), " it goes", "so i"),
        (choice_field("b", ["a", "b"]), "a", "b"),
    ],
)
def test_typing(field: Field[Any], keys: str, value: object) -> None:
    assert typed(field, keys).value == value


@pytest.mark.parametrize(
    ("field", "keys"),
    [
        (number_field(15, 0, 99), "100"),
        (RPE, "0"),
        (RPE, "11"),
        (number_field(1, 0, 9, whole=False), "1..2"),
        (date_field(TODAY, TODAY), "2026-02-30"),
        (date_field(TODAY, TODAY), "31"),
        (date_field(TODAY, TODAY), "1/2/2026"),
        (date_field(TODAY, TODAY), "26-1-1"),
        (date_field(TODAY, TODAY), "2026"),
        (time_field(time(17, 3)), "24:00"),
        (time_field(time(17, 3)), "1:2:3"),
        (time_field(time(17, 3)), ":"),
    ],
)
def test_what_is_not_wanted_is_no_value(field: Field[Any], keys: str) -> None:
    after = typed(field, keys)
    assert not after.is_fine
    with pytest.raises(ValueError):  # noqa: PT011
        _ = after.value


@pytest.mark.parametrize(
    ("field", "steps", "text"),
    [
        (number_field(15, 0, 99), 1, "16"),
        (number_field(99, 0, 99), 1, "99"),
        (number_field(60, 0, 999, step=5), -1, "55"),
        (RPE, 1, "1"),
        (RPE, -1, NOTHING),
        (number_field(10, 1, 10, optional=True), 1, NOTHING),
        (number_field(1, 1, 10, optional=True), -1, NOTHING),
        (choice_field("c", ["a", "b", "c"]), 1, "a"),
        (choice_field("mine", ["a", "b"]), 1, "a"),
        (date_field(date(2026, 12, 31), TODAY), 1, "2027-01-01"),
        (date_field(None, TODAY, optional=True), 1, "2026-11-22"),
        (date_field(date.max, TODAY), 1, "2026-11-22"),
        (time_field(time(0, 0)), -1, "23:55"),
        (text_field("a", 20), 1, "a"),
    ],
)
def test_stepping(field: Field[Any], steps: int, text: str) -> None:
    assert field.stepped(steps).text == text


def test_erasing_and_emptying() -> None:
    assert number_field(15, 0, 99).erased().value == 1
    assert RPE.erased().value is None
    assert number_field(7, 1, 10, optional=True).erased(whole=True).value is None
    assert not name_field("a", 20).erased().is_fine
    assert not number_field(15, 0, 99).erased(whole=True).is_fine


def test_the_first_field_that_is_not_fine_is_found() -> None:
    rows = [Row("a", (RPE,)), Row("b", (RPE, typed(RPE, "99"), typed(RPE, "0")))]
    assert list(faults_of(rows)) == [
        (1, 1, "a number from 1 to 10, or nothing"),
        (1, 2, "a number from 1 to 10, or nothing"),
    ]


keys = st.lists(st.sampled_from(["+", "-", "erase", "empty", *"0123456789:-.,a é"]), max_size=12)


@given(st.sampled_from(FIELDS), keys)
def test_no_key_breaks_a_field_and_a_step_from_anywhere_is_fine(
    field: Field[Any], pressed: list[str]
) -> None:
    for key in pressed:
        if key in ("erase", "empty"):
            field = field.erased(whole=key == "empty")
        elif key in "+-" and field.is_fresh:
            field = field.stepped(1 if key == "+" else -1)
        else:
            field = field.typed(key)
        assert len(field.text) <= field.longest
        assert isinstance(field.is_fine, bool)
    if not field.is_prose:
        assert field.stepped(1).is_fine
