"""Every screen at every size: nothing is cut, nothing is covered, the way out is in sight.

In the short form every second walk is gone, and each step is looked at in one size: four steps in
the smallest, then four in another one, by turns. In the full form each is looked at in all of them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from textual.app import App
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from calf_tui.ui.app import DEMO
from calf_tui.ui.theme import fallback_colours
from calf_tui.ui.widgets.choice_list import ChoiceList
from tests.core.coach.plans import PLANS
from tests.fakes import FixedRoutines
from tests.full import IS_FULL, by_turns
from tests.ui.conftest import World
from tests.ui.support import example_histories, scenes
from tests.ui.support.legibility import faults_of, picture_of

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.pilot import Pilot


FAULTS = ("keys.toml:1: no such key", 'settings.toml:1: did you mean "volume"?')
SIZES = ((40, 12), (60, 16), (72, 20), (80, 24), (120, 40), (200, 60))


def with_plans() -> World:
    world = scenes.autumn()
    world.plans = dict(PLANS)
    return world


def newcomer() -> World:
    return World(asks_newcomers=True)


Walk = tuple[Callable[[], World], list[str | float]]
"""A world, and the keys to press in it; a number is so many seconds to let pass."""
WALKS: dict[str, Walk] = {
    "the pages of two years": (
        example_histories.a_demo,
        [
            *("down", "right", "down", "pagedown", "left", "question_mark", "escape"),
            *("p", "question_mark", "escape", "t", "t", "enter", "enter", "escape", "escape"),
            *("2", "enter", "escape", "t", "t", "3", "right", "t", "t", "r"),
            *("4", "slash", "k", "enter", "escape", "n", "escape", "enter", "e", "escape"),
            *("escape", "d", "u", "a", "escape", "5", "d", "a", "escape", "down", "plus"),
        ],
    ),
    "the pages of nothing": (
        example_histories.empty,
        ["p", "2", "3", "4", "a", "escape", "5", "escape"],
    ),
    "every state of a session": (
        scenes.autumn,
        [
            *("down", "enter", 2, "n", 20, "f", 2, "q", "escape", 3, "space", "space", 4, "n", 5),
            *("5", "6", "2", "1", "question_mark", "escape", "x", "escape", "n", "s", "n", 6),
        ],
    ),
    "a stop for pain": (
        scenes.autumn,
        ["down", "enter", "n", 20, "x", "down", "enter", "enter", "enter"],
    ),
    "a session left early": (
        scenes.autumn,
        [
            *("down", "down", "enter", "n", 61, "7", "4", "1", "2", "q", "enter"),
            *("n", "escape", "escape"),
        ],
    ),
    "a session with all there is to sum up": (
        scenes.autumn,
        [
            *("down", "down", "enter", "n", "full_stop", 1434, 4),
            *("7", "2", "1", "2", "n", "escape", "enter"),
        ],
    ),
    "the heel-rise test": (
        scenes.autumn,
        [
            *("b", "question_mark", "escape", "r", "enter", "enter", "enter", "2", "space"),
            *("space", "enter", "3", "plus", "enter", "enter", "1", "enter", "pagedown"),
        ],
    ),
    "the proposal and its whys": (
        scenes.autumn,
        ["w", "e", "escape", "escape", "t", "right", "plus", "u", "question_mark", "e", "escape"],
    ),
    "the choice of a plan": (with_plans, ["p", "5", "c", "down", "down", "end", "escape", "y"]),
    "the question after a stop": (scenes.stopped, ["n", "down", "enter", "n"]),
    "the questions of a newcomer": (newcomer, ["enter", "enter", "plus", *["enter"] * 3, "x"]),
    "the offer to go on": (scenes.interrupted, ["g"]),
    "the question of the morning": (scenes.morning, ["3"]),
}


@pytest.mark.parametrize(("number", "walk"), by_turns(enumerate(WALKS), 3))
async def test_every_screen_can_be_read_at_every_size(number: int, walk: str) -> None:
    world_of, steps = WALKS[walk]
    world, found, seen = world_of(), dict[str, None](), set[str]()
    world.routines = FixedRoutines(world.routines.all(), FAULTS)
    async with world.app().run_test(size=SIZES[0], notifications=True) as pilot:
        for place, step in enumerate(["", *steps]):
            if isinstance(step, str):
                await pilot.press(*filter(None, [step]))
            else:
                world.run(step, step=4 if step > 60 else 1)
                if step > 2:  # they go by real time, of which a slow machine has passed more
                    world.running.clear_notifications()
            await pilot.pause()
            if (picture := picture_of(world.running)) in seen:
                continue
            seen.add(picture)
            screen = type(world.running.screen).__name__
            block = number + place // 4
            turn = SIZES[1 + block // 2 % 5] if block % 2 else SIZES[0]
            # The last is where the next key is pressed.
            for size in (*SIZES[1:], SIZES[0]) if IS_FULL else (turn,):
                if world.running.size != size:
                    await pilot.resize_terminal(*size)
                faults = await faults_at_rest(pilot)
                found |= dict.fromkeys(f"{screen}, {step}, {size}: {each}" for each in faults)
    assert list(found) == []


async def faults_at_rest(pilot: Pilot[object]) -> list[str]:
    """What is wrong once the screen stands: words that need other room are laid out once more."""
    faults: list[str] = []
    for _ in range(6):
        await pilot.pause()
        faults = faults_of(pilot.app)
        if not faults:
            break
    return faults


async def test_a_notice_covers_nothing_and_is_whole() -> None:
    world = example_histories.a_demo()
    async with world.app().run_test(size=SIZES[0], notifications=True) as pilot:
        for turn, key in enumerate(("", "p", "2", "3", "4", "5", "escape", "enter", "n")):
            await pilot.press(*filter(None, [key]))
            for size in by_turns(((80, 24), SIZES[0]), 2, first=turn // 2):
                await pilot.resize_terminal(*size)
                world.running.notify("Beside your records lies another version of them: press c.")
                assert await faults_at_rest(pilot) == [], (key, size)
                world.running.clear_notifications()


async def test_beside_a_long_notice_the_way_out_and_the_help_stay_in_sight() -> None:
    world = example_histories.a_demo()
    async with world.app().run_test(size=SIZES[0], notifications=True) as pilot:
        for key in ("p", "2", "3", "4", "5", "escape"):
            await pilot.press(key)
            world.running.notify(DEMO, title="A demo")
            for _ in range(6):
                await pilot.pause()
            seen = picture_of(world.running)
            assert "leave." in seen
            assert "? keys" in seen, key
            assert ("q quit" if key == "escape" else "esc back") in seen, key
            world.running.clear_notifications()
            await pilot.pause()


async def test_more_is_scrolled_to_on_the_first_screen_of_a_low_terminal() -> None:
    world = example_histories.a_demo()
    async with world.app().run_test(size=SIZES[0]) as pilot:
        await pilot.press("down")
        await pilot.pause()
        seen = picture_of(world.running)
        for _ in range(8):
            await pilot.press("pagedown")
            await pilot.pause()
            seen += picture_of(world.running)
        for words in ("35 min · 6 moves", "foam roller", "Why calves?", "the knee."):
            assert words in seen


class Sample(App[None]):
    """A screen with one fault of a kind, or with none."""

    def __init__(self, kind: str) -> None:
        super().__init__()
        self.kind = kind

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return fallback_colours(self.current_theme)

    def compose(self) -> ComposeResult:
        text = Static("Time under tension", id="text")
        text.styles.width, text.styles.height = 20, 1
        if self.kind == "cut at the right":
            text.styles.width, text.styles.text_wrap = 10, "nowrap"
        elif self.kind == "cut below":
            text.styles.width = 10
        elif self.kind == "covered":
            text.styles.layer = "below"
            cover = Static("over it", id="cover")
            cover.styles.layer, cover.styles.dock = "above", "top"
            self.screen.set_styles("layers: below above;")
            yield cover
        elif self.kind == "scrolling without a key":
            yield VerticalScroll(*(Static(str(each)) for each in range(99)), id="scroll")
        elif self.kind == "a list too narrow":
            choices = ChoiceList(["Downward-facing dog"], id="list")
            choices.styles.width = 9
            yield choices
        yield Vertical(text)


@pytest.mark.parametrize(
    ("kind", "found"),
    [
        ("fine", []),
        ("cut at the right", ["#text is cut or covered: 'Time under tension'"]),
        ("cut below", ["#text is cut or covered: 'Time under tension'"]),
        ("covered", ["#text is cut or covered: 'Time under tension'"]),
        ("scrolling without a key", ["no key in sight scrolls #scroll"]),
        ("a list too narrow", ["#list is cut or covered: ' Downwar '"]),
    ],
)
async def test_the_checker_finds_what_cannot_be_read(kind: str, found: list[str]) -> None:
    app = Sample(kind)
    async with app.run_test(size=(30, 10)) as pilot:
        await pilot.pause()
        *faults, last = faults_of(app)
        assert last == "no key that leads away is in sight"
        assert faults == found
