"""A form before everything else: enter keeps what it says, escape leaves all as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from calf_tui.core.errors import UserError
from calf_tui.ui.forms.form import Form
from calf_tui.ui.keys.dialog_bindings import FORM_SCREEN
from calf_tui.ui.widgets.key_hints import KeyHints

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from calf_tui.ui.forms.fields import Row
    from calf_tui.ui.forms.form_layout import Column

AROUND, AROUND_LOW = 12, 6
"""Rows of the dialog that are not the form's."""
LOW = 20


class FormDialog(ModalScreen[None]):
    """Asks until `keep` takes the rows; a `UserError` of it is shown, and nothing typed is lost."""

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
        self._form = Form(rows, columns)
        self._keep = keep
        self._asked = False
        self.set_class(bool(columns), "-grid")

    def compose(self) -> ComposeResult:
        """What it is about, the form, what is wrong with it, the keys."""
        with Vertical(id="dialog"):
            yield Static(self._title, classes="title", markup=False)
            yield self._form
            yield Static(id="fault", markup=False)
            yield KeyHints()

    def on_resize(self) -> None:
        """Leaves room for what is around the form."""
        around = AROUND if self.size.height >= LOW else AROUND_LOW
        self._form.styles.max_height = max(3, self.size.height - around)

    @on(Form.Changed)
    def forget_fault(self) -> None:
        """What was wrong may not be any more."""
        self._asked = False
        self._say("")

    def action_keep(self) -> None:
        """Keeps it, where every field says what is wanted."""
        fault = self._form.find_fault()
        try:
            if not fault:
                self._keep(self._form.rows)
        except UserError as refusal:
            fault = str(refusal)
        if not fault:
            self.dismiss()
            return
        # After the message that the cursor moved to the field.
        self.call_after_refresh(self._say, fault)

    def action_leave(self) -> None:
        """Leaves it; what was typed is not thrown away at the first key."""
        if self._form.is_changed and not self._asked:
            self._say("Nothing of this is kept yet: enter keeps it, esc once more leaves it.")
            self._asked = True
            return
        self.dismiss()

    def _say(self, sentence: str) -> None:
        self.query_one("#fault", Static).update(sentence)
