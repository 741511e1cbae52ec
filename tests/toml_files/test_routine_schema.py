from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calf_tui.core.routines.routine import (
    PLAIN_TEMPO,
    Dose,
    Exercise,
    Round,
    Routine,
    Step,
    Tempo,
    TempoPreset,
    TempoWords,
)
from calf_tui.toml_files.routine_schema import parse_moves, parse_routine

RAISE = Exercise(
    id="heel_raise",
    name="Heel raise",
    rest=60.0,
    tempos=(TempoPreset("slow", Tempo(3, 0, 3, 0)), TempoPreset("quick", Tempo(1, 0, 1, 0))),
)
STRETCH = Exercise(id="wall_stretch", name="Wall stretch", rest=10.0)
MOVES = {RAISE.id: RAISE, STRETCH.id: STRETCH}
STEP = '[[step]]\nexercise = "heel_raise"\nreps = 5\n'


def parse(text: str) -> Routine:
    return parse_routine(text, "x.toml", "x", MOVES)


def test_the_smallest_routine_has_the_default_of_everything() -> None:
    routine = parse('name = "A"\n[[step]]\nexercise = "wall_stretch"\nseconds = 30')

    step = Step(STRETCH, sets=1, dose=Dose(seconds=30.0), sides="both", rest=10.0, load_kg=0.0)
    assert routine == Routine("x", "A", (step,), description="", get_ready=5, change=10, switch=5)


def test_every_key_of_a_routine_is_read() -> None:
    routine = parse(
        """
        name = "After a run"
        description = "Lengthen what the run shortened."
        get_ready = 3
        change = 8.5
        switch = 0
        [[step]]
        exercise = "wall_stretch"
        sets = 3
        seconds = 30
        sides = "each"
        rest = 12
        [[step]]
        exercise = "heel_raise"
        reps = 15
        tempo = { up = 1, top = 2, down = 10.5 }
        load_kg = 12.5
        [[step]]
        exercise = "towel_scrunch"
        reps = 4
        pace = "free"
        [[exercise]]
        id = "towel_scrunch"
        name = "Towel scrunch"
        also = "Towel curl"
        purpose = "Wakes the foot."
        dose = "2 × 10"
        note = "Nobody knows."
        repetition = "pull"
        rest = 20
        cues = ["Pull the towel in with the toes"]
        mistakes = ["Cramping"]
        easier = ["Sitting"]
        harder = ["A wet towel"]
        muscles = ["foot"]
        kit = ["towel"]
        words = { up = "Pull", down = "Let go" }
        [[exercise.tempo]]
        name = "brisk"
        up = 1
        down = 1
        source = "ours"
        """
    )

    towel = Exercise(
        id="towel_scrunch",
        name="Towel scrunch",
        also="Towel curl",
        purpose="Wakes the foot.",
        dose="2 × 10",
        note="Nobody knows.",
        repetition="pull",
        rest=20.0,
        cues=("Pull the towel in with the toes",),
        mistakes=("Cramping",),
        easier=("Sitting",),
        harder=("A wet towel",),
        kit=("towel",),
        tempos=(TempoPreset("brisk", Tempo(1, 0, 1, 0), "ours"),),
        words=TempoWords(up="Pull", down="Let go"),
    )
    assert routine == Routine(
        id="x",
        name="After a run",
        description="Lengthen what the run shortened.",
        get_ready=3.0,
        change=8.5,
        switch=0.0,
        steps=(
            Step(STRETCH, 3, Dose(seconds=30.0), sides="each", rest=12.0),
            Step(RAISE, 1, Dose(reps=15), Tempo(1, 2, 10.5, 0), rest=60.0, load_kg=12.5),
            Step(towel, 1, Dose(reps=4), rest=20.0),
        ),
    )


@pytest.mark.parametrize(
    ("lines", "tempo"),
    [
        ('exercise = "heel_raise"', Tempo(3, 0, 3, 0)),
        ('exercise = "heel_raise"\ntempo = "quick"', Tempo(1, 0, 1, 0)),
        ('exercise = "heel_raise"\ntempo = { down = 2 }', Tempo(0, 0, 2, 0)),
        ('exercise = "heel_raise"\npace = "free"', None),
        ('exercise = "wall_stretch"', PLAIN_TEMPO),
    ],
)
def test_repetitions_are_paced_by_the_step_else_by_the_move(
    lines: str, tempo: Tempo | None
) -> None:
    assert parse(f'name = "A"\n[[step]]\nreps = 5\n{lines}').steps[0].tempo == tempo


def test_a_file_of_moves_alone_is_read_by_id() -> None:
    text = '[[exercise]]\nid = "a"\nname = "A"\n[[exercise]]\nid = "b"\nname = "B"'

    assert parse_moves(text, "x.toml") == {"a": Exercise("a", "A"), "b": Exercise("b", "B")}


def test_a_name_may_be_written_in_any_script() -> None:
    name = "Étirement\u00a0: 小腿 🏃\u200d♂️"

    assert parse(f'name = "{name}"\n{STEP}').name == name


def decimals(low: float, high: float) -> st.SearchStrategy[float]:
    return st.floats(low, high).map(lambda value: round(value, 3))


PARTS = decimals(0.2, 60)
STEPS = st.builds(
    Step,
    exercise=st.sampled_from([RAISE, STRETCH]),
    sets=st.integers(1, 50),
    dose=st.builds(Dose, reps=st.integers(1, 500)) | st.builds(Dose, seconds=decimals(0.01, 3600)),
    tempo=st.builds(Tempo, PARTS, PARTS, PARTS, PARTS) | st.none(),
    sides=st.sampled_from(["both", "each"]),
    rest=decimals(0, 3600),
    load_kg=decimals(0, 500),
).map(lambda step: step if step.dose.reps else replace(step, tempo=None))
ROUTINES = st.builds(
    Routine,
    id=st.just("x"),
    name=st.text("abc é…", min_size=1).filter(lambda name: not name.isspace() and len(name) <= 60),
    steps=st.lists(STEPS, min_size=1, max_size=4).map(tuple),
    get_ready=decimals(0, 3600),
    change=decimals(0, 3600),
    switch=decimals(0, 3600),
)


def written(routine: Routine) -> str:
    lines = [f'name = "{routine.name}"']
    lines += [f"{key} = {getattr(routine, key)}" for key in ("get_ready", "change", "switch")]
    for step in routine.steps:
        lines += ["[[step]]", f'exercise = "{step.exercise.id}"', f'sides = "{step.sides}"']
        lines += [f"{key} = {getattr(step, key)}" for key in ("sets", "rest", "load_kg")]
        if step.dose.seconds is not None:
            lines.append(f"seconds = {step.dose.seconds}")
            continue
        lines.append(f"reps = {step.dose.reps}")
        if step.tempo is None:
            lines.append('pace = "free"')
        else:
            parts = ("up", "top", "down", "bottom")
            values = ", ".join(f"{part} = {getattr(step.tempo, part)}" for part in parts)
            lines.append(f"tempo = {{ {values} }}")
    return "\n".join(lines)


@given(ROUTINES)
def test_a_routine_written_down_is_read_back_as_it_was(routine: Routine) -> None:
    assert parse(written(routine)) == routine


def test_rounds_and_steps_keep_the_order_they_are_written_in() -> None:
    circuit = "[[round]]\ntimes = 3\n" + STEP.replace("[[step", "[[round.step") * 2
    stretch = '[[step]]\nexercise = "wall_stretch"\nseconds = 30\n'
    steps = parse(f'name = "A"\n{circuit}rest = 20\n{stretch}{circuit}{stretch}').steps
    assert [(each.exercise.id, each.sets, each.round) for each in steps] == [
        ("heel_raise", 3, Round(1, 3, 20.0)),
        ("heel_raise", 3, Round(1, 3, 20.0)),
        ("wall_stretch", 1, None),
        ("heel_raise", 3, Round(2, 3, 60.0)),
        ("heel_raise", 3, Round(2, 3, 60.0)),
        ("wall_stretch", 1, None),
    ]


def test_a_round_has_its_own_rest_and_a_routine_may_be_a_round_only() -> None:
    head = 'name = "A"\n[[round]]\ntimes = 2\nrest = 5\n'
    (step,) = parse(head + 'step = [{ exercise = "heel_raise", reps = 5, sets = 2 }]').steps
    assert (step.sets, step.round) == (4, Round(1, 2, 5.0))
