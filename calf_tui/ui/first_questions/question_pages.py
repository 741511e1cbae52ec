"""The pages of the questions before the first session, and what their answers change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from calf_tui.core.coach.first_questions import (
    ABOUT,
    ASK_A_DOCTOR,
    LATELY,
    READINESS,
    heel_raises_of,
)
from calf_tui.core.frozen_dataclass import dataclass
from calf_tui.ui.forms.fields import Row, number_field
from calf_tui.ui.plan.profile_form import (
    YES,
    changes_of_days,
    changes_of_kit,
    day_rows,
    kit_rows,
    raises_row,
    whole,
    yes_no_field,
)

if TYPE_CHECKING:
    from calf_tui.core.records.coach_records import Profile

MOST_DAYS = 7
TARGET, WANTS_TEST = "target", "wants_test"
"""What the answers say beside the fields of the profile."""


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """One page; `changes` reads the answers of its rows, `said_after` follows from them."""

    title: str
    text: str
    rows: Sequence[Row] = ()
    changes: Callable[[Sequence[Row]], dict[str, Any]] = lambda _rows: {}
    said_after: Callable[[Sequence[Row]], str] = lambda _rows: ""


def pages_of(profile: Profile, target: int) -> tuple[QuestionPage, ...]:
    """Returns the pages in their order; `target` is the weekly target in days."""
    return (
        QuestionPage("What this is, and is not", "\n\n".join(ABOUT)),
        QuestionPage(
            "Is anything of this so?",
            LATELY,
            [Row(each, (yes_no_field(is_yes=False),)) for each in READINESS],
            lambda rows: {"doctor_first": _is_any(rows)},
            lambda rows: ASK_A_DOCTOR if _is_any(rows) else "",
        ),
        QuestionPage(
            "What is at hand?",
            "Without dumbbells the ladders of the moves go on all the same.",
            kit_rows(profile),
            changes_of_kit,
        ),
        QuestionPage(
            "Your week",
            "Days by their first letters, as in mo fr; nothing leaves them open.",
            [Row("Days a week", (number_field(target, 1, MOST_DAYS),)), *day_rows(profile)],
            lambda rows: {TARGET: whole(rows[0].fields[0].value), **changes_of_days(rows[1:])},
        ),
        QuestionPage(
            "Where you begin",
            "How often can one leg lift you on its toes, without a break?",
            [
                raises_row(profile),
                Row("It hurts", (yes_no_field(is_yes=False),)),
                Row("Count it in a test now", (yes_no_field(is_yes=False),)),
            ],
            _changes_of_start,
        ),
    )


def _is_any(rows: Sequence[Row]) -> bool:
    return any(row.fields[0].value == YES for row in rows)


def _changes_of_start(rows: Sequence[Row]) -> dict[str, Any]:
    raises, hurts, test = (row.fields[0].value for row in rows)
    is_sore = hurts == YES
    return {
        "heel_raises": heel_raises_of(raises, hurts=is_sore),
        WANTS_TEST: test == YES and not is_sore,
    }
