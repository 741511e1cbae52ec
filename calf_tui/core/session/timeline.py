"""A routine laid out in time: its phases with length and place, and their repetitions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from calf_tui.core.frozen_dataclass import dataclass
from calf_tui.core.routines.routine import PARTS, Part, Routine, Side, Step, Tempo
from calf_tui.core.session.cue import Sound

if TYPE_CHECKING:
    from collections.abc import Iterator


Kind = Literal["ready", "work", "rest", "switch", "change", "open"]


@dataclass(frozen=True, slots=True)
class Phase:
    """A part of a session: a set, or the time before one.

    `at` is its start in seconds from the session's start or, if `after_open`, from the end of the
    last open set. `seconds` is None for an open set, which waits for the runner. A phase that is
    not a set has the step, set and side of the set that follows. `ending` is the sound at the end
    of its time.
    """

    kind: Kind
    step: Step
    move: int
    """The number of the step in the routine, from 1."""
    set: int
    """The number of the set in the step, from 1."""
    side: Side
    seconds: float | None
    at: float = 0.0
    after_open: bool = False
    ending: Sound | None = None

    @property
    def is_set(self) -> bool:
        """Whether the phase is a set."""
        return self.kind in ("work", "open")

    @property
    def turn(self) -> int:
        """The number of the present turn of the step's round, from 1."""
        return (self.set - 1) // self.step.sets_a_turn + 1

    @property
    def begins_turn(self) -> bool:
        """Whether the phase is, or leads to, the first set of a turn; False outside rounds."""
        return self.step.round is not None and (self.set - 1) % self.step.sets_a_turn == 0


@dataclass(frozen=True, slots=True)
class Timeline:
    """All phases of a routine, in order; at least one is a set."""

    routine: Routine
    phases: tuple[Phase, ...]

    @property
    def seconds(self) -> float:
        """The sum of the lengths of all phases; open sets count as 0."""
        return sum(phase.seconds or 0.0 for phase in self.phases)

    @property
    def sets(self) -> tuple[Phase, ...]:
        """The phases that are sets; left and right of one set are two phases."""
        return tuple(phase for phase in self.phases if phase.is_set)


def build(routine: Routine) -> Timeline:
    """Returns the timeline of a routine.

    It begins with a "ready" phase. Between the sides of a set there is a "switch", between the sets
    of a step a "rest", between steps a "change", between the turns of a round a "rest". Nothing
    follows the last set. Phases without length are left out.
    """
    sets = list(_sets(routine))
    phases: list[Phase] = []
    at, after_open = 0.0, False

    def add(kind: Kind, seconds: float | None, of: Phase, ending: Sound | None = None) -> None:
        nonlocal at, after_open
        if seconds is not None and seconds <= 0:
            return
        phases.append(
            Phase(kind, of.step, of.move, of.set, of.side, seconds, at, after_open, ending)
        )
        at, after_open = (0.0, True) if seconds is None else (at + seconds, after_open)

    add("ready", routine.get_ready, sets[0])
    for each, following in zip(sets, [*sets[1:], None], strict=True):
        add(each.kind, each.seconds, each, _ending(each, following))
        if following is None:
            break
        if following.turn > each.turn:
            turns = following.step.round
            add("rest", 0.0 if turns is None else turns.rest, following)
        elif following.move != each.move:
            add("change", routine.change, following)
        elif following.set != each.set:
            add("rest", each.step.rest, following)
        else:
            add("switch", routine.switch, following)
    return Timeline(routine, tuple(phases))


def _sets(routine: Routine) -> Iterator[Phase]:
    """Yields the sets in turn, before they have their times."""
    before = 0
    for block in routine.blocks:
        for turn in range(block[0].turns):
            for move, step in enumerate(block, start=before + 1):
                kind: Kind = "open" if step.seconds is None else "work"
                first = turn * step.sets_a_turn + 1
                sides: tuple[Side, ...] = ("left", "right") if step.sides == "each" else ("both",)
                for number in range(first, first + step.sets_a_turn):
                    for side in sides:
                        yield Phase(kind, step, move, number, side, step.seconds)
        before += len(block)


def _ending(each: Phase, following: Phase | None) -> Sound:
    """Returns the sound at the end of a set, which is another one if its move or session ends."""
    if following is None:
        return Sound.SESSION_DONE
    if following.move != each.move:
        return Sound.EXERCISE_DONE
    return Sound.SET_DONE if following.set != each.set else Sound.SWITCH


@dataclass(frozen=True, slots=True)
class Repetition:
    """The position in a paced set at one instant.

    `number` counts from 1; `remaining` are the seconds that are left of `part`.
    """

    number: int
    part: Part
    remaining: float


def repetition_at(tempo: Tempo, elapsed: float) -> Repetition:
    """Returns the repetition `elapsed` seconds into a set; parts without length are left out."""
    number, into = divmod(elapsed, tempo.seconds)
    lengths = [(part, float(seconds)) for part in PARTS if (seconds := getattr(tempo, part)) > 0]
    for part, seconds in lengths:
        if into < seconds:
            return Repetition(int(number) + 1, part, seconds - into)
        into -= seconds
    return Repetition(int(number) + 1, lengths[-1][0], 0.0)
