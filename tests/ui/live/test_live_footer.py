"""The keys at the foot of the live screen; those in every state: `test_snapshots.py`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calf_tui.ui.live.live_screen import LiveScreen
from calf_tui.ui.theme import DARK
from tests.ui.support import scenes
from tests.ui.support.colours import distance
from tests.ui.support.legibility import picture_of
from tests.ui.support.live_scenes import STATES
from tests.ui.support.reading import text_colours, text_of

if TYPE_CHECKING:
    from tests.ui.conftest import World

OVER_IT = ("reps_question", "end_guard", "pain_stop", "keys")
"""States in which another screen is in front."""


def require_way_out(world: World) -> None:
    """The way out and "it hurts" are in sight on the live screen."""
    assert isinstance(world.running.screen, LiveScreen)
    shown = picture_of(world.running)
    for hint in ("x it hurts", "q end"):
        assert hint in shown, world.running.size


async def test_what_the_moment_asks_for_comes_next() -> None:
    make_world, scene = STATES["rest"]
    world = make_world()
    async with world.app().run_test(size=(40, 12)) as pilot:
        await scene(world, pilot)
        await pilot.press("b", "b")
        world.run(64, step=4)
        await pilot.pause()
        hints = text_of(world.running, "KeyHints")
        for hint in ("1–10 answer", "↑↓ choose", "tab not now", "x it hurts", "q end", "space"):
            assert hint in hints
        for keys, hint in (
            ([], "space pause"),
            (["up"], "enter keep"),
            (["5", "6", "2"], "e end this move"),
            (["1", "space", "space"], "space go on"),  # so much pain has paused it
        ):
            await pilot.press(*keys)
            await pilot.pause()
            hints = text_of(world.running, "KeyHints")
            assert all(each in hints for each in ("x it hurts", "q end", hint)), hint


async def test_the_hint_names_the_digits_that_answer_the_question() -> None:
    make_world, scene = STATES["rest"]
    world = make_world()
    async with world.app().run_test(size=(120, 40)) as pilot:
        await scene(world, pilot)
        await pilot.press("b", "b")
        world.run(64, step=4)
        for key, hint in (("", "1–10"), ("7", "0–10"), ("3", "1–6"), ("2", "1–3")):
            await pilot.press(*filter(None, [key]))
            await pilot.pause()
            assert f"{hint} answer" in text_of(world.running, "KeyHints"), key


async def test_a_small_screen_says_how_to_go_on_and_how_to_answer_beside_a_notice() -> None:
    make_world, scene = STATES["timed"]
    world = make_world()
    async with world.app().run_test(size=(40, 12), notifications=True) as pilot:
        await scene(world, pilot)
        assert "→ next" in text_of(world.running, "KeyHints")
        await pilot.press("n", "f")
        await pilot.pause()
        await pilot.pause()
        assert world.running.screen.query("Toast")
        assert "1–10 answer" in text_of(world.running, "KeyHints")


async def test_beside_a_notice_a_form_still_says_how_it_is_kept() -> None:
    world = scenes.autumn()
    async with world.app().run_test(size=(40, 12), notifications=True) as pilot:
        await pilot.press("p", "4", "a")
        world.running.notify("Kept: Run, Sun 29 Nov 2026, 50 min.")
        await pilot.pause()
        await pilot.pause()
        assert "enter keep" in text_of(world.running, "KeyHints")


async def test_a_key_stands_for_one_thing_at_a_time() -> None:
    make_world, scene = STATES["marked"]
    world = make_world()
    async with world.app().run_test(size=(120, 40)) as pilot:
        await scene(world, pilot)
        assert "enter keep" in text_of(world.running, "KeyHints")
        assert "enter done" not in text_of(world.running, "KeyHints")
        await pilot.press("down", "enter")
        await pilot.pause()
        assert "enter" not in text_of(world.running, "KeyHints")
        await pilot.press("n")
        await pilot.pause()
        assert "enter done" in text_of(world.running, "KeyHints")


async def test_the_footer_has_what_a_runner_needs_and_the_help_the_rest() -> None:
    make_world, scene = STATES["timed"]
    world = make_world()
    async with world.app().run_test(size=(120, 40)) as pilot:
        await scene(world, pilot)
        hints = text_of(world.running, "KeyHints")
        needed = ["space pause", "→ next", "enter done", "x it hurts", "? keys", "q end"]
        assert [each for each in hints.split("   ") if each] == needed
        (pain,) = (colour for text, colour, _ in text_colours(world.running) if "hurts" in text)
        assert DARK.error is not None
        assert distance(pain, DARK.error, "none") < 1  # rounded on the way to the terminal
        await pilot.press("question_mark")
        await pilot.pause()
        help_text = picture_of(world.running)
        for meaning in ("longer: ten seconds", "skip this set", "undo", "sound off and on"):
            assert meaning in help_text


async def test_a_small_screen_says_that_the_sound_is_off_and_which_figure_has_no_room() -> None:
    make_world, scene = STATES["timed"]
    world = make_world()
    async with world.app().run_test(size=(40, 12), notifications=True) as pilot:
        await scene(world, pilot)
        await pilot.press("m")
        assert [each.message for each in world.running._notifications] == ["Sound: muted."]
        await pilot.press("f")
        assert "no room" in "".join(each.message for each in world.running._notifications)
