"""The proposal on the first screen: its line, its keys, its changes, and what comes of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from calf_tui.core.coach.introduction_texts import WHAT_CHANGES
from calf_tui.core.coach.pain_monitoring import STOP_SIGNS
from calf_tui.core.coach.rules import evidence
from calf_tui.core.records.coach_records import CoachAnswer, Profile, Run
from calf_tui.core.routines.routine import PLAIN_TEMPO
from calf_tui.ui.dialogs.pain_stop import StopQuestion
from calf_tui.ui.dialogs.text_screens import EvidenceScreen, WhyScreen
from calf_tui.ui.home.routines_screen import RoutinesScreen
from calf_tui.ui.live.live_screen import LiveScreen
from calf_tui.ui.widgets.key_hints import KeyHints
from tests.fakes import MemoryHistory
from tests.full import by_turns
from tests.records import make_session, make_set
from tests.ui.conftest import World
from tests.ui.support.legibility import picture_of
from tests.ui.support.reading import text_of
from tests.ui.support.scenes import autumn, stopped


def proposal_of(world: World) -> str:
    return text_of(world.running, "#proposal")


def in_front(world: World) -> object:
    return world.running.screen


def lines_of(world: World) -> list[str]:
    return list(world.running.routines_screen.lines_shown())


async def test_one_key_says_what_the_day_is_and_enter_starts_what_is_proposed() -> None:
    world = autumn()
    async with world.app().run_test() as pilot:
        await pilot.pause()
        assert proposal_of(world).startswith("Strength, 16 min\n2 of 3 days this week, and ")
        hints = world.running.screen.query_one(KeyHints)
        assert "t before/after a run" in str(hints.content)
        said = []
        for hint in ("before a run", "after a run", "rest day", ""):
            await pilot.press("t")
            await pilot.pause()
            assert (f"t today: {hint}" in str(hints.content)) is bool(hint)
            said.append(proposal_of(world).split(",")[0])
        assert said == ["Before a run", "After a run", "Rest today", "Strength"]
        await pilot.press("enter")
        assert isinstance(in_front(world), LiveScreen)
        assert world.session.timeline.routine.name == "Strength"
        squats = world.session.timeline.routine.steps[2]
        assert (squats.exercise.id, squats.exercise.name) == ("jump_squat", "Squat to the toes")


async def test_enter_before_it_is_known_waits_for_it_and_starts_it(world: World) -> None:
    async with world.app().run_test() as pilot:
        world.running.routines_screen.start_proposed()
        await pilot.pause()
        assert world.session.timeline.routine.id == "first-week"


async def test_the_first_frame_keeps_its_place_and_does_not_wait() -> None:
    app = autumn().app()
    screen = app.routines_screen
    heights = []
    async with app.run_test() as pilot:
        heights.append(screen.query_one("#proposal").size.height)
        await pilot.pause()
        heights.append(screen.query_one("#proposal").size.height)
    assert heights == [2, 2]


async def test_a_beginner_starts_with_the_first_week(world: World) -> None:
    async with world.app().run_test() as pilot:
        await pilot.pause()
        assert proposal_of(world).startswith("First week, ")
        assert "their easiest forms" in proposal_of(world)
        await pilot.press("down", "down")
        assert world.running.routines_screen.routine.id == "strength"
        await pilot.press("up", "up", "enter")
        assert world.session.timeline.routine.id == "first-week"


async def test_a_type_of_day_ends_with_its_day() -> None:
    world = autumn()
    async with world.app().run_test() as pilot:
        await pilot.pause()
        await pilot.press("t")
        assert proposal_of(world).startswith("Before a run, ")
        world.clock.run(24 * 3600)
        world.running.update_week()
        assert not proposal_of(world).startswith("Before a run, ")


async def test_one_key_shows_why_and_the_evidence_behind_it() -> None:
    world = autumn()
    async with world.app().run_test() as pilot:
        await pilot.pause()
        await pilot.press("w")
        assert isinstance(in_front(world), WhyScreen)
        why = text_of(world.running, "#text Static")
        assert "Rule strength [S1, S3, S6, ours]: Strength is proposed when 48 h" in why
        assert "medscape.com" in why
        assert "\nStrength\n" not in f"\n{why}"  # its name stands above, with its length
        assert all(each in why for each in WHAT_CHANGES)
        await pilot.press("e")
        assert isinstance(in_front(world), EvidenceScreen)
        page = text_of(world.running, "#text Static")
        assert all(f"{each.id} [{each.label}]" in page for each in evidence())
        assert "48 to 72 h apart" in page
        await pilot.press("escape", "escape")
        assert isinstance(in_front(world), RoutinesScreen)
        await pilot.press("question_mark", "e")
        assert isinstance(in_front(world), EvidenceScreen)


async def test_a_doctor_comes_first_then_the_day_and_what_would_change_it_in_sight() -> None:
    world = autumn()
    world.history.keep(Profile(doctor_first=True, weekdays=frozenset({0})))
    async with world.app().run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        reasons = proposal_of(world).splitlines()[1]
        assert reasons.startswith("Ask a doctor before you train. ")
        assert "Not one of your days." in reasons
        await pilot.press("w")
        await pilot.pause()
        why = " ".join(picture_of(world.running).split())
        assert why.index("Ask a doctor before you train") < why.index("2 of 3 days this week")
        assert "the week met, a stop for pain." in why
        assert text_of(world.running, "#text Static").count("Ask a doctor before you train:") == 1


async def test_the_session_proposed_can_be_changed_and_a_routine_of_the_list_cannot() -> None:
    world = autumn()
    async with world.app().run_test() as pilot:
        await pilot.pause()
        assert str(world.running.routines_screen.about_shown()).startswith("Strength, as proposed")
        await pilot.press("down", "down")
        assert str(world.running.routines_screen.about_shown()).startswith("Strength\n")
        await pilot.press("up", "right", "plus", "f")
        assert lines_of(world)[0].split()[2:] == ["3", "×", "60", "s"]
        await pilot.press("left", "up", "up", "right", "plus", "full_stop")
        assert lines_of(world)[0].split()[2:] == ["2", "×", "25", "s", "2", "kg"]
        await pilot.press("u")
        assert lines_of(world)[0].split()[2:] == ["2", "×", "20", "s"]
        await pilot.press("minus", "down", "f")
        assert lines_of(world)[1].startswith("One-leg heel raise")
        await pilot.press("enter")
        walk, raise_, _ = world.session.timeline.routine.steps
        assert walk.dose.seconds == 15
        assert (raise_.sides, raise_.dose.reps) == ("each", 8)


async def test_what_the_coach_adds_is_held_with_a_key() -> None:
    one = replace(make_set(planned=10, done=10), tempo=PLAIN_TEMPO, rpe=5, pain=0)
    raises = tuple(replace(one, set=number) for number in (1, 2, 3))
    days = (date(2026, 11, 13), date(2026, 11, 17))
    records = [replace(make_session(day, record_id=f"{day}"), sets=raises) for day in days]
    world = World(history=MemoryHistory(records))
    async with world.app().run_test() as pilot:
        await pilot.pause()
        await pilot.press("right", "down")
        assert lines_of(world)[1].endswith("↑3 × 12 slowly")
        assert "+" not in proposal_of(world)
        details = text_of(world.running, "#details")
        assert "All 30 repetitions at tempo twice, effort 5 and 5, no pain." in details
        await pilot.press("d")
        assert lines_of(world)[1].endswith("3 × 10")
        assert "You said no to more" in text_of(world.running, "#details")


async def test_keys_in_a_burst_find_the_routine_below() -> None:
    world = autumn()
    async with world.app().run_test() as pilot:
        await pilot.pause()
        for key in ("down", "down", "down", "enter"):
            world.running.simulate_key(key)
        await pilot.pause()
        await pilot.pause()
        assert world.session.timeline.routine.id == "before-run"


async def test_what_comes_after_a_session_is_proposed_anew(world: World) -> None:
    async with world.app().run_test() as pilot:
        await pilot.pause()
        await pilot.press("enter")
        world.run(1200, step=4.5)
        await pilot.pause()
        await pilot.press("escape")
        assert "You trained today" in proposal_of(world)


async def test_after_a_stop_the_next_start_asks_how_it_is() -> None:
    world = stopped()
    async with world.app().run_test() as pilot:
        await pilot.pause()
        for key, said in (
            ("escape", "After a run, "),
            ("n", "After a run, "),
            ("g", "Strength, "),
            ("c", "Strength, "),
        ):
            assert isinstance(in_front(world), StopQuestion)
            assert text_of(world.running, ".title").startswith("You stopped for pain (Achilles)")
            await pilot.press(key)
            await pilot.pause()
            assert isinstance(in_front(world), RoutinesScreen)
            assert proposal_of(world).startswith(said)
            await pilot.press(*["u"] * (key != "escape"), "s")


async def test_what_was_said_of_a_stop_is_taken_back_with_a_key() -> None:
    world = stopped()
    async with world.app().run_test(notifications=True) as pilot:
        await pilot.pause()
        await pilot.press("escape", "u")
        await pilot.press(*["down"] * 2, "up", "up", "s", "g")
        await pilot.pause()
        assert proposal_of(world).startswith("Strength, ")
        assert "Noted: gone. u undoes it." in picture_of(world.running)
        await pilot.press("u")
        await pilot.pause()
        assert proposal_of(world).startswith("After a run, ")
        assert "Undone: said gone of what you stopped for." in picture_of(world.running)
        await pilot.press("s")
        assert isinstance(in_front(world), StopQuestion)
    assert world.history.kept(CoachAnswer) == ()


async def test_a_notice_with_a_key_of_this_screen_goes_with_it() -> None:
    world = autumn()
    async with world.app().run_test(size=(100, 40), notifications=True) as pilot:
        await pilot.pause()
        await pilot.press("y", "plus", "enter")
        await pilot.pause()
        assert "Kept what you said about you. u undoes it." in picture_of(world.running)
        await pilot.press("w")
        await pilot.pause()
        assert "u undoes it" not in picture_of(world.running)


async def test_a_hint_of_a_day_of_rest_goes_with_the_answer() -> None:
    world = stopped(STOP_SIGNS[0].sign)
    async with world.app().run_test(notifications=True) as pilot:
        await pilot.pause()
        await pilot.press("n", "enter")
        await pilot.pause()
        assert "To train all the same" in picture_of(world.running)
        await pilot.press("s", "c")
        await pilot.pause()
        assert "To train all the same" not in picture_of(world.running)


async def test_about_you_is_asked_on_the_first_screen_and_the_proposal_follows() -> None:
    world = autumn()
    async with world.app().run_test(size=(100, 40)) as pilot:
        await pilot.pause()
        await pilot.press("y", *["down"] * 2, *"mo", "enter")
        await pilot.pause()
        assert "Not one of your days" in proposal_of(world)
        await pilot.press("u")
        await pilot.pause()
        assert "Not one of your days" not in proposal_of(world)


async def test_without_dumbbells_none_are_asked_for_and_the_walk_is_without_load() -> None:
    world = autumn()
    async with world.app().run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("down")
        await pilot.pause()
        assert "2 dumbbells" in picture_of(world.running)
        await pilot.press("y", "plus", "enter")
        await pilot.pause()
        assert world.running.routines_screen.routine.id == "daily-six"
        assert "2 dumbbells" not in picture_of(world.running)
        await pilot.press("enter", "s")
        await pilot.pause()
        assert isinstance(in_front(world), LiveScreen)
        assert "dumbbells" not in picture_of(world.running)
        assert world.session.phase.step.kit == ("clear lane",)
        assert world.session.phase.step.unloaded


@pytest.mark.parametrize("first", by_turns(["n", "escape"], 2))
async def test_a_place_not_cleared_is_asked_about_before_it_is_loaded(first: str) -> None:
    world = stopped()
    async with world.app().run_test() as pilot:
        await pilot.pause()
        await pilot.press(first, "down", "enter")
        assert isinstance(in_front(world), StopQuestion)
        await pilot.press("n")
        assert isinstance(in_front(world), RoutinesScreen)
        assert "Not started" in [str(each.message) for each in world.running._notifications][-1]
        await pilot.press("enter", "s")
        assert isinstance(in_front(world), LiveScreen)


async def test_a_place_said_to_be_gone_lets_the_session_begin() -> None:
    world = stopped()
    async with world.app().run_test() as pilot:
        await pilot.pause()
        await pilot.press("escape", "s", "g", "down", "enter", "enter")
        assert isinstance(in_front(world), LiveScreen)


async def test_what_a_professional_has_to_see_is_asked_about_without_gone() -> None:
    world = stopped(STOP_SIGNS[0].sign)
    async with world.app().run_test() as pilot:
        await pilot.pause()
        assert text_of(world.running, ".title").endswith("has to see. Was it checked?")
        await pilot.press("g")
        assert isinstance(in_front(world), StopQuestion)
        await pilot.press("n")
        await pilot.pause()
        assert proposal_of(world).startswith("Rest today")
        await pilot.press("down", "enter", "c", "enter")
        await pilot.pause()
        assert isinstance(in_front(world), LiveScreen)


async def test_one_key_keeps_a_run_and_the_proposal_follows() -> None:
    world = autumn()
    async with world.app().run_test() as pilot:
        await pilot.pause()
        await pilot.press("r", *"45", "down", "down", "plus", "enter")
        await pilot.pause()
        (run,) = world.history.kept(Run)
        assert (run.minutes, run.km, run.hard, run.source) == (45, None, True, "typed")
        assert run.local_date == world.running.trainer.coach_record_editor.today
        assert proposal_of(world).startswith("After a run, ")
        assert "After a run: stretches" in proposal_of(world)
        await pilot.press("p", "5", "u")
        assert world.history.kept(Run) == ()


async def test_a_run_that_says_nothing_new_is_not_kept() -> None:
    world = autumn()
    async with world.app().run_test() as pilot:
        await pilot.pause()
        again = "r", "down", *"9.5", "enter"
        for keys, fault, kept in (
            (("r", "enter"), "its minutes, its kilometres, or both", 0),
            (("escape", *again, *again), "is kept for that day already", 1),
        ):
            await pilot.press(*keys)
            await pilot.pause()
            assert fault in text_of(world.running, "#help")
            assert len(world.history.kept(Run)) == kept
