"""The page of all sessions: found, opened, changed, brought back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from textual import events
from textual.widgets import Input

from calf_tui.core.errors import UserError
from calf_tui.core.records.coach_records import Run
from calf_tui.core.records.session_record import HeelRiseTest
from calf_tui.core.routines.routine import Dose
from calf_tui.ui.dialogs.confirmations import AgainOffer
from calf_tui.ui.forms.form import Form
from calf_tui.ui.forms.form_dialog import FormDialog, NoteDialog
from calf_tui.ui.history.session_screen import SessionList, SessionScreen
from calf_tui.ui.home.routines_screen import RoutinesScreen
from calf_tui.ui.live.live_screen import LiveScreen
from calf_tui.ui.progress.history_page import HistoryPage
from calf_tui.ui.progress.progress_page import PAGES
from tests.fakes import MemoryHistory
from tests.records import AN_INSTANT, make_session
from tests.ui.conftest import World
from tests.ui.support import example_histories
from tests.ui.support.legibility import picture_of
from tests.ui.support.reading import text_of

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from calf_tui.core.records.session_record import SessionRecord


def number_of(title: str) -> str:
    """The key of a page."""
    return str([page.title for page in PAGES].index(title) + 1)


DAYS = [date(2026, 11, day) for day in (16, 18, 20)]
HISTORY = number_of("History")


def three_sessions() -> World:
    """Sessions of 16, 18 and 20 November 2026, seen on Sunday the 22nd."""
    return World(
        history=MemoryHistory(
            make_session(day, record_id=f"of {day.day}", note="knee" if day.day == 18 else "")
            for day in DAYS
        )
    )


async def paste(pilot: Pilot[object], text: str) -> None:
    pilot.app.post_message(events.Paste(text))
    await pilot.pause()


def title_of(world: World) -> str:
    return type(world.running.screen).__name__


def ids(world: World) -> list[str]:
    return [each.id for each in world.history.sessions()]


def session(world: World, record_id: str) -> SessionRecord:
    return next(each for each in world.history.sessions() if each.id == record_id)


def under_cursor(world: World) -> str:
    record = world.running.screen.query_one(SessionList).session
    return record.id if record else ""


async def test_the_newest_is_first_and_enter_opens_it() -> None:
    world = three_sessions()
    async with world.app().run_test() as pilot:
        await pilot.press("p", HISTORY)
        assert under_cursor(world) == "of 20"
        assert text_of(world.running, "#found") == "3 sessions"
        await pilot.press("down", "enter")
        assert isinstance(world.running.screen, SessionScreen)
        assert "Wed 18 Nov 2026, 13:00 · 10:00 · 2 sets" in text_of(world.running, "#heading")
        assert '"knee"' in text_of(world.running, "#heading")
        sets = text_of(world.running, "#sets > .-first")
        assert sets.splitlines()[0] == "Heel raise on a box   up 1 top 1 down 10 bottom 1"
        assert sets.splitlines()[1].split() == ["●", "1", "15", "of", "15"]
        await pilot.press("escape")
        assert under_cursor(world) == "of 18"


async def test_deleting_asks_nothing_and_undo_brings_each_back() -> None:
    world = three_sessions()
    async with world.app().run_test() as pilot:
        await pilot.press("p", HISTORY, "d")
        (notice,) = world.running._notifications
        assert notice.message == "Deleted Strength of 20 Nov 2026. u undoes it."
        assert world.running.screen.active_bindings["u"].enabled
        await pilot.press("u")
        (notice,) = world.running._notifications
        assert notice.message == "Undone: deleted Strength of 20 Nov 2026."
        await pilot.press("home", "down", "d")
        assert ids(world) == ["of 16", "of 20"]
        assert under_cursor(world) == "of 16"
        await pilot.press("delete")
        assert ids(world) == ["of 20"]
        await pilot.press("u", "u", "u")
        assert ids(world) == ["of 16", "of 18", "of 20"]
        assert session(world, "of 18").note == "knee"
        await pilot.press("d", "d", "d", "d")
        assert ids(world) == []
        assert text_of(world.running, "#empty").startswith("Every session will be listed here")
        await pilot.press("u")
        assert len(ids(world)) == 1


async def test_the_line_finds_as_it_is_typed_and_escape_shows_all() -> None:
    world = three_sessions()
    async with world.app().run_test() as pilot:
        await pilot.press("p", HISTORY)
        assert "↑↓ move" in text_of(world.running, "KeyHints")
        await pilot.press("slash", "k", "n")
        assert text_of(world.running, "#found") == "1 of 3 sessions"
        assert under_cursor(world) == "of 18"
        await pilot.press("q", "q")
        assert not world.running.screen.query_one("#found").display
        assert text_of(world.running, "#empty").startswith("None of 3 sessions match. Press esc ")
        await pilot.press("backspace", "backspace", "enter")
        assert "↑↓ move" not in text_of(world.running, "KeyHints")
        await pilot.press("d")
        assert ids(world) == ["of 16", "of 20"]
        await pilot.press("u")
        assert text_of(world.running, "#found") == "1 of 3 sessions"
        await pilot.press("slash", "ctrl+u", "x", "x", "enter")
        assert "↑↓ move" not in text_of(world.running, "KeyHints")
        await pilot.press("slash", "ctrl+u")
        await paste(pilot, "mood:x knee")
        said = text_of(world.running, "#found")
        assert said.startswith("1 of 3 sessions · mood: is not known; there are move:")
        await pilot.press("ctrl+u")
        await paste(pilot, "since:2026-99-99")
        assert text_of(world.running, "#found").startswith('since: "2026-99-99" is not a date')
        await pilot.press("escape")
        assert text_of(world.running, "#found") == "3 sessions"
        assert "↑↓ move" in text_of(world.running, "KeyHints")
        assert isinstance(world.running.screen, HistoryPage)
        await pilot.press("escape")
        assert isinstance(world.running.screen, RoutinesScreen)


async def test_an_edit_is_kept_at_once_with_the_outcome_it_makes() -> None:
    world = three_sessions()
    async with world.app().run_test() as pilot:
        await pilot.press("p", HISTORY, "e")
        assert isinstance(world.running.screen, FormDialog)
        # Date two days back, start at half past seven, pain next morning 2, nine raises of 15.
        await pilot.press("down", "minus", "minus", "down", *"7:30", "down", "down", "plus", "plus")
        await pilot.press("plus", "down", *" tired", "down", *"9", "right", *"2.5", "right", "8")
        await pilot.press("right", "plus", "right", "plus", "plus", "enter")
        assert isinstance(world.running.screen, HistoryPage)
    edited = session(world, "of 20")
    assert edited.local_date == date(2026, 11, 18)
    assert f"{edited.started_at:%d %H:%M}" == "18 06:30"
    assert (edited.morning_pain, edited.note, edited.status) == (2, "tired", "partial")
    first = edited.sets[0]
    assert (first.done, first.outcome, first.load_kg) == (Dose(reps=9), "short", 2.5)
    assert (first.rpe, first.pain, first.pain_site) == (8, 0, "achilles")
    assert edited.sets[1] == replace(
        make_session(DAYS[2]).sets[1], ended_at=edited.sets[1].ended_at
    )


async def test_an_ending_is_completed_only_where_every_set_was_done() -> None:
    world = three_sessions()
    async with world.app().run_test() as pilot:
        await pilot.press("p", HISTORY, "e", *["down"] * 6, "9", "enter")
        assert session(world, "of 20").status == "partial"
        await pilot.press("e", *["down"] * 3, "minus", "enter")
        await pilot.pause()
        assert "every set was done in full" in text_of(world.running, "#help")
        await pilot.press(*["down"] * 3, *"15", "enter")
    assert session(world, "of 20").status == "completed"


async def test_a_session_that_says_it_is_of_tomorrow_can_be_edited_but_its_date() -> None:
    tomorrow = make_session(date(2026, 11, 23), record_id="tomorrow")
    world = World(history=MemoryHistory([tomorrow]))
    async with world.app().run_test() as pilot:
        await pilot.press("p", HISTORY, "e", *["down"] * 5)
        await paste(pilot, "date line")
        await pilot.press("enter")
    assert session(world, "tomorrow").note == "date line"


async def test_a_click_goes_to_the_field_it_is_on() -> None:
    world = three_sessions()
    async with world.app().run_test(size=(100, 30)) as pilot:
        await pilot.press("p", HISTORY, "e")
        form = world.running.screen.query_one(Form)
        # "Heel raise on a box 2": its effort, beyond label (24), done (12) and load (9).
        await pilot.click(Form, offset=(24 + 12 + 9 + 2, 8))
        assert form.field.text == "–"
        await pilot.press("6")
        await pilot.click(Form, offset=(30, 4))
        await pilot.press("3", "enter")
    edited = session(world, "of 20")
    assert [each.rpe for each in edited.sets] == [None, 6]
    assert edited.morning_pain == 3


async def test_an_edit_is_left_without_keeping_and_says_which_fields_are_of_no_use() -> None:
    world = three_sessions()
    async with world.app().run_test() as pilot:
        await pilot.press("p", HISTORY, "a")
        assert "↑↓ move   + − change" in text_of(world.running, "KeyHints")
        await pilot.press("escape", "e")
        assert "+ − change" not in text_of(world.running, "KeyHints")  # a text takes any sign
        await pilot.press("down")
        assert "↑↓ move   ←→ column   + − change" in text_of(world.running, "KeyHints")
        await pilot.press("escape")
        assert title_of(world) == "HistoryPage"
        await pilot.press("e", "H", "escape")
        assert title_of(world) == "FormDialog"
        assert "Nothing of this is kept yet" in text_of(world.running, "#help")
        await pilot.press("escape")
        assert title_of(world) == "HistoryPage"
        assert session(world, "of 20") == make_session(DAYS[2], record_id="of 20")
        await pilot.press("e", "down")
        await paste(pilot, "2026-13-40")
        await pilot.press("enter")
        await pilot.pause()
        assert title_of(world) == "FormDialog"
        said = text_of(world.running, "#help")
        assert said == "Date: a date such as 2026-11-22 or 22.11.2026 is wanted here."
        await pilot.press("delete")
        await paste(pilot, "2026-12-24")
        await pilot.press("enter")
        await pilot.pause()
        assert "2026-12-24 is still to come" in text_of(world.running, "#help")
        await pilot.press("delete", *"21", "enter")
    assert session(world, "of 20").local_date == date(2026, 11, 21)


async def test_a_note_is_written_and_taken_back() -> None:
    world = three_sessions()
    async with world.app().run_test() as pilot:
        await pilot.press("p", HISTORY, "down", "enter", "n")
        assert isinstance(world.running.screen, NoteDialog)
        assert world.running.screen.query_one(Input).value == "knee"
        await pilot.press(*" ok", "enter")
        assert '"knee ok"' in text_of(world.running, "#heading")
        await pilot.press("u")
        assert '"knee"' in text_of(world.running, "#heading")
        await pilot.press("n", "x", "escape")
    assert session(world, "of 18").note == "knee"


@pytest.mark.parametrize("opened", [[], ["enter"]])
async def test_again_asks_and_then_trains_the_routine(opened: list[str]) -> None:
    world = three_sessions()
    async with world.app().run_test() as pilot:
        await pilot.press("p", HISTORY, "down", *opened, "c")
        assert isinstance(world.running.screen, AgainOffer)
        await pilot.press("escape")
        assert ids(world) == ["of 16", "of 18", "of 20"]
        await pilot.press("c", "enter", "s")  # with its jumps
        screens: list[object] = list(world.running.screen_stack)
        assert isinstance(screens[-1], LiveScreen)
        assert world.session.timeline.routine.id == "strength"
        await pilot.press("q", "enter")
        await pilot.pause()
    assert ids(world) == ["of 16", "of 18", "of 20"]


async def test_again_says_where_the_routine_is_gone() -> None:
    record = replace(make_session(DAYS[0]), routine="gone", routine_name="Gone")
    world = World(history=MemoryHistory([record]))
    async with world.app().run_test() as pilot:
        await pilot.press("p", HISTORY, "c")
        await pilot.pause()
        (notice,) = world.running._notifications
        assert notice.message == "Gone is no routine here any more."
    assert world.history.sessions() == (record,)


async def test_a_session_deleted_where_it_is_shown_leads_back_to_the_list() -> None:
    world = three_sessions()
    async with world.app().run_test() as pilot:
        await pilot.press("p", HISTORY, "enter", "d")
        assert isinstance(world.running.screen, HistoryPage)
        assert ids(world) == ["of 16", "of 18"]
        assert text_of(world.running, "#found") == "2 sessions"
        await pilot.press("u")
        assert text_of(world.running, "#found") == "3 sessions"


async def test_a_session_done_elsewhere_is_added_and_shown_even_to_an_empty_history() -> None:
    world = World()
    async with world.app().run_test() as pilot:
        await pilot.press("p", HISTORY)
        assert text_of(world.running, "#empty").startswith("Every session will be listed here")
        assert not {"slash", "d", "e", "c", "u"} & {
            key for key, each in world.running.screen.active_bindings.items() if each.enabled
        }
        await pilot.press("a", "plus", "down", "minus", "down")
        await paste(pilot, "hotel gym")
        await pilot.press("enter")
        assert text_of(world.running, "#found") == "1 session"
    (added,) = world.history.sessions()
    assert (added.routine, added.note, added.status) == ("strength", "hotel gym", "completed")
    assert added.local_date == date(2026, 11, 21)


class ReadOnlyHistory(MemoryHistory):
    """In use by a second app."""

    def require_writable(self) -> None:
        raise UserError("The file is in use by another Calf TUI.")

    def save(self, record: SessionRecord) -> None:
        self.require_writable()

    def remove(self, record_id: str) -> None:
        self.require_writable()

    def keep(self, record: Any) -> None:
        self.require_writable()

    def take_out(self, kind: type[Any], record_id: str) -> None:
        self.require_writable()


async def test_where_nothing_can_be_written_each_key_says_why() -> None:
    world = World(history=ReadOnlyHistory([make_session(DAYS[0])]))
    async with world.app().run_test() as pilot:
        await pilot.press("p", HISTORY)
        for keys in (["e"], ["n"], ["c"], ["d"], ["a"], ["enter", "d"]):
            await pilot.press(*keys)
            await pilot.pause()
            (notice,) = world.running._notifications
            assert notice.message == "The file is in use by another Calf TUI.", keys
            assert isinstance(world.running.screen, HistoryPage | SessionScreen), keys
            world.running.clear_notifications()
    assert world.history.sessions() == (make_session(DAYS[0]),)


async def test_a_form_follows_the_arrows_and_scrolls(world: World) -> None:
    world.history.save(make_session(DAYS[0], sets=40))
    async with world.app().run_test(size=(80, 24)) as pilot:
        await pilot.press("p", HISTORY, "e", *["pagedown"] * 6)
        form = world.running.screen.query_one(Form)
        await pilot.press("right", "7", "up", "8", "enter")
        assert form.size.height < 24
    (record,) = world.history.sessions()
    assert [each.load_kg for each in record.sets[-3:]] == [0, 8, 7]


async def test_where_runs_and_tests_are_is_said_in_one_line() -> None:
    world = three_sessions()
    world.history.keep(Run(DAYS[0], 50, id="run"))
    world.history.keep(HeelRiseTest("test", AN_INSTANT, DAYS[0], 24, 22, AN_INSTANT))
    async with world.app().run_test() as pilot:
        await pilot.press("p", HISTORY)
        said = text_of(world.running, "#found")
        assert said == "3 sessions · 1 run in Calendar · 1 test in Trends"
        await pilot.press("slash", "k", "n")
        assert text_of(world.running, "#found") == "1 of 3 sessions"


async def test_on_a_low_screen_nothing_of_the_history_is_cut() -> None:
    world = World(history=MemoryHistory([make_session(DAYS[0], sets=18, status="partial")]))
    world.history.keep(Run(DAYS[0], 50, id="run"))
    world.history.keep(HeelRiseTest("test", AN_INSTANT, DAYS[0], 24, 22, AN_INSTANT))
    async with world.app().run_test(size=(40, 12)) as pilot:
        await pilot.press("p", HISTORY)
        assert text_of(world.running, "#found") == "1 session · 1 run in Calendar"
        assert f"{DAYS[0]:%d %b} Strength       18/18 10 min" in picture_of(world.running)
        await pilot.press("slash")
        await pilot.pause()
        assert "routine:six  until:today " in picture_of(world.running)
        await pilot.press(*"since:2026-13")
        await pilot.pause()
        picture = picture_of(world.running)
        assert "since:2026-10" in picture
        assert "18/18" in picture


async def test_beside_a_wide_list_or_below_a_tall_one_stands_the_session_under_the_cursor() -> None:
    world = example_histories.a_year()
    async with world.app().run_test(size=(160, 45)) as pilot:
        await pilot.press("p", HISTORY)
        await pilot.pause()
        seen = picture_of(world.running)
        assert "Sun 22 Nov 2026, 13:00 · 35:25 · 18 sets" in seen
        assert "Achilles" not in seen
        await pilot.press("down")
        await pilot.pause()
        seen = picture_of(world.running)
        assert "Left tendon stiff on the last raises" in seen
        assert "Achilles" in seen
        await pilot.resize_terminal(120, 40)
        await pilot.pause()
        await pilot.pause()
        assert "Achilles" in picture_of(world.running)
        await pilot.resize_terminal(120, 30)
        await pilot.pause()
        assert "Achilles" not in picture_of(world.running)
