"""A session done elsewhere, as a form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calf_tui.core.editing import LONGEST_NOTE
from calf_tui.ui.fields import Row, choice_field, date_field, text_field

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from calf_tui.core.record import SessionRecord
    from calf_tui.core.routine import Routine
    from calf_tui.logbook import Logbook


def rows_of_new(routines: Sequence[Routine], today: date) -> list[Row]:
    """Which routine, which day, and what to remember of it."""
    names = [each.name for each in routines]
    return [
        Row("Routine", (choice_field(names[0], names),)),
        Row("Date", (date_field(today, today),)),
        Row("Note", (text_field("", LONGEST_NOTE),)),
    ]


def session_of(rows: Sequence[Row], routines: Sequence[Routine], logbook: Logbook) -> SessionRecord:
    """The session kept as the form says, all of whose fields are fine; raises `Fault`."""
    name, day, note = (row.fields[0].value for row in rows)
    routine = next(each for each in routines if each.name == name)
    return logbook.add(routine, day, note)
