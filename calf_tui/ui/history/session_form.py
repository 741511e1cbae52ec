"""A session as a form, kept here or done elsewhere, and what is made of the form."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from calf_tui.core.errors import UserError
from calf_tui.core.records.record_edits import LONGEST_NOTE, with_amount_done
from calf_tui.core.records.record_text import STATUS_WORDS
from calf_tui.core.session.state import PAIN_SITES
from calf_tui.core.text import formatting
from calf_tui.ui.forms.fields import (
    NOTHING,
    Column,
    Row,
    choice_field,
    date_field,
    name_field,
    number_field,
    text_field,
    time_field,
)
from calf_tui.ui.history.session_text import move_name, set_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from calf_tui.core.records.session_record import SessionRecord, SetRecord, Status
    from calf_tui.core.routines.routine import Routine, Side
    from calf_tui.training.record_editor import RecordEditor
    from calf_tui.ui.forms.fields import Field


LONGEST_NAME = 60
MOST_DONE, MOST_LOAD = 9999, 999
COLUMNS = (
    Column("done", 13, "done", 5, "what you did."),
    Column("load kg", 8, "kg", 4, "the load in kg, in all."),
    Column("effort", 7, "eff.", 5, "effort, 1 to 10."),
    Column("pain", 5, "pain", 5, "pain, 0 to 10."),
    Column("where", 14, "where", 6, "where it hurt."),
)
WHICH = "The routine that you did; + and − go through all."
ITS_NAME = "The name of the session in the lists."
ITS_DAY = "The day it counts for; a number alone is a day of this month."
ITS_START = "When it began, as 07:30."
ITS_END = "Whether all of it was done, a part, or pain stopped it."
ITS_MORNING = "Pain on the morning after, 0 to 10; – is no answer."
ITS_NOTE = "What to remember of it."
COMPLETED = STATUS_WORDS["completed"]
NOT_COMPLETED = (
    "Completed means that every set was done in full: first change what you did, or leave the "
    "ending as it was."
)
_STATUSES: dict[str, Status] = {words: status for status, words in STATUS_WORDS.items()}


def rows_of(
    record: SessionRecord, names: Mapping[str, str], record_editor: RecordEditor
) -> list[Row]:
    """Returns the rows of a session, then of its sets; `names` are the moves' names by id."""
    sets = tuple(record.sets)  # once, because they may be read anew each time
    return [
        Row("Routine", (name_field(record.routine_name, LONGEST_NAME),), help=ITS_NAME),
        Row("Date", (date_field(record.local_date, record_editor.today),), help=ITS_DAY),
        Row("Start", (time_field(record.started_wall.time()),), help=ITS_START),
        Row("Ending", (choice_field(STATUS_WORDS[record.status], tuple(_STATUSES)),), help=ITS_END),
        Row(
            "Next morning",
            (number_field(record.morning_pain, 0, 10, optional=True),),
            help=ITS_MORNING,
        ),
        Row("Note", (text_field(record.note, LONGEST_NOTE),), help=ITS_NOTE),
        *(
            Row(move_name(one.exercise, names, sets), _set_fields(one), set_name(one))
            for one in sets
        ),
    ]


def session_from(
    record: SessionRecord,
    rows: Sequence[Row],
    names: Mapping[str, str],
    record_editor: RecordEditor,
) -> SessionRecord:
    """Returns the session of a valid form, unchanged where no field was; raises `UserError`."""
    before = rows_of(record, names, record_editor)
    name, day, at, status, morning, note = (row.fields[0] for row in rows[:6])
    sets = tuple(
        _set_from(one, old.fields, new.fields)
        for one, old, new in zip(record.sets, before[6:], rows[6:], strict=True)
    )
    is_completed_now = status.text != before[3].fields[0].text and status.value == COMPLETED
    if is_completed_now and any(each.outcome != "done" for each in sets):
        raise UserError(NOT_COMPLETED)
    changed = replace(
        record,
        routine_name=name.value if name.text != record.routine_name else record.routine_name,
        status=_STATUSES[status.value],
        morning_pain=_whole(morning.value),
        note=note.value if note.text != record.note else record.note,
        sets=sets,
    )
    is_moved = [day.text, at.text] != [before[line].fields[0].text for line in (1, 2)]
    return record_editor.move(changed, day.value, at.value) if is_moved else changed


def _set_fields(one: SetRecord) -> tuple[Field[float | None] | Field[str], ...]:
    timed = one.done.seconds is not None
    unit = " s" if timed else ""
    return (
        number_field(
            one.done.amount,
            0,
            MOST_DONE,
            step=5 if timed else 1,
            whole=not timed,
            beside=f"of {formatting.number(one.planned.amount)}{unit}",
        ),
        number_field(one.load_kg, 0, MOST_LOAD, whole=False),
        number_field(one.rpe, 1, 10, optional=True),
        number_field(one.pain, 0, 10, optional=True),
        choice_field(
            formatting.place_words(one.pain_site or NOTHING),
            (NOTHING, *map(formatting.place_words, _sites_of(one.side))),
        ),
    )


def _sites_of(side: Side) -> tuple[str, ...]:
    """Returns the sites of pain; for a set of both legs, also with the leg."""
    if side != "both":
        return PAIN_SITES
    return (*PAIN_SITES, *(f"{leg} {site}" for site in PAIN_SITES for leg in ("left", "right")))


def _set_from(
    one: SetRecord,
    before: tuple[Field[object], ...],
    after: Sequence[Field[float | None] | Field[str]],
) -> SetRecord:
    done, load, rpe, pain, site = (
        None if new.text == old.text else new for old, new in zip(before, after, strict=True)
    )
    if done is not None:
        one = with_amount_done(one, float(done.value or 0))
    if load is not None:
        one = replace(one, load_kg=float(load.value or 0))
    if rpe is not None:
        one = replace(one, rpe=_whole(rpe.value))
    if pain is not None:
        one = replace(one, pain=_whole(pain.value))
    if site is not None:
        one = replace(one, pain_site=None if site.text == NOTHING else site.text.lower())
    return one


def _whole(value: float | str | None) -> int | None:
    return None if value is None else round(float(value))


def rows_of_new(routines: Sequence[Routine], today: date) -> list[Row]:
    """Returns the rows for routine, date and note."""
    labels = list(_labelled(routines))
    return [
        Row("Routine", (choice_field(labels[0], labels),), help=WHICH),
        Row("Date", (date_field(today, today),), help=ITS_DAY),
        Row("Note", (text_field("", LONGEST_NOTE),), help=ITS_NOTE),
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
