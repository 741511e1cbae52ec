"""What is the same on all screens: colours, notices, keys, command palette."""

from __future__ import annotations

import sys
from abc import abstractmethod
from typing import TYPE_CHECKING, Any

from rich.segment import Segment
from textual import constants
from textual.css.stylesheet import Stylesheet
from textual.events import InputEvent, Key, Resize
from textual.filter import LineFilter
from textual.reactive import Reactive
from textual.widgets import Static

from calf_tui.core.text.sanitizing import screen_text
from calf_tui.ui.app_interface import AppInterface
from calf_tui.ui.keys.home_bindings import APP, key_name
from calf_tui.ui.partial_redraw import cropped
from calf_tui.ui.theme import (
    DARK,
    HEIGHTS,
    HIGH,
    THEMES_BY_NAME,
    THEMES_BY_SETTING,
    WIDTHS,
    fallback_colours,
    usable_theme,
)
from calf_tui.ui.widgets.screen_size import scrolls

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from rich.console import RenderableType
    from textual.binding import Binding
    from textual.color import Color
    from textual.driver import Driver
    from textual.events import Event
    from textual.screen import Screen
    from textual.theme import Theme

    from calf_tui.core.coach.runner_state import DayType
    from calf_tui.ui.home.routines_screen import RoutinesScreen

ANOTHER_SCREEN_SECONDS = 0.5
"""After which the screen is asked again whether it is laid out, or another in its place [ours]."""


class PlainLines(LineFilter):
    """Removes characters that control the terminal from every drawn row."""

    def apply(self, segments: list[Segment], _background: Color) -> list[Segment]:
        """Returns the row without such characters; the same list if there are none."""
        if all(text.isprintable() for text, _, _ in segments):
            return segments
        return [
            each if each.control else Segment(screen_text(each.text), each.style)
            for each in segments
        ]


PLAIN_LINES = PlainLines()


class GrowingStylesheet(Stylesheet):
    """Styles to which each new screen adds its own.

    Textual parses those of all screens and widgets again then, which takes longer than the rest of
    a new screen. Here only those are parsed that were not parsed with the present colours.
    """

    def reparse(self) -> None:
        """Parses what was not parsed yet."""
        self.parse()


class BaseApp(AppInterface):
    """The app without its screens: themes, `keymap`, notices and keys.

    Without a `driver_class` it uses Textual's.
    """

    routines_screen: RoutinesScreen

    # Notices have their own rows at the bottom, so that they cover neither texts nor keys.
    CSS = """
    ToastRack { layer: default; margin: 0; max-height: 50%; overflow-y: auto;
        scrollbar-size-vertical: 1; }
    Toast { width: 1fr; max-width: 100%; margin: 0; padding: 0 2 0 1; background: $panel; }
    """
    BINDINGS = APP
    # Textual makes the colours of this theme first; those of another would be made for nothing.
    theme = Reactive(DARK.name)
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS

    def __init__(
        self,
        theme: str,
        keymap: Mapping[str, str],
        *,
        reduced_motion: bool,
        driver_class: type[Driver] | None,
    ) -> None:
        super().__init__(driver_class=driver_class)
        for ours in THEMES_BY_SETTING.values():
            self.register_theme(ours)
        self.theme_asked_for = theme
        theme = usable_theme(theme, self.available_themes, no_color=self.no_color)
        if theme != DARK.name:
            # Set without the watchers, which would style everything a second time.
            self.set_reactive(BaseApp.theme, theme)
            self._refresh_truecolor_filter(self.ansi_theme)
        self.stylesheet = GrowingStylesheet(variables=self.get_css_variables())
        if keymap:
            self.set_keymap(keymap)
        self._keeps_ctrl_z = not any(
            "ctrl+z" in keys.split(",") and name != "app.suspend" for name, keys in keymap.items()
        )
        self.reduce_motion(reduced=reduced_motion)
        self._next_size: Resize | None = None

    def reduce_motion(self, *, reduced: bool) -> None:
        """Turns animations off, or on as far as Textual's environment variable allows."""
        self.animation_level = "none" if reduced else constants.TEXTUAL_ANIMATIONS

    def choose_theme(self, name: str) -> None:
        """Switches to a theme, or to one of ours if it cannot be used."""
        self.theme = usable_theme(name, self.available_themes, no_color=self.no_color)

    def get_key_display(self, binding: Binding) -> str:
        """Returns the key as it stands everywhere."""
        return binding.key_display or key_name(binding.key)

    def get_theme(self, theme_name: str) -> Theme | None:
        """Returns the theme of this name, if there is one.

        It finds ours first, because Textual calls this for every row and collects all themes.
        """
        return THEMES_BY_NAME.get(theme_name) or super().get_theme(theme_name)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Returns our colours for themes that do not define them."""
        return fallback_colours(self.current_theme)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Returns the filters for every row that is drawn."""
        return (*super().get_line_filters(), PLAIN_LINES)

    async def on_event(self, event: Event) -> None:
        """Reads a key without a binding as the Latin key in the same position.

        Input that was not handled yet is dropped when the app ends.
        """
        if self.return_code is not None and isinstance(event, InputEvent):
            return
        if isinstance(event, Key) and not event.is_forwarded:
            sign = event.character or ""
            if sign.isupper() or not sign.isascii():
                from calf_tui.ui.keys.keyboard_layouts import read_as_bound

                read_as_bound(event, self.screen)
        await super().on_event(event)

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        """Writes what has changed, and no cell beside it."""
        super()._display(screen, cropped(renderable))

    def on_resize(self, event: Resize) -> None:
        """Holds a size back until the screen is laid out for the one before; the newest counts.

        A screen tells itself of the size that it was laid out for. With two sizes in its queue each
        would lay it out anew for ever.
        """
        if not self.screen_stack:
            return
        event.prevent_default()
        is_waiting, self._next_size = self._next_size is not None, event
        if not is_waiting:
            self._await_layout()

    def _await_layout(self) -> None:
        """Passes the size on behind what waits in the screen's queue, and behind what that adds.

        Once more after a while: the screen may be gone by then.
        """
        if self._next_size is not None and self.screen_stack:
            screen = self.screen
            screen.call_later(screen.call_later, self._pass_size_on)
            self.set_timer(ANOTHER_SCREEN_SECONDS, self._await_layout)

    async def _pass_size_on(self) -> None:
        """Passes the size on at once: in the app's queue a newer one could overtake it.

        As an event of its own: the screen would leave out its layout for the one held back.
        """
        if (told := self._next_size) is not None:
            self._next_size = None
            sizes = (told.size, told.virtual_size, told.container_size, told.pixel_size)
            await self._on_resize(Resize(*sizes))

    def notify(self, message: str, **options: Any) -> None:
        """Shows a notice; on a low screen it replaces the one before."""
        if self.size.height < HIGH:
            self.clear_notifications()
        self.last_notice = message
        super().notify(message, **options)

    def clear_notifications(self) -> None:
        """Takes every notice back, with the room that Textual would leave empty for it."""
        for screen in self.screen_stack:
            screen.query("ToastHolder").remove()
        super().clear_notifications()

    def _handle_exception(self, error: Exception) -> None:
        """Ends the app with the error; errors from removing screens at the end are ignored."""
        if self.return_code is None:
            super()._handle_exception(error)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offers to scroll if there is more to see, and to suspend if the system supports it.

        If the runner has bound ctrl+z to something else, it does not suspend.
        """
        if action == "suspend_process":
            can = self._driver is not None and self._driver.can_suspend
            return can and self._keeps_ctrl_z and sys.platform != "win32"
        if action == "scroll_pane":
            return scrolls(self.screen)
        return super().check_action(action, parameters)

    def action_scroll_pane(self, rows: int) -> None:
        """Scrolls panes by this many rows, at most by a page, so that no row is skipped."""
        for pane in self.screen.query("ScrollPane"):
            most = max(1, pane.size.height)
            pane.scroll_relative(y=max(-most, min(rows, most)), animate=False)

    def action_change_theme(self) -> None:
        """Chooses among the themes, each shown at once."""
        from calf_tui.ui.dialogs.theme_dialog import ThemeDialog

        self.push_screen(ThemeDialog())

    def action_press(self, key: str) -> None:
        """Presses a key, after a click on its hint."""
        self.simulate_key(key)

    def action_help(self) -> None:
        """Shows all keys that work on this screen."""
        from calf_tui.ui.dialogs.text_screens import HelpScreen, keys_as_hinted

        signs = [each.content for each in self.screen.query("#legend").results(Static)]
        self.push_screen(HelpScreen(keys_as_hinted(self.screen), signs))

    action_show_help_panel = action_help

    def go_home(self) -> None:
        """Closes all screens above the first one."""
        while self.screen is not self.routines_screen:
            self.pop_screen()

    def day_type_on(self, day: date) -> DayType | None:
        """Returns what kind of day the runner said it is; None for just that day."""
        return self.routines_screen.day_type_on(day)

    @abstractmethod
    def show_week(self) -> bool:
        """Shows the week; if the records cannot be read, ends the app and returns False."""
