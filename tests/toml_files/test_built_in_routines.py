from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from calf_tui.core.routines.routine import Exercise, Tempo
from calf_tui.core.session.timeline import build
from calf_tui.toml_files.routine_schema import parse_moves
from calf_tui.toml_files.toml_folders import RoutineFolders

if TYPE_CHECKING:
    from calf_tui.core.routines.routine import Routine

FOLDER = Path(__file__).parents[2] / "assets" / "routines"
ROUTINES = RoutineFolders(FOLDER, FOLDER / "none of the runner's own").all()
BY_ID = {routine.id: routine for routine in ROUTINES}
MOVES = parse_moves((FOLDER / "exercises.toml").read_text(encoding="utf-8"), "exercises.toml")
LONGEST_CUE = 60

Row = tuple[str, int, float, str]
"""Move, sets, repetitions or seconds, sides."""

STRENGTH: list[Row] = [
    ("tiptoe_walk", 3, 60, "both"),
    ("heel_raise_box", 3, 15, "both"),
    ("jump_squat", 3, 15, "both"),
]
RELEASE: list[Row] = [
    ("downward_dog", 3, 10, "both"),
    ("wall_calf_stretch", 3, 30, "each"),
    ("foam_roll_calf", 3, 15, "each"),
]
DOSES: dict[str, list[Row]] = {
    "daily-six": STRENGTH + RELEASE,
    "strength": STRENGTH,
    "before-run": [
        ("tiptoe_walk", 1, 60, "both"),
        ("downward_dog", 3, 10, "both"),
        ("wall_calf_stretch", 1, 30, "each"),
    ],
    "after-run": RELEASE,
    "first-week": [
        ("tiptoe_walk", 2, 20, "both"),
        ("heel_raise_box", 2, 8, "both"),
        ("jump_squat", 2, 5, "both"),
        ("downward_dog", 2, 10, "both"),
        ("wall_calf_stretch", 2, 15, "each"),
        ("foam_roll_calf", 1, 30, "each"),
    ],
    "five-minutes": [("jump_squat", 2, 5, "both"), ("wall_calf_stretch", 2, 30, "each")],
}


def by_id(routine: Routine) -> str:
    return routine.id


def test_the_runner_sees_six_routines_in_this_order() -> None:
    assert [routine.name for routine in ROUTINES] == [
        "Daily six",
        "Strength",
        "Before a run",
        "After a run",
        "First week",
        "Five minutes",
    ]


def test_every_file_is_one_of_the_routines_or_the_moves() -> None:
    assert {path.stem for path in FOLDER.iterdir()} == {"exercises", *BY_ID}


@pytest.mark.parametrize("routine", ROUTINES, ids=by_id)
def test_a_routine_has_the_doses_that_were_decided(routine: Routine) -> None:
    assert [
        (step.exercise.id, step.sets, step.dose.amount, step.sides) for step in routine.steps
    ] == DOSES[routine.id]


@pytest.mark.parametrize("routine", ROUTINES, ids=by_id)
def test_a_routine_rests_and_changes_as_decided_and_asks_for_no_load(routine: Routine) -> None:
    assert (routine.get_ready, routine.change, routine.switch) == (5, 10, 5)
    assert all(step.rest == step.exercise.rest for step in routine.steps)
    assert all(step.load_kg == 0 for step in routine.steps)


@pytest.mark.parametrize(
    ("routine_id", "parts"),
    [
        (
            "daily-six",
            [
                5,
                3 * 60 + 2 * 60,
                10,
                3 * 15 * (1 + 1 + 10 + 1) + 2 * 60,
                10,
                3 * 15 * (1 + 2 + 2) + 2 * 90,
                10,
                3 * 10 + 2 * 10,
                10,
                3 * (30 + 5 + 30) + 2 * 10,
                10,
                3 * (15 * 4 + 5 + 15 * 4) + 2 * 10,
            ],
        ),
        ("strength", [5, 300, 10, 705, 10, 405]),
        ("before-run", [5, 60, 10, 3 * 10 + 2 * 10, 10, 30 + 5 + 30]),
        ("after-run", [5, 50, 10, 215, 10, 395]),
        (
            "first-week",
            [
                5,
                2 * 20 + 60,
                10,
                2 * 8 * (1 + 1 + 3 + 1) + 60,
                10,
                2 * 5 * 5 + 90,
                10,
                2 * 10 + 10,
                10,
                2 * (15 + 5 + 15) + 10,
                10,
                30 + 5 + 30,
            ],
        ),
        ("five-minutes", [5, 2 * 5 * 5 + 90, 10, 2 * (30 + 5 + 30) + 10]),
    ],
)
def test_a_routine_lasts_the_sum_of_its_sets_rests_and_changes(
    routine_id: str, parts: list[int]
) -> None:
    timeline = build(BY_ID[routine_id])

    assert timeline.seconds == sum(parts)
    assert not timeline.routine.is_open


def test_five_minutes_are_about_that_and_need_no_more_than_a_wall() -> None:
    routine = BY_ID["five-minutes"]

    assert 4.5 * 60 <= build(routine).seconds <= 5.5 * 60
    assert set(routine.kit) <= {"wall"}


def test_each_move_is_in_some_routine() -> None:
    assert {move.id for routine in ROUTINES for move in routine.exercises} == set(MOVES)


def test_the_moves_have_the_order_the_rests_and_the_repetitions_of_the_field() -> None:
    assert [(move.id, move.rest, move.repetition) for move in MOVES.values()] == [
        ("tiptoe_walk", 60, "rep"),
        ("heel_raise_box", 60, "rep"),
        ("jump_squat", 90, "landing"),
        ("downward_dog", 10, "rep"),
        ("wall_calf_stretch", 10, "rep"),
        ("foam_roll_calf", 10, "roll"),
    ]


def test_the_tempos_are_those_of_the_article_and_the_sources() -> None:
    assert {
        move.id: {preset.name: preset.tempo for preset in move.tempos}
        for move in MOVES.values()
        if move.tempos
    } == {
        "heel_raise_box": {
            "article": Tempo(1, 1, 10, 1),
            "heavy slow": Tempo(3, 0, 3, 0),
            "towel": Tempo(3, 2, 3, 0),
            "plain": Tempo(1, 1, 3, 1),
        },
        "jump_squat": {"still landing": Tempo(1, 0, 2, 2)},
        "foam_roll_calf": {"slow roll": Tempo(2, 0, 2, 0)},
    }
    assert MOVES["heel_raise_box"].default_tempo == Tempo(1, 1, 10, 1)
    assert all(preset.source for move in MOVES.values() for preset in move.tempos)


def test_the_first_week_lowers_more_quickly_than_the_article() -> None:
    assert BY_ID["first-week"].steps[1].tempo == Tempo(1, 1, 3, 1)
    assert BY_ID["daily-six"].steps[1].tempo == Tempo(1, 1, 10, 1)


@pytest.mark.parametrize("move", MOVES.values(), ids=lambda move: move.id)
def test_a_move_says_all_there_is_to_know_in_lines_that_fit_a_terminal(move: Exercise) -> None:
    cues = (*move.cues, *move.mistakes, *move.easier, *move.harder)

    assert move.name
    assert move.also
    assert move.purpose
    assert move.dose
    assert len(move.cues) >= 4
    assert len(move.mistakes) >= 3
    assert move.easier
    assert move.harder
    assert max(map(len, cues)) <= LONGEST_CUE
    assert max(len(line) for line in (move.purpose, move.dose)) <= 100
    assert len(move.note) <= 200


def test_every_routine_says_in_one_line_what_it_is_for() -> None:
    assert all(0 < len(routine.description) <= 80 for routine in ROUTINES)


@pytest.mark.parametrize("path", sorted(FOLDER.iterdir()), ids=lambda path: path.name)
def test_no_text_claims_more_than_is_known(path: Path) -> None:
    claims = r"prevent|tendinitis|isolat|calorie|cure|heal\b|guarantee"

    assert re.findall(claims, path.read_text(encoding="utf-8"), re.IGNORECASE) == []
