"""What the dose rules ask about one move on one leg, and what they say of its levels."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from calf_tui.core.routines.progression_ladder import (
    LADDERS,
    Level,
    above,
    below,
    height,
    sets_of,
)
from calf_tui.core.text.formatting import number

if TYPE_CHECKING:
    from calf_tui.core.coach.move_history import MoveDone
    from calf_tui.core.coach.past_sessions import Leg
    from calf_tui.core.coach.runner_state import RunnerState
    from calf_tui.core.records.coach_records import CoachAnswer

FORM_WORDS = {
    "plain": "",
    "floor": "on the floor",
    "towel": "slowly",
    "article": "lowered over 10 s",
    "one leg": "on one leg",
    "no flight": "without jumping",
    "bent knee": "with the knee bent",
}
"""The forms in plain words; two of their names are those of a tempo."""
PLAIN_WORDS = {"heel_raise_box": "on a box", "jump_squat": "with a jump"}
"""What the plain form has that the form before it has not, by move."""


class MoveFacts(NamedTuple):
    """One move on one leg, trained before.

    `sets` are those that the level asks for, or as many as it has had, if that is fewer. `next` is
    the level above, if there is one; the same one where it has had fewer sets so far. `before` is
    the session before `last` where it was at the same level with as many sets. `most` is the plan's
    highest level.
    """

    exercise: str
    leg: Leg
    state: RunnerState
    level: Level
    sets: int
    next: Level | None
    last: MoveDone
    before: MoveDone | None
    most: Level | None

    @property
    def both(self) -> tuple[MoveDone, MoveDone] | None:
        """The last two sessions, where both were at this level."""
        return None if self.before is None else (self.before, self.last)

    @property
    def days_away(self) -> int:
        """The days since the last session with the move."""
        return (self.state.today - self.last.on).days

    @property
    def is_stop_settled(self) -> bool:
        """Whether a stop at a place that the move loads was settled by an answer since."""
        return any(
            each.answer != "not yet"
            and each.local_date >= self.last.on
            and each.place in (None, "other", *LADDERS[self.exercise].places)
            for each in self.state.clearances
        )

    def misses(self, done: MoveDone) -> bool:
        """Whether anything was missed in a session; fewer sets are as proposed in an easy week."""
        return not done.hit or (done.sets < self.sets and not self.state.has_half_the_sets)

    @property
    def easier(self) -> Level:
        """The level below, or this one where there is none."""
        return below(self.exercise, self.level) or self.level


def facts_of(exercise: str, leg: Leg, state: RunnerState) -> MoveFacts | None:
    """The facts of a move; None where it has not been trained."""
    track = state.past.track(exercise, leg)
    if not track:
        return None
    done = track[-1]
    level = done.level
    before = track[-2] if len(track) > 1 else None
    if before is not None and (before.level != level or _has_fewer_sets(before, done)):
        before = None
    asked = sets_of(exercise, level)
    sets = asked if done.planned is None or done.planned > asked else done.planned
    if sets < asked:
        next_level: Level | None = level
    else:
        next_level = above(exercise, level, state.most_kg, state.profile.body_mass_kg)
    most = state.plan_limit(exercise)
    return MoveFacts(exercise, leg, state, level, sets, next_level, done, before, most)


def _has_fewer_sets(before: MoveDone, done: MoveDone) -> bool:
    return (before.planned or 0) < (done.planned or 0) and before.planned is not None


def is_above(exercise: str, level: Level, other: Level) -> bool:
    """Whether the one level is higher."""
    return height(exercise, level) > height(exercise, other)


def last_answer(state: RunnerState, exercise: str, leg: Leg) -> CoachAnswer | None:
    """What the runner answered last to a suggestion of a move on a leg."""
    of_move = (each for each in reversed(state.suggestions) if each.exercise == exercise)
    # Of one day's answers the later one, which max finds first in reverse.
    of_leg = (each for each in of_move if each.side in ("both", leg))
    return max(of_leg, key=lambda each: each.local_date, default=None)


def level_words(exercise: str, level: Level, sets: int | None = None) -> str:
    """ "3 × 12 slowly", "3 × 60 s with 4 kg"; with the sets that the level asks for, or others."""
    unit = " s" if level.seconds is not None else ""
    form = FORM_WORDS.get(level.form, level.form)
    form = f" {form}" if form else ""
    load = f" with {number(level.load_kg)} kg" if level.load_kg else ""
    return f"{sets or sets_of(exercise, level)} × {number(level.amount)}{unit}{form}{load}"


def increase_words(exercise: str, level: Level, following: Level) -> str:
    """What would be added: "+2 kg", "3 × 12 slowly", "3 × 10 on a box"."""
    if following.load_kg > level.load_kg:
        return f"+{number(following.load_kg - level.load_kg)} kg"
    words = level_words(exercise, following)
    is_now_plain = following.form == "plain" != level.form
    return f"{words} {PLAIN_WORDS[exercise]}" if is_now_plain else words
