"""The form of a run: how long, how hard, on which day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calf_tui.core.errors import UserError
from calf_tui.core.records.coach_records import LONGEST_RUN
from calf_tui.core.text.formatting import run_in_words
from calf_tui.ui.dialogs.form_dialog import FormDialog
from calf_tui.ui.forms.fields import Row, choice_field, date_field, number_field

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from textual.screen import Screen

    from calf_tui.training.trainer import Trainer

EASY, HARD = "easy", "hard"
STEP_MINUTES = 5.0
SHORTEST = 0.1


def ask_for_run(screen: Screen[None], trainer: Trainer, then: Callable[[], object]) -> None:
    """Asks for a run, today if nothing else is said, and keeps it; raises `UserError`.

    `then` follows once it is kept.
    """
    trainer.require_writable()

    def keep(rows: Sequence[Row]) -> None:
        minutes, km, effort, day = (row.fields[0].value for row in rows)
        run = trainer.runner_records.run_of(day, minutes, km, hard=effort == HARD)
        if trainer.runner_records.same_run(run) is not None:
            raise UserError("A run of this length is kept for that day already.")
        run = trainer.runner_records.add_run(run)
        trainer.record_editor.added(run, "the run was added")
        then()
        said = f"Kept: {run_in_words(run)}. u in History (p, 4) takes it back."
        screen.notify(said, timeout=8, markup=False)

    screen.app.push_screen(FormDialog("I ran", rows_of_run(trainer.runner_records.today), keep))


def rows_of_run(today: date) -> list[Row]:
    """The form: minutes, kilometres or both, easy or hard, the day."""
    minutes, km = LONGEST_RUN
    return [
        Row(
            "Minutes",
            (number_field(None, 1, minutes, step=STEP_MINUTES, optional=True),),
            help="How long it took; minutes, kilometres or both.",
        ),
        Row(
            "Kilometres",
            (number_field(None, SHORTEST, km, optional=True, whole=False),),
            help="How far it was, as 8.5; minutes, kilometres or both.",
        ),
        Row(
            "How it was",
            (choice_field(EASY, (EASY, HARD)),),
            help="Hard is fast, hilly or long: + changes it.",
        ),
        Row(
            "Day",
            (date_field(today, today),),
            help="The day of the run; a number alone is a day of this month.",
        ),
    ]
