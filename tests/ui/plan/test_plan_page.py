"""The page of the plan: target, pauses, and what becomes of the weeks."""

from __future__ import annotations

from contextlib import asynccontextmanager
from datetime import date, datetime, timedelta, timezone
from typing import TYPE_CHECKING

from calf_tui.core.errors import UserError
from calf_tui.core.records.coach_records import PlanEntry, Profile
from calf_tui.core.records.session_record import Pause, Target
from calf_tui.core.settings import Settings
from calf_tui.ui.forms.form_dialog import FormDialog
from calf_tui.ui.plan.plan_choice import PlanChoice
from calf_tui.ui.plan.plan_page import PlanPage
from calf_tui.ui.plan.plan_text import in_columns
from calf_tui.ui.widgets.choice_list import ChoiceList
from tests.core.coach.plans import PLANS
from tests.fakes import FakeClock
from tests.ui.conftest import World
from tests.ui.progress.test_history_page import ReadOnlyHistory, number_of, three_sessions
from tests.ui.support.reading import text_of
from tests.ui.support.scenes import autumn

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from textual.pilot import Pilot

MONDAY, SUNDAY = date(2026, 11, 16), date(2026, 11, 22)
PLAN, HISTORY = number_of("Plan"), number_of("History")


@asynccontextmanager
async def plan_page(world: World, *, reduced_motion: bool = False) -> AsyncIterator[Pilot[object]]:
    """The app with the plan page in front."""
    async with world.app(reduced_motion=reduced_motion).run_test() as pilot:
        await pilot.pause()
        world.running.show_progress(int(PLAN))
        await pilot.pause()
        yield pilot


def messages_of(world: World) -> list[str]:
    """The notices that stand on the screen."""
    return [each.message for each in world.running._notifications]


async def test_the_target_follows_plus_and_minus_from_this_week_on() -> None:
    world = three_sessions()
    world.history.keep(Target(date(2026, 6, 1), 2, "june"))
    async with world.app().run_test() as pilot:
        await pilot.press("p", PLAN)
        assert isinstance(world.running.screen, PlanPage)
        assert "so far: 2 days from 01 Jun 2026" in text_of(world.running, "#before")
        await pilot.press("plus", "plus", "plus", "minus")
        targets = world.history.targets()
        assert [(each.start, each.days) for each in targets] == [(date(2026, 6, 1), 2), (MONDAY, 4)]
        await pilot.press(*["plus"] * 9)
        assert world.history.targets()[-1].days == 7
        await pilot.press("1")
        assert text_of(world.running, "#week") == "3 of 7 this week, 1 day left"
        await pilot.press(PLAN, "u", "u", "u")
        assert world.history.targets()[-1].days == 4
        await pilot.press(*["u"] * 9)
        assert [each.id for each in world.history.targets()] == ["june"]


async def test_a_pause_is_added_edited_ended_deleted_and_brought_back() -> None:
    world = three_sessions()
    async with plan_page(world) as pilot:
        await pilot.press("a")
        assert isinstance(world.running.screen, FormDialog)
        # An injury, in words, from two days ago, open.
        await pilot.press("plus", "plus", "down", *"left calf", "down", "minus", "minus", "enter")
        (pause,) = world.history.pauses()
        assert (pause.start, pause.end, pause.reason) == (
            date(2026, 11, 20),
            None,
            "injury: left calf",
        )
        await pilot.press(*["down"] * 5, "t")
        assert world.history.pauses()[0].end == SUNDAY
        await pilot.press("enter", "down", "down", "down", *"2026-11-30", "enter")
        assert world.history.pauses()[0].end == date(2026, 11, 30)
        assert world.history.pauses()[0].reason == "injury: left calf"
        await pilot.press("d")
        assert world.history.pauses() == ()
        await pilot.press("u", "u", "u")
        (restored,) = world.history.pauses()
        assert (restored.id, restored.end) == (pause.id, None)


async def test_a_pause_that_ends_before_it_starts_is_refused_and_an_open_one_freezes() -> None:
    world = World()
    async with plan_page(world) as pilot:
        await pilot.press("a", *["down"] * 3, *"2026-11-01", "enter")
        await pilot.pause()
        assert "before it starts on 2026-11-22" in text_of(world.running, "#help")
        await pilot.press("delete", "enter")
        assert world.history.pauses()[0].end is None
        await pilot.press(HISTORY, "a", "enter", "1")
        assert "frozen: take the time you need" in text_of(world.running, "#week")


async def test_the_day_and_the_week_are_chosen_and_kept() -> None:
    world = three_sessions()
    async with plan_page(world) as pilot:
        for line in ("#before", "#day", "", "", "#lead-in"):  # only that of the line is shown
            texts = world.running.screen.query("#before, #day, #lead-in")
            assert [f"#{each.id}" for each in texts if each.display] == [line] * bool(line)
            await pilot.press("down")
        await pilot.press(*["up"] * 3, "plus", "plus", "minus")
        assert world.kept_settings == {"day_cutoff": "03:30"}
        assert "before 03:30" in text_of(world.running, "#day")
        await pilot.press("down", "plus")
        assert world.kept_settings["first_day_of_week"] == "sunday"
        await pilot.press("1")
        # The Sunday it is begins a week of its own.
        assert text_of(world.running, "#week") == "0 of 3 this week, 7 days left"
        await pilot.press(PLAN, "down", "down", "minus")
        assert world.kept_settings["first_day_of_week"] == "monday"
        await pilot.press("minus")
        assert world.kept_settings["first_day_of_week"] == "saturday"
        assert world.running.trainer.record_editor.this_week == date(2026, 11, 21)


async def test_the_quiet_lead_in_is_chosen_within_its_bounds_and_the_player_made_for_it() -> None:
    world = World()
    async with plan_page(world) as pilot:
        await pilot.press("y", "enter")  # a profile kept as it was is no change
        assert world.running.trainer.record_editor.last_change == ""
        await pilot.press(*["down"] * 4, "plus", "plus", "minus")
        assert world.kept_settings == {"quiet_lead_in": 0.5}
        assert (len(world.other_players), world.player.closed) == (3, True)
        await pilot.press(*["plus"] * 5)
        assert world.kept_settings == {"quiet_lead_in": 2.0}
        await pilot.press(*["minus"] * 5)
        assert world.running.trainer.record_editor.settings == Settings()
        await pilot.press("up", "minus", "u")
        assert world.kept_settings == {"quiet_lead_in": 0.0, "volume": 100}
        assert world.running.trainer.record_editor.settings.volume == 100


async def test_a_day_chosen_holds_from_the_next_session_on() -> None:
    world = World(clock=FakeClock(datetime(2026, 11, 23, 3, 10, tzinfo=timezone.utc)))
    async with plan_page(world) as pilot:
        await pilot.press("down", "plus", HISTORY, "a", "enter")
    (added,) = world.history.sessions()
    assert added.local_date == SUNDAY


async def test_a_setting_that_cannot_be_kept_is_not_taken() -> None:
    def refuse(_name: str, _value: str | float) -> None:
        raise UserError("settings.toml: cannot be written.")

    world = World()
    world.keep_setting = refuse
    async with plan_page(world) as pilot:
        await pilot.press("down", "plus", "down", "plus")
        await pilot.pause()
        assert set(messages_of(world)) == {"settings.toml: cannot be written."}
        assert world.running.trainer.record_editor.settings == Settings()


async def test_where_nothing_can_be_written_the_plan_says_why() -> None:
    pauses = [Pause(MONDAY, None, "flu", "p")]
    world = World(history=ReadOnlyHistory(pauses=pauses))
    async with plan_page(world) as pilot:
        await pilot.press("plus", "a", "c", *["down"] * 5, "d", "t", "enter")
        await pilot.pause()
        assert set(messages_of(world)) == {"The file is in use by another Calf TUI."}
        assert isinstance(world.running.screen, PlanPage)
    assert world.history.pauses() == tuple(pauses)


async def test_a_week_of_the_plan_is_moved_skipped_repeated_and_each_undone() -> None:
    world = three_sessions()
    world.plans = dict(PLANS)
    world.history.keep(PlanEntry(date(2026, 11, 9), "build-up", id="used"))
    async with plan_page(world) as pilot:
        assert text_of(world.running, "#weeks").startswith("Plan: Build-up, week 1 of 8")
        for key, change, head, said in (
            ("m", "moved", "week 1", "This week of the plan waits for the next one."),
            ("s", "skipped", "week 2", "On to week 2 of 8 of the plan."),
        ):
            await pilot.press(key)
            assert messages_of(world) == [f"{said} u undoes it."]
            assert [each.change for each in world.history.kept(PlanEntry)] == ["used", change]
            assert f"Build-up, {head} of 8" in text_of(world.running, "#weeks")
            await pilot.press("u")
        await pilot.press("r")
        assert [each.id for each in world.history.kept(PlanEntry)] == ["used"]
        await pilot.press("s", "r")
        assert messages_of(world) == ["Back to week 1 of 8 of the plan. u undoes it."]
        assert [each.change for each in world.history.kept(PlanEntry)][2:] == ["repeated"]
        assert "Build-up, week 1 of 8" in text_of(world.running, "#weeks")
        await pilot.press("u")
        assert messages_of(world) == ["Undone: the plan went back a week."]


async def test_what_the_coach_should_know_is_said_once_and_changed_later() -> None:
    world = three_sessions()
    async with plan_page(world) as pilot:
        await pilot.press("o")  # without a reason no deload is offered
        assert world.history.kept(Profile) == ()
        await pilot.press("y", "escape")
        assert world.history.kept(Profile) == ()
        # No dumbbells, trains on Mondays and Fridays, runs hard on Tuesdays, a race.
        await pilot.press("y", "plus", "down", "down", *"mondays friday", "down", *"tu")
        await pilot.press("down", *"2026-12-06", "down", *"1985", "down", "plus", "enter")
        (said,) = world.history.kept(Profile)
        assert (said.has_dumbbells, said.heaviest_kg) == (False, None)
        assert (said.weekdays, said.hard_run_days) == (frozenset({0, 4}), frozenset({1}))
        assert (said.race, said.birth_year, said.sex) == (date(2026, 12, 6), 1985, "female")
        await pilot.press("y", "down", *"12", "down")
        for no_days in ("t s", "frog", "monkey"):
            await pilot.press("delete", *no_days, "enter")
            await pilot.pause()
            assert "days such as Mon Wed Fri" in text_of(world.running, "#help")
        await pilot.press("delete", "enter")
        (said,) = world.history.kept(Profile)
        assert (said.heaviest_kg, said.weekdays, said.race) == (12, frozenset(), date(2026, 12, 6))


async def test_a_plan_is_chosen_from_a_list_that_says_what_each_is_and_used_no_more() -> None:
    world = three_sessions()
    world.plans = dict(PLANS)
    async with plan_page(world) as pilot:
        await pilot.press("m", "s", "r")  # without a choice the weeks stay
        assert text_of(world.running, "#weeks").startswith("Plan: Three days, the default")
        assert world.history.kept(PlanEntry) == ()
        await pilot.press("c")
        assert isinstance(world.running.screen, PlanChoice)
        lines = world.running.screen.query_one(ChoiceList)._lines
        assert lines[0] == "▸ Three days · 3 days a week"
        assert lines[2] == "  Build-up · 3 days a week, 8 weeks"
        await pilot.press("escape")
        assert world.history.kept(PlanEntry) == ()
        await pilot.press("c", "down")
        await pilot.pause()
        assert "All six moves every day" in text_of(world.running, "#details")
        await pilot.press("enter")
        (used,) = world.history.kept(PlanEntry)
        assert (used.plan, used.start) == ("as-in-the-article", SUNDAY)
        assert world.history.targets()[-1].days == 7
        assert text_of(world.running, "#weeks").startswith("Plan: As in the article")
        await pilot.press("u")
        assert world.history.kept(PlanEntry) == ()
        assert world.history.targets() == ()
        await pilot.press("c", "end", "enter")
        assert [each.plan for each in world.history.kept(PlanEntry)] == [""]
        said = text_of(world.running, "#weeks")
        assert "c lists the plans" in " ".join(said.split())


async def test_a_plan_that_begins_next_week_leaves_this_one_as_it_is() -> None:
    world = three_sessions()
    world.plans = dict(PLANS)
    world.history.keep(Target(date(2026, 6, 1), 5, "june"))
    async with plan_page(world) as pilot:
        await pilot.press("c", "home", "down", "down", "enter")
        assert [(each.start, each.days) for each in world.history.targets()] == [
            (date(2026, 6, 1), 5),
            (MONDAY + timedelta(days=7), 3),
        ]
        assert "week 1 begins on Mon 23 Nov" in text_of(world.running, "#weeks")
        await pilot.press("1")
        assert text_of(world.running, "#week") == "3 of 5 this week, 1 day left"
        await pilot.press(PLAN, "c")
        await pilot.pause()
        assert "week 1 (from Mon 23 Nov on)" in text_of(world.running, "#details")
        await pilot.press("end", "enter")
        assert world.history.targets()[-1].days == 5


async def test_a_target_set_before_a_plan_begins_leaves_the_plan_its_days() -> None:
    world = three_sessions()
    world.plans = dict(PLANS)
    async with plan_page(world) as pilot:
        await pilot.press("c", "home", "down", "down", "enter")
        begin = MONDAY + timedelta(days=7)
        before = [(each.start, each.days) for each in world.history.targets()]
        assert before == [(begin, 3)]
        await pilot.press("plus")
        targets = [(each.start, each.days) for each in world.history.targets()]
        assert sorted(targets) == [(MONDAY, 4), (begin, 3)]
        await pilot.press("u")
        assert [(each.start, each.days) for each in world.history.targets()] == before


async def test_no_plan_brings_back_the_target_from_before_the_plans() -> None:
    world = three_sessions()
    world.plans = dict(PLANS)
    world.history.keep(Target(MONDAY, 4, "own"))
    async with plan_page(world) as pilot:
        await pilot.press("c", "home", "down", "enter")
        assert world.history.targets()[-1].days == 7
        await pilot.press("c", "home", *["down"] * list(PLANS).index("race-week"), "enter")
        await pilot.press("c", "end", "enter")
        assert [(each.start, each.days) for each in world.history.targets()] == [(MONDAY, 4)]
        said = messages_of(world)
        assert "No plan is used any more; your target is 4 days a week. u undoes it." in said
        await pilot.press("c", "home", "down", "enter", "minus", "c", "end", "enter")
        assert world.history.targets()[-1].days == 6  # the runner's own choice since then


async def test_a_deload_that_is_offered_is_taken_and_taken_back() -> None:
    world = autumn()
    async with plan_page(world) as pilot:
        await pilot.press("o", "o")
        (said,) = world.history.kept(Profile)
        assert said.deload == SUNDAY
        await pilot.press("y", *["down"] * 9, "delete", "enter")
        assert world.history.kept(Profile)[0].deload is None


async def test_a_target_that_ends_the_plan_says_so_before() -> None:
    world = three_sessions()
    world.plans = dict(PLANS)
    async with plan_page(world) as pilot:
        await pilot.press("plus")
        said = messages_of(world)[-1]
        assert said.startswith("Three days is the plan for 3 days a week: a target of 4 ends it")
        assert text_of(world.running, "#weeks").startswith("Plan: Three days")
        assert world.history.targets() == ()
        await pilot.press("plus")
        assert [each.days for each in world.history.targets()] == [4]
        said = text_of(world.running, "#weeks")
        assert said.startswith("No plan is in use")
        assert "c lists the plans" in " ".join(said.split())
        await pilot.press("minus")
        assert text_of(world.running, "#weeks").startswith("Plan: Three days")
        await pilot.press("plus")
        assert world.history.targets()[-1].days == 3


async def test_undo_takes_back_the_last_change_and_says_which_before_and_after() -> None:
    world = three_sessions()
    async with plan_page(world) as pilot:
        await pilot.press("a", "enter", "y", "plus", "enter")
        assert not world.history.kept(Profile)[-1].has_dumbbells
        assert "u undo: about you" in text_of(world.running, "KeyHints")
        await pilot.press("u")
        assert world.history.kept(Profile)[-1].has_dumbbells
        (notice,) = world.running._notifications
        assert notice.message == "Undone: changed what the coach knows of you."
        assert len(world.history.pauses()) == 1
        assert "u undo: pause" in text_of(world.running, "KeyHints")


async def test_a_notice_that_names_a_key_goes_where_the_key_does_nothing() -> None:
    world = three_sessions()
    async with plan_page(world) as pilot:
        for away, back in (("y", ["escape"]), ("1", [PLAN]), ("escape", ["p", PLAN])):
            await pilot.press("a", "enter")
            assert messages_of(world) == ["Added a pause. u undoes it."], away
            await pilot.press(away)
            await pilot.pause()
            assert not list(world.running._notifications), away
            await pilot.press(*back, "u")
            world.running.clear_notifications()
        # It stays on the next page that has the key.
        await pilot.press("a", "enter", HISTORY)
        assert len(world.running._notifications) == 1
        await pilot.press("u")
        assert world.history.pauses() == ()


async def test_a_plan_is_chosen_in_one_sentence_and_taken_back_with_one_key() -> None:
    world = World(plans=dict(PLANS))
    world.history.keep(PlanEntry(MONDAY, "three-days", id="before"))
    async with plan_page(world, reduced_motion=True) as pilot:
        for plan, said in (
            (
                "as-in-the-article",
                "As in the article begins with this week; its days are the target.",
            ),
            (
                "build-up",
                "Build-up begins on Monday 23 November; its days are the target from then on.",
            ),
            ("", "No plan is used any more; your target is 3 days a week."),
        ):
            world.running.clear_notifications()
            place = [*PLANS, ""].index(plan)
            await pilot.press("c", "home", *["down"] * place, "enter")
            await pilot.pause()
            messages = messages_of(world)
            assert messages == [f"{said} u undoes it."]
            assert len(world.history.kept(PlanEntry)) == 2
            await pilot.press("u")
            assert [each.id for each in world.history.kept(PlanEntry)] == ["before"]
            assert world.history.targets() == ()
            assert world.running.trainer.record_editor.last_change == ""


def test_a_broken_line_goes_on_below_its_second_column() -> None:
    text = (
        "Plan: Three days\n  today   First week, 7 min. The first session of all.\n▸ 23 Nov  1 of 3"
    )
    assert in_columns(text, 34).splitlines() == [
        "Plan: Three days",
        "  today   First week, 7 min. The",
        "          first session of all.",
        "▸ 23 Nov  1 of 3",
    ]
