"""The question what hurts takes no sign that nobody marked."""

from __future__ import annotations

import pytest

from calf_tui.core.coach.pain_monitoring import STOP_SIGNS
from calf_tui.ui.dialogs.pain_stop import PainAdvice, PainStop
from calf_tui.ui.live.live_screen import LiveScreen
from calf_tui.ui.widgets.choice_list import ChoiceList
from tests.full import by_turns
from tests.ui.conftest import BUILT_IN, World
from tests.ui.support.legibility import picture_of
from tests.ui.support.reading import text_of

AFTER_RUN = BUILT_IN.find("after-run")


def in_front(world: World) -> object:
    return world.running.screen


async def test_it_is_asked_at_any_time_and_takes_no_sign_that_nobody_marked(world: World) -> None:
    asked = []
    async with world.app(AFTER_RUN).run_test() as pilot:
        await pilot.press("x", "enter", "enter")
        assert isinstance(in_front(world), PainStop)
        assert world.history.sessions() == ()
        assert "enter" not in text_of(world.running, "KeyHints")
        await pilot.press("q")
        assert isinstance(in_front(world), LiveScreen)
        assert not world.session.is_over
        for keys in ((), ("right",), ("space",), ("space", "right"), ("right", "right")):
            await pilot.press(*keys, "x")
            asked.append(world.session.phase.kind)
            assert isinstance(in_front(world), PainStop)
            await pilot.press("escape")
        assert {"ready", "work", "rest"} <= set(asked)
        await pilot.press("x", "3")
        screen = in_front(world)
        assert isinstance(screen, PainStop)
        assert screen.query_one(ChoiceList).cursor == 2
        await pilot.press("enter")
        (record,) = world.history.sessions()
        assert record.note == STOP_SIGNS[2].sign


async def test_the_first_arrow_marks_the_first_sign_and_enter_then_takes_it(world: World) -> None:
    async with world.app(AFTER_RUN).run_test() as pilot:
        await pilot.press("x", "down")
        await pilot.pause()
        assert "enter choose" in text_of(world.running, "KeyHints")
        await pilot.press("enter")
        (record,) = world.history.sessions()
        assert record.note == STOP_SIGNS[0].sign


async def test_what_the_runner_writes_stands_beside_the_reason_of_the_stop(world: World) -> None:
    async with world.app(AFTER_RUN).run_test() as pilot:
        await pilot.press("x", "2", "enter", "enter")
        await pilot.pause()
        await pilot.press("n", *"since noon", "enter")
        await pilot.pause()
        (record,) = world.history.sessions()
        assert record.note == f"{STOP_SIGNS[1].sign}. since noon"
        await pilot.press("q", "p", "4", "n", "!", "enter")
        await pilot.pause()
        (record,) = world.history.sessions()
        assert record.note == f"{STOP_SIGNS[1].sign}. since noon!"
        await pilot.press("n", "ctrl+u", "enter")
        await pilot.pause()
        (record,) = world.history.sessions()
        assert record.note == STOP_SIGNS[1].sign


async def test_a_click_marks_a_sign_and_a_second_one_takes_it(world: World) -> None:
    async with world.app(AFTER_RUN).run_test(size=(120, 40)) as pilot:
        await pilot.press("x")
        await pilot.pause()
        signs = world.running.screen.query_one(ChoiceList)
        assert signs.region.height == len(STOP_SIGNS) + 1  # the first one takes two rows
        await pilot.click(signs, offset=(5, 6))
        assert isinstance(world.running.screen, PainStop)
        assert signs.cursor == 5
        await pilot.click(signs, offset=(5, 6))
        assert isinstance(world.running.screen, PainAdvice)


@pytest.mark.parametrize("size", by_turns([(40, 12), (80, 24), (120, 40)], 2))
async def test_no_question_shows_behind_the_advice(world: World, size: tuple[int, int]) -> None:
    async with world.app(BUILT_IN.find("strength")).run_test(size=size) as pilot:
        await pilot.press("s")  # with jumps, as it is
        await pilot.pause()
        world.run(25)
        await pilot.press("enter", "5", "7")
        await pilot.pause()
        assert "1 calf" in picture_of(world.running)
        await pilot.press("x", "6", "enter")
        await pilot.pause()
        assert isinstance(world.running.screen, PainAdvice)
        assert "elsewhere" not in picture_of(world.running)
        await pilot.press("enter")
        await pilot.pause()
        assert "1 calf" in picture_of(world.running)
