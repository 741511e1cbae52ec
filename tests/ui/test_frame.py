from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calf_tui.core import engine
from calf_tui.core.exercise import Exercise, Tempo, TempoWords
from calf_tui.core.routine import Dose, Routine, Step
from calf_tui.core.session import Command, Session
from calf_tui.core.timeline import build
from calf_tui.ui.frame import frame_of
from calf_tui.ui.widgets.digit_face import SMALL
from tests.core.strategies import commands, routines, waits

HEEL = Exercise(
    "heel",
    "Heel raise",
    cues=("Rise straight up", "Lower slowly"),
    mistakes=("Bouncing", "Half the range"),
    kit=("box", "rail"),
    hands=2,
    words=TempoWords(up="Rise", down="Lower"),
)
DOG = Exercise("dog", "Downward dog", kit=("mat", "rail"))
ROUTINE = Routine(
    "r",
    "Evening",
    (
        Step(HEEL, 2, Dose(reps=5), tempo=Tempo(1, 0, 4, 1), rest=90, sides="each", load_kg=8),
        Step(DOG, 1, Dose(seconds=75)),
        Step(DOG, 1, Dose(reps=10)),
    ),
)
"""Ready 0-5, left 5-35, switch to 40, right 40-70, rest to 160, the same to 225, change to 235,
dog 235-310, change to 320, open.
"""


def session_at(seconds: float) -> tuple[Session, float]:
    session, now = engine.start(build(ROUTINE), 0.0), 0.0
    while now < seconds:
        now = min(seconds, now + 4)
        session, _ = engine.advance(session, now)
    return session, now


@pytest.mark.parametrize(
    ("seconds", "phase", "move", "place", "digits", "caption"),
    [
        (
            1,
            "GET READY",
            "Heel raise",
            "Then set 1 of 2 · left leg · 4 kg in each hand",
            "4",
            "left of 0:05",
        ),
        (
            5,
            "WORK",
            "Heel raise",
            "Set 1 of 2 · left leg · 4 kg in each hand",
            "1",
            "Rise 1 · rep 1 of 5",
        ),
        (
            12.5,
            "WORK",
            "Heel raise",
            "Set 1 of 2 · left leg · 4 kg in each hand",
            "2",
            "Lower 4 · rep 2 of 5",
        ),
        (
            36,
            "OTHER LEG",
            "Heel raise",
            "Then set 1 of 2 · right leg · 4 kg in each hand",
            "4",
            "left of 0:05",
        ),
        (
            71,
            "REST",
            "Heel raise",
            "Then set 2 of 2 · left leg · 4 kg in each hand",
            "1:29",
            "left of 1:30",
        ),
        (
            155,
            "REST",
            "Heel raise",
            "Then set 2 of 2 · left leg · 4 kg in each hand",
            "0:05",
            "left of 1:30",
        ),
        (225, "NEXT MOVE", "Downward dog", "Then set 1 of 1", "10", "left of 0:10"),
        (236, "WORK", "Downward dog", "Set 1 of 1", "1:14", "left of 1:15"),
        (325, "WORK", "Downward dog", "Set 1 of 1", "0:05", "10 reps, enter when done"),
    ],
)
def test_what_is_shown(
    seconds: float, phase: str, move: str, place: str, digits: str, caption: str
) -> None:
    frame = frame_of(*session_at(seconds))
    assert (frame.phase, frame.move, frame.place) == (phase, move, place)
    assert (frame.digits, frame.caption) == (digits, caption)


def test_what_comes_next_is_named() -> None:
    assert frame_of(*session_at(6)).following == "other leg 5 s"
    assert frame_of(*session_at(41)).following == "rest 90 s"
    assert frame_of(*session_at(71)).following == "Heel raise, 5 reps, left leg, 4 kg in each hand"
    assert frame_of(*session_at(229)).following == "Downward dog, 75 s"
    assert frame_of(*session_at(326)).following == "the end"


def test_each_set_brings_another_cue_and_a_rest_a_mistake_to_avoid() -> None:
    assert frame_of(*session_at(6)).cue == "Rise straight up"
    assert frame_of(*session_at(71)).cue == "Avoid: bouncing"
    assert frame_of(*session_at(165)).cue == "Lower slowly"


def test_what_the_next_move_needs_is_said_from_the_last_rest_on() -> None:
    assert frame_of(*session_at(1)).fetch == "box, rail"
    assert frame_of(*session_at(6)).fetch == ""
    assert frame_of(*session_at(71)).fetch == "mat"
    assert frame_of(*session_at(165)).fetch == "mat"
    assert frame_of(*session_at(236)).fetch == ""


def test_a_pause_and_the_way_back_are_shown() -> None:
    session, now = session_at(12.5)
    session, _ = engine.obey(session, Command.PAUSE, now)
    assert (frame_of(session, now).phase, frame_of(session, now).mood) == ("PAUSED", "paused")
    session, _ = engine.obey(session, Command.PAUSE, now)
    frame = frame_of(session, now + 0.5)
    assert (frame.phase, frame.digits) == ("READY", "3")


@given(routines(), st.lists(st.tuples(waits, commands), max_size=30))
def test_every_state_can_be_shown(routine: Routine, moments: list[tuple[float, Command]]) -> None:
    session, now = engine.start(build(routine), 0.0), 0.0
    for wait, command in moments:
        now += wait
        session, _ = engine.obey(session, command, now)
        frame = frame_of(session, now)
        assert frame.digits
        assert set(frame.digits) <= set(SMALL)
        assert len(frame.digits) <= len(frame.longest)
        assert 0 <= frame.fraction <= 1
        assert all((frame.phase, frame.move, frame.place, frame.following, frame.progress))
