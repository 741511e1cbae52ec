"""Effort, pain and load, told with one key each while the rest runs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from calf_tui.core.coach.pain_monitoring import STOP_SIGNS
from calf_tui.core.routines.routine import Dose, Exercise, Routine, Step, Tempo
from calf_tui.ui.live.feedback_screen import AnswerRow
from calf_tui.ui.live.summary_screen import SummaryScreen
from calf_tui.ui.progress.week_page import WeekPage
from tests.fakes import SlowWriter
from tests.full import by_turns
from tests.ui.conftest import World, world_with
from tests.ui.support.reading import text_of

WALK = Exercise("walk", "Tiptoe walk", hands=2)
TWO = Routine("two", "Two", (Step(WALK, 3, Dose(seconds=20), rest=30, load_kg=16),))
"""Ready 0-5, work 5-25, rest 25-55, work 55-75, rest, work 105-125."""


@pytest.fixture
def world() -> World:
    return world_with(TWO)


Kept = tuple[int | None, int | None, str | None]
"""Effort, pain, and where it was."""


def last_set(world: World) -> Kept:
    """What is on disk of the set that ended last."""
    (record,) = world.history.sessions()
    last = record.sets[-1]
    return last.rpe, last.pain, last.pain_site


async def to_the_next_rest(world: World, seconds: float = 5) -> None:
    """So many seconds into the rest after the next set."""
    for is_in_set in (True, False):
        while world.session.phase.is_set != is_in_set:
            world.run(0.5)
    world.run(seconds)


ANSWERED: tuple[tuple[tuple[str, Kept, str], ...], ...] = (
    (
        ("7", (7, None, None), "Pain in it?"),
        ("3", (7, 3, None), "Where?"),
        ("2", (7, 3, "achilles"), "Which leg?"),
        ("1", (7, 3, "left achilles"), "Effort 7 · pain 3, left Achilles"),
    ),
    (
        ("1", (1, None, None), "1 so far. 0 makes it 10."),
        ("enter 0", (1, 0, None), "Effort 1 · pain 0"),
    ),
    (("1 7", (7, None, None), "Pain in it?"),),
    (
        ("up up up", (None, None, None), "Effort of that set? … [7]"),
        ("enter up up up down enter up up enter", (7, 1, "achilles"), "Which leg?"),
    ),
    (
        ("k k k", (None, None, None), "Effort of that set? … [7]"),
        ("enter up up up down enter up up enter", (7, 1, "achilles"), "Which leg?"),
    ),
    ((f"{'up ' * 9}enter {'down ' * 3}enter", (10, 0, None), "Effort 10 · pain 0"),),
    (("tab 0", (None, 0, None), "Pain 0"),),
    (
        ("0", (None, None, None), "0 is no answer: 1 to 10.  easy"),
        ("5 3 8", (5, 3, None), "8 is no answer: 1 to 6."),
        ("tab", (5, 3, None), "Effort 5 · pain 3"),
    ),
    (("1 0 1 0", (10, 10, None), "Where?"),),
)
"""For each set: the keys, what is on disk then, and what is asked or said (… is left out)."""
MANY = Routine("many", "Many", (Step(WALK, len(ANSWERED) + 1, Dose(seconds=20), rest=30),))


async def test_keys_answer_and_each_answer_is_kept_at_once() -> None:
    world = world_with(MANY)
    async with world.app(MANY).run_test() as pilot:
        for checks in ANSWERED:
            await to_the_next_rest(world)
            assert text_of(world.running, "#answers").startswith("Effort of that set?")
            length = world.session.length
            for keys, kept, said in checks:
                await pilot.press(*keys.split())
                assert last_set(world) == kept, keys
                begin, _, more = said.partition(" … ")
                shown = text_of(world.running, "#answers")
                assert shown.startswith(begin), keys
                assert more in shown, keys
            assert (world.session.phase.kind, world.session.length) == ("rest", length)
            assert world.session.elapsed(world.clock.monotonic()) == 5


async def test_a_key_too_many_for_the_last_question_changes_nothing() -> None:
    world = world_with(MANY)
    async with world.app(MANY).run_test() as pilot:
        for seconds, keys in (
            (0.6, ["down", "enter"]),
            (0.6, ["up"]),
            (0.0, ["j", "enter", "minus"]),
        ):
            await to_the_next_rest(world, 9)
            await pilot.press("7", "0")
            before, results = world.session.length, world.session.results
            world.clock.run(seconds)
            await pilot.press(*keys)
            assert (world.session.phase.kind, world.session.length) == ("rest", before)
            assert world.session.results == results
            world.clock.run(0.2 if seconds else 0.8)
            await pilot.press("up")
            assert world.session.length == (before or 0) + 10


async def test_a_key_for_a_question_that_the_next_set_ended_does_not_end_the_set() -> None:
    world = world_with(MANY)
    async with world.app(MANY).run_test() as pilot:
        for late in (0, 1.5):
            await to_the_next_rest(world)
            await pilot.press("up")
            while world.session.phase.kind == "rest":
                world.run(0.25, step=0.25)
            world.run(late)
            await pilot.press("up", "enter")
            length = MANY.steps[0].seconds
            assert (world.session.phase.kind, world.session.length) == ("work", length)


async def test_an_answer_is_shown_when_it_is_on_disk(world: World) -> None:
    world.writer = writer = SlowWriter()
    async with world.app(TWO).run_test() as pilot:
        world.run(25.5)
        assert text_of(world.running, "#answers") == ""
        writer.work()
        world.run(0.5)
        assert text_of(world.running, "#answers").startswith("Effort of that set?")
        await pilot.press("7")
        assert text_of(world.running, "#answers").startswith("Effort of that set?")
        writer.work()
        world.run(0.5)
        assert text_of(world.running, "#answers").startswith("Pain in it?")
        assert last_set(world) == (7, None, None)
        writer.work()


async def test_what_the_other_keys_mean_is_left_to_them(world: World) -> None:
    async with world.app(TWO).run_test() as pilot:
        world.run(30)
        await pilot.press("plus")
        assert world.session.length == 40
        await pilot.press("minus", "left")
        assert (world.session.length, world.session.elapsed(world.clock.monotonic())) == (30, 0)
        world.run(4)
        await pilot.press("n")
        world.run(2.5)
        await pilot.press("up")
        assert (world.session.phase.kind, world.session.length) == ("work", 30)


async def test_enter_after_the_last_question_of_all_stays_with_the_summary(world: World) -> None:
    async with world.app(TWO).run_test() as pilot:
        await pilot.press("n", "n", "n", "n")
        world.run(200)
        await pilot.pause()
        await pilot.press("7", "0", "enter")
        assert isinstance(world.running.screen, SummaryScreen)
        world.clock.run(1)
        await pilot.press("enter")
        await pilot.pause()
        assert not isinstance(world.running.screen, SummaryScreen)


async def test_the_arrows_mark_whatever_else_is_bound_anew(world: World) -> None:
    keymap = {"live.longer": "w", "live.done": "d", "answer.keep": "enter,v"}
    async with world.app(TWO, keymap=keymap).run_test() as pilot:
        world.run(30)
        await pilot.press("up", "up", "v")
        assert last_set(world) == (6, None, None)


@pytest.mark.parametrize("size", [(40, 12), (80, 24)])
async def test_the_ends_of_the_scale_are_named_and_in_sight(
    world: World, size: tuple[int, int]
) -> None:
    async with world.app(TWO).run_test(size=size) as pilot:
        world.run(30)
        await pilot.pause()
        for words in ("easy  1 ", " 10  all out", "none  0 ", " 10  worst"):
            if words.startswith("none"):
                await pilot.press("5")
                await pilot.pause()
            row = world.running.screen.query_one(AnswerRow)
            shown = [row.render_line(y).text for y in range(row.size.height)]
            assert any(words in line for line in shown)


async def test_a_click_and_the_wheel_answer_too(world: World) -> None:
    async with world.app(TWO).run_test() as pilot:
        world.run(30)
        await pilot.pause()
        at = text_of(world.running, "#answers").index("10")
        await pilot.click(AnswerRow, offset=(at + 1, 0))
        await pilot.pause()
        assert last_set(world) == (10, None, None)
        row = world.running.screen.query_one(AnswerRow)
        await row.on_mouse_scroll_up()
        await row.on_mouse_scroll_up()
        await pilot.press("enter")
        assert last_set(world) == (10, 1, None)


async def test_at_the_end_the_arrows_answer_and_enter_then_leads_on(world: World) -> None:
    async with world.app(TWO).run_test() as pilot:
        world.run(126)
        await pilot.pause()
        await pilot.press("up", "enter", "enter")
        await pilot.pause()
        assert last_set(world) == (5, None, None)
        assert isinstance(world.running.screen, WeekPage)


async def test_figures_mean_nothing_during_a_set(world: World) -> None:
    async with world.app(TWO).run_test() as pilot:
        world.run(10)
        before = world.session
        await pilot.press("5", "0", "tab")
        assert world.session == before
        assert not world.running.screen.has_class("-asking")


async def test_too_much_pain_offers_the_end_of_the_move(world: World) -> None:
    async with world.app(TWO).run_test() as pilot:
        world.run(30)
        await pilot.press("e")
        assert world.outcomes == ["done"]
        await pilot.press("5", "6", "1")
        assert "end this move" in text_of(world.running, "KeyHints")
        await pilot.press("e")
        assert world.outcomes == ["done", "skipped", "skipped"]


STRETCH = Exercise("stretch", "Stretch")
JUMP = Exercise("jump", "Jump squat", repetition="landing")
JUMPS = Routine(
    "jumps",
    "Jumps",
    (
        Step(WALK, 2, Dose(seconds=20), rest=10),
        Step(JUMP, 3, Dose(reps=2), tempo=Tempo(1, 0, 2, 2), rest=10),
        Step(WALK, 1, Dose(seconds=20), rest=10),
    ),
)
"""Ready 0-5, walk 5-25, rest, walk 35-55, change 55-65, jumps 65-75, rest, jumps 85-95, rest."""


AMONG_JUMPS = 78, ["done"] * 3 + ["skipped"] * 2
BEFORE_JUMPS = 57, ["done"] * 2


@pytest.mark.parametrize(
    ("pain", "seconds", "outcomes"),
    by_turns(
        [
            ("4", *AMONG_JUMPS),
            ("6", *AMONG_JUMPS),
            ("6", *BEFORE_JUMPS),
            ("4", *BEFORE_JUMPS),
        ],
        share=2,  # each pain and each moment once
    ),
)
async def test_pain_of_three_or_more_offers_to_leave_the_jumps_out(
    pain: str, seconds: float, outcomes: list[str]
) -> None:
    world = world_with(JUMPS)
    async with world.app(JUMPS).run_test() as pilot:
        world.run(seconds)
        await pilot.press("tab", pain, "1", "1")
        assert "e leave the jumps out" in text_of(world.running, "KeyHints")
        await pilot.press("e")
        assert world.outcomes == (outcomes + ["skipped"] * 3)[:5]
        assert world.session.phase.step.exercise == WALK


async def test_pain_said_before_is_said_again_when_jumps_come_next() -> None:
    world = world_with(JUMPS)
    async with world.app(JUMPS).run_test() as pilot:
        world.run(30)
        await pilot.press("tab", "3", "1", "1")
        assert "leave the jumps out" not in text_of(world.running, "KeyHints")
        world.run(32)  # the rest before is longer, to say where it hurt
        await pilot.pause()
        said = "Pain was 3 before: no jumps. e leaves the jumps out."
        assert text_of(world.running, "#fetch") == said
        assert "e leave the jumps out" in text_of(world.running, "KeyHints")
        world.run(11)
        assert "e leave the jumps out" in text_of(world.running, "KeyHints")


async def test_the_advice_before_jumps_names_the_runners_own_key() -> None:
    world = world_with(JUMPS)
    async with world.app(JUMPS, keymap={"live.leave_move": "x"}).run_test() as pilot:
        world.run(57)
        await pilot.press("tab", "3", "2", "1")
        said = text_of(world.running, "#answers")
        assert "Pain 3, left Achilles · Carry on, no more load: x leaves the jumps out." in said


async def test_little_pain_leaves_the_jumps_where_they_are() -> None:
    world = world_with(JUMPS)
    async with world.app(JUMPS).run_test() as pilot:
        world.run(57)
        await pilot.press("tab", "2", "1", "1", "e")
        assert world.outcomes == ["done"] * 2


async def test_the_leg_is_asked_after_sets_of_both_legs_only() -> None:
    routine = replace(JUMPS, steps=(replace(JUMPS.steps[0], sides="each"), *JUMPS.steps[1:]))
    world = world_with(routine)
    async with world.app(routine).run_test() as pilot:
        world.run(26)
        await pilot.press("7", "3", "2")
        assert last_set(world) == (7, 3, "achilles")
        assert text_of(world.running, "#answers").startswith("Effort 7 · pain 3, Achilles")


async def test_the_load_is_changed_for_the_sets_to_come(world: World) -> None:
    async with world.app(TWO).run_test() as pilot:
        world.run(30)
        assert "8 kg in each hand" in text_of(world.running, "#place")
        await pilot.press("full_stop")
        assert "9 kg in each hand" in text_of(world.running, "#place")
        await pilot.press("full_stop", "comma", "u")
        assert "10 kg in each hand" in text_of(world.running, "#place")
        world.run(50)
    (record,) = world.history.sessions()
    assert [each.load_kg for each in record.sets] == [16, 20]


EASIER = "Too much pain: next time one step easier. Now skip what hurts, or end here."


@pytest.mark.parametrize(
    ("pain", "seconds", "advice", "size"),
    [
        (pain, seconds, advice, size)
        for place, (pain, seconds, advice) in enumerate(
            (
                ("6", 27, "Too much pain: end this move here."),
                ("6", 56, EASIER),
                ("4", 27, "Carry on, no more load, no jumps."),
            )
        )
        for size in by_turns(((40, 12), (60, 20), (80, 24)), 3, first=2 - place)
    ],
)
async def test_the_advice_is_in_sight_beside_the_question_of_the_place(
    size: tuple[int, int], pain: str, seconds: float, advice: str
) -> None:
    routine = replace(
        TWO, steps=(replace(TWO.steps[0], sets=1), Step(STRETCH, 2, Dose(seconds=30)))
    )
    world = world_with(TWO if seconds < 50 else routine)
    async with world.app(TWO if seconds < 50 else routine).run_test(size=size) as pilot:
        world.run(min(seconds, 27))
        await pilot.press("5", pain)
        await pilot.pause()
        await pilot.pause()
        shown = [strip.text for strip in world.running.screen._compositor.render_strips()]
        text = " ".join(" ".join(shown).split())
        assert advice in text
        assert "6 elsewhere" in text
        assert world.session.is_paused is (pain == "6")


async def test_after_too_much_pain_no_move_begins_before_the_runner_goes_on(world: World) -> None:
    async with world.app(TWO).run_test() as pilot:
        world.run(27)
        await pilot.press("5", "6")
        world.run(100)
        await pilot.press("2", "1")
        assert last_set(world) == (5, 6, "left achilles")
        assert text_of(world.running, "#phase") == "‖ PAUSED"
        await pilot.press("space")
        assert text_of(world.running, "#phase") == "◼ REST"


async def test_a_short_break_does_not_take_the_question_of_the_place_away() -> None:
    world = world_with(JUMPS)
    async with world.app(JUMPS).run_test() as pilot:
        world.run(63)  # two seconds of the change are left
        await pilot.press("5", "2")
        world.run(9)
        assert text_of(world.running, "#answers").startswith("Where?")
        await pilot.press("4", "3")
        assert last_set(world) == (5, 2, "shin")


async def test_a_load_in_a_set_is_said_to_be_for_the_next_one(world: World) -> None:
    async with world.app(TWO).run_test(notifications=True) as pilot:
        world.run(10)
        await pilot.press("full_stop")
        assert "8 kg in each hand" in text_of(world.running, "#place")
        told = [each.message for each in world.running._notifications]
        assert told == ["Next set on: 9 kg in each hand."]


async def test_the_place_of_a_sharp_pain_is_asked_and_what_loads_it_stays_out(
    world: World,
) -> None:
    async with world.app(TWO).run_test() as pilot:
        world.run(6)  # a second into the first set, nothing of it is done
        await pilot.press("x", "6", "enter", "enter")
        await pilot.pause()
        assert text_of(world.running, "#answers").startswith("Where?")
        await pilot.press("5", "1")
        assert last_set(world) == (None, None, "left knee")
        assert text_of(world.running, "#answers").startswith("Pain in it?")
        await pilot.press("tab")
        assert text_of(world.running, "#answers") == "Left knee"
        stop = world.running.trainer.coach.open_stop()
        assert stop is not None
        assert stop.place == "knee"


@pytest.mark.parametrize(("sign", "asked"), [(1, ""), (5, "Where?")])
async def test_after_a_stop_for_pain_nobody_is_asked_for_effort(
    world: World, sign: int, asked: str
) -> None:
    async with world.app(TWO).run_test() as pilot:
        world.run(30)
        await pilot.pause()
        world.running.trainer.stop_for_pain(STOP_SIGNS[sign])
        world.run(1)
        await pilot.pause()
        assert isinstance(world.running.screen, SummaryScreen)
        assert text_of(world.running, "#answers").startswith(asked)
        assert bool(text_of(world.running, "#answers")) is bool(asked)
