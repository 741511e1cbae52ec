"""The form for a session that was done elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calf_tui.core.records.editing import LONGEST_NOTE
from calf_tui.ui.forms.fields import Row, choice_field, date_field, text_field

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from calf_tui.core.records.session_record import SessionRecord
    from calf_tui.core.routines.routine import Routine
    from calf_tui.training.record_editing import RecordEditor


def rows_of_new(routines: Sequence[Routine], today: date) -> list[Row]:
    """Returns the rows for routine, date and note."""
    labels = list(_labelled(routines))
    return [
        Row("Routine", (choice_field(labels[0], labels),)),
        Row("Date", (date_field(today, today),)),
        Row("Note", (text_field("", LONGEST_NOTE),)),
    ]


def session_of(
    rows: Sequence[Row], routines: Sequence[Routine], record_editor: RecordEditor
) -> SessionRecord:
    """Saves and returns the session of a valid form; raises `UserError`."""
    label, day, note = (row.fields[0].value for row in rows)
    return record_editor.add(_labelled(routines)[label], day, note)


def _labelled(routines: Sequence[Routine]) -> dict[str, Routine]:
    """Returns the routines by name; if two have the same name, with their ids."""
    names = [each.name for each in routines]
    return {
        each.name if names.count(each.name) == 1 else f"{each.name} ({each.id})": each
        for each in routines
    }
