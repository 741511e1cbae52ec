"""The steps of the ladders in words, and the step above."""

from __future__ import annotations

import pytest

from calf_tui.core.coach.proposal.proposal_text import named_level_words
from calf_tui.core.coach.rules.move_facts import level_words
from calf_tui.core.routines.progression_ladder import LADDERS, Level, above
from calf_tui.core.routines.routine_step_levels import name_in_form


@pytest.mark.parametrize(
    ("exercise", "words", "named"),
    [
        (
            "heel_raise_box",
            "2 × 8 on the floor, 3 × 10, 3 × 12 slowly, 3 × 15 lowered over 10 s, "
            "3 × 8 on one leg, 3 × 15 on one leg",
            "Heel raise on floor 2 × 8, Move 3 × 10, Move 3 × 12 slowly, "
            "Move 3 × 15 lowered over 10 s, One-leg heel raise 3 × 8, One-leg heel raise 3 × 15",
        ),
        (
            "wall_calf_stretch",
            "2 × 15 s, 3 × 30 s, 4 × 30 s with the knee bent",
            "Move 2 × 15 s, Move 3 × 30 s, Bent-knee stretch 4 × 30 s",
        ),
    ],
)
def test_each_step_of_a_ladder_reads_in_plain_words(exercise: str, words: str, named: str) -> None:
    levels = [each.level for each in LADDERS[exercise].steps]
    assert ", ".join(level_words(exercise, each) for each in levels) == words
    assert named == ", ".join(
        f"{name_in_form(exercise, each.form, 'Move')} {named_level_words(exercise, each)}"
        for each in levels
    )


def test_seconds_of_rolling_rise_to_the_rolls_of_the_article() -> None:
    assert above("foam_roll_calf", Level("plain", None, 30.0)) == Level("plain", 15, None)
    assert above("foam_roll_calf", Level("plain", 15, None)) is None
