from __future__ import annotations

import pytest
from hypothesis import given

from calf_tui.core.routines.routine import Dose, Exercise, Routine, Step, Tempo
from calf_tui.core.session.cue import Sound
from calf_tui.core.session.cue_schedule import phase_cues
from calf_tui.core.session.timeline import Phase, build
from tests.core.session.strategies import routines

MOVE, OTHER = Exercise("move", "Move"), Exercise("other", "Other")


def phases(*steps: Step, get_ready: float = 5) -> tuple[Phase, ...]:
    return build(Routine("r", "R", steps, get_ready=get_ready)).phases


def heard(phase: Phase) -> list[tuple[float, str]]:
    return [(cue.at, cue.sound.value) for cue in phase_cues(phase)]


def test_the_last_three_seconds_of_a_break_tick() -> None:
    ready = phases(Step(MOVE, 1, Dose(seconds=10)))[0]
    assert heard(ready) == [(2, "tick"), (3, "tick"), (4, "tick")]


def test_a_timed_set_begins_with_go_and_ticks_down() -> None:
    work = phases(Step(MOVE, 1, Dose(seconds=10)))[1]
    assert heard(work) == [
        (0, "go"),
        (7, "tick"),
        (8, "tick"),
        (9, "tick"),
        (10, "session_done"),
    ]


@pytest.mark.parametrize(("seconds", "expected"), [(19.9, False), (20, True), (60, True)])
def test_half_way_is_marked_from_twenty_seconds_on(seconds: float, expected: bool) -> None:
    work = phases(Step(MOVE, 1, Dose(seconds=seconds)))[1]
    halves = [cue.at for cue in phase_cues(work) if cue.sound is Sound.HALF]
    assert halves == ([seconds / 2] if expected else [])


def test_the_end_of_side_set_exercise_and_session_sound_different() -> None:
    timed = Dose(seconds=10)
    steps = (Step(MOVE, 2, timed, sides="each"), Step(OTHER, 1, timed))
    endings = [phase.ending for phase in phases(*steps) if phase.is_set]
    assert endings == [
        Sound.SWITCH,
        Sound.SET_DONE,
        Sound.SWITCH,
        Sound.EXERCISE_DONE,
        Sound.SESSION_DONE,
    ]


def test_a_repetition_rises_clicks_falls_and_clicks() -> None:
    work = phases(Step(MOVE, 1, Dose(reps=2), tempo=Tempo(1, 1, 10, 1)))[1]
    notes = [
        (cue.at, cue.sound.value, cue.seconds)
        for cue in phase_cues(work)
        if cue.sound in (Sound.UP, Sound.DOWN, Sound.CLICK)
    ]
    assert notes == [
        (0, "up", 1),
        (1, "click", None),
        (2, "down", 10),
        (12, "click", None),
        (13, "up", 1),
        (14, "click", None),
        (15, "down", 10),
        (25, "click", None),
    ]


def test_every_fifth_repetition_is_marked() -> None:
    work = phases(Step(MOVE, 1, Dose(reps=12), tempo=Tempo(1, 0, 2, 1)))[1]
    marks = [cue.at for cue in phase_cues(work) if cue.sound is Sound.FIFTH]
    assert marks == [4 * 4 + 3, 9 * 4 + 3]


def test_the_click_that_would_fall_on_the_end_of_the_set_gives_way_to_it() -> None:
    work = phases(Step(MOVE, 1, Dose(reps=5), tempo=Tempo(2, 0, 2, 0)))[1]
    assert [cue.sound for cue in phase_cues(work) if cue.at == 20] == [Sound.SESSION_DONE]


def test_an_open_set_has_its_go_tone_only() -> None:
    assert heard(phases(Step(MOVE, 1, Dose(reps=15)))[1]) == [(0, "go")]


@given(routines())
def test_every_cue_lies_within_its_phase_and_in_order(routine: Routine) -> None:
    for phase in build(routine).phases:
        instants = [cue.at for cue in phase_cues(phase)]
        assert instants == sorted(instants)
        assert all(0 <= at <= (phase.seconds or 0) + 1e-6 for at in instants)
        assert sum(cue.sound is Sound.GO for cue in phase_cues(phase)) == phase.is_set
