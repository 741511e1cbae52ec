"""What one leg did of a move, session by session, and at which level it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from calf_tui.core.routines.progression_ladder import (
    LADDERS,
    Level,
    below,
    height,
    lower,
    sets_of,
    step_of,
)
from calf_tui.core.session.pain_scale import CARRY_ON

if TYPE_CHECKING:
    from datetime import date

UNANSWERED_EFFORT = 7
UTMOST = 10
"""Effort that leaves nothing."""
KEPT_OF_A_MOVE = 4
TOLD_BY_SETS = frozenset((("wall_calf_stretch", "bent knee"),))
"""The moves and forms that no dose or tempo of a set tells from another form."""


class MoveDone(NamedTuple):
    """A move on one leg, or on both at once, in one session.

    `sets` are the finished ones, `hit` says that each repetition or second that was planned was
    done. `effort` is the highest answer, `pain` the highest of the move; None where not answered.
    `session_pain` is the highest of the whole session, `morning` that of the morning after.
    `bonus` are repetitions beyond the plan in the last set. `raised` is when the move last rose.
    `planned` are the sets that there were, finished or not, or in sessions before it at the level;
    None where that is not known. `reached` is the most repetitions or seconds of a set where none
    was done in full. `routine` is the id of the session's routine. `is_cut` says that the end of
    the session left out some of the sets that were planned.
    """

    on: date
    level: Level
    sets: int
    hit: bool = True
    effort: int | None = None
    pain: int | None = None
    session_pain: int = 0
    morning: int | None = None
    bonus: int = 0
    raised: date | None = None
    planned: int | None = None
    reached: float | None = None
    routine: str = ""
    is_cut: bool = False

    @property
    def is_answered(self) -> bool:
        """Whether the runner said anything of it."""
        return self.effort is not None or self.pain is not None

    @property
    def known_effort(self) -> int:
        """Not answered counts as 7 [ours]."""
        return UNANSWERED_EFFORT if self.effort is None else self.effort

    @property
    def worst(self) -> int:
        """The highest pain in the session and on the morning after; not answered counts as 0."""
        pain, morning = self.session_pain, self.morning
        return pain if morning is None or morning < pain else morning

    def has_done(self, level: Level) -> bool:
        """Whether any set of it was done in full at this level."""
        is_full = self.reached is None or self.reached >= level.amount
        return is_full and self.level == level

    @property
    def worst_of_move(self) -> int:
        """The highest pain in the move itself and on the morning after."""
        return max(self.pain or 0, self.morning or 0)

    @property
    def is_well(self) -> bool:
        """Whether nothing in it asks for less."""
        is_worse_after = (self.morning or 0) > self.session_pain
        can_go_on = self.worst <= CARRY_ON and not is_worse_after
        return self.hit and self.known_effort < UTMOST and can_go_on


Track = tuple[MoveDone, ...]
"""What one leg did of a move, oldest first."""


def with_move(exercise: str, track: Track, done: MoveDone | None) -> Track:
    """The track after one session more. The dose of a smaller routine is not the move's level."""
    if done is None:
        return track
    before = track[-1] if track else None
    if before is not None and _is_halved(exercise, before, done):
        done = done._replace(level=before.level)
    if done.reached is not None:
        done = _as_reached(exercise, done, done.reached, before)
    if before is not None:
        if _is_smaller_routine(exercise, track, done):
            if done._replace(hit=True).is_well:
                return track
            # What it asks for counts, but nothing was done of the level.
            done = done._replace(
                level=before.level, sets=0, hit=True, bonus=0, planned=before.planned
            )
        is_same = done.level is before.level or done.level == before.level
        if is_same:  # more sets than the level has had are more, too
            is_raised = (done.planned or 0) > (before.planned or done.planned or 0)
        else:
            is_raised = height(exercise, done.level) > height(exercise, before.level)
        raised = done.on if is_raised else before.raised
        if raised is not None:
            done = done._replace(raised=raised)
        planned = _sets_planned(before, done, is_same=is_same, is_raised=is_raised)
        done = done._replace(planned=planned)
    return (*track[-KEPT_OF_A_MOVE + 1 :], done)


def _sets_planned(
    before: MoveDone, done: MoveDone, *, is_same: bool, is_raised: bool
) -> int | None:
    """The most that there were at the level; None where that is not known."""
    if done.planned is None or (is_same and before.planned is None):
        return None
    if is_same:
        return max(before.planned or 0, done.planned)
    # A step that it has risen to asks for as many as were meant.
    return None if done.is_cut and is_raised else done.planned


def _is_halved(exercise: str, before: MoveDone, done: MoveDone) -> bool:
    """Whether a form that only its sets tell had half of them, as in a deload and in race week.

    It keeps its form, unless the session before asked for less. [ours]
    """
    level, asked = before.level, sets_of(exercise, before.level)
    return (
        before.is_well
        and (exercise, level.form) in TOLD_BY_SETS
        and done.planned is not None
        and done.planned == asked // 2
        and done.level._replace(form=level.form) == level
    )


def _is_smaller_routine(exercise: str, track: Track, done: MoveDone) -> bool:
    """Whether a session had less of the move only because its routine has. [ours]

    Not where the last session asked for one step less, the same routine had more before, or jumps
    were done without flight, which is never chosen for a routine's size.
    """
    before = track[-1]
    least = before.level if before.is_well else below(exercise, before.level) or before.level
    if height(exercise, done.level) >= height(exercise, least):
        return False
    own = [each.level for each in track if each.routine == done.routine]
    had_more = any(height(exercise, each) > height(exercise, done.level) for each in own)
    return not had_more and done.level.form != "no flight"


def _as_reached(exercise: str, done: MoveDone, reached: float, before: MoveDone | None) -> MoveDone:
    """Puts a move at the step that was reached, if no set was whole and the level was a new one.

    A level one step above the one before stays, as missing it twice is what lowers it. [ours]
    """
    known = -1 if before is None else step_of(exercise, before.level)
    if step_of(exercise, done.level) <= known + 1 and before is not None:
        return done
    level = done.level
    is_held = level.seconds is not None
    if is_held != (LADDERS[exercise].steps[0].level.seconds is not None):
        return done
    bare = level._replace(
        reps=None if is_held else int(reached), seconds=reached if is_held else None
    )
    step = LADDERS[exercise].steps[max(0, known, step_of(exercise, bare))].level
    return done._replace(level=lower(exercise, level, step._replace(load_kg=level.load_kg)))
