"""The page of keys, and keys bound anew."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

import pytest
from textual.binding import Binding
from textual.widgets import Static

from calf_tui.core.session.state import Command
from calf_tui.ui.dialogs.text_screens import HelpScreen, keys_as_hinted
from calf_tui.ui.home.routines_screen import RoutinesScreen
from calf_tui.ui.keys.dialog_bindings import (
    END_GUARD,
    MERGE_OFFER,
    PAIN_QUESTION,
    REPS_QUESTION,
    RESUME_OFFER,
)
from calf_tui.ui.keys.keymap_check import BINDING_GROUPS, keymap_problems
from calf_tui.ui.live.live_screen import LiveScreen
from tests.full import by_turns
from tests.ui.support.reading import text_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from calf_tui.ui.keys.active_keys import ActiveKey
    from tests.ui.conftest import World


def _rows(world: World) -> Sequence[ActiveKey]:
    """What the page in front lists."""
    screen = world.running.screen
    assert isinstance(screen, HelpScreen)
    return screen.rows


def _bindings(name: str) -> list[Binding]:
    return [each for each in BINDING_GROUPS[name] if isinstance(each, Binding)]


async def test_the_page_lists_what_works_and_leads_back(world: World) -> None:
    async with world.app().run_test(size=(40, 12)) as pilot:
        await pilot.press("down", "question_mark")
        rows = {row.meaning: row for row in _rows(world)}
        start = "start it; on a day of rest, what is offered, or go to the routines"
        assert rows[start].keys == "enter"
        assert rows["to the moves of the routine"].keys == "→ or l"
        assert rows["up in the list"] == ("At the cursor", "↑ or k", "up in the list")
        assert rows["leave Calf TUI"].keys == "ctrl+q"
        await pilot.press("down", "pagedown", "escape")
        assert isinstance(world.running.screen, RoutinesScreen)


async def test_every_key_is_said_in_words_of_ours_and_in_one_form(world: World) -> None:
    async with world.app().run_test() as pilot:
        for keys in ([], ["p"], ["2"], ["3"], ["4"], ["5"], ["escape", "down", "enter", "s"]):
            await pilot.press(*keys)
            rows = keys_as_hinted(world.running.screen)
            assert len(rows) > 5
            for row in rows:
                assert not set(row.keys) & set("⏎^"), row
                assert not row.meaning.endswith("."), row
                assert row.meaning not in ("down", "less", "first", "last", "later", "keys"), row
            assert len({row.meaning for row in rows if row.group == "Here"}) == len(
                [row for row in rows if row.group == "Here"]
            )
        assert isinstance(world.running.screen, LiveScreen)  # where every command is named in full
        await pilot.press("question_mark")
        assert {
            "pause, and go on after three seconds",
            "shorter: ten seconds, or one repetition",
        } <= {row.meaning for row in _rows(world)}


@pytest.mark.parametrize("is_paused", [False, True])
async def test_a_set_waits_while_the_keys_or_the_palette_lie_over_it(
    world: World, is_paused: bool
) -> None:
    async with world.app().run_test() as pilot:
        await pilot.press("down", "enter", "s", "n")
        live = world.running.screen
        assert isinstance(live, LiveScreen)
        world.run(10)
        await pilot.press(*["space"] * is_paused)
        over_it = (("question_mark",) * 2, ("ctrl+p", "escape"), ("f1", "q"))
        for opens, closes in by_turns(over_it, 2, first=is_paused):
            await pilot.press(opens)
            await pilot.pause()
            world.clock.run(4)
            live.tick()
            assert world.session.is_paused
            assert world.session.elapsed(world.clock.monotonic()) == 10
            assert "Press" not in str(live.query_one("#fetch", Static).content)
            await pilot.press(closes)
            await pilot.pause()
            front: object = world.running.screen
            assert front is live
            assert world.session.is_paused == is_paused
            lead_in = world.session.lead_in(world.clock.monotonic())
            assert lead_in == {True: 0, False: 3}[is_paused]
            assert ("Press space to go on." in text_of(world.running, "#fetch")) == is_paused


async def test_keys_bound_anew_work_and_are_shown_everywhere(world: World) -> None:
    app = world.app(keymap={"live.pause": "z", "routines.start": "t"})
    async with app.run_test() as pilot:
        assert "t start" in text_of(app, "KeyHints")
        await pilot.press("t", "space")
        assert world.outcomes == []
        assert "z pause" in text_of(app, "KeyHints")
        before = world.session.paused_at
        await pilot.press("z")
        assert (before, world.session.paused_at) == (None, world.clock.monotonic())
        await pilot.press("question_mark")
        assert "z" in [row.keys for row in _rows(world)]


@pytest.mark.parametrize(
    "keymap",
    [
        {"live.pause": "z", "live.skip": "space", "list.up": "w"},
        {"live.pause": "s", "live.skip": "space"},  # the two change places
        {"live.next": "f9,ctrl+n,é", "live.end": "shift+f3,question_mark", "live.help": "f1"},
        {"live.pause": "full_stop", "live.heavier": "greater_than_sign"},
    ],
)
def test_a_keymap_that_means_what_it_says_has_no_problem(keymap: dict[str, str]) -> None:
    assert keymap_problems(keymap) == {}


@pytest.mark.parametrize(
    ("keymap", "problems"),
    [
        (
            {"live.pauze": "z", "live.skip": "c"},
            {"live.pauze": "there is no key with this id; did you mean live.pause?"},
        ),
        (
            {"live.pause": "s"},
            {"live.pause": "s is live.skip already (skip this set; it never counts as done)"},
        ),
        ({"live.pause": "3"}, {"live.pause": "3 is answer.3 already (answer 3)"}),
        (
            {"live.next": "right,x"},
            {"live.next": "x is live.stop already (it hurts: stop, and what to do)"},
        ),
        (
            {"live.mute": "c", "live.skip": "c"},
            {"live.skip": "c is live.mute already (sound off and on)"},
        ),
        (
            {"live.help": "?", "live.mute": "?"},
            {"live.mute": "question_mark is live.help already (keys)"},
        ),
        ({"live.pause": "spcae"}, {"live.pause": "there is no key spcae; did you mean space?"}),
        ({"live.pause": "hyperspace+x"}, {"live.pause": "there is no key hyperspace+x"}),
    ],
)
def test_what_cannot_be_is_said(keymap: dict[str, str], problems: dict[str, str]) -> None:
    assert keymap_problems(keymap) == problems


@pytest.mark.parametrize("name", BINDING_GROUPS)
def test_no_key_means_two_things_as_it_ships(name: str) -> None:
    keys = [(each.id, key) for each in _bindings(name) for key in each.key.split(",")]
    assert len({key for _, key in keys}) == len(keys)
    assert all(number for number, _ in keys)


@pytest.mark.parametrize(
    "binding",
    [
        each
        for each in (*END_GUARD, *RESUME_OFFER, *MERGE_OFFER, *PAIN_QUESTION, *REPS_QUESTION)
        if isinstance(each, Binding) and each.show
    ],
    ids=lambda each: str(each.id),
)
def test_a_question_names_each_letter_that_answers_it(binding: Binding) -> None:
    moves_or_leaves = set("hjklq")  # the arrows stand for them; q leaves everything
    letters = {key for key in binding.key.split(",") if len(key) == 1} - moves_or_leaves
    assert letters <= set(re.split(r"[ ,–]+", binding.key_display or binding.key))


def test_every_command_has_a_key() -> None:
    actions = {each.action for each in chain.from_iterable(map(_bindings, BINDING_GROUPS))}
    commands = {f"command('{each.value}')" for each in Command} - {
        "command('stop')",
        "command('end')",
    }
    assert commands <= actions
