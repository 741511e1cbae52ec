"""The weeks and the year as SVG, and the shades of their days."""

from __future__ import annotations

from calendar import day_abbr
from datetime import date, timedelta
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calf_tui.core.progress.charts.chart_cells import heat_levels
from calf_tui.core.progress.charts.svg_charts import week_svg, year_svg
from calf_tui.core.progress.progress_snapshot import ProgressSnapshot
from calf_tui.core.progress.training_calendar import Day
from calf_tui.core.records.demo_history import demo_of
from tests.records import make_session
from tests.ui.conftest import BUILT_IN

if TYPE_CHECKING:
    from calf_tui.core.settings import FirstDay

TODAY = date(2026, 11, 22)
SVG = "{http://www.w3.org/2000/svg}"


def demo() -> ProgressSnapshot:
    records = demo_of(TODAY, BUILT_IN.all())
    return ProgressSnapshot(TODAY, records.sessions, records.targets, records.pauses, records.tests)


def texts(picture: ET.Element) -> list[str | None]:
    return [each.text for each in picture.iter(f"{SVG}text")]


def test_the_weeks_have_a_bar_and_a_mark_each() -> None:
    weeks = demo().progress.weeks
    picture = ET.fromstring(week_svg(weeks, "18 weeks in a row"))
    bars = list(picture.iter(f"{SVG}rect"))[1:]
    assert len(bars) == len(weeks)
    heights = [float(bar.get("height", "0")) for bar in bars]
    assert [height > 0 for height in heights] == [week.days > 0 for week in weeks]
    assert texts(picture).count("●") == sum(week.state == "met" for week in weeks)
    assert "18 weeks in a row" in texts(picture)
    (target,) = picture.iter(f"{SVG}polyline")
    assert len({point.split(",")[1] for point in target.get("points", "").split()}) == 3


@pytest.mark.parametrize(("year", "days"), [(2026, 365), (2028, 366), (9999, 365), (1, 365)])
def test_a_year_has_a_square_a_day(year: int, days: int) -> None:
    picture = ET.fromstring(year_svg(demo(), year, "sets"))
    assert sum(each.find(f"{SVG}title") is not None for each in picture.iter(f"{SVG}rect")) == days


def test_the_first_week_leaves_room_for_the_words() -> None:
    first = ProgressSnapshot(TODAY, (make_session(TODAY),)).progress.weeks
    picture = ET.fromstring(week_svg(first, "no streak yet"))
    places = [float(each.get("x", "0")) for each in picture.iter(f"{SVG}text")]
    assert max(places) + 60 <= float(picture.get("width", "0"))


@pytest.mark.parametrize(
    ("first_day", "named"),
    [("sunday", ["Sun", "Tue", "Thu"]), ("saturday", ["Sat", "Mon", "Wed"])],
)
def test_the_days_of_the_week_are_named_as_they_begin(
    first_day: FirstDay, named: list[str]
) -> None:
    snapshot = ProgressSnapshot(TODAY, (), first_day_of_week=first_day)
    said = texts(ET.fromstring(year_svg(snapshot, 2026, "sets")))
    assert [each for each in said if each in set(day_abbr)] == named


def test_no_week_at_all_is_still_a_picture() -> None:
    ET.fromstring(week_svg((), ""))


MONDAY = date(2026, 11, 16)


def day(number: int, sets: int, seconds: float = 600.0) -> Day:
    return Day(MONDAY + timedelta(days=number), 1, sets, seconds, stopped=False)


def test_a_full_day_is_what_one_day_in_ten_reaches() -> None:
    days = [day(number, sets) for number, sets in enumerate([20, 20, 10, 10, 5, 1, 0])]
    assert list(heat_levels(days, "sets").values()) == [4, 4, 2, 2, 1, 1]


def test_minutes_are_another_measure() -> None:
    assert heat_levels([day(0, 0, 1200), day(1, 9, 300)], "minutes") == {
        MONDAY: 4,
        MONDAY + timedelta(days=1): 4 * 300 // 300,
    }


@given(st.lists(st.integers(0, 500), max_size=40))
def test_more_is_never_a_lower_step(amounts: list[int]) -> None:
    steps = heat_levels([day(number, sets) for number, sets in enumerate(amounts)], "sets")
    assert set(steps.values()) <= {1, 2, 3, 4}
    in_order = sorted(
        (sets, steps[MONDAY + timedelta(days=n)]) for n, sets in enumerate(amounts) if sets
    )
    assert [step for _, step in in_order] == sorted(step for _, step in in_order)
