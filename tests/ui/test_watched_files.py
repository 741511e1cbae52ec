"""The runner's files, edited while the app is open."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest
from textual import events

from calf_tui.core.settings import Settings
from calf_tui.platform.paths import find_paths
from calf_tui.toml_files.figures import FigureFolders
from calf_tui.toml_files.settings import read_settings
from calf_tui.toml_files.toml_folders import RoutineFolders
from calf_tui.toml_files.watched_files import WatchedFiles
from calf_tui.ui.live.live_screen import LiveScreen
from calf_tui.ui.plain.plain_session import PlainSession
from calf_tui.ui.theme import DARK, LIGHT
from calf_tui.ui.widgets.choice_list import ChoiceList
from tests.ui.conftest import World
from tests.ui.support.reading import text_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.pilot import Pilot

    from calf_tui.platform.paths import AppPaths
    from tests.fakes import FakeClock

MINE = """name = "{name}"
[[step]]
exercise = "jump_squat"
sets = 2
reps = {reps}
"""


def write_routine(places: AppPaths, name: str, reps: int = 5) -> None:
    places.own_routines.mkdir(parents=True, exist_ok=True)
    (places.own_routines / "mine.toml").write_text(MINE.format(name=name, reps=reps))


@pytest.fixture
def places(tmp_path: Path) -> AppPaths:
    places = find_paths(None, str(tmp_path), {})
    write_routine(places, "Mine")
    return places


@pytest.fixture
def world(places: AppPaths) -> World:
    routines = RoutineFolders(places.routines, places.own_routines)
    figures = FigureFolders(places.figures, places.own_figures)
    files = WatchedFiles(places, lambda: read_settings(places.settings), routines, figures)
    return World(routines=routines, figures=figures, watched_files=files)


async def focus(pilot: Pilot[object]) -> None:
    pilot.app.post_message(events.AppFocus())
    for _ in range(3):
        await pilot.pause()


async def test_a_routine_edited_meanwhile_is_the_one_that_is_trained(
    world: World, places: AppPaths
) -> None:
    async with world.app().run_test() as pilot:
        await pilot.pause()
        await pilot.press(*["down"] * 7)
        write_routine(places, "Mine anew", reps=7)
        await pilot.press("enter", "s")  # with its jumps
        await pilot.pause()
        assert isinstance(world.running.screen, LiveScreen)
        assert world.session.timeline.routine.steps[0].dose.reps == 7


async def test_a_routine_started_from_the_palette_is_as_its_file_says_now(
    world: World, places: AppPaths
) -> None:
    async with world.app().run_test() as pilot:
        await pilot.press("ctrl+p", *"start mine")
        await pilot.pause()
        write_routine(places, "Mine", reps=7)
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("s")  # with its jumps
        assert isinstance(world.running.screen, LiveScreen)
        assert world.session.timeline.routine.steps[0].dose.reps == 7


async def test_the_list_has_what_was_edited_and_says_a_fault_until_it_is_mended(
    world: World, places: AppPaths
) -> None:
    async with world.app().run_test() as pilot:
        await pilot.pause()
        screen = world.running.routines_screen
        await pilot.press(*["down"] * 7)
        write_routine(places, "After a suspend")
        world.running.app_resume_signal.publish(world.running)
        await pilot.pause()
        assert screen.routine.name == "After a suspend"
        await pilot.press("p")
        write_routine(places, "Mine anew")
        await pilot.press("escape")  # the list comes back with the cursor kept
        await pilot.pause()
        assert screen.routine.name == "Mine anew"
        assert "Mine anew" in text_of(world.running, "#about")
        write_routine(places, "Worse", reps=0)
        await focus(pilot)
        assert screen.routine.name == "Mine anew"
        assert text_of(world.running, "#faults").startswith("mine.toml:5: ")
        write_routine(places, "Mended")
        await focus(pilot)
        assert screen.routine.name == "Mended"
        assert not screen.query_one("#faults").display
        (places.own_routines / "mine.toml").unlink()
        await focus(pilot)
        assert screen.routine.name == "Five minutes"


async def test_edited_settings_hold_from_then_on(world: World, places: AppPaths) -> None:
    async with world.app().run_test() as pilot:
        await pilot.pause()
        places.settings.write_text(
            'volume = 30\ntheme = "light"\nreduced_motion = true\nday_cutoff = "05:00"\nmute = true'
        )
        await focus(pilot)
        assert world.running.theme == LIGHT.name
        assert world.running.animation_level == "none"
        assert not world.other_players[-1].closed
        assert world.running.trainer.record_editor.settings.volume == 30
        assert world.running.trainer.cues.sound == "muted"
        assert world.player.closed
        assert (world.other_players[-1].prepared, world.other_players[-1].muted) == (1, True)
        places.settings.unlink()
        await focus(pilot)
        assert world.running.theme == DARK.name
        assert world.running.trainer.record_editor.settings == Settings()


async def test_settings_with_a_fault_leave_those_before(world: World, places: AppPaths) -> None:
    async with world.app().run_test() as pilot:
        await pilot.pause()
        for text, fault in (
            (
                "volume = 300",
                'settings.toml:1: "volume": expected a whole number from 0 to 100, not 300.',
            ),
            ("volume 40", "settings.toml:1: not valid TOML: "),
            ('sound = "gramophone"', "There is no sound backend gramophone."),
        ):
            places.settings.write_text("volume = 40\n")
            await focus(pilot)
            places.settings.write_text(text)
            await focus(pilot)
            assert world.running.trainer.record_editor.settings == Settings(volume=40)
            assert not world.other_players[-1].closed
            assert text_of(world.running, "#faults").startswith(fault)
            if text.startswith("volume"):
                assert text_of(world.running, "#faults").endswith(
                    "What the file said before holds."
                )


async def test_on_a_small_screen_faults_leave_room_for_the_list(
    world: World, places: AppPaths
) -> None:
    places.settings.write_text('volum = 3\nmute = "yes"\nvolume = "loud"\n')
    async with world.app().run_test(size=(40, 12)) as pilot:
        await pilot.pause()
        await focus(pilot)
        await pilot.pause()
        assert text_of(world.running, "#faults") == (
            "A fault in settings.toml:1. 2 more: calf-tui doctor names them."
        )
        assert world.running.screen.query_one("#routines").size.height > 1
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert text_of(world.running, "#faults").startswith('settings.toml:1: "volum": ')


async def test_edited_keys_work_and_those_with_a_fault_leave_those_before(
    world: World, places: AppPaths
) -> None:
    async with world.app().run_test() as pilot:
        await pilot.pause()
        places.keys.write_text('routines.progress = "w"\n')
        await focus(pilot)
        places.keys.write_text('routines.progress = "no such key"\n')
        await focus(pilot)
        assert "keys.toml:1: routines.progress: " in text_of(world.running, "#faults")
        await pilot.press("w")
        assert world.running.screen is not world.running.routines_screen


async def test_an_edited_figure_with_a_fault_says_its_line(world: World, places: AppPaths) -> None:
    async with world.app().run_test(size=(140, 50)) as pilot:
        await pilot.pause()
        places.own_figures.mkdir()
        (places.own_figures / "tiptoe_walk.toml").write_text("period = 0\n")
        await focus(pilot)
        assert "figures/tiptoe_walk.toml:1: " in text_of(world.running, "#faults")


async def test_nothing_is_read_again_while_nothing_changed(world: World) -> None:
    async with world.app().run_test() as pilot:
        await pilot.pause()
        before = world.routines.all()
        await focus(pilot)
        assert all(a is b for a, b in zip(before, world.routines.all(), strict=True))


async def test_keys_in_a_burst_start_what_the_cursor_is_on(world: World) -> None:
    async with world.app().run_test() as pilot:
        await pilot.pause()
        screen = world.running.routines_screen
        screen.action_to_routines()
        screen.query_one("#routines", ChoiceList).action_move(6)
        screen.action_start()
        await pilot.pause()
        await pilot.press("s")  # with its jumps
        assert world.session.timeline.routine.name == "Mine"


class Editor:
    """Keys of a terminal, between which files are edited: a text presses, a call edits."""

    patience = 60.0

    def __init__(self, clock: FakeClock, *steps: str | Callable[[], object]) -> None:
        self._clock = clock
        self._steps = list(steps)

    def read(self, _seconds: float) -> str:
        self._clock.run(0.5)
        step = self._steps.pop(0) if self._steps else "q"
        if isinstance(step, str):
            return step
        step()
        return ""


def test_in_plain_mode_the_list_is_read_anew_while_it_waits(world: World, places: AppPaths) -> None:
    lines: list[str] = []

    def trained(*steps: str | Callable[[], object]) -> str:
        """What was said; each run ends the session at once."""
        lines.clear()
        trainer = world.trainer()
        keys = Editor(world.clock, *steps, "q", "y")
        PlainSession(trainer, keys, lines.append, world.watched_files).run(None, world.routines)
        return "\n".join(lines)

    quiet = partial(places.settings.write_text, "volume = 30\n")
    said = trained(partial(write_routine, places, "Mine anew", 7), "", quiet, "", "7", "s")
    assert "7. Mine\n" in said
    assert "7. Mine anew\n" in said
    assert "Jump squat, set 1 of 2, seven landings" in said
    assert len(world.other_players) == 1
    said = trained(partial(write_routine, places, "Worse", 0), "7", "s")
    assert "mine.toml:5: " in said
    assert "Mine anew: 1 move" in said
    assert "7. Worse" not in said
    assert (
        trained((places.own_routines / "mine.toml").unlink, "7", "s", "q").count("mine.toml:5: ")
        == 1
    )
