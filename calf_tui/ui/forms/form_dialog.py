"""A form or a line of text to fill in: enter keeps it, escape leaves all as it was."""

from __future__ import annotations

from heapq import nlargest
from textwrap import wrap
from typing import TYPE_CHECKING

from textual import on
from textual.widgets import Input, Static

from calf_tui.core.errors import UserError
from calf_tui.ui.dialogs.dialog import Dialog
from calf_tui.ui.forms.form import Form, Grid, on_one_line
from calf_tui.ui.keys.dialog_bindings import FORM_SCREEN, NOTE
from calf_tui.ui.keys.home_bindings import key_name
from calf_tui.ui.widgets.key_hints import KeyHints

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import Binding

    from calf_tui.ui.forms.fields import Column, Row

LEAST_ROWS = 3
"""The rows that the form has at least [ours]."""
MEASURED = 3
"""The longest texts of which one needs the most rows; a form may have hundreds."""


class LineInput(Input):
    """An input line; its cursor does not blink, because only training should move."""

    def on_mount(self) -> None:
        """Turns the blinking off before it starts."""
        self.cursor_blink = False

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Returns False for the keys that scroll, which belong to the screen."""
        if action in ("scroll_up", "scroll_down", "page_up", "page_down"):
            return False
        return super().check_action(action, parameters)

    def on_paste(self, event: events.Paste) -> None:
        """Writes all lines of what was pasted, and tells the runner if some of it is cut off."""
        event.stop()
        event.prevent_default()
        text, (start, end) = on_one_line(event.text), sorted(self.selection)
        room = len(text) if self.max_length is None else self.max_length - len(self.value)
        room += end - start
        if len(text) > room:
            self.notify(f"Cut off: there is room for {self.max_length} characters.")
        self.replace(text[: max(0, room)], start, end)


class FormDialog(Dialog[None]):
    """Shows a form until `keep` accepts its rows; if that raises `UserError`, the text is shown."""

    BINDINGS = FORM_SCREEN

    def __init__(
        self,
        title: str,
        rows: Sequence[Row],
        keep: Callable[[Sequence[Row]], None],
        columns: Sequence[Column] = (),
    ) -> None:
        super().__init__(title)
        self._form = Grid(rows, columns) if columns else Form(rows)
        self._keep = keep
        self._asked = False
        self.set_class(bool(columns), "-grid")

    def parts(self) -> ComposeResult:
        """Yields the form, and what its field is for or what is wrong."""
        yield self._form
        yield Static(self._form.help, id="help", markup=False)

    def hints(self) -> KeyHints:
        """Returns the keys, first those that are needed."""
        return KeyHints(keyed=self._key_of, first=("app.help", "leave", "keep"))

    def on_mount(self) -> None:
        """Limits the height of the form before the first frame."""
        self._fit()

    def on_resize(self) -> None:
        """Limits the height of the form once the rest of the dialog has its width."""
        self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        """Leaves the rest of the dialog its rows: the title, the help and the keys stay in sight.

        The help has the rows of the longest, so that the form stays where it is.
        """
        dialog, said = self.query_one("#dialog"), self.query_one("#help", Static)
        width = dialog.content_size.width or self._width - dialog.gutter.width
        longest = nlargest(MEASURED, self._form.helps, key=len)
        rows = max(len(wrap(each, width)) for each in (str(said.content), *longest))
        said.styles.height = rows
        around = dialog.gutter.height + rows
        for each in self.query(".title, KeyHints"):
            size = self.app.size
            around += each.get_content_height(size, size, width) + each.styles.margin.height
        around += said.styles.margin.height
        self._form.styles.max_height = max(LEAST_ROWS, self.app.size.height - around)

    @property
    def _width(self) -> int:
        """The columns of the dialog before its first layout."""
        wanted = self.query_one("#dialog").styles.width
        return min(self.app.size.width, int(wanted.value) if wanted else self.app.size.width)

    def _key_of(self, binding: Binding) -> str:
        """Returns the key of the help that works now: a text takes any sign."""
        is_help_in_text = binding.action == "app.help" and self._form.field.is_prose
        return key_name(binding.key) if is_help_in_text else ""

    @on(Form.Changed)
    def _forget_fault(self) -> None:
        self._asked = False
        self._say(self._form.help)
        self.refresh_bindings()

    def action_keep(self) -> None:
        """Saves the form if every field is valid; else shows the error."""
        fault = self._form.find_fault()
        try:
            if not fault:
                self._keep(self._form.rows)
        except UserError as refusal:
            fault = str(refusal)
        if not fault:
            self.dismiss()
            return
        # Shown after the message that the cursor moved, which removes errors.
        self.call_after_refresh(self._warn, fault)

    def action_leave(self) -> None:
        """Closes the form; if it was changed, only the second key press does."""
        if self._form.is_changed and not self._asked:
            self._warn("Nothing of this is kept yet: enter keeps it, esc once more leaves it.")
            self._asked = True
            return
        self.dismiss()

    def _warn(self, sentence: str) -> None:
        self._say(sentence, is_fault=True)

    def _say(self, sentence: str, *, is_fault: bool = False) -> None:
        said = self.query_one("#help", Static)
        said.set_class(is_fault, "-fault")
        said.update(sentence)
        self._fit()


class NoteLine(LineInput):
    """The input line, with its keys."""

    BINDINGS = NOTE


class NoteDialog(Dialog[str]):
    """Edits a note; the result is the new note, None if it was not saved."""

    def __init__(self, about: str, note: str, longest: int) -> None:
        # A note that is longer already must not be cut off by opening it.
        longest = max(longest, len(note))
        super().__init__(about, NoteLine(note, max_length=longest, select_on_focus=False))

    @on(Input.Submitted)
    def action_keep(self) -> None:
        """Saves the note."""
        self.dismiss(self.query_one(Input).value.strip())
