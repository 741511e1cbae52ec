from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calf_tui.core.text.date_parsing import ORDERS
from calf_tui.file_formats.cell_formats import (
    clock_of,
    kilograms_of,
    order_in,
    seconds_of,
    wall_time_of,
)

DAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("2026-11-20", ""),
        ("2026/11/20", ""),
        ("2026. 11. 20.", ""),
        ("20.11.2026", "dmy"),
        ("20.11.26", "dmy"),
        ("20-11-2026", "dmy"),
        ("11/20/2026", "mdy"),
        ("26/11/20", "ymd"),
        ("Fri, 20/11/2026", "dmy"),
        ("20 Nov 2026", ""),
        ("20-Nov-26", ""),
        ("Nov 20, 2026", ""),
        ("Friday, 20 November 2026", ""),
        ("20261120", ""),
        ("Fri, 20 Nov 2026", ""),
        ("46346", ""),
    ],
)
def test_a_date_is_read_as_spreadsheets_write_it(text: str, order: str) -> None:
    wall = wall_time_of(text, order)

    assert wall is not None
    assert wall == (DAY, None)


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-20 18:05",
        "2026-11-20T18:05:00",
        "2026-11-20 6:05:00\N{NARROW NO-BREAK SPACE}PM",
        "2026-11-20 18:05:00 +0000",
        "20 Nov 2026, 18:05",
        "Friday 20 November 2026 at 18:05",
    ],
)
def test_a_time_of_day_may_follow(text: str) -> None:
    assert wall_time_of(text) == (DAY, time(18, 5))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("18 sept. 2026, 17:31", date(2026, 9, 18)),
        ("3 f\u00e9vr. 2026, 17:31", date(2026, 2, 3)),
        ("3 juin 2026, 17:31", date(2026, 6, 3)),
        ("3 juil. 2026, 17:31", date(2026, 7, 3)),
        ("3 ao\u00fbt 2026, 17:31", date(2026, 8, 3)),
        ("3 d\u00e9c. 2026, 17:31", date(2026, 12, 3)),
        ("25. M\u00e4rz 2026, 17:31", date(2026, 3, 25)),
        ("25 Dez. 2026, 17:31", date(2026, 12, 25)),
        ("3 dic 2025, 5:31 p. m.", date(2025, 12, 3)),
        ("3 de enero de 2026, 17:31", date(2026, 1, 3)),
        ("7 out. 2025, 17:31", date(2025, 10, 7)),
        ("7 mag 2025, 17:31", date(2025, 5, 7)),
        ("7 A\u011fu 2025 17:31", date(2025, 8, 7)),
    ],
)
def test_the_month_may_have_the_name_of_another_language(text: str, day: date) -> None:
    assert wall_time_of(text) == (day, time(17, 31))


@pytest.mark.parametrize(
    "text",
    ["", "soon", "31.02.2026", "20.11", "20/11-2026", "20 Noon 2026", "2026-11-20 25:00", "7"],
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert [wall_time_of(text, order) for order in ORDERS] == [None] * 3


@pytest.mark.parametrize(
    ("cells", "order"),
    [
        (("05.11.2026", "20.11.2026"), "dmy"),
        (("11/05/2026", "11/20/2026"), "mdy"),
        (("05.11.26", "20.11.26"), "dmy"),
        (("99/11/05", "99/11/20"), "ymd"),
    ],
)
def test_the_column_decides(cells: tuple[str, ...], order: str) -> None:
    assert order_in(list(enumerate(cells, start=2))) == order


def test_dates_that_are_the_same_in_any_order_need_no_decision() -> None:
    assert wall_time_of("05/05/2026", order_in([(2, "05/05/2026")])) == (date(2026, 5, 5), None)


def test_another_column_may_decide() -> None:
    order = order_in([(2, "03/04/2026")], lambda _, day: day == date(2026, 3, 4))

    assert order == "mdy"


def test_a_column_that_leaves_it_open_is_asked_about() -> None:
    with pytest.raises(ValueError, match=r"row 3 may be 2026-04-03 or 2026-03-04.*--dates dmy or"):
        order_in([(2, "05/05/2026"), (3, "03/04/2026")])


def test_a_column_in_two_orders_is_refused() -> None:
    with pytest.raises(ValueError, match=r"row 2 and .* in row 3 cannot both be"):
        order_in([(2, "20/11/2026"), (3, "11/20/2026")])


@given(st.dates(date(1980, 1, 1), date(2069, 12, 31)), st.sampled_from("./-"), st.booleans())
def test_whatever_is_written_is_read_again(day: date, sign: str, is_short: bool) -> None:
    year = f"{day:%y}" if is_short else str(day.year)
    parts = {"d": str(day.day), "m": f"{day.month:02}", "y": year}
    for order in ORDERS:
        wall = wall_time_of(sign.join(parts[each] for each in order), order)
        assert wall is not None
        assert (wall.day - day).days % 36525 == 0


@given(st.text(st.sampled_from("0123456789./- :TapmNov"), max_size=24))
def test_no_text_is_an_accident(text: str) -> None:
    for order in ORDERS:
        wall_time_of(text, order)
    clock_of(text)


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
