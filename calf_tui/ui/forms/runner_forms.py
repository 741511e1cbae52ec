"""The forms of what the coach knows of the runner: kit, days, race, age, sex, and a run."""

from __future__ import annotations

from dataclasses import replace
from string import ascii_letters
from typing import TYPE_CHECKING

from calf_tui.core.coach.introduction_texts import MOST_RAISES
from calf_tui.core.errors import UserError
from calf_tui.core.records.coach_records import LONGEST_RUN
from calf_tui.core.text.date_parsing import weekday_of
from calf_tui.core.text.formatting import run_in_words
from calf_tui.ui.forms.fields import (
    NOTHING,
    Field,
    Row,
    date_field,
    number_field,
    option_field,
    values_of,
    yes_no_field,
)
from calf_tui.ui.forms.form_dialog import FormDialog

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from textual.screen import Screen

    from calf_tui.core.records.coach_records import Profile
    from calf_tui.training.trainer import Trainer


ABOUT_YOU = "About you, for the coach"
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
USUAL = (NOTHING, "Mon Wed Fri", "Tue Thu Sat", "Tue", "Sun")
"""What + and − offer; any other days can be typed."""
LONGEST = 40
LETTERS = f"{ascii_letters}, "
HEAVIEST_KG = 200
STEP_KG = 2.0
OLDEST, YOUNGEST = 110, 8
"""Years of age [ours]."""
STEP_MINUTES = 5.0
SHORTEST = 0.1


def kit_rows(profile: Profile) -> list[Row]:
    """Returns the rows about dumbbells."""
    heaviest = number_field(
        profile.heaviest_kg, 0, HEAVIEST_KG, step=STEP_KG, optional=True, whole=False, beside="kg"
    )
    return [
        Row(
            "Dumbbells",
            (yes_no_field(is_yes=profile.has_dumbbells),),
            help="Whether you have any: without them the coach adds no load.",
            name="has_dumbbells",
        ),
        Row(
            "Heaviest in all",
            (heaviest,),
            help="The most kg you can hold, in both hands together.",
            name="heaviest_kg",
        ),
    ]


def day_rows(profile: Profile) -> list[Row]:
    """Returns the rows about the days of training and of hard runs."""
    return [
        Row(
            "Training days",
            (days_field(profile.weekdays),),
            help="Typed as mon wed fri; – leaves them open. Too few: the coach adds some.",
            name="weekdays",
        ),
        Row(
            "Hard runs",
            (days_field(profile.hard_run_days),),
            help="Days of hard runs, as tue sat: the day before is easy.",
            name="hard_run_days",
        ),
    ]


def raises_row(profile: Profile) -> Row:
    """Returns the row about how many raises one leg can do."""
    return Row(
        "One-leg raises",
        (number_field(profile.heel_raises, 0, MOST_RAISES, optional=True, beside="in a row"),),
        help="How often one heel rises: where you begin.",
        name="heel_raises",
    )


def rows_of_profile(profile: Profile, today: date) -> list[Row]:
    """Returns the form of the profile, a row for each of its fields; each may stay as it is."""
    born = today.year - OLDEST, today.year - YOUNGEST
    return [
        *kit_rows(profile),
        *day_rows(profile),
        Row(
            "Race",
            (date_field(profile.race, today, optional=True),),
            help="Its date, as 2027-04-18: the week before is easy.",
            name="race",
        ),
        Row(
            "Born in",
            (number_field(profile.birth_year, *born, optional=True, beside="the year"),),
            help="With your sex it says what is typical in the heel-rise test.",
            name="birth_year",
        ),
        Row(
            "Sex",
            (option_field(profile.sex, {NOTHING: None, "female": "female", "male": "male"}),),
            help="With your age it says what is typical in the heel-rise test.",
            name="sex",
        ),
        raises_row(profile),
        Row(
            "A doctor first",
            (yes_no_field(is_yes=profile.doctor_first),),
            help="yes: the coach says to ask a doctor before you train.",
            name="doctor_first",
        ),
        Row(
            "Deload from",
            (date_field(profile.deload, today, optional=True),),
            help="The first day of an easy week: half the sets, no jumps.",
            name="deload",
        ),
    ]


def days_field(chosen: frozenset[int]) -> Field[frozenset[int]]:
    """A field for days of the week, by the first letters of their names, or for none."""
    wants = "days such as Mon Wed Fri or mo we, or nothing"
    return Field(_named(chosen), _days_in, _next_days, LETTERS, wants, LONGEST)


def _named(days: frozenset[int]) -> str:
    return " ".join(DAYS[day] for day in sorted(days)) or NOTHING


def _days_in(text: str) -> frozenset[int]:
    found = set()
    for word in text.replace(",", " ").split():
        if word == NOTHING:
            continue
        day = weekday_of(word)
        if day is None and word.endswith("s"):  # "weds" and "mondays"
            day = weekday_of(word[:-1])
        if day is None:
            raise ValueError(word)
        found.add(day)
    return frozenset(found)


def _next_days(text: str, steps: int) -> str:
    at = USUAL.index(text) if text in USUAL else 0
    return USUAL[(at + steps) % len(USUAL)]


def ask_about_you(screen: Screen[None], trainer: Trainer, said: Callable[[str], object]) -> None:
    """Asks what the coach should know of the runner, and keeps it; raises `UserError`.

    `said` takes what is to be said once something else is known.
    """
    trainer.require_writable()
    told = trainer.coach_record_editor

    def keep(rows: Sequence[Row]) -> None:
        before = told.profile
        after = told.change_profile(**values_of(rows))
        if replace(after, updated_at=before.updated_at) == before:
            return
        trainer.record_editor.changed(before, after, "changed what the coach knows of you")
        said("Kept what you said about you.")

    screen.app.push_screen(FormDialog(ABOUT_YOU, rows_of_profile(told.profile, told.today), keep))


def ask_for_run(screen: Screen[None], trainer: Trainer) -> None:
    """Asks for a run, today if nothing else is said, and keeps it; raises `UserError`."""
    trainer.require_writable()
    editor = trainer.coach_record_editor

    def keep(rows: Sequence[Row]) -> None:
        run = editor.run_of(**values_of(rows))
        if editor.same_run(run) is not None:
            raise UserError("A run of this length is kept for that day already.")
        run = editor.add_run(run)
        trainer.record_editor.added(run, "the run was added")
        screen.notify(f"Kept: {run_in_words(run)}. u undoes it.", timeout=8, markup=False)

    screen.app.push_screen(FormDialog("I ran", rows_of_run(editor.today), keep))


def rows_of_run(today: date) -> list[Row]:
    """The form: minutes, kilometres or both, easy or hard, the day."""
    minutes, km = LONGEST_RUN
    return [
        Row(
            "Minutes",
            (number_field(None, 1, minutes, step=STEP_MINUTES, optional=True),),
            help="How long it took; minutes, kilometres or both.",
            name="minutes",
        ),
        Row(
            "Kilometres",
            (number_field(None, SHORTEST, km, optional=True, whole=False),),
            help="How far it was, as 8.5; minutes, kilometres or both.",
            name="km",
        ),
        Row(
            "How it was",
            (option_field(False, {"easy": False, "hard": True}),),  # noqa: FBT003
            help="Hard is fast, hilly or long: + changes it.",
            name="hard",
        ),
        Row(
            "Day",
            (date_field(today, today),),
            help="The day of the run; a number alone is a day of this month.",
            name="day",
        ),
    ]
