"""The question of the next morning, on the first screen."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual.widgets import Static

from calf_tui.core.errors import UserError
from calf_tui.ui.home.startup_questions import ask_morning_after
from calf_tui.ui.widgets.key_hints import KeyHints
from tests.fakes import MemoryHistory
from tests.records import make_session
from tests.ui.conftest import World
from tests.ui.support.reading import text_of

if TYPE_CHECKING:
    from calf_tui.core.records.session_record import SessionRecord

LAST = make_session()


def next_morning(history: MemoryHistory) -> World:
    world = World(history=history)
    world.clock.run(3600 * 12)
    return world


ABOVE_5 = "Above 5: make the next session one step easier."


async def test_a_key_or_two_answer() -> None:
    world = next_morning(MemoryHistory([LAST]))
    async with world.app().run_test() as pilot:
        await pilot.pause()
        for keys, pain, reply in (
            ("0", 0, "Noted: 0 of 10."),
            ("6", 6, f"Noted: 6 of 10. {ABOVE_5}"),
            ("1 enter", 1, "Noted: 1 of 10."),
            ("1 0", 10, f"Noted: 10 of 10. {ABOVE_5}"),
            ("minus", 10, f"Noted: 10 of 10. {ABOVE_5}"),
            ("tab up up up enter", 2, "Noted: 2 of 10."),
        ):
            question = text_of(world.running, "#question")
            assert question.startswith("Strength was yesterday. Pain now?")
            assert "none  0 " in question
            assert " 10  worst" in question
            await pilot.press(*keys.split())
            assert text_of(world.running, "#question") == reply
            await pilot.press("9")
            (record,) = world.history.sessions()
            assert record.morning_pain == pain
            world.history.save(LAST)
            ask_morning_after(world.running)
        await pilot.press("6", "down", "down")
        assert world.running.routines_screen.routine.id == "strength"
    async with world.app().run_test() as pilot:
        await pilot.pause()
        assert not world.running.screen.query("#question")


async def test_the_proposal_and_its_reasons_follow_from_the_answer() -> None:
    sets = tuple(replace(each, pain=4, pain_site="calf") for each in LAST.sets)
    world = next_morning(MemoryHistory([replace(LAST, sets=sets)]))
    async with world.app().run_test(size=(160, 45)) as pilot:
        await pilot.pause()
        assert "it was 4 yesterday" in text_of(world.running, "#proposal")
        await pilot.press("6")
        await pilot.pause()
        assert "it was 6 yesterday" in text_of(world.running, "#proposal")
        await pilot.press("w")
        await pilot.pause()
        columns = world.running.screen.query("#text Static").results(Static)
        why = "\n".join(str(each.content) for each in columns)
        assert "it was 6 yesterday" in why
        assert "it was 4 yesterday" not in why


async def test_the_question_holds_nobody_up() -> None:
    world = next_morning(MemoryHistory([LAST]))
    async with world.app().run_test() as pilot:
        await pilot.pause()
        await pilot.press("tab", "up", "escape", "down", "down", "enter", "s")
        assert text_of(world.running, "#routine") == "Strength"


async def test_a_click_answers() -> None:
    world = next_morning(MemoryHistory([LAST]))
    async with world.app().run_test() as pilot:
        await pilot.pause()
        # The keys take a second row once there is a question, and it moves up: nobody aims before.
        hints = world.running.screen.query_one(KeyHints)
        while "answer" not in str(hints.content) or hints.region.height <= str(hints.content).count(
            "\n"
        ):
            await pilot.pause()
        scale = text_of(world.running, "#question").splitlines()[-1]
        await pilot.click("#question", offset=(scale.index("10"), 1))
        await pilot.pause()
        assert text_of(world.running, "#question").startswith("Noted: 10 of 10.")


async def test_more_than_in_the_session_is_a_step_easier() -> None:
    sets = tuple(replace(each, pain=1) for each in LAST.sets)
    world = next_morning(MemoryHistory([replace(LAST, sets=sets)]))
    async with world.app().run_test() as pilot:
        await pilot.pause()
        await pilot.press("2")
        assert "more than in the session (1)" in text_of(world.running, "#question")


async def test_nothing_is_asked_where_nothing_was_trained_and_numbers_do_nothing() -> None:
    world = World()
    async with world.app().run_test() as pilot:
        await pilot.pause()
        await pilot.press("5")
        assert not world.running.screen.query("#question")
    assert world.history.sessions() == ()


async def test_an_answer_that_cannot_be_kept_says_why() -> None:
    world = next_morning(ReadOnlyHistory([LAST]))
    async with world.app().run_test() as pilot:
        await pilot.pause()
        await pilot.press("3")
        assert text_of(world.running, "#question") == "Another Calf TUI writes."


class ReadOnlyHistory(MemoryHistory):
    """Another program writes."""

    def save(self, record: SessionRecord) -> None:
        raise UserError("Another Calf TUI writes.")
