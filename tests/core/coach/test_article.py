"""The article, line by line, against what is shown: nothing is missing, nothing claimed beyond."""

from __future__ import annotations

import re
from itertools import product
from textwrap import wrap

import pytest
from textual.widget import Widget
from textual.widgets import Static

from calf_tui.cli.commands.routines import routine_text
from calf_tui.core.coach.introduction_texts import (
    DIFFERENCES_FROM_SOURCES,
    DIFFERENCES_TITLE,
    WHY,
    WHY_IN_SHORT,
)
from calf_tui.core.coach.pain_monitoring import DISCLAIMER
from calf_tui.core.text import spoken_numbers
from calf_tui.ui.home import routine_text as move_text
from calf_tui.ui.plain.plain_text import PlainKeys, move_sentences
from tests.ui.conftest import BUILT_IN, World
from tests.ui.support.legibility import picture_of
from tests.ui.support.reading import text_of
from tests.ui.support.scenes import autumn

SIX = BUILT_IN.find("daily-six")
STEPS = {step.exercise.id: step for step in SIX.steps}

DIRECTIONS = [
    ("tiptoe_walk", "a dumbbell in each hand", "dumbbell in each hand"),
    ("tiptoe_walk", "arms hanging at the sides", "arms hanging at your sides"),
    ("tiptoe_walk", "heels up", "lift both heels"),
    ("tiptoe_walk", "walk forward on the toes", "Walk forward on your toes"),
    ("tiptoe_walk", "the body upright", "body upright"),
    ("tiptoe_walk", "three sets of a minute, daily", "3 × 60 s, daily, a dumbbell in each hand"),
    ("tiptoe_walk", "good for heart and lungs", "good for heart and lungs"),
    ("tiptoe_walk", "heavier when relaxed", "When it feels relaxed, take heavier dumbbells"),
    ("heel_raise_box", "on a wooden box on the toes", "Stand on a wooden box on your toes"),
    ("heel_raise_box", "heels hanging free", "the heels hanging free"),
    ("heel_raise_box", "hands on the waist", "Put your hands on your waist"),
    ("heel_raise_box", "upright", "stand upright"),
    ("heel_raise_box", "heels up", "Lift the heels"),
    (
        "heel_raise_box",
        "down over ten seconds until below the top of the box",
        "Lower them slowly, over about ten seconds, until they are below the top of the box",
    ),
    (
        "heel_raise_box",
        "three times fifteen, to below the edge",
        "3 × 15, lowering for about 10 s to below the edge",
    ),
    ("heel_raise_box", "the rail is ours", "a rail in reach are ours"),
    ("heel_raise_box", "the other parts are ours", "1 s to rise, at the top and below"),
    ("tiptoe_walk", "no rests", "It names no rests: those here are ours"),
    ("jump_squat", "no pace, no rests", "A pace of 5 s a landing and the rests are ours"),
    ("downward_dog", "no rests", "The rests are ours"),
    (
        "wall_calf_stretch",
        "a straight knee",
        "keeps the back knee straight; softening it in a set is ours",
    ),
    ("wall_calf_stretch", "no rests", "as are the rests"),
    ("foam_roll_calf", "no pace, no rests", "A pace of 4 s a roll and the rests are ours"),
    ("jump_squat", "feet a little wider", "feet a little wider than the shoulders"),
    ("jump_squat", "toes slightly out", "the toes slightly out"),
    ("jump_squat", "hands held before the chest", "Hold your hands together before the chest"),
    ("jump_squat", "hips back, knees bent", "hips back and bend the knees into a squat"),
    (
        "jump_squat",
        "as high as possible, the arms opening by themselves",
        "Burst upward as high as possible; the arms open by themselves",
    ),
    ("jump_squat", "land gently, stay in it", "Land gently and stay in the squat"),
    (
        "jump_squat",
        "three times fifteen, daily, straight back into the squat",
        "3 × 15, daily; land gently, straight back into the squat",
    ),
    (
        "jump_squat",
        "stretch and output of energy",
        "stretch of the legs and their output of energy",
    ),
    ("downward_dog", "from hands and knees", "Start on hands and knees"),
    ("downward_dog", "wrists under shoulders", "wrists under the shoulders"),
    ("downward_dog", "knees under hips", "knees under the hips"),
    ("downward_dog", "back to a plank", "Step back into a plank"),
    (
        "downward_dog",
        "hips up until body and floor make a triangle",
        "Lift the hips until body and floor make a triangle",
    ),
    (
        "downward_dog",
        "legs and back straight, feet flat",
        "with legs and back straight, the feet flat on the floor",
    ),
    ("downward_dog", "ten seconds, three times", "3 × 10 s hold, before or after a run"),
    (
        "downward_dog",
        "relaxes the gastrocnemius after hard work",
        "Relaxes the calves, the gastrocnemius above all, after hard work",
    ),
    (
        "wall_calf_stretch",
        "face a wall, arms straight, palms flat on it",
        "Face a wall, the arms straight, the palms flat on it",
    ),
    (
        "wall_calf_stretch",
        "one leg a step forward, the knee bent, the foot flat",
        "one leg a step forward, its knee bent and its foot flat",
    ),
    ("wall_calf_stretch", "the other straight back", "other leg straight back, its foot flat"),
    ("wall_calf_stretch", "felt in the straight leg", "Feel the pull in the straight leg"),
    ("wall_calf_stretch", "then change", "Then change legs"),
    (
        "wall_calf_stretch",
        "thirty seconds a side, daily, good around a run",
        "3 × 30 s each side, daily, good around a run",
    ),
    ("foam_roll_calf", "sit, roller under one ankle", "Sit with the roller under one ankle"),
    ("foam_roll_calf", "the other leg", "the other leg on the floor or crossed over"),
    (
        "foam_roll_calf",
        "hands behind the body, hips off the floor",
        "Put your hands behind you and lift the hips off the floor",
    ),
    ("foam_roll_calf", "from ankle to knee and back", "Roll between ankle and knee and back"),
    ("foam_roll_calf", "ankle to knee is the article's", "The article rolls from ankle to knee"),
    ("foam_roll_calf", "change after fifteen", "Change legs after 15 rolls"),
    (
        "foam_roll_calf",
        "three times fifteen a leg, daily, good around a run",
        "3 × 15 rolls each leg, daily, good around a run",
    ),
    (
        "tiptoe_walk",
        "daily, where sources differ",
        "research on strength advises two or three days",
    ),
    ("jump_squat", "45 a day, where sources differ", "The article asks for 45 jumps daily; other"),
    ("downward_dog", "the whole foot, where sources differ", "wants the whole foot on the floor"),
    (
        "wall_calf_stretch",
        "around a run, where sources differ",
        "Just before a run stay below 60 s",
    ),
    ("foam_roll_calf", "eases tension, keeps supple", "Eases tension and keeps the calf supple"),
]
"""The move, what the article says in short, and the words that stand for it."""

REASONS = [
    ("posture", "hold posture", "posture"),
    ("speed", "run faster", "speed"),
    ("economy", "run more economically", "economy"),
    ("Achilles tendon", "Achilles tendon pain", "Achilles tendon"),
    ("shin", "shin pain", "shin"),
    ("calf strain", "calf strain", "calf"),
    ("plantar fascia", "plantar fasciitis", "sole"),
    (
        "strength work at the start of a block",
        "Begin a training block with strength work of your own",
        "Begin a training block with strength work",
    ),
    (
        "correct movement comes first",
        "Correct movement comes first: wrong strength training loads the knee",
        "move correctly: done wrong, it loads the knee",
    ),
    ("what the calves are", "the gastrocnemius and the soleus", None),
    ("six moves", "six moves make them stronger", None),
]
"""A claim of the article, on the help page and, the main ones in short, on the first screen."""

DIFFERENCES = [
    (
        "The article asks for strength daily",
        "sources advise two or three days a week [S1, S3, S6]",
        "The target here is three days",
    ),
    (
        "It asks for 45 jumps daily",
        "48 to 72 h apart [S12, S13]",
        "Here jumps are left out of a proposal for 48 h, and never locked",
    ),
    (
        "It stretches at the wall around a run",
        "just before effort cost 4.6 % of performance",
        "Here it is 30 s before a run, and all of it after",
    ),
    (
        "It expects fewer injuries of strong calves",
        "further evidence is needed [S32]",
        "Here strength work may help",
    ),
]
"""Where the article and sources differ: what it says, what they say, what the program does."""

KIT = {"2 dumbbells", "clear lane", "box or step", "rail", "mat", "wall", "foam roller"}


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("move", STEPS)
def test_the_directions_of_the_article_stand_with_their_move(move: str) -> None:
    step = STEPS[move]
    shown = {
        "first screen": flat(move_text.move_details(step).plain),
        "routines show": flat(routine_text(SIX)),
        "plain mode": flat(move_sentences(step)),
    }
    directions = [(says, words) for of, says, words in DIRECTIONS if of == move]
    assert directions
    for (says, words), (where, text) in product(directions, shown.items()):
        assert words in text, f"{where}: {says}"


@pytest.mark.parametrize("move", STEPS)
def test_each_move_has_its_steps_in_order_its_reason_and_its_dose(move: str) -> None:
    step = STEPS[move]
    assert 3 <= len(step.exercise.how) <= 6
    said = move_text.move_details(step).plain
    for heading in ("Why this move: ", "The article's dose: ", "Note: "):
        assert heading in said
        assert heading in routine_text(SIX)
        assert heading in move_sentences(step)
    places = [said.index(each) for each in spoken_numbers.instructions(step)]
    assert places == sorted(places)


@pytest.mark.parametrize(("says", "on_help", "in_short"), REASONS)
def test_a_reason_of_the_article_is_on_the_help_page_and_on_the_first_screen(
    says: str, on_help: str, in_short: str | None
) -> None:
    assert on_help in " ".join(WHY), says
    assert in_short is None or in_short in WHY_IN_SHORT, says


async def test_the_reasons_and_the_differences_are_shown_where_they_are_asked_for() -> None:
    """On the first screen before the first session, on the help page, and with the rules."""
    world = World()
    async with world.app().run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.pause()
        shown = flat(picture_of(world.running).replace("│", " "))
        pane = world.running.screen.query_one("#details").parent
        assert isinstance(pane, Widget)
        assert len(wrap(WHY_IN_SHORT, pane.size.width)) <= pane.size.height
        assert "Why calves? Strong ones may help" in shown
        assert "wrong, it loads the knee." in shown

        await pilot.resize_terminal(120, 40)
        await pilot.pause()
        assert WHY_IN_SHORT in text_of(world.running, "#about")
        await pilot.press("question_mark")
        assert set(contents(world)) >= {*WHY, DISCLAIMER}
        await pilot.press("e")
        assert DIFFERENCES_TITLE in " ".join(contents(world))
        assert all(each in " ".join(contents(world)) for each in DIFFERENCES_FROM_SOURCES)


def contents(world: World) -> list[str]:
    return [str(each.content) for each in world.running.screen.query(Static)]


async def test_the_reasons_give_way_once_there_is_a_session() -> None:
    world = autumn()
    async with world.app().run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "Why calves?" not in text_of(world.running, "#details")


@pytest.mark.parametrize("difference", DIFFERENCES, ids=lambda parts: parts[0])
def test_each_difference_from_the_sources_is_told_with_what_is_done_here(
    difference: tuple[str, str, str],
) -> None:
    assert sum(all(part in told for part in difference) for told in DIFFERENCES_FROM_SOURCES) == 1


def test_the_six_moves_ask_for_the_kit_of_the_article() -> None:
    assert set(SIX.kit) == KIT


def test_plain_mode_names_the_key() -> None:
    assert "i how and why this move" in PlainKeys({}).help()


@pytest.mark.parametrize(
    ("routine", "kit"),
    [
        ("daily-six", {"2 dumbbells", "clear lane"}),
        ("strength", {"2 dumbbells", "clear lane"}),
        ("before-run", {"clear lane"}),
        ("first-week", {"clear lane"}),
    ],
)
def test_dumbbells_are_asked_for_where_the_walk_is_loaded(routine: str, kit: set[str]) -> None:
    found = set(BUILT_IN.find(routine).kit)
    assert found & {"2 dumbbells", "clear lane"} == kit


def test_nothing_is_claimed_that_no_source_says() -> None:
    texts = [*WHY, WHY_IN_SHORT, DISCLAIMER]
    for routine in BUILT_IN.all():
        texts += [routine.description, routine_text(routine)]
    said = " ".join(texts).lower()
    for word in (r"prevent\w*", "tendinitis", r"isolat\w*", r"calorie\w*", "kcal", r"guarantee\w*"):
        assert re.search(rf"\b{word}\b", said) is None, word
    assert "may help" in said
