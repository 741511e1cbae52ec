"""The reason of the day is the first thing said, at every size in full or in few words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from calf_tui.core.coach.proposal.proposal_text import day_reasons
from calf_tui.core.coach.rules import evidence
from calf_tui.core.coach.rules.rule import BRIEF, Reason
from calf_tui.core.records.coach_records import Run
from calf_tui.ui.home.proposal_line import ELLIPSIS, Sentence, fit_reasons
from calf_tui.ui.live.live_screen import LiveScreen
from calf_tui.ui.widgets.key_hints import KeyHints
from tests.fakes import MemoryHistory
from tests.full import by_turns
from tests.records import make_session
from tests.ui.conftest import World
from tests.ui.support.reading import text_of
from tests.ui.support.scenes import autumn, stopped

if TYPE_CHECKING:
    from collections.abc import Callable

TODAY = date(2026, 11, 22)
"""A Sunday, the day of the fake clock."""
NARROWEST = 38
"""The cells of a row at 40 columns."""
LONG = Sentence("You trained today, and that is enough.", "You trained today.")
WRITTEN = Sentence("9 min written.", "")
PAIN = Sentence(
    "Jumps rest while pain is 3 or more: it was 6 today.", "No jumps: pain was 6 today."
)

VALUES: dict[str, tuple[object, ...]] = {
    "in-progress": ("Daily six", datetime(2026, 11, 22, 15, 4)),
    "paused": ("until 30 September 2027", " (injury)"),
    "after-stop": ("", "", "You stopped for pain on 22 September."),
    "after-race": ("yesterday",),
    "race-week": ("in 5 days",),
    "race-rest": ("in 5 days",),
    "rest-48h": ("on Saturday", "18:20 today"),
    "before-hard-run": ("is likely tomorrow",),
    "plan-session": ("Three days", 3, 3),
    "strength": (2, 3),
    "first-session": ("all six", "All six", "in their easiest forms"),
    "jumps-pain": (10, "on 22 September"),
}


@pytest.mark.parametrize("rule", BRIEF)
def test_the_few_words_of_a_reason_fit_a_row_at_40_columns(rule: str) -> None:
    by = next(each for each in evidence() if each.id == rule)
    assert len(Reason(by, VALUES.get(rule, ())).brief) <= NARROWEST


@pytest.mark.parametrize(
    ("width", "rows", "said", "is_whole"),
    [
        (100, 1, f"{LONG.full} {PAIN.full}", True),
        (38, 3, f"{LONG.full} {PAIN.full}", True),
        (74, 1, f"{LONG.full} {PAIN.brief}", False),
        (50, 1, f"{LONG.brief} {PAIN.brief}", False),
        (40, 1, f"{LONG.full} {ELLIPSIS}", False),
        (38, 1, f"{LONG.brief} {ELLIPSIS}", False),
        (12, 1, f"You trained{ELLIPSIS}", False),
    ],
)
def test_reasons_are_shortened_from_the_last_on(
    width: int, rows: int, said: str, *, is_whole: bool
) -> None:
    found = fit_reasons((LONG, PAIN), (), width, rows)
    assert (" ".join(found.rows), found.is_whole) == (said, is_whole)


def test_a_pain_stays_where_there_is_room_for_one_reason() -> None:
    pain = PAIN._replace(stays=True)
    assert fit_reasons((LONG, pain), (), 38, 1) == (["No jumps: pain was 6 today. …"], False)
    assert fit_reasons((LONG, pain), (), 24, 1) == (["No jumps: pain was 6…"], False)
    assert fit_reasons((LONG, pain), (), 100, 1).is_whole


def test_that_jumps_rest_stays_beside_the_reasons_of_a_plan() -> None:
    plan = Sentence("As in the article: day 4 of 7 this week.", "Day 4 of 7 of the plan's week.")
    daily = Sentence(
        "The article asks for this daily; other sources leave 48 h.", "Daily, as asked."
    )
    jumps = Sentence("Jumps rest until tomorrow.", "Jumps rest until tomorrow.", stays=True)
    said = fit_reasons((plan, daily, jumps), (), width=60, rows=1)
    assert said.rows == [f"{plan.brief} {jumps.full} {ELLIPSIS}"]


def test_what_else_is_to_be_said_comes_after_the_reasons_or_not_at_all() -> None:
    more = Sentence("A heel-rise test is due: there is none so far.", "A test is due."), WRITTEN
    assert fit_reasons((LONG,), more, 40, 1) == ([LONG.full], False)
    assert fit_reasons((LONG,), more, 74, 1) == (
        [f"{LONG.full} A test is due. 9 min written."],
        False,
    )
    assert fit_reasons((LONG,), more[1:], 40, 1) == ([LONG.full], True)
    assert fit_reasons((LONG,), more, 74, 2).is_whole


@given(
    st.lists(st.tuples(st.text("ab ", min_size=1), st.text("cd ", min_size=1)), max_size=4),
    st.integers(2, 40),
    st.integers(0, 3),
)
@example([("a" * 9, "c" * 9)], 4, 1)
@example([("aaaa", "c")], 4, 2)
def test_reasons_take_no_more_room_than_there_is(
    reasons: list[tuple[str, str]], width: int, rows: int
) -> None:
    pairs = [[f"{' '.join(each.split())}." for each in pair] for pair in reasons]
    said = [
        Sentence(full, brief, stays=place % 2 == 1) for place, (full, brief) in enumerate(pairs)
    ]
    found = fit_reasons(said, said, width, rows)
    assert len(found.rows) <= rows
    assert all(len(row) <= width for row in found.rows)
    words = [word for each in said for word in (*each.full.split(), each.brief)]
    if said and rows and all(len(each) <= width - 2 for each in words):
        first = " ".join(found.rows)
        may_begin = {*said[:1], *[each for each in said if each.stays][:1]}
        assert first.startswith(tuple(text for each in may_begin for text in each[:2]))


def trained(*days: int, pain: int = 0) -> World:
    """Strength so many days ago; the last of these sessions had this pain."""
    sessions = [make_session(TODAY - timedelta(days=day), record_id=str(day)) for day in days]
    last = sessions[-1]
    sets = tuple(replace(each, pain=pain, rpe=5) for each in last.sets)
    return World(history=MemoryHistory([*sessions[:-1], replace(last, sets=sets)]))


def ran() -> World:
    world = trained(0)
    world.history.keep(Run(TODAY, minutes=50, hard=True, id="run"))
    return world


WORLDS: dict[str, Callable[[], World]] = {
    "never": World,
    "eleven weeks": autumn,
    "yesterday": lambda: trained(1),
    "today": lambda: trained(0),
    "today with pain": lambda: trained(0, pain=6),
    "a week met": lambda: trained(5, 3, 1, 0, pain=6),
    "a run today": ran,
    "a stop": stopped,
}


@pytest.mark.parametrize(("turn", "name"), enumerate(WORLDS))
async def test_the_first_reason_stands_below_the_proposal_in_one_piece(
    turn: int, name: str
) -> None:
    world_of = WORLDS[name]
    world = world_of()
    async with world.app().run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press(*["escape"] * (world_of is stopped))
        proposal = world.running.routines_screen.proposal
        assert proposal is not None
        first, *others = day_reasons(proposal)
        for size in by_turns(((80, 24), (60, 16), (40, 12)), 3, first=turn):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            head, *rows = text_of(world.running, "#proposal").splitlines()
            said = " ".join(rows)
            assert said.startswith((first.text, first.brief)), said
            assert "today" in head.lower() or size == (80, 24)
            assert ELLIPSIS not in head
            if size == (80, 24):
                assert all(each.text in said or each.brief in said for each in others), said


@pytest.mark.parametrize("world_of", [WORLDS["today"], WORLDS["a week met"], ran])
async def test_rest_comes_first_and_enter_starts_what_is_offered(
    world_of: Callable[[], World],
) -> None:
    world = world_of()
    async with world.app().run_test() as pilot:
        await pilot.pause()
        assert text_of(world.running, "#proposal").startswith("Rest today, or After a run, ")
        hints = world.running.screen.query_one(KeyHints)
        assert "enter start After a run" in str(hints.content)
        await pilot.press("enter")
        assert isinstance(world.running.screen, LiveScreen)
        assert world.session.timeline.routine.id == "after-run"


async def test_a_run_asked_for_is_no_day_of_rest() -> None:
    world = ran()
    async with world.app().run_test() as pilot:
        await pilot.pause()
        await pilot.press("t", "t")
        assert text_of(world.running, "#proposal").startswith("After a run, ")
        assert "that is enough" not in text_of(world.running, "#proposal")


async def test_after_a_stop_the_screen_says_once_why_and_first_what_to_do() -> None:
    world = stopped()
    async with world.app().run_test(size=(40, 12)) as pilot:
        await pilot.pause()
        await pilot.press("n")
        await pilot.pause()
        assert "You stopped for pain on Friday." in text_of(world.running, "#proposal")
        assert "You stopped for pain" not in text_of(world.running, "#about")


async def test_a_dose_changed_on_the_proposal_is_told_below_it() -> None:
    world = autumn()
    async with world.app().run_test() as pilot:
        await pilot.pause()
        await pilot.press("right")
        before = text_of(world.running, "#details")
        assert before.startswith("New: 2 × 20 s.")
        await pilot.press("plus")
        changed = text_of(world.running, "#details").splitlines()
        assert changed[0] == "Changed by you to 2 × 25 s. Proposed was:"
        assert changed[1].startswith("New: 2 × 20 s.")
        await pilot.press("u")
        assert text_of(world.running, "#details") == before
