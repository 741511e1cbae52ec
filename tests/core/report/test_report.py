"""The report as a page and as text: its structure, and what no record can do to it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING
from unicodedata import category
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calf_tui.core.progress.progress_snapshot import ProgressSnapshot
from calf_tui.core.records.coach_records import CoachRecords, Profile
from calf_tui.core.records.session_record import Pause
from calf_tui.core.report.report import MOST_WEEKS_A_CHART, html_page, report_of, text_page
from tests.core.report.histories import MONDAY, NAMES, SNAPSHOT, TODAY, WEEK, heel_rises, session
from tests.full import of_full
from tests.records import make_session, set_records

if TYPE_CHECKING:
    from calf_tui.core.records.session_record import SetRecord
    from calf_tui.core.report.report import Report

SVG = "{http://www.w3.org/2000/svg}"
REPORT = report_of(SNAPSHOT, NAMES, 12, with_notes=False)
WITH_NOTES = report_of(SNAPSHOT, NAMES, 12, with_notes=True)
EMPTY = report_of(ProgressSnapshot(TODAY, ()), {}, 12, with_notes=True)


def page(report: Report) -> ET.Element:
    return ET.fromstring(html_page(report))


def words(element: ET.Element) -> str:
    return " ".join(" ".join(element.itertext()).split())


def part(report: Report, title: str) -> ET.Element:
    (found,) = [each for each in page(report).iter("section") if words(each).startswith(title)]
    return found


def rows(section: ET.Element) -> list[list[str]]:
    return [[words(cell) for cell in row] for row in section.iter("tr")]


def test_a_week_is_a_row_with_its_target_and_its_runs() -> None:
    heads, *weeks = rows(part(REPORT, "Weeks"))
    assert heads == ["Week of", "Days", "State", "Sets", "Time", "Runs", "Running", "Distance"]
    assert weeks[-2:] == [
        ["09 Nov 2026", "0 of 1", "frozen", "0", "10 min", "2 (1 hard)", "50 min", "14.5 km"],
        ["16 Nov 2026", "1 of 2", "frozen", "2", "10 min", "–", "–", "–"],
    ]


def test_a_move_is_a_row_a_side() -> None:
    _, *moves = rows(part(REPORT, "Loads"))
    assert moves == [
        ["Heel raise on a box", "both", "1", "–", "1 × 4", "4 reps", "–", "7"],
        ["Heel raise on a box", "left", "2", "8 → 10", "15, 12", "57 reps", "7", "4"],
        ["Heel raise on a box", "right", "2", "8 → 10", "1 × 15", "30 reps", "7", "0"],
        ["Tiptoe walk", "both", "1", "10", "1 × 60 s", "1 min", "–", "–"],
    ]


def test_pain_has_its_mornings_and_tests_their_band_and_noise() -> None:
    assert rows(part(REPORT, "Pain"))[1] == [
        *("left Achilles", "3", "7", "4", "16 Nov 2026"),
        *("worst 5, mean 2.5", "1 of 2"),
    ]
    tests = part(REPORT, "Heel-rise tests")
    assert rows(tests)[1:] == [
        ["06 Jul 2026", "21", "25", "84 % of the stronger", "–"],
        ["09 Nov 2026", "18", "27", "67 % of the stronger", "pace lost"],
        ["16 Nov 2026", "19", "28", "68 % of the stronger", "–"],
    ]
    for said in ("±6", "7 or more", "women in their 40s: 24, with a day's noise 18 to 30"):
        assert said in words(tests)


def test_pauses_and_stops_come_by_date() -> None:
    assert rows(part(REPORT, "Pauses"))[1:] == [
        ["pause", "14 Sep 2026 to 21 Sep 2026", "illness"],
        ["stopped for pain", "09 Nov 2026", "Another sharp pain; pain: left Achilles"],
        ["pause", "22 Nov 2026, still on", "–"],
    ]


def test_charts_are_those_of_the_screens_and_are_in_the_page() -> None:
    titles = [each.findtext(f"{SVG}title") for each in page(REPORT).iter(f"{SVG}svg")]
    assert titles == [
        "Training days a week",
        "Load · Heel raise on a box",
        "Repetitions · Heel raise on a box",
        "Pain",
        "Heel-rise test",
        "Left and right",
    ]


def test_many_weeks_have_charts_of_equal_width() -> None:
    sessions = tuple(session(MONDAY - n * WEEK) for n in range(MOST_WEEKS_A_CHART, -1, -1))
    report = report_of(ProgressSnapshot(TODAY, sessions), {}, 9999, with_notes=False)
    charts = [len(list(each.iter(f"{SVG}rect"))) for each in page(report).iter(f"{SVG}svg")]
    assert charts == [1 + 27, 1 + 26]


@pytest.mark.parametrize("report", [REPORT, WITH_NOTES, EMPTY])
def test_nothing_comes_from_elsewhere_and_nothing_runs(report: Report) -> None:
    tree = page(report)
    assert {each.tag for each in tree.iter()}.isdisjoint({"script", "link", "img", "iframe"})
    written = html_page(report).replace("http://www.w3.org/2000/svg", "")
    assert re.findall(r"https?:|url\(|@import|\bon\w+=|\bsrc=|\bhref=", written) == []


def test_it_is_made_for_paper_of_any_size() -> None:
    (style,) = [each.text or "" for each in page(REPORT).iter("style")]
    paper = style.partition("@media print")[2]
    assert "break-inside: avoid" in paper
    assert "table-header-group" in paper
    assert "size:" not in style.replace("font-size:", "")


def test_notes_are_at_the_end_where_they_are_wanted() -> None:
    notes = part(WITH_NOTES, "Notes")
    assert [words(each) for each in notes.iter("dt")] == ["09 Nov 2026", "16 Nov 2026"]
    assert "knee <b>fine</b> slept & rested" in words(notes)
    for secret in ("knee", "dog barked", "Ann", "phone"):
        assert secret in html_page(WITH_NOTES)
        assert secret in text_page(WITH_NOTES)
        assert secret not in html_page(REPORT)
        assert secret not in text_page(REPORT)
    assert "left out" in text_page(REPORT)
    assert "left out" not in text_page(WITH_NOTES)


@pytest.mark.parametrize("report", [REPORT, WITH_NOTES, EMPTY])
def test_the_text_says_the_same_a_line_for_each_paragraph(report: Report) -> None:
    lines = text_page(report).splitlines()
    assert {each for part in report.sections for each in part.paragraphs} <= set(lines)
    assert [each.upper() for each in words_of_heads(report)] == [
        each for each in lines if each.isupper()
    ]
    cells = {words(cell) for row in page(report).findall(".//tbody/tr") for cell in row}
    joined = " ".join(" ".join(lines).split())
    assert [each for each in cells if each not in joined] == []


def words_of_heads(report: Report) -> list[str]:
    return [words(each) for each in page(report).iter("h2")]


def test_a_table_too_wide_for_text_has_a_sentence_a_row() -> None:
    name = "Heel raise on the stairs behind the house"
    report = report_of(SNAPSHOT, {"heel_raise_box": name}, 12, with_notes=False)
    assert f"{name}: Leg left, Days 2, kg 8 → 10," in text_page(report)
    assert f"{name}  left" in text_page(report, 120)


def test_where_nothing_is_kept_it_says_so() -> None:
    assert "No session was kept in these weeks." in text_page(EMPTY)
    assert "No test has been kept." in text_page(EMPTY)
    assert rows(part(EMPTY, "Weeks"))[1:] == [["16 Nov 2026", "0 of 3", "under way", "0", "–"]]


ANY = st.text(max_size=20) | st.sampled_from(
    [
        "<script>",
        "]]>",
        "&amp;",
        "--><b>",
        '"',
        "\x1b[2J",
        "\x9b",
        "\u202e",
        "\ud83d",
        "\uffff",
        "\0",
    ]
)


@settings(max_examples=of_full(300, 25))
@given(
    st.lists(set_records, max_size=6),
    st.lists(ANY, min_size=5, max_size=5),
    st.dictionaries(ANY, ANY, max_size=2),
    st.booleans(),
    st.integers(0, 10),
)
def test_no_word_of_a_record_is_markup_or_a_control(
    sets: list[SetRecord], said: list[str], names: dict[str, str], with_notes: bool, morning: int
) -> None:
    note, reason, ended_by, place, move = said
    mine = [replace(each, exercise=move, pain_site=place) for each in sets]
    sessions = tuple(
        replace(
            make_session(TODAY - timedelta(days=days), record_id=str(days), note=note),
            sets=tuple(mine),
            status="stopped_pain",
            morning_pain=morning,
        )
        for days in (14, 7, 0)
    )
    snapshot = ProgressSnapshot(
        TODAY,
        sessions,
        pauses=(Pause(MONDAY, None, reason),),
        tests=(heel_rises(MONDAY, 20, 22, ended_by), heel_rises(TODAY, 20, 22, ended_by)),
        coach=CoachRecords(profile=Profile(birth_year=1900 + morning, sex="male")),
    )
    report = report_of(snapshot, {**names, move: place}, 12, with_notes=with_notes)

    tree = page(report)
    assert {each.tag.replace(SVG, "") for each in tree.iter()} <= TAGS
    for text in (html_page(report), text_page(report)):
        controls = {each for each in text if category(each) in ("Cc", "Cs")} - {"\n"}
        assert not controls | ({"\u202e"} & set(text))


TAGS = {
    *("html", "head", "meta", "title", "style", "body", "h1", "h2", "p", "span", "section"),
    *("table", "thead", "tbody", "tr", "th", "td", "figure", "dl", "dt", "dd", "br", "footer"),
    *("svg", "rect", "text", "line", "polyline", "polygon", "circle"),
}
