from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calf_tui.core.routines.routine import Dose, Exercise, Routine, Step, Tempo, TempoWords
from calf_tui.core.session import engine
from calf_tui.core.session.state import Command, Session
from calf_tui.core.session.timeline import build
from calf_tui.ui.live.live_frame import frame_of
from calf_tui.ui.widgets.large_digits import SMALL
from tests.core.session.strategies import commands, routines, waits

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
    ("seconds", "phase", "place", "digits", "caption"),
    [
        (1, "GET READY", "Next: set 1 of 2 · left leg", "4", "seconds to get ready"),
        (4.5, "GET READY", "Next: set 1 of 2 · left leg", "1", "second to get ready"),
        (5, "WORK", "Set 1 of 2 · left leg", "1", "rep 1 of 5"),
        (12.5, "WORK", "Set 1 of 2 · left leg", "2", "rep 2 of 5"),
        (36, "OTHER LEG", "Next: set 1 of 2 · right leg", "4", "seconds to change legs"),
        (71, "REST", "Next: set 2 of 2 · left leg", "1:29", "of rest left"),
        (155, "REST", "Next: set 2 of 2 · left leg", "0:05", "of rest left"),
        (225, "NEXT MOVE", "Next: set 1 of 1", "10", "seconds to the next move"),
        (236, "WORK", "Set 1 of 1", "1:14", "of 1:15 left"),
        (325, "WORK", "Set 1 of 1", "0:05", "time so far"),
    ],
)
def test_what_is_shown(seconds: float, phase: str, place: str, digits: str, caption: str) -> None:
    frame = frame_of(*session_at(seconds))
    is_heel = seconds < 225
    assert (frame.phase, frame.move) == (phase, "Heel raise" if is_heel else "Downward dog")
    assert frame.place == (f"{place} · 4 kg in each hand" if is_heel else place)
    assert (frame.digits, frame.caption) == (digits, caption)


@pytest.mark.parametrize(
    ("seconds", "part"), [(5, "Rise 1"), (6.5, "Lower 4"), (9.5, "Lower 1"), (10.5, "Hold 1")]
)
def test_the_seconds_of_a_part_stand_with_its_name(seconds: float, part: str) -> None:
    frame = frame_of(*session_at(seconds))
    assert frame.repetition is not None
    assert (frame.repetition.part, frame.repetition.longest) == (part, len("Lower 4"))
    assert frame.digits == "1"


def test_only_a_paced_set_has_a_part_and_only_an_open_one_a_task() -> None:
    for seconds in (1, 36, 71, 225, 236):
        frame = frame_of(*session_at(seconds))
        assert (frame.repetition, frame.task) == (None, "")
    assert frame_of(*session_at(12.5)).task == ""
    assert frame_of(*session_at(325)).task == "10 reps"


@pytest.mark.parametrize(
    ("seconds", "count"),
    [(1, "4 s"), (12.5, "rep 2 of 5"), (71, "1:29"), (236, "1:14"), (325, "0:05")],
)
def test_what_is_counted_is_said_in_short(seconds: float, count: str) -> None:
    assert frame_of(*session_at(seconds)).count == count


def test_what_comes_next_is_named() -> None:
    assert frame_of(*session_at(6)).following == "Next: 5 s to change legs"
    assert frame_of(*session_at(41)).following == "Next: rest, 90 s"
    assert frame_of(*session_at(71)).following == "Next: Heel raise, 5 reps"
    assert frame_of(*session_at(230)).following == "Next: Downward dog, 75 s"
    assert frame_of(*session_at(326)).following == "After this set you are done"


@pytest.mark.parametrize(
    ("seconds", "wordings"),
    [
        (1, ("You need: box, rail", "box, rail")),
        (6, ("Next: 5 s to change legs", "Next: change legs")),
        (36, ("Next: set 1 of 2, 5 reps", "Next: set 1 of 2")),
        (41, ("Next: rest, 90 s", "Next: rest")),
        (71, ("For the next move: mat", "mat")),
        (215, ("Next: Downward dog, 75 s", "Next: Downward dog")),
        (230, ("You need: mat, rail", "mat, rail")),
        (326, ("After this set you are done", "Then you are done")),
    ],
)
def test_what_comes_next_has_shorter_wordings_for_large_letters(
    seconds: float, wordings: tuple[str, ...]
) -> None:
    assert frame_of(*session_at(seconds)).large_next == wordings


def test_without_a_rest_the_next_set_is_named_with_its_side_and_load() -> None:
    steps = (Step(HEEL, 2, Dose(seconds=20), rest=0, load_kg=8),)
    session = engine.start(build(Routine("r", "R", steps, get_ready=0)), 0.0)
    assert frame_of(session, 1).following == "Next: Heel raise, 20 s, 4 kg in each hand"


def test_each_set_brings_another_cue_and_a_rest_a_mistake_to_avoid() -> None:
    assert frame_of(*session_at(6)).cue == "Rise straight up"
    assert frame_of(*session_at(71)).cue == "Avoid: bouncing"
    assert frame_of(*session_at(165)).cue == "Lower slowly"


def test_what_the_next_move_needs_is_said_from_the_last_rest_on() -> None:
    assert frame_of(*session_at(1)).fetch == "You need: box, rail"
    assert frame_of(*session_at(6)).fetch == ""
    assert frame_of(*session_at(71)).fetch == "For the next move: mat"
    assert frame_of(*session_at(165)).fetch == "For the next move: mat"
    assert frame_of(*session_at(230)).fetch == "You need: mat, rail"
    assert frame_of(*session_at(236)).fetch == ""


def test_a_pause_and_the_way_back_are_shown() -> None:
    session, now = session_at(12.5)
    session, _ = engine.apply_command(session, Command.PAUSE, now)
    assert (frame_of(session, now).phase, frame_of(session, now).mood) == ("PAUSED", "paused")
    session, _ = engine.apply_command(session, Command.PAUSE, now)
    frame = frame_of(session, now + 0.5)
    assert (frame.phase, frame.digits) == ("GET READY", "3")
    assert frame.caption == "seconds to go on"


@given(routines(), st.lists(st.tuples(waits, commands), max_size=30))
def test_every_state_can_be_shown(routine: Routine, moments: list[tuple[float, Command]]) -> None:
    session, now = engine.start(build(routine), 0.0), 0.0
    for wait, command in moments:
        now += wait
        session, _ = engine.apply_command(session, command, now)
        frame = frame_of(session, now)
        assert frame.digits
        assert set(frame.digits) <= set(SMALL)
        assert len(frame.digits) <= len(frame.longest)
        assert 0 <= frame.fraction <= 1
        assert all((frame.phase, frame.move, frame.place, frame.following, frame.progress))


def test_the_plus_is_gone_with_the_last_set_at_ones_own_pace() -> None:
    squat, walk = Exercise("squat", "Squat"), Exercise("walk", "Walk")
    steps = (Step(squat, 1, Dose(reps=5)), Step(walk, 1, Dose(seconds=20)))
    session = engine.start(build(Routine("r", "R", steps, change=10)), 0.0)
    session, _ = engine.apply_command(session, Command.NEXT, 0.0)
    assert frame_of(session, 0.0).progress == "Move 1 of 2 · 0:30+ left"
    session, _ = engine.apply_command(session, Command.DONE, 9.0, reps=5)
    assert frame_of(session, 9.0).progress == "Move 2 of 2 · 0:30 left"
