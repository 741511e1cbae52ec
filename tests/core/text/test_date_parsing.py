"""Dates as people write them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calf_tui.core.text.date_parsing import date_fault, day_of, span_of, weekday_of

SUNDAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-11-22", SUNDAY),
        ("2026-1-5", date(2026, 1, 5)),
        ("20261122", SUNDAY),
        ("2026/11/22", SUNDAY),
        ("2026.11.22", SUNDAY),
        ("22.11.2026", SUNDAY),
        ("5.1.2026", date(2026, 1, 5)),
        ("22/11/2026", SUNDAY),
        ("11/22/2026", SUNDAY),
        ("22-11-2026", SUNDAY),
        ("5/5/2026", date(2026, 5, 5)),
        ("22 Nov 2026", SUNDAY),
        ("22-nov-2026", SUNDAY),
        ("Nov 22, 2026", SUNDAY),
        ("Sunday, 22 November 2026", SUNDAY),
        ("03/04/2026", None),
        ("22.11.26", None),
        ("22.11.", None),
        ("31.02.2026", None),
        ("11.22.2026", None),
        ("20261322", None),
        ("46346", None),
        ("today", SUNDAY),
        (" Yesterday ", date(2026, 11, 21)),
        ("sunday", SUNDAY),
        ("sun", SUNDAY),
        ("monday", date(2026, 11, 16)),
        ("Sat", date(2026, 11, 21)),
        ("thurs", date(2026, 11, 19)),
        ("-0", SUNDAY),
        ("-2", date(2026, 11, 20)),
        ("2d", date(2026, 11, 20)),
        ("1w", date(2026, 11, 15)),
        ("2026-11", None),
        ("2026", None),
        ("su", SUNDAY),
        ("Mo", date(2026, 11, 16)),
        ("f", date(2026, 11, 20)),
        ("t", None),
        ("mondays", None),
        ("tomorrow", None),
        ("2026-02-29", None),
        ("-99999", date(1753, 2, 7)),
        ("9999y", None),
        ("", None),
    ],
)
def test_the_day_that_a_text_means(text: str, day: date | None) -> None:
    assert day_of(text, SUNDAY) == day


@pytest.mark.parametrize(
    ("typed", "weekdays"),
    [
        ("mo", [0]),
        ("tu sa", [1, 5]),
        ("Mo Tu We", [0, 1, 2]),
        ("m w f", [0, 2, 4]),
        ("Thursday sun", [3, 6]),
        ("t s", [None, None]),
        ("monkey x", [None, None]),
    ],
)
def test_the_weekday_that_a_word_begins(typed: str, weekdays: list[int | None]) -> None:
    assert [weekday_of(word) for word in typed.split()] == weekdays


def test_a_month_and_a_year_are_spans() -> None:
    assert span_of("2026-02", SUNDAY) == (date(2026, 2, 1), date(2026, 2, 28))
    assert span_of("2026/02", SUNDAY) == span_of("2026-02", SUNDAY)
    assert span_of("2024", SUNDAY) == (date(2024, 1, 1), date(2024, 12, 31))


def test_a_fault_names_the_forms_or_both_days_that_may_be_meant() -> None:
    assert date_fault("soon") == (
        '"soon" is not a date; write it as YYYY-MM-DD, as in 2026-11-22, 20261122, 2026/11/22, '
        "22.11.2026, 22 Nov 2026, yesterday, monday or -2"
    )
    assert date_fault("03/04/2026") == (
        '"03/04/2026" may be 2026-04-03 or 2026-03-04; write the one you mean'
    )


@given(st.text(max_size=12), st.dates())
def test_whatever_is_written_no_text_is_a_crash(text: str, today: date) -> None:
    span = span_of(text, today)
    assert span is None or span[0] <= span[1]


@given(st.dates(min_value=date(1, 1, 8)), st.sampled_from(["mon", "friday", "Sunday"]))
def test_a_weekday_lies_in_the_last_seven_days(today: date, name: str) -> None:
    day = day_of(name, today)
    assert day is not None
    assert timedelta(0) <= today - day < timedelta(days=7)
    assert f"{day:%A}".lower().startswith(name.lower())
