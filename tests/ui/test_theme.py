"""The colours: readable in both themes, apart for every kind of eye, and chosen as asked."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from rich.color import ColorType

from calf_tui.ui.base_app import GrowingStylesheet
from calf_tui.ui.dialogs.theme_dialog import ThemeDialog
from calf_tui.ui.theme import CONTRAST, DARK, LIGHT, SIXTEEN, theme_name, usable_theme
from tests.ui.conftest import World
from tests.ui.support import scenes
from tests.ui.support.colours import BLINDNESS, contrast, distance
from tests.ui.support.reading import text_colours
from tests.ui.support.stylesheets import parse_as_ever

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.pilot import Pilot
    from textual.theme import Theme


THEMES = pytest.mark.parametrize("theme", [DARK, LIGHT, CONTRAST], ids=lambda theme: theme.name)
PHASES = ("work", "ready", "rest", "change", "paused")
AAA = 7.0
AA = 4.5
"""WCAG's least contrast of text; large text would need 3."""
APART = 20
"""CIE 1976: about ten times what is just seen."""


class Styles(GrowingStylesheet):
    """The styles, parsed as outside of tests."""

    _parse_rules = parse_as_ever


def test_a_new_screen_has_only_its_own_styles_parsed() -> None:
    styles = Styles(variables={"colour": "red"})
    styles.add_source("Static { color: $colour; }", ("first", ""))
    (first,) = styles.rules
    styles.add_source("Static { background: $colour; }", ("second", ""))
    styles.reparse()
    assert styles.rules[0] is first
    assert [each.styles.css for each in styles.rules] == ["color: #FF0000;", "background: #FF0000;"]
    styles.set_variables({"colour": "blue"})
    styles.reparse()
    assert [each.styles.css for each in styles.rules] == ["color: #0000FF;", "background: #0000FF;"]


async def require_readable_in_both_themes(world: World, pilot: Pilot[object]) -> None:
    """Every text in front has enough contrast; the same words stand there in the light theme."""
    assert world.running.theme == DARK.name
    dark = require_readable(world)
    world.running.theme = LIGHT.name
    await pilot.pause()
    light = require_readable(world)
    assert [text for text, *_ in light] == [text for text, *_ in dark]
    assert not {behind for _, _, behind in light} & {behind for _, _, behind in dark}


def require_readable(world: World) -> list[tuple[str, str, str]]:
    """Every text in front has enough contrast; returns them with their colours."""
    texts = list(text_colours(world.running))
    assert len(texts) > 4
    assert {(text, *pair) for text, *pair in texts if contrast(*pair) < AA} == set()
    return texts


async def test_every_text_can_be_read_in_both_themes() -> None:
    """For every state of a session: `test_snapshots.py`."""
    world = scenes.autumn()
    async with world.app(theme=DARK.name).run_test(size=(100, 30)) as pilot:
        await scenes.routines(world, pilot)
        await require_readable_in_both_themes(world, pilot)
        world.running.theme = DARK.name
        await pilot.press("escape", "up", "up")
        await scenes.summary(world, pilot)
        await require_readable_in_both_themes(world, pilot)
        world.running.theme = DARK.name
        await pilot.press("enter")
        await pilot.pause()
        await require_readable_in_both_themes(world, pilot)


async def test_a_set_on_the_way_down_can_be_read_in_both_themes() -> None:
    world = scenes.autumn()
    async with world.app(theme=DARK.name).run_test(size=(100, 30)) as pilot:
        await scenes.live(world, pilot)
        await require_readable_in_both_themes(world, pilot)


@THEMES
@pytest.mark.parametrize("blindness", BLINDNESS)
def test_the_phases_have_colours_apart(theme: Theme, blindness: str) -> None:
    near = {
        (one, other)
        for one, other in combinations(PHASES, 2)
        if distance(theme.variables[one], theme.variables[other], blindness) < APART
    }
    assert near == set()


@THEMES
@pytest.mark.parametrize("phase", [*PHASES, "quiet"])
def test_each_phase_stands_out_from_the_ground(theme: Theme, phase: str) -> None:
    for ground in (theme.background, theme.surface):
        assert ground is not None
        assert contrast(theme.variables[phase], ground) >= AA


@THEMES
@pytest.mark.parametrize("phase", PHASES)
def test_the_words_on_a_band_stand_out_from_it(theme: Theme, phase: str) -> None:
    assert contrast(theme.variables["ink"], theme.variables[phase]) >= AA


@pytest.mark.parametrize(
    ("environment", "chosen", "name"),
    [
        ({}, "auto", "calf-dark"),
        ({"COLORFGBG": "0;15"}, "auto", "calf-light"),
        ({"COLORFGBG": "0;default;7"}, "auto", "calf-light"),
        ({"COLORFGBG": "15;0"}, "auto", "calf-dark"),
        ({"COLORFGBG": "15;8"}, "auto", "calf-dark"),
        ({"COLORFGBG": "nonsense"}, "auto", "calf-dark"),
        ({"COLORFGBG": "0;15"}, "dark", "calf-dark"),
        ({}, "light", "calf-light"),
        ({}, "contrast", "calf-contrast"),
        ({"COLORFGBG": "0;15"}, "sixteen", "calf-sixteen"),
        ({"TEXTUAL_THEME": "nord"}, "light", "nord"),
    ],
)
def test_the_theme_is_the_one_asked_for(
    environment: Mapping[str, str], chosen: str, name: str
) -> None:
    assert theme_name(environment, chosen) == name


async def test_a_theme_that_is_not_there_is_said_and_replaced() -> None:
    world = World()
    app = world.app(theme="nothing")
    async with app.run_test() as pilot:
        await pilot.pause()
        assert app.theme == DARK.name
        assert [each.message for each in app._notifications] == ['There is no theme "nothing".']


def test_without_colour_a_theme_of_the_terminals_own_colours_is_not_used() -> None:
    themes = World().app().available_themes
    assert usable_theme("ansi-light", themes, no_color=True) == LIGHT.name
    assert usable_theme("ansi-dark", themes, no_color=True) == DARK.name
    assert usable_theme("ansi-dark", themes, no_color=False) == "ansi-dark"
    assert usable_theme("nord", themes, no_color=True) == "nord"


async def test_reduced_motion_stops_every_animation() -> None:
    app = World().app(reduced_motion=True)
    async with app.run_test() as pilot:
        await pilot.pause()
        assert app.animation_level == "none"


@THEMES
def test_what_is_chosen_has_a_colour_of_its_own(theme: Theme) -> None:
    chosen = theme.variables["block-cursor-background"]
    assert contrast(chosen, theme.variables["block-cursor-foreground"]) >= AA
    others = ["work", "ready", "rest", "quiet", "track"]
    near = {
        (name, blindness)
        for name in others
        for blindness in BLINDNESS
        if distance(chosen, theme.variables[name], blindness) < APART
    }
    assert near == set()
    assert theme.error is not None
    for other in (theme.error, theme.variables["change"]):
        assert distance(chosen, other, "none") >= APART


async def test_the_cursor_the_marked_sign_and_the_open_tab_are_chosen() -> None:
    world = scenes.autumn()
    async with world.app().run_test(size=(100, 30)) as pilot:
        for scene in (scenes.weeks, scenes.routines, scenes.pain_stop):
            await pilot.press("escape", "up", "up")
            await scene(world, pilot)
            await pilot.press(*["1"] * (scene is scenes.pain_stop))
            grounds = {behind for _, _, behind in text_colours(world.running)}
            assert DARK.variables["block-cursor-background"] in grounds, scene
            assert DARK.variables["work"] not in grounds, scene


@pytest.mark.parametrize("name", [*PHASES, "quiet"])
def test_high_contrast_is_high(name: str) -> None:
    assert CONTRAST.background == "#000000"
    assert contrast(CONTRAST.variables[name], CONTRAST.background) >= AAA


async def test_sixteen_colours_are_those_of_the_terminal() -> None:
    world = scenes.autumn()
    async with world.app(theme=SIXTEEN.name).run_test(size=(100, 30)) as pilot:
        for scene in (scenes.weeks, scenes.days, scenes.routines, scenes.live):
            await pilot.press("escape", "up", "up")
            await scene(world, pilot)
            colours = {
                colour
                for strip in world.running.screen._compositor.render_strips()
                for segment in strip
                if segment.style and segment.text.strip()
                for colour in (segment.style.color, segment.style.bgcolor)
                if colour is not None
            }
            assert len(colours) > 3, scene
            kinds = (ColorType.DEFAULT, ColorType.STANDARD)
            assert [each for each in colours if each.type not in kinds] == [], scene


async def test_a_theme_is_seen_at_once_and_kept_or_left() -> None:
    world = World()
    async with world.app().run_test() as pilot:
        await pilot.pause()
        world.running.action_change_theme()
        await pilot.pause()
        assert isinstance(world.running.screen, ThemeDialog)
        await pilot.press("down", "down")
        assert world.running.theme == CONTRAST.name
        await pilot.press("escape")
        assert world.running.theme == DARK.name
        assert world.kept_settings == {}
        world.running.action_change_theme()
        await pilot.pause()
        await pilot.press("down", "down", "down", "enter")
        assert world.running.theme == SIXTEEN.name
        assert world.kept_settings == {"theme": "sixteen"}
        world.running.action_change_theme()
        await pilot.pause()
        await pilot.press("end", "enter")
        assert world.running.theme == max(world.running.available_themes)
        assert world.kept_settings == {"theme": "sixteen"}
