from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calf_tui.core.records.record_text import none_found
from calf_tui.core.records.search import EXAMPLE, KEYS, SessionSearch, query_of
from tests.records import make_session, make_set, session_records

if TYPE_CHECKING:
    from calf_tui.core.records.session_record import SessionRecord

TODAY = date(2026, 11, 22)
NAMES = {"tiptoe_walk": "Farmer's walk on toes"}
RAISES = replace(
    make_session(TODAY, record_id="raises", note="Left knee felt odd"), routine_name="Daily six"
)
WALK = replace(
    make_session(date(2026, 10, 31), record_id="walk", status="partial"),
    sets=(replace(make_set(exercise="tiptoe_walk"), pain_site="left calf"),),
)
STOP = make_session(date(2025, 12, 31), record_id="stop", status="stopped_pain", sets=0)
ALL = (STOP, WALK, RAISES)


def found(line: str) -> list[str]:
    return [each.id for each in SessionSearch(NAMES).matching(ALL, query_of(line, TODAY))]


@pytest.mark.parametrize(
    ("line", "ids"),
    [
        ("", ["stop", "walk", "raises"]),
        ("   ", ["stop", "walk", "raises"]),
        ("knee", ["raises"]),
        ("KNEE odd", ["raises"]),
        ("knee calf", []),
        ("note:knee", ["raises"]),
        ("note:calf", []),
        ("calf", ["walk"]),
        ("move:heel", ["raises"]),
        ('move:"heel raise"', ["raises"]),
        ('"heel raise', ["raises"]),
        ("move:heel_raise", ["raises"]),
        ("move:farmer", ["walk"]),
        ("exercise:toe", ["walk"]),
        ("routine:six", ["raises"]),
        ("routine:strength", ["stop", "walk", "raises"]),
        ("status:completed", ["raises"]),
        ("status:partly", ["walk"]),
        ("status:partial", ["walk"]),
        ("status:pain", ["stop"]),
        ("status:partly status:pain", ["stop", "walk"]),
        ("stopped", ["stop"]),
        ("november", ["raises"]),
        ("2025-12", ["stop"]),
        ("since:2026-10-31", ["walk", "raises"]),
        ("since:2026-11", ["raises"]),
        ("from:2026", ["walk", "raises"]),
        ("until:2025", ["stop"]),
        ("to:2026-10", ["stop", "walk"]),
        ("on:2026-10", ["walk"]),
        ("on:2026", ["walk", "raises"]),
        ("on:today", ["raises"]),
        ("since:yesterday", ["raises"]),
        ("until:yesterday", ["stop", "walk"]),
        ("since:22d", ["walk", "raises"]),
        ("since:3w", ["raises"]),
        ("since:2y", ["stop", "walk", "raises"]),
        ("since:2026-10 until:2026-10 move:toe", ["walk"]),
        ("since:2026-01 since:2026-11", ["raises"]),
    ],
)
def test_a_line_finds(line: str, ids: list[str]) -> None:
    assert found(line) == ids
    assert query_of(line, TODAY).hints == ()


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("status:great", 'status: is completed, partly done, stopped for pain, not "great"'),
        ("since:soon", 'since: "soon" is not a date, a month or a year; write it as'),
        ("since:2026-13", 'since: "2026-13" is not a date'),
        ("until:2026-02-30", 'until: "2026-02-30" is not a date'),
        ("since:9999y", 'since: "9999y" is not a date'),
        ("on:1/2/2026", 'on: "1/2/2026" may be 2026-02-01 or 2026-01-02'),
        ("mood:good", "mood: is not known; there are move:, routine:"),
        ("bar:", "bar: is not known; there are move:, routine:"),
        ("status:", "status: wants something right after it, as in status:partly"),
        ('note:""', "note: wants something right after it, as in note:knee"),
        ("to:", "until: wants something right after it, as in until:today"),
    ],
)
def test_what_is_not_understood_is_said_and_left_out(line: str, hint: str) -> None:
    (said,) = query_of(line, TODAY).hints
    assert said.startswith(hint)
    assert found(line) == ["stop", "walk", "raises"]
    assert found(f"{line} knee") == ["raises"]


def test_a_space_before_a_value_is_a_fault() -> None:
    (said,) = query_of("since: 2026-10", TODAY).hints
    assert said == "since: wants something right after it, as in since:2026-10"


def test_the_example_is_understood_and_shows_every_key() -> None:
    assert query_of(EXAMPLE, TODAY).hints == ()
    assert all(f"{key}:" in EXAMPLE for key in KEYS if key != "note")


def test_the_last_year_has_days_too() -> None:
    assert query_of("until:9999", TODAY).until == date(9999, 12, 31)


def test_a_session_changed_is_looked_at_anew() -> None:
    search = SessionSearch()
    query = query_of("shin", TODAY)
    assert search.matching([RAISES], query) == []
    changed = replace(RAISES, note="shin")
    assert search.matching([changed], query) == [changed]


@given(
    line=st.text(st.characters(exclude_characters='"'), max_size=60)
    | st.text("a:12-d ", max_size=9),
    sessions=st.lists(session_records, max_size=3),
)
def test_no_line_is_a_fault_and_a_word_more_finds_no_more(
    line: str, sessions: list[SessionRecord]
) -> None:
    search = SessionSearch()
    some = search.matching(sessions, query_of(line, TODAY))
    fewer = search.matching(sessions, query_of(f"{line} knee", TODAY))
    assert [each for each in sessions if each in some] == some
    assert all(each in some for each in fewer)


@given(st.dates(date(1980, 1, 1), TODAY), st.dates(date(1980, 1, 1), TODAY))
def test_the_span_of_days_includes_both_ends(one: date, other: date) -> None:
    first, last = sorted((one, other))
    days = [first - timedelta(days=1), first, last, last + timedelta(days=1)]
    sessions = [make_session(day, record_id=str(number)) for number, day in enumerate(days)]
    within = SessionSearch().matching(sessions, query_of(f"since:{first} until:{last}", TODAY))
    assert [each.local_date for each in within] == [first, last]


@pytest.mark.parametrize(
    ("everything", "said"),
    [
        (1, "The one session there is does not match."),
        (317, "None of 317 sessions match."),
    ],
)
def test_that_none_is_found_is_said_of_all_there_are(everything: int, said: str) -> None:
    assert none_found(everything) == said
