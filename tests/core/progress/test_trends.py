from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calf_tui.core.progress.charts.trend_canvas import (
    BEST,
    date_line,
    joined_points,
    plot,
    value_names,
)
from calf_tui.core.progress.charts.trend_export import line_words, trend_svg, trend_table
from calf_tui.core.progress.exercise_totals import ExerciseTotals
from calf_tui.core.progress.heel_rise_test import heel_rise_trends, imbalance, symmetry
from calf_tui.core.progress.progress_snapshot import ProgressSnapshot
from calf_tui.core.progress.trends import (
    Line,
    Point,
    Trend,
    move_trends,
    names_as_done,
    pain_trend,
)
from calf_tui.core.records.demo_history import demo_of
from calf_tui.core.records.session_record import HeelRiseTest, SessionRecord
from calf_tui.core.routines.progression_ladder import NO_FLIGHT
from calf_tui.core.routines.routine import PLAIN_TEMPO, Dose, Tempo
from calf_tui.ui.progress.trends_page import trends_of
from tests.full import by_turns
from tests.records import AN_INSTANT, make_session, make_set
from tests.ui.conftest import BUILT_IN

if TYPE_CHECKING:
    from calf_tui.core.records.session_record import SetRecord
    from calf_tui.core.routines.routine import Side

MONDAY = date(2026, 11, 16)
SUNDAY = MONDAY + timedelta(days=6)
WEEK = timedelta(weeks=1)


def session(on: date, *sets: SetRecord, morning: int | None = None) -> SessionRecord:
    return replace(make_session(on, record_id=str(on)), sets=sets, morning_pain=morning)


def raise_of(
    load: float = 0.0, *, reps: int = 15, side: Side = "both", pain: int | None = None
) -> SetRecord:
    return replace(make_set(side=side, done=reps), load_kg=load, pain=pain)


def trend(snapshot: ProgressSnapshot, title: str) -> Trend:
    (found,) = [
        each
        for each in trends_of(snapshot, {"heel_raise_box": "Heel raise"})
        if each.title == title
    ]
    return found


def values(line: Line) -> list[tuple[date, float]]:
    return [(point.date, point.value) for point in line.points]


def sum_of(each: SetRecord, *amounts: str) -> tuple[float, ...]:
    sums = ExerciseTotals()
    sums.add(each)
    return tuple(getattr(sums, amount) for amount in amounts)


def heel_rises(on: date, left: int | None, right: int | None) -> HeelRiseTest:
    return HeelRiseTest(str(on), AN_INSTANT, on, left, right, AN_INSTANT)


def test_what_a_set_comes_to() -> None:
    paced = raise_of(10.0, reps=12)
    assert sum_of(paced, "reps", "tension", "volume") == (12, 12 * 13, 120)
    assert sum_of(replace(paced, tempo=None), "reps", "tension") == (12, 0)
    walk = replace(paced, exercise="tiptoe_walk", done=Dose(seconds=60.0), tempo=None)
    assert sum_of(walk, "seconds", "volume", "reps", "tension") == (60, 600, 0, 0)


def test_rolling_is_no_time_under_tension_and_a_jump_is_a_landing() -> None:
    sets = [replace(raise_of(), exercise=each) for each in ("foam_roll_calf", "jump_squat")]
    snapshot = ProgressSnapshot(SUNDAY, (session(MONDAY, *sets),))
    assert [each.title for each in trends_of(snapshot, {})] == [
        "Landings · Jump squat",
        "Time under tension · Jump squat",
        "Repetitions · Foam roll calf",
    ]


def test_a_week_is_the_heaviest_load_and_the_sum_of_the_rest() -> None:
    snapshot = ProgressSnapshot(
        SUNDAY,
        (
            session(MONDAY - WEEK, raise_of(8.0)),
            session(MONDAY, raise_of(10.0), raise_of(12.0, reps=5)),
            session(SUNDAY, raise_of(6.0)),
        ),
    )
    (load,) = trend(snapshot, "Load · Heel raise").lines
    assert values(load) == [(MONDAY - WEEK, 8.0), (MONDAY, 12.0)]
    assert load.best == Point(MONDAY, 12.0)
    (reps,) = trend(snapshot, "Repetitions · Heel raise").lines
    assert values(reps) == [(MONDAY - WEEK, 15), (MONDAY, 35)]
    (volume,) = trend(snapshot, "Load volume · Heel raise").lines
    assert values(volume) == [(MONDAY - WEEK, 120), (MONDAY, 150 + 60 + 90)]
    (tension,) = trend(snapshot, "Time under tension · Heel raise").lines
    assert values(tension)[1] == (MONDAY, 35 * 13 / 60)


@pytest.mark.parametrize(("reps", "is_joined"), [(5, False), (15, True), (16, True)])
def test_the_week_that_runs_is_no_fall(reps: int, is_joined: bool) -> None:
    snapshot = ProgressSnapshot(
        MONDAY,
        (session(MONDAY - WEEK, raise_of(8.0)), session(MONDAY, raise_of(6.0, reps=reps))),
    )
    (line,) = trend(snapshot, "Repetitions · Heel raise").lines
    assert bool(list(joined_points(line))) == is_joined
    assert line_words(line).startswith(f"both legs {reps} so far, best ")
    (load,) = trend(snapshot, "Load · Heel raise").lines
    assert list(joined_points(load))
    assert line_words(load).startswith("both legs 6, best 8")


def test_sides_are_lines_of_their_own() -> None:
    snapshot = ProgressSnapshot(
        SUNDAY, (session(MONDAY, raise_of(8.0, side="right"), raise_of(9.0, side="left")),)
    )
    load = trend(snapshot, "Load · One-leg heel raise")
    assert [(line.name, values(line)) for line in load.lines] == [
        ("left", [(MONDAY, 9.0)]),
        ("right", [(MONDAY, 8.0)]),
    ]


def test_what_was_skipped_lifts_no_load_and_makes_no_trend() -> None:
    skipped = replace(raise_of(20.0, reps=0), outcome="skipped")
    assert trends_of(ProgressSnapshot(SUNDAY, (session(MONDAY, skipped),)), {}) == ()


def test_sessions_dated_ahead_are_left_out() -> None:
    snapshot = ProgressSnapshot(
        MONDAY, (session(MONDAY, raise_of(8.0)), session(SUNDAY, raise_of(99.0)))
    )
    assert trend(snapshot, "Load · Heel raise").lines[0].best == Point(MONDAY, 8.0)


def test_pain_is_the_worst_and_the_mean_of_the_week_and_the_next_morning() -> None:
    snapshot = ProgressSnapshot(
        SUNDAY,
        (
            session(MONDAY, raise_of(pain=1), raise_of(pain=4), raise_of(), morning=2),
            session(SUNDAY, raise_of(pain=1), morning=5),
        ),
    )
    pain = pain_trend(snapshot)
    assert pain is not None
    assert [(line.name, values(line)) for line in pain.lines] == [
        ("worst", [(MONDAY, 4)]),
        ("mean", [(MONDAY, 2.0)]),
        ("morning", [(MONDAY, 5)]),
    ]
    assert pain_trend(ProgressSnapshot(SUNDAY, (session(MONDAY, raise_of()),))) is None


def test_pain_is_drawn_as_columns_by_what_it_demands_with_marks_for_the_mornings() -> None:
    snapshot = ProgressSnapshot(
        SUNDAY,
        tuple(
            session(MONDAY - timedelta(weeks=back), raise_of(pain=pain), morning=morning)
            for back, pain, morning in ((2, 2, 0), (1, 5, None), (0, 6, 8))
        ),
    )
    pain = pain_trend(snapshot)
    assert pain is not None
    rows = plot(pain, MONDAY - timedelta(weeks=2), SUNDAY, 20, 10)
    assert "".join(cell.text for cell in rows[-1]) == "●█████ ██████ ██████"
    kinds = [cell.kind for cell in rows[-1]]
    assert (kinds[1], kinds[8], kinds[14]) == ("level-0", "level-1", "level-2")
    heights = [sum(row[column].text == "█" for row in rows) for column in (1, 8, 14)]
    assert heights == [2, 5, 6]
    assert [row[13].text for row in rows].index("●") == 2
    picture = ET.fromstring(trend_svg(pain, MONDAY - timedelta(weeks=2), SUNDAY))
    bars = [
        each for each in picture.iter() if each.tag.endswith("rect") and each.get("width") != "100%"
    ]
    assert len({each.get("fill") for each in bars}) >= 3


def test_weeks_that_share_a_cell_show_the_worst_of_them() -> None:
    days = [MONDAY - timedelta(weeks=back) for back in range(40)]
    snapshot = ProgressSnapshot(
        SUNDAY, tuple(session(day, raise_of(pain=9 if day == days[20] else 0)) for day in days)
    )
    pain = pain_trend(snapshot)
    assert pain is not None
    rows = plot(pain, days[-1], SUNDAY, 10, 10)
    assert max(sum(row[column].text == "█" for row in rows) for column in range(10)) == 9


def test_the_legend_of_a_picture_has_a_row_for_each_line() -> None:
    sets = [raise_of(8.0, side=side) for side in ("both", "left", "right")]
    shown = trend(ProgressSnapshot(SUNDAY, (session(MONDAY, *sets),)), "Load · Heel raise")
    picture = ET.fromstring(trend_svg(shown, MONDAY, SUNDAY))
    said = [each for each in picture.iter() if "best 8 in the week of" in (each.text or "")]
    assert len(said) == len({each.get("y") for each in said}) == 3
    assert len({each.get("x") for each in said}) == 1
    assert max(float(each.get("y", "0")) for each in said) < float(picture.get("height", "0"))


@pytest.mark.parametrize("load", [5e-324, 1e-300, 1e-9, 1e-3])
def test_however_small_a_load_is_it_can_be_drawn(load: float) -> None:
    snapshot = ProgressSnapshot(SUNDAY, (session(MONDAY, raise_of(load)),))
    shown = trend(snapshot, "Load · Heel raise")
    assert len(plot(shown, MONDAY, SUNDAY, 20, 5)) == 5
    ET.fromstring(trend_svg(shown, MONDAY, SUNDAY))


@given(
    st.lists(
        st.tuples(st.integers(0, 40), st.sampled_from(["left", "right"]), st.integers(0, 20)),
        max_size=30,
    )
)
def test_weeks_add_up_to_all_that_was_done(sets: list[tuple[int, Side, int]]) -> None:
    sessions = tuple(
        replace(session(SUNDAY - timedelta(days=back), raise_of(side=side, reps=reps)), id=str(n))
        for n, (back, side, reps) in enumerate(sets)
    )
    trends = trends_of(ProgressSnapshot(SUNDAY, sessions), {"heel_raise_box": "Heel raise"})
    lines = {
        line.name: line for each in trends if each.title.startswith("Rep") for line in each.lines
    }
    for side in ("left", "right"):
        done = sum(reps for _, its_side, reps in sets if its_side == side)
        drawn = sum(point.value for point in lines[side].points) if side in lines else 0
        assert drawn == done


@pytest.mark.parametrize(
    ("left", "right", "percent"), [(20, 20, 100), (18, 20, 90), (30, 15, 50), (0, 20, 0)]
)
def test_symmetry_is_the_weaker_of_the_stronger(left: int, right: int, percent: float) -> None:
    assert symmetry(heel_rises(MONDAY, left, right)) == percent
    assert symmetry(heel_rises(MONDAY, right, left)) == percent


def test_there_is_no_symmetry_of_one_leg_or_of_none() -> None:
    assert symmetry(heel_rises(MONDAY, None, 20)) is None
    assert symmetry(heel_rises(MONDAY, 0, 0)) is None


@pytest.mark.parametrize(
    ("tests", "weaker"),
    [
        ([(30, 20), (30, 22)], "right"),
        ([(20, 30), (22, 30)], "left"),
        ([(30, 20)], None),
        ([(30, 20), (30, 24)], None),  # a gap of 6 is noise
        ([(30, 20), (20, 30)], None),
        ([(100, 92), (100, 92)], None),  # 92 % is alike
        ([(30, 20), (30, None), (30, 20)], "right"),
    ],
)
def test_an_imbalance_needs_two_tests_beyond_the_noise(
    tests: list[tuple[int, int | None]], weaker: str | None
) -> None:
    records = [heel_rises(MONDAY + n * WEEK, *each) for n, each in enumerate(tests)]
    said = imbalance(records)
    assert (f"The {weaker} leg" in said) if weaker else said == ""


def test_a_change_within_the_noise_is_called_one() -> None:
    def note(*tests: HeelRiseTest) -> str:
        return next(heel_rise_trends(ProgressSnapshot(SUNDAY, (), tests=tests))).note

    assert "One test so far" in note(heel_rises(MONDAY - WEEK, 20, 20))
    assert "within the noise" in note(heel_rises(MONDAY - WEEK, 20, 20), heel_rises(MONDAY, 26, 14))
    assert "likely real" in note(heel_rises(MONDAY - WEEK, 20, 20), heel_rises(MONDAY, 27, 20))


STEPS = Trend(
    "Load",
    "kg",
    (Line("left", tuple(Point(MONDAY + n * WEEK, float(n)) for n in range(11)), Point(MONDAY, 0)),),
)


@pytest.mark.parametrize(("rows", "lines"), [(9, 0), (10, 2), (16, 4)])
def test_a_grid_has_as_many_lines_as_there_is_room_for(rows: int, lines: int) -> None:
    drawn = plot(STEPS, MONDAY, MONDAY + 10 * WEEK, 20, rows)
    grid = [[cell.text for cell in row if cell.kind == "grid"] for row in drawn]
    assert sum(map(bool, grid)) == lines
    assert all((ord(dots) - 0x2800).bit_count() == 1 for row in grid for dots in row)


def test_a_grid_gives_way_to_the_line_that_is_drawn_on_it() -> None:
    flat = [
        Line(name, tuple(Point(MONDAY + n * WEEK, value) for n in range(11)))
        for name, value in (("left", 10.0), ("right", 5.6))
    ]
    drawn = plot(Trend("Load", "kg", tuple(flat)), MONDAY, MONDAY + 10 * WEEK, 20, 10)
    dots = [ord(each.text) - 0x2800 for row in drawn for each in row if each.kind == "line-1"]
    assert dots
    assert all(each.bit_count() <= 4 for each in dots)  # two for each of the two columns


def test_a_rising_line_rises_on_the_canvas() -> None:
    rows = plot(STEPS, MONDAY, MONDAY + 10 * WEEK, 20, 5)
    assert len(rows) == 5
    assert all(len(row) == 20 for row in rows)
    assert rows[-1][0].text == BEST
    first = [next(n for n, cell in enumerate(row) if cell.text.strip()) for row in rows]
    assert first == sorted(first, reverse=True)
    assert value_names(STEPS, MONDAY, MONDAY + 10 * WEEK, 5) == ["10", "", "5", "", "0"]
    assert date_line(STEPS, MONDAY, MONDAY + 10 * WEEK, 20).split() == ["Dec", "2027"]


@pytest.mark.parametrize(
    ("columns", "dates"), [(31, "16 Nov                   22 Nov"), (10, "16 Nov"), (3, "16 ")]
)
def test_a_chart_of_a_few_days_names_them(columns: int, dates: str) -> None:
    assert date_line(STEPS, MONDAY, SUNDAY, columns) == dates


FLOOR = replace(make_set(done=8), planned=Dose(reps=8), tempo=PLAIN_TEMPO)
ON_A_BOX = replace(make_set(), planned=Dose(reps=10), tempo=PLAIN_TEMPO)
ONE_LEG = make_set(side="left")
FLIGHTLESS = replace(make_set(exercise="jump_squat"), tempo=NO_FLIGHT)
JUMP = replace(FLIGHTLESS, tempo=Tempo(1, 0, 2, 2))


@pytest.mark.parametrize(
    ("sets", "named"),
    [
        ((FLOOR, FLOOR), "Heel raise on floor"),
        ((FLOOR, ON_A_BOX), "Heel raise on a box"),
        ((ON_A_BOX, FLOOR), "Heel raise on a box"),
        ((FLOOR, ONE_LEG), "Heel raise on a box"),
        ((ONE_LEG, make_set("skipped", done=0)), "One-leg heel raise"),
        ((FLIGHTLESS,), "Squat to the toes"),
    ],
)
def test_a_chart_has_the_name_of_the_form_that_was_done(
    sets: tuple[SetRecord, ...], named: str
) -> None:
    names = {"heel_raise_box": "Heel raise on a box", "jump_squat": "Jump squat"}
    past = ProgressSnapshot(SUNDAY, (replace(make_session(MONDAY), sets=sets),))
    named_titles = move_trends(past, names_as_done(past, names))
    assert {each.title.partition(" · ")[2] for each in named_titles} == {named}


@pytest.mark.parametrize(
    ("sets", "titles"),
    [
        (
            (FLIGHTLESS,),
            {"Repetitions · Squat to the toes": 15, "Time under tension · Squat to the toes": 75},
        ),
        (
            (JUMP, replace(FLIGHTLESS, done=Dose(reps=4))),
            {
                "Repetitions · Squat to the toes": 4,
                "Landings · Jump squat": 15,
                "Time under tension · Jump squat": 95,
            },
        ),
    ],
)
def test_a_squat_without_flight_is_a_repetition_and_no_landing(
    sets: tuple[SetRecord, ...], titles: dict[str, float]
) -> None:
    past = ProgressSnapshot(SUNDAY, (replace(make_session(MONDAY), sets=sets),))
    found = move_trends(past, names_as_done(past, {"jump_squat": "Jump squat"}))
    assert {each.title: round(each.lines[0].points[0].value) for each in found} == titles


def test_lines_and_their_table_say_the_same() -> None:
    assert line_words(STEPS.lines[0]) == "left leg 10, best 0 on 16 Nov 2026"
    weekly = replace(STEPS.lines[0], is_weekly=True)
    assert line_words(weekly) == "left leg 10, best 0 in the week of 16 Nov 2026"
    rows = list(trend_table(STEPS))
    assert rows[0].split() == ["kg", "left"]
    assert rows[1].split() == ["25", "Jan", "2027", "10"]
    assert rows[-1].split() == ["16", "Nov", "2026", "0"]


@pytest.mark.parametrize(
    ("days", "size"), by_turns(product([84, 365, 3000], [(1, 1), (33, 4), (150, 24)]), 4)
)
def test_every_trend_of_a_demo_can_be_drawn_and_saved(days: int, size: tuple[int, int]) -> None:
    demo = demo_of(SUNDAY, BUILT_IN.all())
    snapshot = ProgressSnapshot(SUNDAY, demo.sessions, demo.targets, demo.pauses, demo.tests)
    trends = trends_of(snapshot, {})
    assert len(trends) > 15
    for each in trends:
        first = SUNDAY - timedelta(days=days)
        rows = plot(each, first, SUNDAY, *size)
        assert [len(row) for row in rows] == [size[0]] * size[1]
        assert any(cell.text.strip() for row in rows for cell in row)
        assert all(len(text) <= 80 for text in trend_table(each))
        picture = ET.fromstring(trend_svg(each, first, SUNDAY))
        texts = [text.text for text in picture.iter("{http://www.w3.org/2000/svg}text")]
        assert each.title in texts
        assert each.unit in texts


def test_a_title_with_signs_of_xml_is_escaped() -> None:
    odd = replace(STEPS, title="Load · <Up & down>")
    picture = ET.fromstring(trend_svg(odd, MONDAY, SUNDAY))
    assert picture[0].text == odd.title


def test_one_point_alone_can_be_drawn() -> None:
    one = Trend("Load", "kg", (Line("both", (Point(MONDAY, 8.0),), Point(MONDAY, 8.0)),))
    assert any(cell.text == BEST for row in plot(one, MONDAY, MONDAY, 10, 4) for cell in row)
    ET.fromstring(trend_svg(one, MONDAY, MONDAY))


@pytest.mark.parametrize(
    ("seconds", "unit", "value"), [(20, "s a week", 20), (600, "min a week", 10)]
)
def test_times_of_a_few_sets_are_in_seconds(seconds: int, unit: str, value: float) -> None:
    done = Dose(seconds=seconds)
    one = replace(make_set(), exercise="tiptoe_walk", planned=done, done=done, tempo=None)
    record = replace(make_session(MONDAY), sets=(one,))
    past = ProgressSnapshot(MONDAY, (record,))
    (trend,) = (each for each in move_trends(past, {}) if each.title.startswith("Time"))
    (line,) = trend.lines
    assert trend.unit == unit
    assert line.points[0].value == pytest.approx(value)
    assert line.best == line.points[0]


def test_the_labels_of_a_chart_say_its_scale_exactly() -> None:
    trend = Trend("Load", "kg", (Line("both", (Point(MONDAY, 0.35),)),))
    assert value_names(trend, MONDAY - WEEK, MONDAY, 3) == ["0.36", "0.18", "0"]


def test_the_best_of_a_move_is_that_of_a_week_and_the_best_of_a_test_that_of_its_day() -> None:
    demo = demo_of(SUNDAY, BUILT_IN.all())
    snapshot = ProgressSnapshot(SUNDAY, demo.sessions, demo.targets, demo.pauses, demo.tests)
    words = {
        trend.title: line_words(line)
        for trend in trends_of(snapshot, {})
        for line in trend.lines
        if line.best is not None
    }
    tests = words.pop("Heel-rise test")
    assert " on " in tests
    assert " in the week of " not in tests
    assert len(words) > 10
    assert [each for each in words.values() if " in the week of " not in each] == []
