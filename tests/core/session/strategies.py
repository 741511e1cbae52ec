"""Random routines, ticks and commands."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from calf_tui.core.routines.routine import Dose, Exercise, Round, Routine, Sides, Step, Tempo
from calf_tui.core.session.engine import STALL_SECONDS
from calf_tui.core.session.state import Command

if TYPE_CHECKING:
    from collections.abc import Iterable

SIDES: tuple[Sides, ...] = ("both", "each")
exercises = st.sampled_from([Exercise(id=f"move_{n}", name=f"Move {n}") for n in range(4)])
parts = st.sampled_from([0.0, 0.5, 1.0, 2.0, 3.0, 0.1])
tempos = st.builds(Tempo, parts, parts, parts, parts).filter(lambda tempo: tempo.seconds >= 0.5)
breaks = st.sampled_from([0.0, 1.0, 2.0, 3.0, 10.0, 7.3])

timed = st.builds(
    Step,
    exercise=exercises,
    sets=st.integers(1, 3),
    dose=st.builds(Dose, seconds=st.sampled_from([0.5, 1.0, 2.5, 3.0, 10.0, 20.0, 33.3])),
    sides=st.sampled_from(SIDES),
    rest=breaks,
    load_kg=st.sampled_from([0.0, 8.0]),
)
paced = st.builds(
    Step,
    exercise=exercises,
    sets=st.integers(1, 3),
    dose=st.builds(Dose, reps=st.integers(1, 12)),
    tempo=tempos,
    sides=st.sampled_from(SIDES),
    rest=breaks,
)
free = st.builds(
    Step,
    exercise=exercises,
    sets=st.integers(1, 2),
    dose=st.builds(Dose, reps=st.integers(1, 20)),
    sides=st.sampled_from(SIDES),
    rest=breaks,
)


def blocks(steps: st.SearchStrategy[Step]) -> st.SearchStrategy[tuple[Step, ...]]:
    """A step, or the steps of a round."""
    rounds = st.builds(Round, st.uuids().map(int), st.integers(1, 3), breaks)
    several = st.lists(steps, min_size=1, max_size=3)
    return steps.map(lambda one: (one,)) | st.builds(in_round, rounds, several)


def in_round(one: Round, steps: Iterable[Step]) -> tuple[Step, ...]:
    return tuple(replace(each, sets=each.sets * one.times, round=one) for each in steps)


def routines(*steps: st.SearchStrategy[Step]) -> st.SearchStrategy[Routine]:
    """Routines of these kinds of step; of all kinds where none is named."""
    return st.builds(
        Routine,
        id=st.just("random"),
        name=st.just("Random"),
        steps=st.lists(
            blocks(st.one_of(*(steps or (timed, paced, free)))), min_size=1, max_size=3
        ).map(lambda found: tuple(chain.from_iterable(found))),
        get_ready=breaks,
        change=breaks,
        switch=breaks,
    )


waits = st.floats(0, STALL_SECONDS - 0.01)
"""Between two looks at a session; any longer and it waits."""
commands = st.sampled_from([each for each in Command if each not in (Command.END, Command.STOP)])
"""Those after which a session may go on."""
