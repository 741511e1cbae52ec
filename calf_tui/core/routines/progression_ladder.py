"""The steps of each move, from the easiest on, and what a move loads: data."""

from __future__ import annotations

from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple

from calf_tui.core.frozen_dataclass import dataclass
from calf_tui.core.routines.routine import PLAIN_TEMPO, Dose, Side, Tempo

if TYPE_CHECKING:
    from collections.abc import Mapping

    from calf_tui.core.records.coach_records import CoachAnswer

Form = Literal["plain", "floor", "towel", "article", "one leg", "no flight", "bent knee"]
STEP_KG = 2.0
"""In all: 1 kg a hand [ours, S1]."""
MOST_OF_MASS = 0.1
"""Of body mass and load together: a step is never larger [ours]."""
HALF_KG = 0.5
END_KG = 20.0
"""Where weight ends for a runner who did not say what there is to hold [ours]."""
LONG_LOWERING = 8.0
"""Seconds from which on a lowering is the article's, of about ten [ours]."""


class Level(NamedTuple):
    """How a move is done: exactly one of `reps` and `seconds` is set; `load_kg` is in all."""

    form: str
    reps: int | None
    seconds: float | None
    load_kg: float = 0.0

    @property
    def amount(self) -> float:
        """Repetitions or seconds, whichever are counted."""
        return float(self.reps or 0) if self.seconds is None else self.seconds


class Step(NamedTuple):
    """One step of a ladder. `tempo` is None where the move has one tempo, or is timed."""

    level: Level
    sets: int
    tempo: Tempo | None = None


@dataclass(frozen=True, slots=True)
class Ladder:
    """A move's steps, easiest first; after the last one weight is added, where it `takes_weight`.

    `places` are those that the move loads, stretches or presses on.
    """

    steps: tuple[Step, ...]
    places: frozenset[str]
    takes_weight: bool = False
    is_each_side: bool = False

    @property
    def forms(self) -> tuple[str, ...]:
        """In the order in which they come."""
        return tuple(dict.fromkeys(step.level.form for step in self.steps))


def _held(form: Form, sets: int, seconds: float) -> Step:
    return Step(Level(form, None, seconds), sets)


def _counted(form: Form, sets: int, reps: int, tempo: Tempo | None = None) -> Step:
    return Step(Level(form, reps, None), sets, tempo)


PLAIN, TOWEL, ARTICLE = PLAIN_TEMPO, Tempo(3, 2, 3, 0), Tempo(1, 1, 10, 1)
"""The heel raise's tempos of these names [ours, S7, article]."""
NO_FLIGHT = Tempo(2, 1, 2, 0)
"""Squat and rise to the toes: the record tells it from a jump by this tempo [ours]."""
_LOWER_LEG = ("calf", "achilles", "heel")

LADDERS: Mapping[str, Ladder] = MappingProxyType(
    {
        "tiptoe_walk": Ladder(
            (
                _held("plain", 2, 20),
                _held("plain", 3, 30),
                _held("plain", 3, 45),
                _held("plain", 3, 60),
            ),
            frozenset((*_LOWER_LEG, "shin", "knee")),
            takes_weight=True,
        ),
        "heel_raise_box": Ladder(
            (
                _counted("floor", 2, 8, PLAIN),
                _counted("plain", 3, 10, PLAIN),
                _counted("towel", 3, 12, TOWEL),
                _counted("article", 3, 15, ARTICLE),
                _counted("one leg", 3, 8, PLAIN),
                _counted("one leg", 3, 15, PLAIN),
            ),
            frozenset((*_LOWER_LEG, "shin", "knee")),
            takes_weight=True,
        ),
        "jump_squat": Ladder(
            (
                _counted("no flight", 2, 5, NO_FLIGHT),
                _counted("plain", 2, 5),
                _counted("plain", 3, 8),
                _counted("plain", 3, 10),
                _counted("plain", 3, 12),
                _counted("plain", 3, 15),
            ),
            frozenset((*_LOWER_LEG, "shin", "knee")),
        ),
        "downward_dog": Ladder(
            (_held("plain", 3, 10), _held("plain", 3, 20), _held("plain", 3, 30)),
            frozenset(_LOWER_LEG),
        ),
        "wall_calf_stretch": Ladder(
            (_held("plain", 2, 15), _held("plain", 3, 30), _held("bent knee", 4, 30)),
            frozenset(_LOWER_LEG),
            is_each_side=True,
        ),
        "foam_roll_calf": Ladder(
            (_counted("plain", 3, 15),), frozenset(("calf",)), is_each_side=True
        ),
    }
)
"""By move [ours]; in doubt a move loads a place."""
STRENGTH_MOVES = frozenset(("tiptoe_walk", "heel_raise_box", "jump_squat"))
JUMPS = "jump_squat"
HEEL_RAISE = "heel_raise_box"
TEST_STEPS = ((20, 3), (10, 1))
"""From how many heel raises of one leg at which step of its ladder [ours]."""
_FORM_RANKS = {
    exercise: {form: rank for rank, form in enumerate(ladder.forms)}
    for exercise, ladder in LADDERS.items()
}


# These are asked of the same few levels again and again.
@lru_cache
def height(exercise: str, level: Level) -> tuple[int, float, float]:
    """Orders the levels of a move: form, then amount, then load."""
    return _FORM_RANKS[exercise].get(level.form, 0), level.amount, level.load_kg


@lru_cache
def step_of(exercise: str, level: Level) -> int:
    """The index of the highest step that is not above the level, load aside; -1 below the first."""
    steps = LADDERS[exercise].steps
    bare = height(exercise, level)[:2]
    index = len(steps) - 1
    while index >= 0 and height(exercise, steps[index].level)[:2] > bare:
        index -= 1
    return index


@lru_cache
def sets_of(exercise: str, level: Level) -> int:
    """How many sets the level asks for."""
    return LADDERS[exercise].steps[max(0, step_of(exercise, level))].sets


def tempo_of(exercise: str, level: Level) -> Tempo | None:
    """The tempo the level asks for; None for the move's own."""
    return LADDERS[exercise].steps[max(0, step_of(exercise, level))].tempo


@lru_cache(maxsize=1024)
def above(
    exercise: str, level: Level, most_kg: float = END_KG, body_mass_kg: float | None = None
) -> Level | None:
    """One step more; None at the ladder's end. Who has taken weight already adds weight [ours]."""
    ladder = LADDERS[exercise]
    index = step_of(exercise, level)
    if exercise == "foam_roll_calf":
        return None if level.seconds is None else ladder.steps[0].level  # First week has seconds
    if not level.load_kg and index + 1 < len(ladder.steps):
        return ladder.steps[index + 1].level
    step = STEP_KG
    if body_mass_kg is not None:
        largest = MOST_OF_MASS * (body_mass_kg + level.load_kg)
        step = min(step, largest // HALF_KG * HALF_KG)
    if not ladder.takes_weight or step <= 0 or level.load_kg + step > most_kg:
        return None
    return level._replace(load_kg=level.load_kg + step)


@lru_cache
def below(exercise: str, level: Level) -> Level | None:
    """One step less: weight first; None where there is no easier one."""
    if level.load_kg:
        return level._replace(load_kg=max(0.0, level.load_kg - STEP_KG))
    steps = LADDERS[exercise].steps
    index = step_of(exercise, level)
    if index >= 0 and height(exercise, steps[index].level)[:2] < height(exercise, level)[:2]:
        return steps[index].level
    return steps[index - 1].level if index > 0 else None


def lower(exercise: str, one: Level, other: Level) -> Level:
    """The easier of two levels."""
    return min(one, other, key=lambda level: height(exercise, level))


def chosen_level(answer: CoachAnswer) -> Level | None:
    """The level that the runner chose in the place of a suggested one; None where none was."""
    if answer.reps is None and answer.seconds is None:
        return None
    return Level(answer.form, answer.reps, answer.seconds, answer.load_kg)


def level_of(
    exercise: str, dose: Dose, tempo: Tempo | None, side: Side, load_kg: float, sets: int
) -> Level:
    """What a recorded set says of the form: by its side, its tempo, its size and the sets [ours].

    `sets` is how many there were on a side.
    """
    form: Form = "plain"
    if exercise == HEEL_RAISE:
        form = _heel_raise_form(dose, tempo, side)
    elif exercise == JUMPS and tempo == NO_FLIGHT:
        form = "no flight"
    elif exercise == "wall_calf_stretch" and sets >= LADDERS[exercise].steps[-1].sets:
        form = "bent knee"
    return Level(form, dose.reps, dose.seconds, load_kg)


def _heel_raise_form(dose: Dose, tempo: Tempo | None, side: Side) -> Form:
    if side != "both":
        return "one leg"
    if tempo is not None and tempo.down >= LONG_LOWERING:
        return "article"
    if tempo == TOWEL:
        return "towel"
    first = LADDERS[HEEL_RAISE].steps[0].level
    return "floor" if dose.amount <= first.amount and tempo is not None else "plain"
