"""The command palette: all commands of the screen over which it was opened."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from textual.app import App
from textual.command import CommandPalette, DiscoveryHit, Hit, Provider
from textual.screen import ModalScreen, Screen

from calf_tui.core.text import formatting
from calf_tui.ui.keys.active_keys import keys_on, meaning_of
from calf_tui.ui.live.live_screen import LiveScreen
from calf_tui.ui.live.summary_screen import SummaryScreen
from calf_tui.ui.progress.progress_page import PAGES, RecordsScreen, number_of
from calf_tui.ui.widgets.choice_list import ChoiceList

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from textual.command import Hits

    from calf_tui.ui.base_app import BaseApp

SETTINGS = (
    ("Set the weekly target", 0),
    ("Set when a day begins", 1),
    ("Set the first day of the week", 2),
    ("Set the volume", 3),
    ("Set the quiet lead-in", 4),
)
"""The commands for settings, each with its line on the plan page."""

AFTER = "After this session: routines, history"
SOUND = "Sound off and on"
TEST = "Start the heel-rise test"
PLAN = "Choose a plan of weeks"

ALSO = {
    "It hurts": "pain ache injury",
    "Sound off": "mute volume silence settings",
    "Set ": "settings",
    "Set the volume": "sound loud louder quieter",
    "Set the quiet": "sound speaker wireless",
    AFTER: "progress settings plan weeks calendar trends start quit",
    "Choose a theme": "settings colours",
    "Start ": "routines",
}
"""Other words for the commands whose titles begin like this."""

LIKE = 1000.0
"""A score above all that Textual gives for letters in the right order."""


class Command(NamedTuple):
    """A command: its title, what it does or its key, and the function that runs it."""

    title: str
    about: str
    run: Callable[[], object]


class Palette(CommandPalette):
    """Textual's palette, in the look of our dialogs."""

    CSS_PATH = "command_palette.tcss"


class Commands(Provider):
    """Provides the commands in the order that is most useful on the screen."""

    async def discover(self) -> Hits:
        """Yields all commands, while nothing is typed."""
        for each in commands_of(cast("BaseApp", self.app), self.screen):
            yield DiscoveryHit(each.title, each.run, help=each.about)

    async def search(self, query: str) -> Hits:
        """Yields the commands that match what is typed."""
        matcher = self.matcher(query)
        for each in commands_of(cast("BaseApp", self.app), self.screen):
            likeness = _likeness(query, each.title)
            score = matcher.match(each.title)
            if likeness or _is_also(query, each.title) or (score > 0 and _in_words(query, each)):
                yield Hit(
                    score + (likeness or LIKE * _is_also(query, each.title)),
                    matcher.highlight(each.title),
                    each.run,
                    help=each.about,
                )


def commands_of(app: BaseApp, screen: Screen[Any]) -> Sequence[Command]:
    """What can be done from a screen: in a session and in dialogs what their keys do."""
    keys = list(_commands_of_keys(app, screen))
    if screen is app.routines_screen:
        found = [*_routines(app), *_pages(app), *_moves(app), *_settings(app), *keys]
    elif isinstance(screen, LiveScreen):
        end = partial(app.run_action, "end", screen)
        found = [*keys, Command(AFTER, f"Key {screen.key_of('end')} ends it", end)]
    elif isinstance(screen, RecordsScreen | SummaryScreen):
        found = [*_pages(app), *keys, *_routines(app), *_moves(app), *_settings(app)]
    else:
        found = keys
    if not isinstance(screen, ModalScreen):  # a choice of a theme may be open already
        found.append(Command("Choose a theme", "Change the colours", app.action_change_theme))
    if not isinstance(screen, LiveScreen):
        found.append(Command("Quit", "Leave Calf TUI", app.action_quit))
    by_title: dict[str, Command] = {}
    for each in found:
        by_title.setdefault(each.title, each)
    return tuple(by_title.values())


def _likeness(query: str, title: str) -> float:
    """Returns a score for words that are in the title as typed, above scattered letters."""
    typed, said = query.strip().casefold(), title.casefold()
    if f" {typed}" in f" {said}":
        return 2 * LIKE
    return LIKE if typed in said else 0.0


def _is_also(query: str, title: str) -> bool:
    """Returns whether what is typed begins another word for the command."""
    typed = query.strip().casefold()
    said = (words for start, words in ALSO.items() if title.startswith(start))
    return bool(typed) and any(f" {typed}" in f" {words}" for words in said)


def _in_words(query: str, command: Command) -> bool:
    """Returns whether one word of the title has the letters of each typed word in order."""
    words = command.title.casefold().split()
    return all(any(_in_order(typed, each) for each in words) for typed in query.casefold().split())


def _in_order(letters: str, word: str) -> bool:
    left = iter(word)
    return all(each in left for each in letters)


def _routines(app: BaseApp) -> Iterator[Command]:
    for routine in app.routines.all():
        begin = partial(_at_home, app, app.choose, routine)
        yield Command(f"Start {routine.name}", routine.description or "A routine of yours", begin)


def _pages(app: BaseApp) -> Iterator[Command]:
    for number, page in enumerate(PAGES, start=1):
        go = partial(_at_home, app, app.show_progress, number)
        yield Command(f"Go to {page.title}", f"p and then {number}", go)


def _moves(app: BaseApp) -> Iterator[Command]:
    moves = {each.id: each for routine in app.routines.all() for each in routine.exercises}
    for move in moves.values():
        show = partial(_at_home, app, app.routines_screen.show_exercise, move.id)
        yield Command(f"Show {move.name}", move.also or "How it is done", show)


def _settings(app: BaseApp) -> Iterator[Command]:
    for title, line in SETTINGS:
        yield Command(title, "On the page of the plan", partial(_show_plan, app, line))
    yield Command(PLAN, "What each is, on the page of the plan", partial(_choose_plan, app))
    test = partial(_at_home, app, app.call_next, app.run_action, "heel_rise_test")
    yield Command(TEST, "How often one leg lifts you", test)
    yield Command(SOUND, "Until you leave", partial(_mute, app))


def _commands_of_keys(app: BaseApp, screen: Screen[Any]) -> Iterator[Command]:
    """Yields the commands of the screen's keys, without answer digits and Textual's own keys."""
    actions = {row.meaning: row.keys for row in keys_on(screen)}
    done = set()
    for each in screen.active_bindings.values():
        binding = each.binding
        meaning = meaning_of(binding)
        is_ours = binding.id is not None and isinstance(each.node, (Screen, App))
        if is_ours and each.enabled and meaning in actions and meaning not in done:
            done.add(meaning)
            run = partial(app.run_action, binding.action, each.node)
            yield Command(formatting.capitalized(meaning), f"Key {actions[meaning]}", run)


def _at_home(app: BaseApp, run: Callable[..., object], *arguments: object) -> None:
    """Goes to the first screen, and calls a function there."""
    app.go_home()
    run(*arguments)


def _mute(app: BaseApp) -> None:
    app.trainer.cues.toggle_mute()
    app.notify(f"Sound: {app.trainer.cues.sound}.", markup=False)


def _show_plan(app: BaseApp, line: int) -> None:
    """Shows the plan page with the cursor on this line."""
    _at_home(app, app.show_progress, number_of("PlanPage"))
    page = app.screen
    page.call_after_refresh(lambda: page.query_one("#plan", ChoiceList).action_move(line))


def _choose_plan(app: BaseApp) -> None:
    _at_home(app, app.show_progress, number_of("PlanPage"))
    app.call_next(app.run_action, "choose_plan", app.screen)
