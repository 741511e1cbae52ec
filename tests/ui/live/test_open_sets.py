"""A set at one's own pace: enter is all of it, next asks how many there were."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from calf_tui.core.routines.routine import Dose, Exercise, Routine, Step, Tempo, TempoPreset
from calf_tui.core.session.session_end_text import NOTHING_KEPT
from calf_tui.ui.dialogs.confirmations import RepetitionsQuestion
from calf_tui.ui.live.live_screen import LiveScreen
from calf_tui.ui.live.summary_screen import SummaryScreen
from calf_tui.ui.widgets.large_text import BigDigits
from tests.full import by_turns
from tests.ui.conftest import World, world_with
from tests.ui.support.reading import text_of

if TYPE_CHECKING:
    from textual.pilot import Pilot


STILL = TempoPreset("still", Tempo(1, 0, 2, 2))
RAISE = Exercise("raise", "Heel raise")
JUMP = Exercise("jump", "Jump squat", repetition="landing", tempos=(STILL,))


def free(exercise: Exercise = RAISE, reps: int = 15) -> Routine:
    """Ready 0-5, then an open set, rest 10, and another."""
    return Routine("free", "Free", (Step(exercise, 2, Dose(reps=reps), rest=10),))


async def in_set(world: World, pilot: Pilot[object], seconds: float) -> None:
    """So many seconds into the first set."""
    world.run(5 + seconds)
    await pilot.pause()


async def settle(world: World, pilot: Pilot[object]) -> None:
    """A while without a key."""
    world.clock.run(2)
    if isinstance(world.running.screen, RepetitionsQuestion):
        world.running.screen.keep_when_settled()
    await pilot.pause()


def on_record(world: World) -> list[tuple[str, int | None]]:
    return [
        (each.outcome, each.done.reps)
        for record in world.history.sessions()
        for each in record.sets
    ]


async def test_enter_is_all_of_it() -> None:
    world = world_with(free())
    async with world.app(free()).run_test() as pilot:
        await in_set(world, pilot, 20)
        await pilot.press("enter")
        assert on_record(world) == [("done", 15)]


async def test_next_pressed_at_once_keeps_nothing_by_itself() -> None:
    world = world_with(free())
    async with world.app(free()).run_test() as pilot:
        await in_set(world, pilot, 0.5)
        for key in ("n", "right", "l"):
            await pilot.press(key)
            assert isinstance(world.running.screen, RepetitionsQuestion)
            assert (world.session.phase.kind, world.session.is_paused) == ("open", True)
            assert on_record(world) == []
            await pilot.press("enter", key)
            assert isinstance(world.running.screen, RepetitionsQuestion)
            await pilot.press("0")
            assert on_record(world) == [("skipped", 0)]
            await pilot.press("u")


TYPED = (
    ("7", "short", 7),
    ("1 5", "done", 15),
    ("1 2", "short", 12),
    ("1 enter", "short", 1),
    ("1 7 enter", "done", 17),
    ("up enter", "done", 15),
    ("1 backspace 3", "short", 3),
    ("down down down enter", "short", 13),
    ("up plus k enter", "done", 17),
)
"""Keys, and the outcome and the repetitions that they say."""


async def test_one_key_or_two_say_the_number_and_one_takes_it_back() -> None:
    world = world_with(free())
    async with world.app(free()).run_test() as pilot:
        await in_set(world, pilot, 20)
        for keys, outcome, reps in by_turns(TYPED, 2):
            await pilot.press("n", *keys.split())
            await settle(world, pilot)
            assert on_record(world) == [(outcome, reps)], keys
            assert isinstance(world.running.screen, LiveScreen)
            assert (world.session.phase.kind, world.session.is_paused) == ("rest", False)
            await pilot.press("u")
            assert on_record(world) == []
            assert world.session.phase.kind == "open"


@pytest.mark.parametrize(("reps", "typed"), [(8, {"1 2": 12, "1 0 0": 100}), (12, {"9 9": 99})])
async def test_a_number_above_the_planned_one_waits_and_one_that_may_be_longer_settles(
    reps: int, typed: dict[str, int]
) -> None:
    world = world_with(free(reps=reps))
    async with world.app(free(reps=reps)).run_test() as pilot:
        await in_set(world, pilot, 20)
        for keys, done in typed.items():
            await pilot.press("n", *keys.split())
            await settle(world, pilot)
            assert on_record(world) == []
            await pilot.press("enter")
            assert on_record(world) == [("done", done)]
            assert world.session.answers == ()
            await pilot.press("u")
        await pilot.press("n", "1")
        assert on_record(world) == []
        await settle(world, pilot)
        assert on_record(world) == [("short", 1)]


async def test_nothing_is_guessed_and_more_than_was_asked_for_waits_to_be_kept() -> None:
    world = world_with(free(JUMP))
    async with world.app(free(JUMP)).run_test() as pilot:
        await in_set(world, pilot, 23)
        await pilot.press("n")
        assert "How many landings" in text_of(world.running, ".title")
        assert world.running.screen.query_one(BigDigits).text == ""
        await pilot.press("enter")
        assert isinstance(world.running.screen, RepetitionsQuestion)
        await pilot.press("5", "enter")
        assert on_record(world) == [("short", 5)]
        await pilot.press("u", "n", "1", "7")
        assert text_of(world.running, "#of") == "17: 2 more than were asked for."
        assert on_record(world) == []
        await pilot.press("enter")
        assert on_record(world) == [("done", 17)]


@pytest.mark.parametrize("is_paused", [False, True])
async def test_escape_leaves_the_set_as_it_stood(is_paused: bool) -> None:
    world = world_with(free())
    async with world.app(free()).run_test() as pilot:
        await in_set(world, pilot, 20)
        await pilot.press(*["space"] * is_paused, "n")
        world.clock.run(4)
        await pilot.press("1", "escape")
        assert on_record(world) == []
        assert (world.session.phase.kind, world.session.is_paused) == ("open", is_paused)
        assert world.session.elapsed(world.clock.monotonic()) == 20
        assert ("space" in text_of(world.running, "#fetch").lower()) == is_paused


async def test_the_last_set_ends_the_session() -> None:
    one = Routine("one", "One", (Step(RAISE, 1, Dose(reps=15)),))
    world = world_with(one)
    async with world.app(one).run_test() as pilot:
        await in_set(world, pilot, 20)
        await pilot.press("n", "9", "enter")
        await pilot.pause()
        assert isinstance(world.running.screen, SummaryScreen)
    assert on_record(world) == [("short", 9)]


async def test_the_end_of_the_session_keeps_no_landing_nobody_made() -> None:
    world = world_with(free())
    async with world.app(free()).run_test() as pilot:
        await in_set(world, pilot, 20)
        await pilot.press("q", "y")
        await pilot.pause()
    assert on_record(world) == []


async def test_the_question_is_whole_at_every_size() -> None:
    world = world_with(free(JUMP))
    async with world.app(free(JUMP)).run_test(size=(40, 12)) as pilot:
        await in_set(world, pilot, 23)
        for size in ((40, 12), (80, 24)):
            await pilot.resize_terminal(*size)
            await pilot.press("n")
            await pilot.pause()
            dialog = world.running.screen.query_one("#dialog")
            assert dialog.max_scroll_y == 0, size
            await pilot.press("1")
            await pilot.pause()
            assert dialog.max_scroll_y == 0, size
            hints = text_of(world.running, "KeyHints")
            assert "enter keep" in hints
            assert "esc back to the set" in hints
            await pilot.press("escape")


async def test_an_end_with_nothing_done_says_so() -> None:
    world = world_with(free())
    async with world.app(free()).run_test(notifications=True) as pilot:
        await in_set(world, pilot, 20)
        await pilot.press("q")
        await pilot.pause()
        assert "enter or y end  " in f"{text_of(world.running, 'KeyHints')}  "
        await pilot.press("y")
        await pilot.pause()
        await pilot.pause()
        assert NOTHING_KEPT in [each.message for each in world.running._notifications]
        assert world.running.screen is world.running.routines_screen
