"""The dialog that chooses the colours; each theme under the cursor is shown at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual import on

from calf_tui.ui.app_interface import errors_told
from calf_tui.ui.dialogs.dialog import Dialog
from calf_tui.ui.keys.dialog_bindings import THEMES
from calf_tui.ui.theme import THEMES_BY_SETTING
from calf_tui.ui.widgets.choice_list import ChoiceList
from calf_tui.ui.widgets.key_hints import KeyHints

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from calf_tui.core.settings import ThemeChoice

WORDS = {
    "dark": "Dark",
    "light": "Light",
    "contrast": "High contrast",
    "sixteen": "The terminal's sixteen colours",
}
NOT_KEPT = "{} lasts until you leave. TEXTUAL_THEME={} keeps it."


class ThemeDialog(Dialog[None]):
    """Lists our themes, then Textual's; `enter` keeps one, `escape` goes back to that of before."""

    BINDINGS = THEMES

    def __init__(self) -> None:
        super().__init__("Colours")

    def parts(self) -> ComposeResult:
        """Yields the themes."""
        ours = {theme.name: choice for choice, theme in THEMES_BY_SETTING.items()}
        others = sorted(self.app.available_themes.keys() - ours.keys())
        self._names = [*ours, *others]
        self._choices = ours
        self._before = self.app.theme
        yield ChoiceList([*(WORDS[each] for each in ours.values()), *others], id="themes")

    def hints(self) -> KeyHints:
        """Returns the keys, in one row on a low screen."""
        return KeyHints(fewest_rows=1)

    def on_mount(self) -> None:
        """Puts the cursor on the present theme."""
        themes = self.query_one(ChoiceList)
        themes.action_move(self._names.index(self._before) - themes.cursor)

    @on(ChoiceList.Moved)
    def preview(self) -> None:
        """Shows the theme under the cursor."""
        self.app.choose_theme(self._pointed)

    @on(ChoiceList.Chosen)
    def action_keep(self) -> None:
        """Keeps the theme under the cursor, in the settings if it is one of ours."""
        self.preview()
        name, choice = self._pointed, self._choices.get(self._pointed)
        if choice is None:
            self.app.notify(NOT_KEPT.format(name, name), timeout=10, markup=False)
        else:
            with errors_told(self.app):
                editor = self.app.trainer.record_editor
                editor.set_theme(cast("ThemeChoice", choice))
        self.dismiss()

    def action_leave(self) -> None:
        """Goes back to the theme of before."""
        self.app.choose_theme(self._before)
        self.dismiss()

    @property
    def _pointed(self) -> str:
        return self._names[self.query_one(ChoiceList).cursor]
