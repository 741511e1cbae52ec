"""Which sessions of a plan's week are done by what was trained, and which are left."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from calf_tui.core.coach.progression_ladder import LADDERS
from calf_tui.core.progress.training_calendar import SETS_OF_A_TRAINING_DAY

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from calf_tui.core.coach.runner_state import Trained

    MovesOf = Mapping[str, Sequence[str]]
    """The moves of each routine by its id."""


def sessions_left(
    sessions: Iterable[str], trained: Iterable[Trained], moves_of: MovesOf
) -> tuple[str, ...]:
    """The sessions of a plan's week that nothing trained in it has done, in turn.

    `trained` is oldest first. A training day does one session at most: the one whose routine it
    had, with two finished sets or more, or one that is equal to it, as all its moves were trained.
    So a few stretches do not take the place of Strength, while Daily six may. [ours]
    """
    left = list(sessions)
    for _, day in groupby(trained, key=lambda each: each.date):
        of_day = list(day)
        if sum(each.sets for each in of_day) < SETS_OF_A_TRAINING_DAY:
            continue
        done = _first_done(left, of_day, moves_of)
        if done is not None:
            left.remove(done)
    return tuple(left)


def _first_done(
    sessions: Sequence[str], of_day: Sequence[Trained], moves_of: MovesOf
) -> str | None:
    routines = [each.routine for each in of_day if each.sets >= SETS_OF_A_TRAINING_DAY]
    moves = {
        move
        for each in of_day
        for move, legs in each.moves.items()
        if any(leg is not None and leg.sets for leg in legs)
    }
    own = (each for each in sessions if each in routines)
    equal = (each for each in sessions if has_all_moves(each, moves, moves_of))
    return next(own, None) or next(equal, None)


def has_all_moves(session: str, moves: Collection[str], moves_of: MovesOf) -> bool:
    """Whether these are all the moves of a session that the coach knows, and there are any."""
    asked = LADDERS.keys() & set(moves_of.get(session, ()))
    return bool(asked) and asked <= set(moves)
