from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calf_tui.core.routines.routine import Dose, Exercise, Routine, Step, Tempo
from calf_tui.core.session import engine
from calf_tui.core.session.cue import Sound
from calf_tui.core.session.cue_schedule import (
    AFTER_TONE,
    Phrase,
    Priority,
    phase_cues,
    phase_phrases,
    texts_of,
    upcoming_phrases,
    without_overlaps,
)
from calf_tui.core.session.state import Command, Session
from calf_tui.core.session.timeline import Phase, build
from tests.core.session.strategies import routines

RAISE, WALK = Exercise("raise", "Heel raise on a box"), Exercise("walk", "Tiptoe walk")
START = 1000.0
TEXTS = ("a", "b", "c", "d")
LENGTHS = {"a": 0.4, "b": 1.0, "c": 2.5}
"""No voice says "d"."""

phrases = st.lists(
    st.builds(Phrase, st.floats(0, 20), st.sampled_from(TEXTS), st.sampled_from(Priority)),
    max_size=20,
)


def routine(*steps: Step) -> Routine:
    return Routine("r", "R", steps, get_ready=5, change=10, switch=5)


def said(phase: Phase, seconds: float | None = None) -> list[tuple[float, str]]:
    """The phrases of a phase, at the instants they belong to."""
    spoken = phase_phrases(phase, seconds)
    return [(round(phrase.at - AFTER_TONE, 6), phrase.text) for phrase in spoken]


def test_a_session_is_said_from_its_first_move_to_its_last_count() -> None:
    steps = (
        Step(WALK, 2, Dose(seconds=60), rest=30),
        Step(RAISE, 3, Dose(reps=12), tempo=Tempo(1, 0, 2, 1), sides="each", rest=20),
    )
    spoken = [(phase.kind, phase.set, said(phase)) for phase in build(routine(*steps)).phases]
    counts = [(19, "five"), (39, "ten")]
    assert spoken == [
        ("ready", 1, [(0, "Tiptoe walk")]),
        ("work", 1, [(30, "half")]),
        ("rest", 2, [(0, "last set")]),
        ("work", 2, [(30, "half")]),
        ("change", 1, [(0, "Heel raise on a box")]),
        ("work", 1, counts),
        ("switch", 1, [(0, "other leg")]),
        ("work", 1, counts),
        ("rest", 2, []),
        ("work", 2, counts),
        ("switch", 2, [(0, "other leg")]),
        ("work", 2, counts),
        ("rest", 3, [(0, "last set")]),
        ("work", 3, counts),
        ("switch", 3, [(0, "other leg")]),
        ("work", 3, counts),
    ]


def test_every_fifth_repetition_is_counted_in_words_below_a_hundred() -> None:
    step = Step(RAISE, 1, Dose(reps=106), tempo=Tempo(1, 1, 1, 1))
    texts = [text for _, text in said(build(routine(step)).phases[1])]
    assert texts[:5] == ["five", "ten", "fifteen", "twenty", "twenty-five"]
    assert texts[5::4] == ["thirty", "fifty", "seventy", "ninety"]
    assert texts[-4:] == ["ninety", "ninety-five", "100", "105"]


@pytest.mark.parametrize(("seconds", "expected"), [(None, 10.0), (30.0, 15.0), (15.0, None)])
def test_half_way_follows_the_length_the_runner_gave_the_set(
    seconds: float | None, expected: float | None
) -> None:
    work = build(routine(Step(WALK, 1, Dose(seconds=20)))).phases[1]
    assert said(work, seconds) == ([] if expected is None else [(expected, "half")])


def test_an_open_set_is_silent() -> None:
    assert said(build(routine(Step(RAISE, 1, Dose(reps=15)))).phases[1]) == []


def test_what_a_phase_has_no_time_for_is_not_said() -> None:
    ready = build(routine(Step(WALK, 1, Dose(seconds=20)))).phases[0]
    assert said(ready, AFTER_TONE) == []
    assert said(ready, AFTER_TONE + 0.1) == [(0, "Tiptoe walk")]


def test_the_texts_of_a_session_are_each_named_once() -> None:
    steps = (Step(WALK, 2, Dose(seconds=60)), Step(RAISE, 2, Dose(seconds=20), sides="each"))
    texts = texts_of(build(routine(*steps)))
    assert texts == ("Tiptoe walk", "half", "last set", "Heel raise on a box", "other leg")


def heard(session: Session, now: float) -> list[tuple[float, str]]:
    """The phrases ahead, `at` in seconds from the start of the session."""
    ahead = upcoming_phrases(session, now)
    return [(round(now - START + each.at, 6), each.text) for each in ahead]


def two_sets() -> Session:
    """Ready 0-5, work 5-25, rest 25-35, work 35-55."""
    return engine.start(build(routine(Step(WALK, 2, Dose(seconds=20), rest=10))), START)


ALL = [(0.5, "Tiptoe walk"), (15.5, "half"), (25.5, "last set"), (45.5, "half")]


@pytest.mark.parametrize(
    ("seconds", "left"), [(0.0, 4), (0.4, 4), (0.5, 3), (4.0, 3), (15.4, 3), (15.6, 2), (46.0, 0)]
)
def test_what_was_said_is_not_said_again(seconds: float, left: int) -> None:
    session = two_sets()
    for look in (*range(4, int(seconds), 4), seconds):
        session, _ = engine.advance(session, START + look)
    assert heard(session, START + seconds) == ALL[4 - left :]


def test_nothing_is_said_in_a_pause_and_the_rest_afterwards() -> None:
    session, _ = engine.apply_command(two_sets(), Command.PAUSE, START + 1)
    assert upcoming_phrases(session, START + 2) == ()
    session, _ = engine.apply_command(session, Command.PAUSE, START + 2)
    later = 1 + session.lead_in(START + 2)
    assert heard(session, START + 2) == [(at + later, text) for at, text in ALL[1:]]


def test_the_stretch_ends_at_an_open_set() -> None:
    steps = (Step(WALK, 1, Dose(seconds=20)), Step(RAISE, 2, Dose(reps=15)))
    session = engine.start(build(routine(*steps)), START)
    assert [text for _, text in heard(session, START)] == [
        "Tiptoe walk",
        "half",
        "Heel raise on a box",
    ]


@given(routines())
def test_words_go_with_the_tones_of_their_meaning(plan: Routine) -> None:
    for phase in build(plan).phases:
        spoken = phase_phrases(phase)
        assert all(AFTER_TONE <= phrase.at < (phase.seconds or 0) for phrase in spoken)
        assert [phrase.at for phrase in spoken] == sorted(phrase.at for phrase in spoken)
        marks = [cue.at for cue in phase_cues(phase) if cue.sound in (Sound.HALF, Sound.FIFTH)]
        counted = [
            phrase for phrase in spoken if phrase.priority in (Priority.HALF, Priority.COUNT)
        ]
        assert {phrase.at for phrase in counted} <= {at + AFTER_TONE for at in marks}
        texts = [phrase.text for phrase in counted if phrase.priority is Priority.COUNT]
        assert texts == ["five", "ten"][: len(texts)]


@given(routines())
def test_every_text_of_a_session_is_known_beforehand(plan: Routine) -> None:
    timeline = build(plan)
    session = engine.start(timeline, START)
    assert {each.text for each in upcoming_phrases(session, START)} <= set(texts_of(timeline))


def one(at: float, text: str, priority: Priority = Priority.COUNT) -> Phrase:
    return Phrase(at, text, priority)


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ([], []),
        ([one(0, "b"), one(1, "b")], [one(0, "b"), one(1, "b")]),
        ([one(0, "b"), one(0.9, "b")], [one(0, "b")]),
        ([one(0, "b"), one(0.9, "a", Priority.HALF)], [one(0.9, "a", Priority.HALF)]),
        ([one(2, "c", Priority.MOVE), one(3, "b", Priority.TURN)], [one(2, "c", Priority.MOVE)]),
        (
            [one(0, "b", Priority.TURN), one(0.9, "c", Priority.MOVE)],
            [one(0.9, "c", Priority.MOVE)],
        ),
        (
            [one(0, "b"), one(0.9, "b", Priority.HALF), one(1.8, "b", Priority.TURN)],
            [one(0, "b"), one(1.8, "b", Priority.TURN)],
        ),
        ([one(0, "d", Priority.MOVE), one(0, "a")], [one(0, "a")]),
    ],
)
def test_of_phrases_at_once_the_heaviest_stays(asked: list[Phrase], kept: list[Phrase]) -> None:
    assert list(without_overlaps(asked, LENGTHS)) == kept


def overlap(one: Phrase, other: Phrase) -> bool:
    begin, end = max(one.at, other.at), min(each.at + LENGTHS[each.text] for each in (one, other))
    return begin < end


@given(phrases)
def test_no_two_phrases_are_ever_said_at_once(asked: list[Phrase]) -> None:
    kept = without_overlaps(asked, LENGTHS)
    assert [phrase.at for phrase in kept] == sorted(phrase.at for phrase in kept)
    for place, phrase in enumerate(kept):
        assert not any(overlap(phrase, other) for other in kept[place + 1 :])


@given(phrases)
def test_a_phrase_is_left_out_only_for_one_at_least_as_heavy(asked: list[Phrase]) -> None:
    kept = without_overlaps(asked, LENGTHS)
    assert set(kept) <= set(asked)
    for phrase in asked:
        if phrase in kept or phrase.text not in LENGTHS:
            continue
        assert any(overlap(phrase, other) and other.priority >= phrase.priority for other in kept)
