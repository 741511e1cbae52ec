"""What was done last time, beside the coming set, and what is new in a session."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from calf_tui.core.progress.last_time_and_achievements import (
    MOST_SESSIONS,
    Achievement,
    LastTime,
    LastTimes,
    achievements,
    last_time,
    last_time_in_short,
    last_time_in_words,
)
from calf_tui.core.routines.progression_ladder import NO_FLIGHT
from calf_tui.core.routines.routine import Dose, Exercise, Routine, Step, Tempo
from calf_tui.core.session.timeline import build
from tests.records import make_session, make_set

if TYPE_CHECKING:
    from calf_tui.core.records.session_record import SessionRecord, SetRecord

MOVE = Exercise("heel_raise_box", "Heel raise", hands=2)
OLD, NEW = date(2025, 11, 20), date(2026, 11, 20)
FELT = replace(make_set("short", done=9), load_kg=16.0, rpe=7, pain=2)


def session_of(*sets: SetRecord, on: date = NEW, note: str = "") -> SessionRecord:
    return replace(make_session(on, record_id=str(on), note=note), sets=sets)


@pytest.mark.parametrize(
    ("tempo", "amount"), [(NO_FLIGHT, "5 reps"), (Tempo(1, 0, 2, 2), "5 landings")]
)
@pytest.mark.parametrize("unit", ["rep", "landing"])
def test_its_unit_is_that_of_the_form_done_then(tempo: Tempo, amount: str, unit: str) -> None:
    now = Exercise("jump_squat", "In any form", repetition=unit)
    one = replace(make_set(exercise=now.id, planned=5, done=5), tempo=tempo)
    assert last_time_in_short(LastTime(one, NEW, ""), now, 80) == f"Last time: {amount}"


@pytest.mark.parametrize(
    ("width", "said"),
    [
        (60, "Last time: 9 of 15 reps, 8 kg in each hand, effort 7, pain 2"),
        (59, "Last: 9 of 15 reps, 8 kg in each hand, effort 7, pain 2"),
        (50, "Last: 9 of 15 reps, 8 kg in each hand, effort 7"),
        (20, "Last: 9 of 15 reps"),
        (10, ""),
    ],
)
def test_on_a_narrow_screen_as_much_of_it_is_said_as_fits(width: int, said: str) -> None:
    assert last_time_in_short(LastTime(FELT, NEW, "Stiff"), MOVE, width) == said


def test_it_is_the_same_set_of_the_latest_session_with_the_move_on_this_side() -> None:
    sessions = [
        session_of(make_set(side="left", done=1), make_set(side="left", number=2), on=OLD),
        session_of(make_set(side="left", done=11), make_set(side="left", number=2, done=12)),
        session_of(make_set(side="right"), make_set(exercise="jump_squat", side="left")),
    ]
    for number, reps in ((1, 11), (2, 12), (3, 12)):
        found = last_time(sessions, MOVE.id, number, "left")
        assert found is not None
        assert (found.one.done.reps, found.date) == (reps, NEW)
    assert last_time(sessions, MOVE.id, 1, "both") is None


def test_a_skipped_set_was_not_done() -> None:
    sessions = [session_of(make_set(), on=OLD), session_of(make_set("skipped", done=0))]
    found = last_time(sessions, MOVE.id, 1, "both")
    assert found is not None
    assert found.date == OLD


def test_the_session_under_way_is_not_last_time_and_the_far_past_is_not_searched() -> None:
    phase = build(Routine("r", "R", (Step(MOVE, 1, Dose(reps=15)),))).phases[0]
    old, present = session_of(make_set(), on=OLD), session_of(make_set())
    found = LastTimes([old, present], present.id).of(phase)
    assert found is not None
    assert found.date == OLD
    others = [session_of(on=NEW)] * MOST_SESSIONS
    assert LastTimes([old, *others]).of(phase) is None


@pytest.mark.parametrize(
    ("session", "words", "short"),
    [
        (session_of(make_set()), "Last time, 20 Nov: 15 reps", "Last time: 15 reps"),
        (
            session_of(FELT, on=OLD, note="Left\nstiff"),
            "Last time, 20 Nov 2025: 9 of 15 reps, 8 kg in each hand, effort 7, pain 2, "
            '"Left stiff"',
            "Last time: 9 of 15 reps, 8 kg in each hand, effort 7, pain 2",
        ),
        (
            session_of(replace(make_set(), planned=Dose(seconds=60), done=Dose(seconds=41.5))),
            "Last time, 20 Nov: 41.5 s",
            "Last time: 41.5 s",
        ),
    ],
)
def test_it_is_said_with_load_effort_pain_and_note(
    session: SessionRecord, words: str, short: str
) -> None:
    found = last_time([session], MOVE.id, 1, "both")
    assert found is not None
    assert last_time_in_words(found, MOVE, date(2026, 11, 22)) == words
    assert last_time_in_short(found, MOVE, 80) == short


@pytest.mark.parametrize(
    ("pain", "worst", "words", "short"),
    [
        (0, 4, "15 reps, pain 0 (4 at worst)", "Last time: 15 reps, pain 0 (4 at worst)"),
        (
            0,
            6,
            "Pain was 6 last time: go easier. 15 reps, pain 0 (6 at worst)",
            "Pain was 6 last time: go easier.",
        ),
        (6, 2, "Pain was 6 last time: go easier. 15 reps, pain 6", None),
    ],
)
def test_pain_in_another_set_of_the_move_is_said_and_too_much_of_it_first(
    pain: int, worst: int, words: str, short: str | None
) -> None:
    sets = (replace(make_set(), pain=pain), replace(make_set(number=2), pain=worst))
    found = last_time([session_of(*sets)], MOVE.id, 1, "both")
    assert found is not None
    assert last_time_in_words(found, MOVE, NEW) == f"Last time, today: {words}"
    assert last_time_in_short(found, MOVE, 80) == (short or "Pain was 6 last time: go easier.")


HEAVY_WALK = replace(
    make_set(exercise="tiptoe_walk"),
    planned=Dose(seconds=60),
    done=Dose(seconds=60),
    tempo=None,
    load_kg=16.0,
)
LIGHT_RAISE = replace(make_set(), load_kg=4.0)


def test_a_move_done_for_the_first_time_is_new() -> None:
    assert achievements(session_of(HEAVY_WALK, LIGHT_RAISE), [session_of(LIGHT_RAISE)]) == (
        Achievement("tiptoe_walk", "first"),
    )


def test_more_load_than_ever_is_a_best() -> None:
    heavier = replace(HEAVY_WALK, load_kg=18.0)
    assert achievements(session_of(HEAVY_WALK, heavier), [session_of(HEAVY_WALK)]) == (
        Achievement("tiptoe_walk", "heaviest", 18.0),
    )


def test_more_in_a_set_than_ever_is_a_best() -> None:
    more = replace(LIGHT_RAISE, done=Dose(reps=17))
    longer = replace(HEAVY_WALK, done=Dose(seconds=75.0))
    assert achievements(session_of(more, longer), [session_of(LIGHT_RAISE, HEAVY_WALK)]) == (
        Achievement("heel_raise_box", "most", 17),
        Achievement("tiptoe_walk", "most", 75, is_seconds=True),
    )


def test_the_same_again_is_nothing_new_and_neither_is_less() -> None:
    less = replace(LIGHT_RAISE, done=Dose(reps=9), outcome="short", load_kg=2.0)
    assert achievements(session_of(LIGHT_RAISE), [session_of(LIGHT_RAISE)]) == ()
    assert achievements(session_of(less), [session_of(LIGHT_RAISE)]) == ()


def test_what_was_not_finished_is_no_best() -> None:
    broken_off = replace(LIGHT_RAISE, load_kg=50.0, done=Dose(reps=2), outcome="short")
    assert achievements(session_of(LIGHT_RAISE, broken_off), [session_of(LIGHT_RAISE)]) == ()
