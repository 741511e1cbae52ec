"""The form of what the coach should know of the runner: kit, days, hard runs, race."""

from __future__ import annotations

from string import ascii_letters
from typing import TYPE_CHECKING, Any

from calf_tui.ui.forms.fields import NOTHING, Field, Row, choice_field, date_field, number_field

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from calf_tui.core.records.coach_records import Profile

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
USUAL = (NOTHING, "Mon Wed Fri", "Tue Thu Sat", "Tue", "Sun")
"""What + and − offer; any other days can be typed."""
LONGEST = 40
LETTERS = f"{ascii_letters}, "
YES, NO = "yes", "no"
HEAVIEST_KG = 200
STEP_KG = 2.0


def rows_of_profile(profile: Profile, today: date) -> list[Row]:
    """Each may stay as it is."""
    heaviest = number_field(
        profile.heaviest_kg, 0, HEAVIEST_KG, step=STEP_KG, optional=True, whole=False, beside="kg"
    )
    return [
        Row("Dumbbells", (choice_field(YES if profile.has_dumbbells else NO, (YES, NO)),)),
        Row("Heaviest in all", (heaviest,)),
        Row("Training days", (days_field(profile.weekdays),)),
        Row("Hard runs", (days_field(profile.hard_run_days),)),
        Row("Race", (date_field(profile.race, today, optional=True),)),
    ]


def changes_of_profile(rows: Sequence[Row]) -> dict[str, Any]:
    """The fields of the profile that a valid form gives."""
    dumbbells, heaviest, days, runs, race = rows
    return {
        "has_dumbbells": dumbbells.fields[0].value == YES,
        "heaviest_kg": heaviest.fields[0].value,
        "weekdays": days.fields[0].value,
        "hard_run_days": runs.fields[0].value,
        "race": race.fields[0].value,
    }


def days_field(chosen: frozenset[int]) -> Field[frozenset[int]]:
    """A field for days of the week, by the first letters of their names, or for none."""
    wants = "days such as Mon Wed Fri, or nothing"
    return Field(
        _named(chosen),
        _days_in,
        _next_days,
        LETTERS,
        wants,
        LONGEST,
    )


def _named(days: frozenset[int]) -> str:
    return " ".join(DAYS[day] for day in sorted(days)) or NOTHING


def _days_in(text: str) -> frozenset[int]:
    found = set()
    for word in text.replace(",", " ").split():
        if word == NOTHING:
            continue
        (day,) = (day for day, name in enumerate(DAYS) if word[:3].title() == name)
        found.add(day)
    return frozenset(found)


def _next_days(text: str, steps: int) -> str:
    at = USUAL.index(text) if text in USUAL else 0
    return USUAL[(at + steps) % len(USUAL)]
