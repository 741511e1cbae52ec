"""What the live screen says reads at once: a line says one thing, and none is cut."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from calf_tui.core.routines.routine import Dose, Exercise, Round, Routine, Step, Tempo, TempoWords
from calf_tui.ui.widgets.large_text import BigDigits
from tests.fakes import FixedRoutines, FullHistory, MemoryHistory
from tests.full import by_turns
from tests.records import make_session, make_set
from tests.ui.conftest import World, world_with
from tests.ui.support.reading import text_of

if TYPE_CHECKING:
    from collections.abc import Mapping

WALL = Exercise("wall", "Wall stretch", kit=("wall",))
RAISE = Exercise("raise", "Heel raise", kit=("box",), words=TempoWords(up="Rise", down="Lower"))
ROUTINE = Routine(
    "r",
    "Evening",
    (
        Step(WALL, 1, Dose(seconds=30)),
        Step(RAISE, 1, Dose(reps=15), tempo=Tempo(1, 1, 10, 1)),
        Step(RAISE, 1, Dose(reps=12)),
    ),
)
"""Ready 0-5, stretch 5-35, change 35-45, paced 45-240, change, open."""
SIZES = [(40, 12), (80, 24), (120, 40)]


def shown(world: World) -> str:
    """All that is on the screen."""
    return "\n".join(strip.text for strip in world.running.screen._compositor.render_strips())


def big(world: World) -> str:
    return world.running.screen.query_one(BigDigits).text


async def test_in_a_paced_set_the_figure_is_the_repetition_and_the_track_has_the_part() -> None:
    world = world_with(ROUTINE)
    async with world.app(ROUTINE).run_test() as pilot:
        await pilot.pause()
        for place, (seconds, number, part) in enumerate(
            [(45.5, "1", "Rise 1"), (50, "1", "Lower 7"), (63, "2", "Lower 7")]
        ):
            while world.clock.monotonic() - world.session.began < seconds:
                world.run(0.5)
            for size in by_turns(SIZES, 3, first=place):
                await pilot.resize_terminal(*size)
                await pilot.pause()
                assert big(world) == number
                assert text_of(world.running, "#caption") == f"rep {number} of 15"
                assert f"rep {number} of 15" in shown(world)
                assert part in shown(world)


async def test_a_pause_and_what_to_fetch_have_a_line_each() -> None:
    world = world_with(ROUTINE)
    async with world.app(ROUTINE).run_test(size=(80, 24)) as pilot:
        await pilot.press("space")
        await pilot.pause()
        assert text_of(world.running, "#next") == "You need: wall"
        assert text_of(world.running, "#fetch") == "Press space to go on."
        await pilot.press("space")
        assert text_of(world.running, "#next") == "Next: Wall stretch, 30 s"
        assert text_of(world.running, "#fetch") == "You need: wall"
        world.run(8)
        await pilot.press("space")
        assert text_of(world.running, "#fetch") == "Press space to go on."
        assert text_of(world.running, "#next") == "For the next move: box"


async def test_beside_large_words_are_the_same_words_and_what_is_not_large() -> None:
    world = world_with(ROUTINE)
    async with world.app(ROUTINE).run_test(size=(100, 30)) as pilot:

        async def require(*said: str, first: int) -> None:
            for size in by_turns(((100, 30), (120, 40), (160, 45)), 2, first):
                await pilot.resize_terminal(*size)
                await pilot.pause()
                assert [each for each in said if each not in shown(world)] == [], size

        await pilot.press("space")
        before = "You need: wall", "Next: Wall stretch, 30 s", "Press space to go on."
        await require(*before, first=0)
        await pilot.press("space")
        world.run(8)
        await pilot.press("space")
        in_set = "Next: Heel raise", "For the next move: box", "Press space to go on."
        await require(*in_set, first=1)


@pytest.mark.parametrize(
    ("keymap", "pause", "done"),
    [({}, "space", "enter"), ({"live.pause": "z", "live.done": "g"}, "z", "g")],
)
async def test_the_keys_that_are_named_are_those_that_work(
    keymap: Mapping[str, str], pause: str, done: str
) -> None:
    free = Routine("free", "Free", ROUTINE.steps[2:])
    world = world_with(free)
    async with world.app(free, keymap=keymap).run_test() as pilot:
        world.run(10)
        assert text_of(world.running, "#task") == f"12 reps, then press {done}"
        await pilot.press(pause)
        assert text_of(world.running, "#fetch") == f"Press {pause} to go on."
        await pilot.press(pause, done)
        assert world.outcomes == ["done"]


async def test_the_task_of_an_open_set_is_in_sight_at_every_size() -> None:
    free = Routine("free", "Free", ROUTINE.steps[2:])
    world = world_with(free)
    async with world.app(free).run_test() as pilot:
        world.run(10)
        for size in SIZES:
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert "12 reps, then press enter" in shown(world)
            assert "time so far" in shown(world)


async def test_a_long_notice_is_whole_on_a_low_screen() -> None:
    world = World(history=FullHistory())
    async with world.app().run_test(size=(40, 12)) as pilot:
        await pilot.press("down", "enter", "s", "n")
        world.run(64, step=4)
        await pilot.pause()
        text = " ".join(shown(world).split())
        assert "Not saved yet: The disk is full; free some space." in text


async def test_a_break_says_what_was_done_last_time_and_a_set_does_not() -> None:
    thirty = Dose(seconds=30)
    done = replace(make_set(exercise="wall"), planned=thirty, done=thirty, rpe=7, pain=2)
    before = replace(make_session(date(2026, 11, 20), note="Stiff"), sets=(done,))
    world = World(history=MemoryHistory([before]), routines=FixedRoutines([ROUTINE]))
    async with world.app(ROUTINE).run_test() as pilot:
        for size, ready, words in (
            ((40, 12), "#next", "Last time: 30 s, effort 7, pain 2"),
            ((80, 24), "#next", 'Last time, 20 Nov: 30 s, effort 7, pain 2, "Stiff"'),
            ((120, 40), "#fetch", 'Last time, 20 Nov: 30 s, effort 7, pain 2, "Stiff"'),
        ):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert text_of(world.running, ready) == words
            assert words in shown(world)
            assert ("You need: wall" in shown(world)) >= (size != (40, 12))
        world.run(6)
        for size in by_turns(SIZES, 3, first=2):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert "Last" not in text_of(world.running, "#next")
        world.run(30)
        for size in by_turns(SIZES, 3, first=0):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert "Next: Heel raise" in shown(world)


CIRCUIT = Routine(
    "c",
    "Circuit",
    (
        Step(WALL, 3, Dose(seconds=10), round=Round(1, 3, 20)),
        Step(RAISE, 3, Dose(seconds=10), round=Round(1, 3, 20)),
    ),
)
"""Ready 0-5, wall 5-15, change, raise 25-35, rest, wall 55-65, change 65-75, raise 75-85."""


async def test_a_circuit_says_which_round_it_is() -> None:
    world = world_with(CIRCUIT)
    async with world.app(CIRCUIT).run_test() as pilot:
        await pilot.pause()
        assert text_of(world.running, "#place") == "Next: round 1 of 3"
        world.run(36)
        for size in SIZES:
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert text_of(world.running, "#place") == "Next: round 2 of 3"
            assert ("You need: wall" in shown(world)) == (size != (40, 12))
        world.run(20)
        assert text_of(world.running, "#place") == "Round 2 of 3"


async def test_the_first_screen_puts_a_bracket_along_a_circuit() -> None:
    world = world_with(CIRCUIT)
    async with world.app().run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "┌ Wall stretch 3 rounds of 10 s" in shown(world)
        assert "└ Heel raise   3 rounds of 10 s" in shown(world)
        assert "3 rounds of 10 s · 20 s between rounds" in text_of(world.running, "#details")
