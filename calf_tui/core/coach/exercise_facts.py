"""What the dose rules ask about one move on one leg, relative to the day asked about."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from calf_tui.core.coach.progression_ladder import (
    END_KG,
    LADDERS,
    Level,
    above,
    below,
    height,
    sets_of,
)
from calf_tui.core.progress.training_calendar import DAYS_OF_A_WEEK
from calf_tui.core.text.formatting import number

if TYPE_CHECKING:
    from datetime import date

    from calf_tui.core.coach.rules.move_history import MoveDone, Track
    from calf_tui.core.coach.rules.rule import Reason
    from calf_tui.core.coach.runner_state import Known, Leg
    from calf_tui.core.records.coach_records import CoachAnswer

LONGEST_AWAY = 56
"""Days off after which it makes no difference how many there were."""
FIRST_WEEKS = 14


class Around(NamedTuple):
    """What holds for all moves on a day: worked out once.

    `sore` is the pain of the last session and its morning. `running` is by how many percent running
    rose this week, where that is too much. `race` is in how many days it is, in race week. `holds`
    are the reasons by which nothing at all rises.
    """

    first_weeks: bool = False
    sore: int = 0
    running: int | None = None
    race: int | None = None
    deload: bool = False
    most_kg: float = END_KG
    body_mass_kg: float | None = None
    plan: str = ""
    holds: tuple[Reason, ...] = ()


class MoveFacts(NamedTuple):
    """One move on one leg, trained before; every number of days is capped where it stops to matter.

    `sets` are those that the level asks for, or as many as it has had, if that is fewer. `next` is
    the level above, if there is one; the same one where it has had fewer sets so far. `before` is
    the session before `last` where it was at the same level with as many sets. `raised` is how
    many days ago the level rose, within a week. `most` is the plan's highest level. `settled`: a
    stop was answered with "gone" or "checked" since.
    """

    exercise: str
    level: Level
    sets: int
    next: Level | None
    last: MoveDone
    before: MoveDone | None
    around: Around
    away: int = 0
    raised: int | None = None
    refused: bool = False
    settled: bool = False
    most: Level | None = None
    blocked: Reason | None = None

    @property
    def both(self) -> tuple[MoveDone, MoveDone] | None:
        """The last two sessions, where both were at this level."""
        return None if self.before is None else (self.before, self.last)

    def misses(self, done: MoveDone) -> bool:
        """Whether anything was missed in a session; fewer sets are as proposed in an easy week."""
        is_halved = self.around.deload or self.around.race is not None
        return not done.hit or (done.sets < self.sets and not is_halved)

    @property
    def easier(self) -> Level:
        """The level below, or this one where there is none."""
        return below(self.exercise, self.level) or self.level


class Worked(NamedTuple):
    """All of the sets, in words: "all 45 repetitions at tempo", "all 180 s"."""

    level: Level
    sets: int

    def __str__(self) -> str:
        whole = number(self.sets * self.level.amount)
        if self.level.seconds is not None:
            return f"all {whole} s"
        return f"all {whole} repetitions at tempo"


class Rise(NamedTuple):
    """What would be added, in words: "+2 kg", "3 × 12 slowly", "3 × 10 on a box"."""

    exercise: str
    level: Level
    next: Level

    def __str__(self) -> str:
        if self.is_load:
            return f"+{number(self.next.load_kg - self.level.load_kg)} kg"
        words = level_words(self.exercise, self.next)
        is_now_plain = self.next.form == "plain" != self.level.form
        return f"{words} {PLAIN_WORDS[self.exercise]}" if is_now_plain else words

    @property
    def is_load(self) -> bool:
        """Whether it is weight that would be added."""
        return self.next.load_kg > self.level.load_kg


class Levelled(NamedTuple):
    """A level in words."""

    exercise: str
    level: Level
    sets: int | None = None

    def __str__(self) -> str:
        return level_words(self.exercise, self.level, self.sets)


class PainWord(int):
    """The highest pain, in words."""

    def __format__(self, spec: str) -> str:
        return f"pain {int(self)} at most" if self else "no pain"


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


def level_words(exercise: str, level: Level, sets: int | None = None) -> str:
    """ "3 × 12 slowly", "3 × 60 s with 4 kg"; with the sets that the level asks for, or others."""
    unit = " s" if level.seconds is not None else ""
    form = FORM_WORDS.get(level.form, level.form)
    form = f" {form}" if form else ""
    load = f" with {number(level.load_kg)} kg" if level.load_kg else ""
    return f"{sets or sets_of(exercise, level)} × {number(level.amount)}{unit}{form}{load}"


def facts_of(
    exercise: str,
    leg: Leg,
    track: Track,
    known: Known,
    around: Around,
    today: date,
    blocked: Reason | None = None,
) -> MoveFacts:
    """The facts of a move that has been trained."""
    done = track[-1]
    level = done.level
    before = track[-2] if len(track) > 1 else None
    if before is not None and (before.level != level or _has_fewer_sets(before, done)):
        before = None
    raised = None if done.raised is None else (today - done.raised).days
    most = None
    if known.plan is not None:
        most = known.plan.week(known.plan_week).most.get(exercise)
    asked = sets_of(exercise, level)
    sets = asked if done.planned is None or done.planned > asked else done.planned
    has_fewer = sets < asked
    return MoveFacts(
        exercise,
        level,
        sets,
        level if has_fewer else above(exercise, level, around.most_kg, around.body_mass_kg),
        done,
        before,
        around,
        min((today - done.on).days, LONGEST_AWAY),
        None if raised is None or raised >= DAYS_OF_A_WEEK else raised,
        bool(known.suggestions) and _is_refused(exercise, leg, known, today),
        bool(known.clearances) and _is_settled(exercise, done, known),
        most,
        blocked,
    )


def _has_fewer_sets(before: MoveDone, done: MoveDone) -> bool:
    return (before.planned or 0) < (done.planned or 0) and before.planned is not None


def is_above(exercise: str, level: Level, other: Level) -> bool:
    """Whether the one level is higher."""
    return height(exercise, level) > height(exercise, other)


def last_answer(known: Known, exercise: str, leg: Leg) -> CoachAnswer | None:
    """What the runner answered last to a suggestion of a move on a leg."""
    of_move = (each for each in reversed(known.suggestions) if each.exercise == exercise)
    # Of one day's answers the later one, which max finds first in reverse.
    of_leg = (each for each in of_move if each.side in ("both", leg))
    return max(of_leg, key=lambda each: each.local_date, default=None)


def _is_refused(exercise: str, leg: Leg, known: Known, today: date) -> bool:
    """Whether the last answer to a suggestion was no, which holds for a week of training."""
    answer = last_answer(known, exercise, leg)
    if answer is None or answer.is_accepted:
        return False
    return 0 <= (today - answer.local_date).days < DAYS_OF_A_WEEK


def _is_settled(exercise: str, done: MoveDone, known: Known) -> bool:
    """Whether a stop at a place that the move loads was settled by an answer since."""
    return any(
        each.answer != "not yet"
        and each.local_date >= done.on
        and (each.place is None or each.place in LADDERS[exercise].places or each.place == "other")
        for each in known.clearances
    )
