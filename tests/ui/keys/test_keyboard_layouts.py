"""Keys under Caps Lock and on keyboards that are not Latin."""

from __future__ import annotations

import pytest
from textual.keys import _character_to_key
from textual.widgets import Input

from calf_tui.platform.input_parser import PlacedKey
from calf_tui.ui.dialogs.pain_stop import PainStop
from calf_tui.ui.keys.keyboard_layouts import _NAMES, _PLACES, latin_keys
from calf_tui.ui.live.live_screen import LiveScreen
from calf_tui.ui.progress.history_page import HistoryPage
from calf_tui.ui.widgets.choice_list import ChoiceList
from tests.ui.conftest import World
from tests.ui.progress.test_history_page import number_of, three_sessions

HISTORY = number_of("History")


@pytest.mark.parametrize(
    ("character", "keys"),
    [
        ("x", "x"),
        ("X", "Xx"),
        ("ч", "x"),
        ("Ч", "Xx"),
        ("χ", "x"),
        ("Χ", "Xx"),
        ("ס", "x"),
        ("ء", "x"),
        ("ط", "'"),
        ("і", "s"),
        ("ی", "d"),
        ("б", ","),
        ("٣", "3"),
        ("۳", "3"),
        ("é", ""),
        ("ß", ""),
        ("日", ""),
    ],
)
def test_a_character_stands_for_the_latin_key_in_its_place(character: str, keys: str) -> None:
    assert "".join(sign for _, sign in latin_keys(character)) == keys


def test_keys_are_named_as_textual_names_them() -> None:
    assert all(_character_to_key(sign) == name for sign, name in _NAMES.items())
    assert {each for each in _PLACES.values() if not each.isalnum()} <= set(_NAMES)


async def test_it_hurts_is_heard_on_any_keyboard() -> None:
    world = World()
    async with world.app().run_test() as pilot:
        await pilot.press("down", "enter", "s")
        for key in ("X", "ч", "Ч", "χ", "ס", "ء", "exclamation_mark"):
            await pilot.press(key)
            assert isinstance(world.running.screen, PainStop), key
            await pilot.press("escape")
            assert isinstance(world.running.screen, LiveScreen), key


async def test_a_capital_that_is_bound_means_what_it_is_bound_to() -> None:
    world = World()
    async with world.app(keymap={"routines.progress": "P,ф"}).run_test() as pilot:
        await pilot.press("down", "G")
        assert world.running.routines_screen.query_one("#routines", ChoiceList).cursor == 5
        await pilot.press("ф")
        assert world.running.screen is not world.running.routines_screen


@pytest.mark.parametrize(("keymap", "is_pain"), [({}, True), ({"live.mute": "б"}, False)])
async def test_the_place_that_the_terminal_tells_comes_before_the_table(
    keymap: dict[str, str], is_pain: bool
) -> None:
    world = World()
    async with world.app(keymap=keymap).run_test() as pilot:
        await pilot.press("down", "enter", "s")
        for key, place in (("б", "x"), ("Б", "X"), ("x", "m")) if is_pain else (("б", "x"),):
            world.running.post_message(PlacedKey(key, key, place))
            await pilot.pause()
            assert isinstance(world.running.screen, PainStop) == is_pain, key
            await pilot.press(*["escape"] * is_pain)


async def test_the_digits_of_another_script_answer() -> None:
    world = World()
    async with world.app().run_test() as pilot:
        await pilot.press("down", "enter", "s", "n")
        world.run(61, step=4)
        await pilot.press("٧")
        assert isinstance(world.running.screen, LiveScreen)
        assert world.session.answers[0].rpe == 7


async def test_what_is_typed_into_a_line_stays_as_it_is() -> None:
    world = three_sessions()
    async with world.app().run_test() as pilot:
        await pilot.press("p", HISTORY, ".", *"X", "slash", *"Ёжик X٣")
        assert isinstance(world.running.screen, HistoryPage)
        assert world.running.screen.query_one(Input).value == "Ёжик X٣"


async def test_digits_and_words_of_a_form() -> None:
    world = three_sessions()
    async with world.app().run_test() as pilot:
        await pilot.press("p", number_of("Plan"), "ф", "down", *"Море", "down", "ctrl+u")
        await pilot.press(*"٢٠٢٦-11-20", "enter")
        await pilot.pause()
        (pause,) = world.history.pauses()
        assert pause.reason == "holiday: Море"
        assert str(pause.start) == "2026-11-20"
