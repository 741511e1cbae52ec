from __future__ import annotations

import pytest

from calf_tui.file_formats.exercise_names import ExerciseNames, likely_exercise

MOVES = ExerciseNames(
    {"towel_scrunch": "Towel scrunch"}, {"Standing  Calf raise": "heel_raise_box"}
)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("heel_raise_box", ("heel_raise_box", "both")),
        ("heel raise", ("heel_raise_box", "both")),
        ("Heel Raises", ("heel_raise_box", "both")),
        ("calf raise", ("heel_raise_box", "both")),
        ("Calf raises (bodyweight)", ("heel_raise_box", "both")),
        ("Heel rises, left leg", ("heel_raise_box", "left")),
        ("Wall stretch", ("wall_calf_stretch", "both")),
        ("Calf Raise on a Step", ("heel_raise_box", "both")),
        ("Farmer\N{RIGHT SINGLE QUOTATION MARK}s walk on the toes", ("tiptoe_walk", "both")),
        ("Squat Jump", ("jump_squat", "both")),
        ("Jump Squat (Bodyweight)", ("jump_squat", "both")),
        ("Jump Squats", ("jump_squat", "both")),
        ("Downward-Facing Dog", ("downward_dog", "both")),
        ("Wall Calf Stretch - left leg", ("wall_calf_stretch", "left")),
        ("Foam Rolling (Calves)", ("foam_roll_calf", "both")),
        ("Towel scrunch", ("towel_scrunch", "both")),
        ("standing calf raise", ("heel_raise_box", "both")),
        ("Standing Calf Raise (Machine)", None),
        ("Seated Calf Raise", None),
        ("Donkey calf raises", None),
        ("Jump Squat (Barbell)", None),
        ("Calf Press (Machine)", None),
        ("Bench Press", None),
        ("Squat (Barbell)", None),
        ("", None),
        ("?!", None),
    ],
)
def test_a_name_is_matched_where_it_is_clear(name: str, found: tuple[str, str] | None) -> None:
    assert MOVES.find(name) == found


@pytest.mark.parametrize(
    ("name", "move"),
    [
        ("Seated Calf Raise", "heel_raise_box"),
        ("Calf Stretch", "wall_calf_stretch"),
        ("Squat (Barbell)", ""),
        ("Bench Press", ""),
    ],
)
def test_a_likely_move_is_proposed_where_it_is_not(name: str, move: str) -> None:
    assert likely_exercise(name) == move
