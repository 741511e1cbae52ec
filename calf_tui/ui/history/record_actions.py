"""What can be done to a session that is shown, and how every change is undone."""

from __future__ import annotations

from abc import abstractmethod
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from calf_tui.core.errors import UserError
from calf_tui.core.records.record_edits import LONGEST_NOTE, session_name
from calf_tui.core.routines.routine import move_names
from calf_tui.ui.app_interface import errors_told
from calf_tui.ui.keys.bindings import UNDO
from calf_tui.ui.keys.home_bindings import UNDOES
from calf_tui.ui.widgets.screen_size import SizedScreen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from calf_tui.core.records.session_record import SessionRecord
    from calf_tui.training.trainer import Trainer
    from calf_tui.ui.forms.fields import Column, Row


NEEDS_SESSION = {"edit", "note", "again", "delete", "open"}


class RecordChanges(SizedScreen[None]):
    """A screen that changes records. If a change cannot be saved, it shows the error."""

    def __init__(self, trainer: Trainer) -> None:
        super().__init__()
        self.trainer = trainer

    @property
    def move_names(self) -> Mapping[str, str]:
        """The names of all moves, by id."""
        return move_names(self.app.routines.all())

    @abstractmethod
    def show_records(self) -> None:
        """Shows the present records."""

    def check_action(self, action: str, _parameters: tuple[object, ...]) -> bool | None:
        """Offers to undo if there is something to undo."""
        return bool(self.trainer.record_editor.last_change) if action == "undo" else True

    def undo_named(self, action: str) -> str:
        """Returns the meaning of the key that undoes: "undo: pause"; "" for other actions."""
        return f"undo: {self.trainer.record_editor.last_kind}" if action == "undo" else ""

    def action_back(self) -> None:
        """Goes back to the screen before."""
        self.dismiss()

    def action_undo(self) -> None:
        """Takes back the last change."""
        with self.refusals_said():
            words = self.trainer.record_editor.undo()
            self.trainer.use(self.trainer.record_editor.settings)
            self.show_records()
            if words:
                self._notify(f"Undone: {words}.")

    def said(self, sentence: str) -> None:
        """Shows what was done, and how to undo it."""
        self._notify(f"{sentence} {UNDOES}")

    def on_screen_suspend(self) -> None:
        """Takes a notice back that names a key of this screen, if the next one lacks it."""
        app = self.app
        if app.last_notice.endswith(UNDOES) and UNDO not in app.screen.BINDINGS:
            app.clear_notifications()

    def _notify(self, sentence: str) -> None:
        """Shows a notice in place of earlier ones."""
        self.app.clear_notifications()
        self.notify(sentence, timeout=5, markup=False)

    def ask_for(
        self,
        title: str,
        rows: Callable[[], Sequence[Row]],
        keep: Callable[[Sequence[Row]], None],
        columns: Sequence[Column] = (),
    ) -> None:
        """Opens a form until `keep` accepts its rows, unless nothing could be kept."""
        from calf_tui.ui.forms.form_dialog import FormDialog

        with self.refusals_said():
            self.trainer.require_writable()
            self.app.push_screen(FormDialog(title, rows(), keep, columns))

    @contextmanager
    def refusals_said(self) -> Iterator[None]:
        """Shows a `UserError` of the block in place of earlier notices."""
        with errors_told(self, seconds=15, alone=True):
            yield
        self.refresh_bindings()


class SessionChanges(RecordChanges):
    """A screen on which one session can be changed."""

    @property
    @abstractmethod
    def chosen(self) -> SessionRecord | None:
        """The session that the keys change."""

    @abstractmethod
    def show_changed(self, record: SessionRecord | None) -> None:
        """Shows the present records, after this one was changed, or one was deleted (None)."""

    def show_records(self) -> None:
        """Shows the present records after an undo."""
        self.show_changed(None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offers the changes if there is a session."""
        if action in NEEDS_SESSION:
            return self.chosen is not None
        return super().check_action(action, parameters)

    def action_edit(self) -> None:
        """Edits the session in a form."""
        from calf_tui.ui.history.session_form import COLUMNS, rows_of, session_from

        if (record := self.chosen) is None:
            return
        names, record_editor = self.move_names, self.trainer.record_editor

        def keep(rows: Sequence[Row]) -> None:
            changed = session_from(record, rows, names, record_editor)
            self.show_changed(record_editor.edit(record, changed))

        rows = partial(rows_of, record, names, record_editor)
        self.ask_for(f"Edit {session_name(record)}", rows, keep, COLUMNS)

    def action_note(self) -> None:
        """Edits the note of the session."""
        from calf_tui.core.coach.pain_monitoring import note_of, reason_and_own_words
        from calf_tui.ui.forms.form_dialog import NoteDialog

        if (record := self.chosen) is None:
            return
        reason, own_words = reason_and_own_words(record.note)

        def keep(note: str | None) -> None:
            if note is not None:
                whole = note_of(reason, note)
                with self.refusals_said():
                    record_editor = self.trainer.record_editor
                    self.show_changed(record_editor.edit(record, replace(record, note=whole)))

        with self.refusals_said():
            self.trainer.require_writable()
            about = f"A note on {session_name(record)}"
            self.app.push_screen(NoteDialog(about, own_words, LONGEST_NOTE), keep)

    def action_again(self) -> None:
        """Asks whether to train the routine of the session now, and does."""
        from calf_tui.ui.dialogs.confirmations import AgainOffer

        record, app = self.chosen, self.app
        if record is None:
            return
        found = [each for each in app.routines.all() if each.id == record.routine]
        with self.refusals_said():
            if not found:
                raise UserError(f"{record.routine_name} is no routine here any more.")
            self.trainer.require_writable()

            def answered(is_wanted: bool | None) -> None:
                if is_wanted:
                    app.go_home()
                    app.choose(found[0])

            self.app.push_screen(AgainOffer(found[0]), answered)

    def action_delete(self) -> None:
        """Deletes the session without a question, because that can be undone."""
        if (record := self.chosen) is not None:
            with self.refusals_said():
                self.trainer.record_editor.delete(record)
                self.show_changed(None)
                self.said(f"Deleted {session_name(record)}.")
