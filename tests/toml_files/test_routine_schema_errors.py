from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calf_tui.core.errors import UserError
from calf_tui.core.routines.routine import Exercise, Routine, Tempo, TempoPreset
from calf_tui.core.session.timeline import build
from calf_tui.toml_files.routine_schema import parse_moves, parse_routine

MOVES = {
    "heel_raise": Exercise(
        "heel_raise", "Heel raise", tempos=(TempoPreset("slow", Tempo(3, 0, 3, 0)),)
    ),
    "wall_stretch": Exercise("wall_stretch", "Wall stretch"),
}
STEP = '[[step]]\nexercise = "heel_raise"\nreps = 5\n'
HEAD = 'name = "A"\n' + STEP
"""Four lines, without fault."""


def parse(text: str) -> Routine:
    return parse_routine(text, "x.toml", "x", MOVES)


def faults(text: str) -> list[str]:
    with pytest.raises(UserError) as refusal:
        parse(text)
    return str(refusal.value).split("\n")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "",
            'x.toml:1: "exercise": missing; expected 1 to 100 tables, '
            "each under a header [[exercise]]",
        ),
        (
            '[[exercise]]\nid = "a"\nname = "A"\n[[exercise]]\nid = "a"\nname = "B"',
            'x.toml:5: exercise 2, "id": is the id of a move above, too; choose another',
        ),
    ],
)
def test_a_file_of_moves_with_faults_is_refused(text: str, message: str) -> None:
    with pytest.raises(UserError) as refusal:
        parse_moves(text, "x.toml")

    assert str(refusal.value) == message


STEP_KEYS = "known are: exercise, sets, reps, seconds, sides, rest, load_kg, unloaded, tempo, pace"
SETS = "expected a whole number from 1 to 50, not"
PAUSE = "expected a number from 0 to 3600, not"
NAME = "expected one line of 1 to 60 characters, not"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        # keys
        (HEAD + "secnds = 3", '5: step 1, "secnds": unknown key; did you mean "seconds"?'),
        (HEAD + "zzz = 3", f'5: step 1, "zzz": unknown key; {STEP_KEYS}'),
        ("desciption = 1\n" + HEAD, '1: "desciption": unknown key; did you mean "description"?'),
        (STEP, '1: "name": missing; expected one line of 1 to 60 characters'),
        (
            '\nname = "A"',
            '1: "step": missing; expected 1 to 200 tables, each under a header [[step]]',
        ),
        (
            'name = "A"\n\n[step]\nreps = 1',
            '3: "step": expected 1 to 200 tables, each under a header [[step]], not a table',
        ),
        (
            'name = "A"\nstep = []',
            '2: "step": expected 1 to 200 tables, each under a header [[step]], not an array of 0',
        ),
        ('name = "A"\nstep = [3]', "2: step 1: expected a table, not 3"),
        # the routine
        ("name = 3\n" + STEP, f'1: "name": {NAME} 3'),
        ('name = " "\n' + STEP, f'1: "name": {NAME} " "'),
        ('name = "a\\nb"\n' + STEP, f'1: "name": {NAME} "a\\x0ab"'),
        ('name = "\\u001b[31m"\n' + STEP, f'1: "name": {NAME} "\\x1b[31m"'),
        (f'name = "{"a" * 61}"\n' + STEP, f'1: "name": {NAME} "{"a" * 40}…"'),
        ("get_ready = true\n" + HEAD, f'1: "get_ready": {PAUSE} true'),
        ("change = -1\n" + HEAD, f'1: "change": {PAUSE} -1'),
        ("switch = 3601\n" + HEAD, f'1: "switch": {PAUSE} 3601'),
        ("switch = nan\n" + HEAD, f'1: "switch": {PAUSE} nan'),
        ("switch = inf\n" + HEAD, f'1: "switch": {PAUSE} inf'),
        ("switch = 2026-11-22\n" + HEAD, f'1: "switch": {PAUSE} 2026-11-22'),
        # a step
        (
            'name = "A"\n[[step]]\nreps = 1',
            '2: step 1, "exercise": missing; expected a move\'s id, such as "heel_raise_box"',
        ),
        (
            'name = "A"\n[[step]]\nexercise = []\nreps = 1',
            '3: step 1, "exercise": expected a move\'s id, such as "heel_raise_box", '
            "not an array of 0",
        ),
        (
            'name = "A"\n[[step]]\nexercise = "heel raise"\nreps = 1',
            '3: step 1, "exercise": "heel raise" is not a move; did you mean "heel_raise"?',
        ),
        (
            'name = "A"\n[[step]]\nexercise = "zzz"\nreps = 1',
            '3: step 1, "exercise": "zzz" is not a move; known are: heel_raise, wall_stretch',
        ),
        (HEAD + "sets = 0", f'5: step 1, "sets": {SETS} 0'),
        (HEAD + "sets = 51", f'5: step 1, "sets": {SETS} 51'),
        (HEAD + "sets = 3.0", f'5: step 1, "sets": {SETS} 3.0'),
        (HEAD + "sets = true", f'5: step 1, "sets": {SETS} true'),
        (HEAD + 'sets = "3"', f'5: step 1, "sets": {SETS} "3"'),
        (
            'name = "A"\n[[step]]\nexercise = "heel_raise"\nreps = 501',
            '4: step 1, "reps": expected a whole number from 1 to 500, not 501',
        ),
        (
            'name = "A"\n[[step]]\nexercise = "heel_raise"\nseconds = 0',
            '4: step 1, "seconds": expected a number above 0, at most 3600, not 0',
        ),
        (
            'name = "A"\n[[step]]\nexercise = "heel_raise"\nseconds = 3600.5',
            '4: step 1, "seconds": expected a number above 0, at most 3600, not 3600.5',
        ),
        (
            'name = "A"\n\n[[step]]\nexercise = "heel_raise"',
            '3: step 1: needs "reps" or "seconds"',
        ),
        (HEAD + "seconds = 3", '5: step 1, "seconds": there is "reps" too; keep one of the two'),
        (HEAD + 'sides = "left"', '5: step 1, "sides": expected "both" or "each", not "left"'),
        (HEAD + "rest = 3601", f'5: step 1, "rest": {PAUSE} 3601'),
        (HEAD + "load_kg = 501", '5: step 1, "load_kg": expected a number from 0 to 500, not 501'),
        # tempo and pace
        (
            HEAD + 'pace = "slow"',
            '5: step 1, "pace": expected "free", not "slow"; what is led has a tempo, of this '
            'move "slow"',
        ),
        (
            HEAD + 'tempo = "slow"\npace = "free"',
            '6: step 1, "pace": there is "tempo" too; keep one of the two',
        ),
        (
            HEAD + 'tempo = "slo"',
            '5: step 1, "tempo": "slo" is no tempo of this move; did you mean "slow"?',
        ),
        (
            'name = "A"\n[[step]]\nexercise = "wall_stretch"\nreps = 1\ntempo = "slow"',
            '5: step 1, "tempo": "slow" is no tempo of this move; it has none, write a table',
        ),
        (
            HEAD + "tempo = 3",
            '5: step 1, "tempo": expected a table of up, top, down and bottom, '
            "or the name of one of the move's tempos, not 3",
        ),
        (
            HEAD + "tempo = { up = 61 }",
            '5: step 1, tempo, "up": expected a number from 0 to 60, not 61',
        ),
        (
            HEAD + "tempo = { up = 1, dwn = 3 }",
            '5: step 1, tempo, "dwn": unknown key; did you mean "down"?',
        ),
        (
            HEAD + "[step.tempo]\n\nup = 0.2\ndown = 0.2",
            '5: step 1, "tempo": the parts add up to less than 0.5 s',
        ),
        (
            'name = "A"\n[[step]]\nexercise = "heel_raise"\nseconds = 3\ntempo = "slow"',
            '5: step 1, "tempo": goes with "reps" only',
        ),
        (
            'name = "A"\n[[step]]\nexercise = "heel_raise"\nseconds = 3\npace = "free"',
            '5: step 1, "pace": goes with "reps" only',
        ),
        # moves of one's own
        (
            HEAD + '[[exercise]]\nid = "a"',
            '5: exercise 1, "name": missing; expected one line of 1 to 60 characters',
        ),
        (
            HEAD + '[[exercise]]\nid = "A b"\nname = "A"',
            '6: exercise 1, "id": expected 1 to 40 small letters, digits, _ or -, '
            'a letter first, not "A b"',
        ),
        (
            HEAD + '[[exercise]]\nid = "heel_raise"\nname = "A"',
            '6: exercise 1, "id": is the id of a built-in move; choose another',
        ),
        (
            HEAD + '[[exercise]]\nid = "a"\nname = "A"\ncues = [\n"x",\n"",\n]',
            '8: exercise 1, "cues": expected up to 20 texts in brackets, '
            "each one line of 1 to 200 characters, not an array of 2",
        ),
        (
            HEAD + '[[exercise]]\nid = "a"\nname = "A"\n[[exercise.tempo]]\nup = 1',
            '8: exercise 1, tempo 1, "name": missing; expected one line of 1 to 60 characters',
        ),
        (
            HEAD + '[[exercise]]\nid = "a"\nname = "A"\n[[exercise.tempo]]\nname = "t"',
            "8: exercise 1, tempo 1: the parts add up to less than 0.5 s",
        ),
    ],
)
def test_a_fault_names_file_line_and_key_and_says_what_was_expected(
    text: str, message: str
) -> None:
    assert faults(text) == [f"x.toml:{message}"]


def test_more_than_200_steps_are_one_fault() -> None:
    assert faults('name = "A"\n' + STEP * 201) == [
        'x.toml:2: "step": expected 1 to 200 tables, each under a header [[step]], '
        "not an array of 201"
    ]


def test_a_number_of_thousands_of_digits_is_out_of_bounds_like_any_other() -> None:
    assert faults(f"switch = 0x{'f' * 9000}\n{HEAD}") == [
        f'x.toml:1: "switch": {PAUSE} a number of that size'
    ]


def test_all_faults_are_told_at_once_in_order_of_their_lines() -> None:
    text = """
name = ""
[[step]]
exercise = "heel_raise"
sets = "many"
[[step]]
exercise = "heel_rise"
secnds = 30
[[step]]
exercise = "own"
reps = 3
[[exercise]]
id = "own"
nmae = "Own"
"""
    assert faults(text) == [
        f'x.toml:2: "name": {NAME} ""',
        'x.toml:3: step 1: needs "reps" or "seconds"',
        f'x.toml:5: step 1, "sets": {SETS} "many"',
        'x.toml:6: step 2: needs "reps" or "seconds"',
        'x.toml:7: step 2, "exercise": "heel_rise" is not a move; did you mean "heel_raise"?',
        'x.toml:8: step 2, "secnds": unknown key; did you mean "seconds"?',
        'x.toml:12: exercise 1, "name": missing; expected one line of 1 to 60 characters',
        'x.toml:14: exercise 1, "nmae": unknown key; did you mean "name"?',
    ]


def test_a_key_that_moves_the_cursor_is_shown_without_doing_so() -> None:
    assert faults(HEAD + '"\\u001b[2J" = 1') == [
        f'x.toml:5: step 1, "\\x1b[2J": unknown key; {STEP_KEYS}'
    ]


WORDS = st.sampled_from(
    ["name", "step", "exercise", "reps", "seconds", "tempo", "pace", "sets", "id", "up", "cues"]
)
SCALARS = st.sampled_from(
    ["1", "0", "-1", "1e999", "nan", "true", '"heel_raise"', '"free"', '"slow"', "1979-05-27"]
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]")
        | st.dictionaries(WORDS, inner, max_size=3).map(
            lambda items: "{" + ", ".join(f"{key} = {item}" for key, item in items.items()) + "}"
        )
    ),
    max_leaves=5,
)
LINES = (
    st.sampled_from(["[[step]]", "[[exercise]]", "[[exercise.tempo]]", "[step.tempo]", "[step]"])
    | st.builds("{} = {}".format, WORDS, VALUES)
    | st.text(max_size=20)
)


def outcome(text: str) -> Routine | str:
    try:
        return parse(text)
    except UserError as fault:
        return str(fault)


@given(st.text() | st.lists(LINES, max_size=12).map("\n".join))
def test_any_text_is_a_routine_or_a_fault_with_a_place_on_each_line(text: str) -> None:
    result = outcome(text)

    if isinstance(result, Routine):
        assert build(result).sets
        return
    for line in result.split("\n"):
        place = re.match(r"x\.toml(?::(\d+))?: .", line)
        assert place is not None
        assert 1 <= int(place[1] or 1) <= text.count("\n") + 1


IN_ROUND = STEP.replace("[[step", "[[round.step")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "times = 0\n" + IN_ROUND,
            '3: round 1, "times": expected a whole number from 1 to 20, not 0',
        ),
        (
            "times = 21\n" + IN_ROUND,
            '3: round 1, "times": expected a whole number from 1 to 20, not 21',
        ),
        (IN_ROUND, '2: round 1, "times": missing; expected a whole number from 1 to 20'),
        (
            "times = 3\n",
            '2: round 1, "step": missing; expected 1 to 50 tables, '
            "each under a header [[round.step]]",
        ),
        (
            "times = 3\nstep = []\n",
            '4: round 1, "step": expected 1 to 50 tables, '
            "each under a header [[round.step]], not an array of 0",
        ),
        (
            f"times = 3\n{IN_ROUND}[[round.round]]\ntimes = 2\n",
            '7: round 1, "round": expected no round inside of a round, not an array of 1',
        ),
        (
            "times = 3\n" + IN_ROUND.replace("reps = 5", "reps = 0"),
            '6: round 1, step 1, "reps": expected a whole number from 1 to 500, not 0',
        ),
        (
            "times = 3\n" + IN_ROUND.replace("heel_raise", "hel_raise"),
            '5: round 1, step 1, "exercise": "hel_raise" is not a move; did you mean "heel_raise"?',
        ),
    ],
)
def test_a_round_with_a_fault_is_refused_with_its_line(text: str, message: str) -> None:
    assert faults(f'name = "A"\n[[round]]\n{text}') == [f"x.toml:{message}"]
