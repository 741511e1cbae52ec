"""A form or a line of text to fill in: enter keeps it, escape leaves all as it was."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from calf_tui.core.errors import UserError
from calf_tui.ui.forms.form import Form, Grid
from calf_tui.ui.keys.dialog_bindings import FORM_SCREEN, NOTE
from calf_tui.ui.widgets.key_hints import KeyHints
from calf_tui.ui.widgets.line_input import LineInput
from calf_tui.ui.widgets.newest_size import NewestSize

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from calf_tui.ui.forms.fields import Row
    from calf_tui.ui.forms.form_layout import Column


AROUND, AROUND_LOW = 12, 6
"""The rows of the dialog around the form, with one for the title."""
WIDTH, BESIDE = 64, 5
"""The columns of the narrower dialog, and those beside its text, one for a scrollbar."""
LOW = 20


class FormDialog(NewestSize, ModalScreen[None]):
    """Shows a form until `keep` accepts its rows; if that raises `UserError`, the text is shown."""

    CSS_PATH = "dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = FORM_SCREEN

    def __init__(
        self,
        title: str,
        rows: Sequence[Row],
        keep: Callable[[Sequence[Row]], None],
        columns: Sequence[Column] = (),
    ) -> None:
        super().__init__()
        self._title = title
        self._form = Grid(rows, columns) if columns else Form(rows)
        self._keep = keep
        self._asked = False
        self.set_class(bool(columns), "-grid")

    def compose(self) -> ComposeResult:
        """Yields the title, the form, the error, and the keys."""
        with Vertical(id="dialog"):
            yield Static(self._title, classes="title", markup=False)
            yield self._form
            yield Static(id="fault", markup=False)
            yield KeyHints()

    def on_mount(self) -> None:
        """Limits the height of the form before the first frame."""
        self.on_resize()

    def on_resize(self) -> None:
        """Limits the height of the form, so that the rest of the dialog fits."""
        height = self.app.size.height
        around = AROUND if height >= LOW else AROUND_LOW
        more = len(wrap(self._title, min(self.app.size.width, WIDTH) - BESIDE)) - 1
        self._form.styles.max_height = max(3, height - around - more)

    @on(Form.Changed)
    def forget_fault(self) -> None:
        """Removes the error, because the form has changed."""
        self._asked = False
        self._say("")

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
        self.call_after_refresh(self._say, fault)

    def action_leave(self) -> None:
        """Closes the form; if it was changed, only the second key press does."""
        if self._form.is_changed and not self._asked:
            self._say("Nothing of this is kept yet: enter keeps it, esc once more leaves it.")
            self._asked = True
            return
        self.dismiss()

    def _say(self, sentence: str) -> None:
        self.query_one("#fault", Static).update(sentence)


class NoteLine(LineInput):
    """The input line, with its keys."""

    BINDINGS: ClassVar[list[BindingType]] = NOTE


class NoteDialog(NewestSize, ModalScreen[str | None]):
    """Edits a note; the result is the new note, None if it was not saved."""

    CSS_PATH = "dialog.tcss"

    def __init__(self, about: str, note: str, longest: int) -> None:
        super().__init__()
        self._about = about
        self._note = note
        self._longest = longest

    def compose(self) -> ComposeResult:
        """Yields the title, the line, and the keys."""
        with Vertical(id="dialog"):
            yield Static(self._about, classes="title", markup=False)
            # A note that is longer already must not be cut off by opening it.
            longest = max(self._longest, len(self._note))
            yield NoteLine(self._note, max_length=longest, select_on_focus=False)
            yield KeyHints()

    @on(Input.Submitted)
    def action_keep(self) -> None:
        """Saves the note."""
        self.dismiss(self.query_one(Input).value.strip())

    def action_leave(self) -> None:
        """Closes the dialog without saving."""
        self.dismiss(None)
