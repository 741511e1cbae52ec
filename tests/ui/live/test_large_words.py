"""What is written large: what to do and which leg, but nothing larger than time or repetition."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, get_args

import pytest
from textual.app import App, ComposeResult

from calf_tui.core.routines.routine import Dose, Exercise, Routine, Step
from calf_tui.core.session.timeline import Kind
from calf_tui.ui.live.live_frame import frame_of
from calf_tui.ui.live.live_screen import LiveScreen
from calf_tui.ui.widgets.large_text import LargeWords
from tests.full import by_turns
from tests.ui.conftest import BUILT_IN, the_face
from tests.ui.support import live_scenes, scenes
from tests.ui.support.legibility import picture_of
from tests.ui.support.reading import text_of

if TYPE_CHECKING:
    from textual.widget import Widget

    from tests.ui.conftest import World

LARGE, LARGER, LARGEST = (100, 30), (160, 45), (200, 60)
SIZES = ((40, 12), (60, 16), (80, 24), LARGE, (120, 40), LARGER, (189, 54), LARGEST)
FEWEST_ROWS = 3
"""Of cells, that large letters fill; four where one goes below the line."""
LEAST = 1
"""The height of plain text, in rows."""
MOVES = BUILT_IN.find("daily-six").steps
FREE = Step(Exercise("free", "Squat to the toes", cues=("Heels up",)), 1, Dose(reps=12))
EVERY_PHASE = Routine(
    "every", "Every phase", (MOVES[0], *(replace(each, sets=1) for each in MOVES[1:]), FREE)
)
"""The first move three times, each other once, and a set at one's own pace."""


def drawn_rows(widget: Widget) -> int:
    """How many rows of cells are not empty."""
    return sum(bool(widget.render_line(y).text.strip()) for y in range(widget.size.height))


def rows_of(world: World, large: str, plain: str = "") -> int:
    """How many rows of cells the letters of a part are high; 1 for plain text, 0 for none."""
    screen = world.running.screen
    words = screen.query_one(f"#{large}", LargeWords)
    if words.size.height:
        drawn = [words.render_line(y).text.strip() for y in range(words.size.height)]
        return LEAST if words.text in drawn else sum(map(bool, drawn))
    return LEAST * bool(plain and screen.query_one(f"#{plain}").size.height)


def digit_rows(world: World) -> int:
    return drawn_rows(world.running.screen.query_one("#digits"))


def require_order(world: World, size: tuple[int, int]) -> None:
    """Time or repetition is the largest, then move and side, then what comes next, then the cue.

    Two of these have the same height where it is that of plain text or of the smallest letters.
    """
    frame, phase = frame_of(world.session, world.clock.monotonic()), world.session.phase
    move, side = rows_of(world, "large_move", "move"), rows_of(world, "side", "place")
    comes_next, cue = rows_of(world, "large_next", "next"), rows_of(world, "large_cue", "cue")
    where = f"{size}, {frame.phase}, {frame.move}, {frame.side}"
    assert digit_rows(world) > move >= comes_next >= max(cue, LEAST), where
    if phase.side != "both":
        assert digit_rows(world) > side >= comes_next, where
    if size < LARGE:
        assert move == LEAST, where
        return
    assert min(move, comes_next, rows_of(world, "phase")) >= FEWEST_ROWS, where
    is_short = the_face().columns(frame.cue) <= size[0] - 4
    assert (cue >= FEWEST_ROWS) == (size >= LARGER and is_short), where
    seen = picture_of(world.running)
    for words in (frame.phase, frame.move, frame.side, frame.cue):
        assert words in seen, where
    following = frame.following if phase.is_set else frame.fetch or frame.following
    has_one_row = size == LARGE  # which a pause may need for itself
    assert following in seen or (has_one_row and world.session.is_paused), where


@pytest.mark.parametrize(("turn", "size"), by_turns(enumerate(SIZES), 3))
async def test_time_or_repetition_is_the_largest_then_move_and_leg_then_what_comes_next(
    turn: int, size: tuple[int, int]
) -> None:
    """The short form looks at every third phase, at each third size, at others each time."""
    world = scenes.autumn()
    async with world.app(EVERY_PHASE).run_test(size=size) as pilot:
        screen, phases = world.running.screen, world.session.timeline.phases
        assert isinstance(screen, LiveScreen)
        looked_at = by_turns(range(len(phases)), 3, first=turn % 3)
        for number, phase in enumerate(phases):
            assert world.session.phase == phase
            for command in ("", "pause", "pause") if number in looked_at else ():
                if command and phase.is_set:
                    screen.action_command(command)
                await pilot.pause()
                require_order(world, size)
            if number < len(phases) - 1:
                screen.action_command("next")
    assert {phase.kind for phase in phases} == set(get_args(Kind))
    assert len({phase.step.exercise.id for phase in phases if phase.kind == "work"}) == 6
    assert {phase.side for phase in phases if phase.is_set} == {"both", "left", "right"}


def place_of(world: World, part: str) -> tuple[int, int, int]:
    """Where the first cell and the last row are that are not empty."""
    widget = world.running.screen.query_one(f"#{part}")
    rows = [widget.render_line(y).text for y in range(widget.size.height)]
    drawn = [y for y, row in enumerate(rows) if row.strip()]
    left = min(len(rows[y]) - len(rows[y].lstrip()) for y in drawn)
    region = widget.content_region
    return region.x + left, region.y + drawn[0], region.y + drawn[-1]


@pytest.mark.parametrize("size", by_turns([LARGE, (120, 40), LARGER], 2))
async def test_nothing_large_moves_during_a_set_its_pause_its_count_in_or_a_rest(
    size: tuple[int, int],
) -> None:
    world = scenes.autumn()
    stretch = next(each for each in MOVES if each.sides == "each")
    async with world.app(Routine("two", "Two", (stretch,))).run_test(size=size) as pilot:
        places = set[tuple[object, ...]]()

        async def note_places(*parts: str) -> None:
            await pilot.pause()
            digits = world.running.screen.query_one("#digits").region
            places.add((digits, *(place_of(world, part) for part in parts)))

        await pilot.press("n", "n", "n")
        for key in ("", "space", "space"):
            await pilot.press(*filter(None, [key]))
            world.run(1)
            await note_places("large_move", "side", "large_next", "large_cue")
        assert len(places) == 1
        world.run(32)
        assert world.session.phase.kind == "rest"
        places.clear()
        for key in ("", "6", "2", "1"):
            await pilot.press(*filter(None, [key]))
            world.run(1)
            await note_places("phase", "large_move", "side", "large_next", "large_cue")
        assert len(places) == 1


async def test_large_words_are_drawn_again_only_when_they_change() -> None:
    world = scenes.autumn()
    async with world.app(EVERY_PHASE).run_test(size=LARGE) as pilot:
        await pilot.press("n")
        await pilot.pause()
        words = world.running.screen.query(LargeWords).exclude("#progress")  # the time left
        world.run(56, step=4)
        assert not any(each._repaint_required for each in words)
        world.run(4)
        assert world.session.phase.kind == "rest"
        assert any(each._repaint_required for each in words)


async def test_a_change_of_moves_writes_the_next_move_and_its_equipment_large() -> None:
    world = scenes.autumn()
    async with world.app().run_test(size=LARGE) as pilot:
        await live_scenes.change(world, pilot)
        for size in (LARGE, LARGER, LARGEST):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert text_of(world.running, "#large_move") == "Heel raise on a box"
            assert text_of(world.running, "#large_next") == "You need: box or step, rail"
            assert rows_of(world, "large_move") >= rows_of(world, "large_next") >= FEWEST_ROWS
            assert "Balls" in text_of(world.running, "#large_cue")


async def test_a_move_without_a_figure_leaves_its_room_to_the_digits() -> None:
    world_of, scene = live_scenes.STATES["open"]
    world = world_of()
    async with world.app().run_test(size=(80, 24)) as pilot:
        await scene(world, pilot)
        for size in ((80, 24), (120, 40)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            digits = world.running.screen.query_one("#digits")
            assert digits.region.width >= size[0] - 4


async def test_on_a_smaller_screen_it_is_plain_text() -> None:
    world = scenes.autumn()
    async with world.app().run_test(size=(80, 24)) as pilot:
        await scenes.live(world, pilot)
        assert rows_of(world, "phase") == 1
        assert "Heel raise on a box" in picture_of(world.running)


class Words(App[None]):
    def compose(self) -> ComposeResult:
        words = LargeWords(the_face(), id="words")
        words.styles.height = 8
        yield words


async def shown(width: int, *wordings: str) -> list[str]:
    app = Words()
    async with app.run_test(size=(width, 8)) as pilot:
        words = app.query_one(LargeWords)
        words.show(*wordings)
        await pilot.pause()
        assert words.get_selection(None) == (wordings[0], "\n")  # type: ignore[arg-type]
        return [words.render_line(y).text.rstrip() for y in range(8)]


async def test_words_are_as_large_as_they_fit_and_nothing_is_cut() -> None:
    twice, once, wrapped, plain = [await shown(width, "Tiptoe walk") for width in (90, 40, 30, 16)]

    assert [sum(map(bool, rows)) for rows in (twice, once, wrapped)] == [8, 4, 8]
    assert twice[1] != once[1]
    assert plain[0] == "Tiptoe walk"
    assert (await shown(6, "Tiptoe walk"))[0] == "Tipto…"


async def test_a_shorter_wording_is_large_where_the_full_one_is_not() -> None:
    wordings = ("Tiptoe walk, 60 s", "Tiptoe walk")
    assert await shown(60, *wordings) == await shown(60, wordings[0])
    for width in (90, 30):
        assert await shown(width, *wordings) == await shown(width, wordings[1])
    assert (await shown(17, *wordings))[0] == wordings[0]


async def test_letters_that_the_face_has_not_are_plain_text() -> None:
    assert (await shown(80, "かかと上げ"))[0] == "かかと上げ"


async def test_a_long_name_of_a_move_of_ones_own_keeps_the_digits_the_largest() -> None:
    step = BUILT_IN.find("daily-six").steps[0]
    name = "Single-leg heel raise with a dumbbell on the edge of a box"
    long = replace(step, exercise=step.exercise._replace(name=name), dose=Dose(seconds=60))
    world = scenes.autumn()

    async with world.app(Routine("long", "Long", (long,))).run_test(size=LARGE) as pilot:
        await pilot.pause()
        assert name in picture_of(world.running)
        assert digit_rows(world) > 4
