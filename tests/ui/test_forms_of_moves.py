"""A form of a move speaks of itself everywhere: no box on the floor, no jump without flight."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from calf_tui.cli.commands.routines import routine_text
from calf_tui.core.figures.figure_in_session import figure_of_move, figure_view, key_positions
from calf_tui.core.progress.progress_snapshot import ProgressSnapshot
from calf_tui.core.report.report import report_of
from calf_tui.core.routines.exercise_forms import figure_name
from calf_tui.core.routines.progression_ladder import LADDERS
from calf_tui.core.routines.routine import Dose, Routine, Tempo
from calf_tui.core.routines.routine_step_levels import at_level, with_other_form
from calf_tui.core.session import engine
from calf_tui.core.session.state import Session
from calf_tui.core.session.timeline import build
from calf_tui.core.text import formatting
from calf_tui.ui.figures.animated_figure import Pictures
from calf_tui.ui.figures.braille_canvas import BRAILLE
from calf_tui.ui.figures.exercise_figures import step_as_done
from calf_tui.ui.home.routine_text import move_details
from calf_tui.ui.live.live_frame import frame_of
from calf_tui.ui.live.summary_screen import facts
from tests.records import make_session, make_set
from tests.ui.conftest import BUILT_IN, FIGURES

if TYPE_CHECKING:
    from calf_tui.core.routines.routine import Step

FLOOR = ("heel_raise_box", "floor")
NO_FLIGHT = ("jump_squat", "no flight")
BENT_KNEE = ("wall_calf_stretch", "bent knee")
ONE_LEG = ("heel_raise_box", "one leg")
FOREIGN = {
    FLOOR: r"\b(box|edge|rail|stretch)",
    NO_FLIGHT: r"\b(jump|land|fly|flight|air\b)",
    ONE_LEG: r"\b(both feet|balls of the feet)",
    BENT_KNEE: r"in the next set",
}
"""What would contradict a form."""


def step_in(form: tuple[str, str]) -> Step:
    move, name = form
    daily = next(each for each in BUILT_IN.all() if each.id == "daily-six")
    own = next(each for each in daily.steps if each.exercise.id == move)
    first = next(each for each in LADDERS[move].steps if each.level.form == name)
    return at_level(own, first.level, first.sets)


def frames_of(step: Step) -> str:
    """All that the live screen says of a session of one step, second by second."""
    timeline = build(Routine("one", "One", (step,), get_ready=5))
    said = []
    for index, phase in enumerate(timeline.phases):
        session = Session(timeline, began=0.0, seen=0.0, anchor=0.0, index=index)
        for second in range(int(phase.seconds or 0)):
            frame = frame_of(session, second + 0.5)
            part = frame.repetition.part if frame.repetition else ""
            said += [frame.move, frame.caption, part, frame.cue, frame.fetch, frame.following]
    return "\n".join(said)


@pytest.mark.parametrize("form", FOREIGN, ids="-".join)
def test_nothing_that_is_said_contradicts_the_form(form: tuple[str, str]) -> None:
    step = step_in(form)
    own = step.exercise._replace(harder=(), note="", purpose="")  # of the whole move
    routine = Routine("one", "One", (replace(step, exercise=own),))
    pane, shown = move_details(routine.steps[0]).plain, routine_text(routine)
    for said in (pane, shown, frames_of(step)):
        assert re.findall(FOREIGN[form], said, re.IGNORECASE) == []
        assert step.exercise.name in said


@pytest.mark.parametrize(
    ("form", "tempo"),
    [
        (FLOOR, "Rise 1 s · Hold 1 s · Lower 3 s · Stand 1 s"),
        (NO_FLIGHT, "Rise 2 s · On toes 1 s · Squat 2 s"),
        (ONE_LEG, "Rise 1 s · Hold 1 s · Lower 3 s · Stretch 1 s"),
    ],
    ids=str,
)
def test_the_phases_have_the_names_of_the_form(form: tuple[str, str], tempo: str) -> None:
    step = step_in(form)
    assert step.tempo is not None
    assert formatting.tempo(step.tempo, step.exercise) == tempo


@pytest.mark.parametrize(
    ("form", "figure"),
    [
        (FLOOR, "heel_raise_floor"),
        (NO_FLIGHT, "squat_to_toes"),
        (ONE_LEG, "heel_raise_box"),
        (BENT_KNEE, "wall_calf_stretch bent_knee_stretch wall_calf_stretch bent_knee_stretch"),
    ],
    ids=str,
)
def test_the_figure_is_that_of_the_form_in_every_set(form: tuple[str, str], figure: str) -> None:
    step = step_in(form)
    timeline = build(Routine("one", "One", (step,)))
    asked: list[str] = []
    for index, phase in enumerate(timeline.phases):
        if phase.is_set and phase.side != "right":
            session = Session(timeline, began=0.0, seen=0.0, anchor=0.0, index=index)
            figure_view(session, 0.0, asked.append)
    names = figure.split()
    assert asked == (names if len(names) > 1 else names * step.sets)


def of_plain(move: str) -> Step:
    daily = next(each for each in BUILT_IN.all() if each.id == "daily-six")
    return next(each for each in daily.steps if each.exercise.id == move)


def with_dumbbell(step: Step) -> Step:
    return replace(step, load_kg=8.0, unloaded=False)


def drawn_in_a_fifth(step: Step) -> list[set[tuple[int, int]]]:
    """The cells, in 20 columns and 10 rows, that each key position of the step fills."""
    figure = FIGURES.find(figure_name(step.exercise))
    assert figure is not None
    view, pictures = figure_of_move(figure, step), Pictures(BRAILLE)
    return [
        {
            (x, y)
            for y, (text, _) in enumerate(pictures.figure(view, each.joints, 20, 10))
            for x, character in enumerate(text)
            if character != " "
        }
        for each in key_positions(figure, step)
    ]


@pytest.mark.parametrize(
    ("plain", "form"),
    [
        (of_plain("heel_raise_box"), step_in(FLOOR)),
        (of_plain("heel_raise_box"), step_in(ONE_LEG)),
        (of_plain("heel_raise_box"), with_dumbbell(of_plain("heel_raise_box"))),
        (step_in(FLOOR), with_dumbbell(step_in(FLOOR))),
        (step_in(ONE_LEG), with_dumbbell(step_in(ONE_LEG))),
        (replace(of_plain("tiptoe_walk"), unloaded=True), of_plain("tiptoe_walk")),
        (of_plain("wall_calf_stretch"), step_in(BENT_KNEE)),
        (of_plain("jump_squat"), step_in(NO_FLIGHT)),
    ],
    ids=["floor", "one leg", "load", "floor load", "one leg load", "walk", "bent knee", "toes"],
)
def test_a_form_is_told_from_the_plain_one_in_a_fifth_of_a_screen(plain: Step, form: Step) -> None:
    pairs = zip(drawn_in_a_fifth(plain)[1:-1], drawn_in_a_fifth(form)[1:-1], strict=False)
    assert max(len(one ^ other) for one, other in pairs) >= 4


def test_in_a_session_the_load_is_in_the_hand_and_the_other_foot_in_the_air() -> None:
    step = with_dumbbell(step_in(ONE_LEG))
    session = engine.start(build(Routine("one", "One", (step,), get_ready=5)), 0.0)
    view = figure_view(session, 0.0, FIGURES.find)
    assert view is not None
    assert view.joints["far_ball"][1] > view.joints["near_ball"][1] + 20
    assert view.joints["near_hand"][1] < view.joints["far_hand"][1] - 10
    assert not view.is_empty_handed


def test_the_next_form_has_its_own_texts_again() -> None:
    daily = next(each for each in BUILT_IN.all() if each.id == "daily-six")
    own = next(each.exercise for each in daily.steps if each.exercise.id == "jump_squat")
    assert with_other_form(step_in(NO_FLIGHT), own).exercise == own


@pytest.mark.parametrize("form", FOREIGN, ids="-".join)
def test_its_lines_fit_a_terminal(form: tuple[str, str]) -> None:
    move = step_in(form).exercise
    assert max(map(len, (*move.cues, *move.mistakes, *move.easier, *move.harder))) <= 60
    assert len(move.cues) >= 4
    assert len(move.mistakes) >= 3


@pytest.mark.parametrize(
    ("tempos", "summary", "report"),
    [
        ((Tempo(2, 1, 2, 0),), {"Repetitions": "5"}, "5 reps"),
        ((Tempo(1, 0, 2, 2),), {"Landings": "5"}, "5 landings"),
        (
            (Tempo(2, 1, 2, 0), Tempo(1, 0, 2, 2)),
            {"Repetitions": "5", "Landings": "5"},
            "5 landings, 5 reps",
        ),
    ],
)
def test_squats_without_flight_are_no_landings(
    tempos: tuple[Tempo, ...], summary: dict[str, str], report: str
) -> None:
    one = replace(make_set(exercise="jump_squat"), planned=Dose(reps=5), done=Dose(reps=5))
    record = replace(make_session(), sets=tuple(replace(one, tempo=each) for each in tempos))
    counted = {name: said for name, said in facts(record) if name in ("Repetitions", "Landings")}
    assert counted == summary
    content = report_of(ProgressSnapshot(record.local_date, (record,)), {}, 1, with_notes=False)
    rows = [row for section in content.sections for row in section.rows]
    assert report in [cell for row in rows for cell in row]


def test_a_session_kept_shows_its_moves_in_the_form_that_was_done() -> None:
    plain = of_plain("heel_raise_box")
    one_leg = [replace(make_set(side=side), load_kg=6.0) for side in ("left", "right")]
    done = step_as_done(one_leg, plain)
    assert (done.exercise.name, done.sides, done.load_kg) == ("One-leg heel raise", "each", 6.0)
    assert step_as_done([make_set()], plain).exercise.name == plain.exercise.name
    stretch = of_plain("wall_calf_stretch")
    many = [replace(make_set(exercise=stretch.exercise.id, number=n), tempo=None) for n in range(9)]
    held = [replace(each, planned=Dose(seconds=5.0), done=Dose(seconds=5.0)) for each in many]
    assert step_as_done(held, stretch).exercise.name == stretch.exercise.name
