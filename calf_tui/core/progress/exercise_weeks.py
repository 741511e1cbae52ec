"""The sums of each move by side and week, computed once for all trends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calf_tui.core.coach.progression_ladder import NO_FLIGHT
from calf_tui.core.records.session_record import KnownSets
from calf_tui.core.routines.routine import Tempo

if TYPE_CHECKING:
    from collections.abc import Iterable

    from calf_tui.core.progress.training_calendar import WeekCalendar
    from calf_tui.core.records.session_record import SessionRecord, SetRecord
    from calf_tui.core.records.set_amounts import SetAmounts
    from calf_tui.core.routines.routine import Side

JUMPS = frozenset({"jump_squat"})
"""The moves whose repetitions are landings, unless they are done without flight."""
EASING = frozenset({"downward_dog", "wall_calf_stretch", "foam_roll_calf"})
"""The moves that stretch or roll: their time is not time under tension."""


class ExerciseWeek:
    """The sums of one move on one side in one week.

    `load` is the heaviest load in kg with which something was done, `reps`, `landings` and
    `seconds` what was done; a landing is no repetition. `tension` are the repetitions and landings
    × the seconds of their tempo, `volume` kg·reps, or kg·s for timed sets. `pain` is the sum of the
    `pains` answers, `worst` the highest one.
    """

    __slots__ = (
        "landings",
        "load",
        "pain",
        "pains",
        "reps",
        "seconds",
        "tension",
        "volume",
        "worst",
    )

    def __init__(self) -> None:
        self.load = self.tension = self.seconds = self.volume = 0.0
        self.reps = self.landings = self.pain = self.pains = self.worst = 0

    def add(self, each: SetRecord | SetAmounts) -> None:
        """Adds a set. Ten years have tens of thousands of sets, so this reads each field once."""
        done, tempo, load, pain = each.done, each.tempo, each.load_kg, each.pain
        reps = done.reps
        if reps is None:
            amount = done.seconds or 0.0
            self.seconds += amount
        else:
            amount = reps
            if each.exercise in JUMPS and is_landing(each):
                self.landings += reps
            else:
                self.reps += reps
            if tempo is not None:
                self.tension += reps * (tempo.up + tempo.top + tempo.down + tempo.bottom)
        if load and amount:
            self.volume += load * amount
            if load > self.load:
                self.load = load
        if pain is not None:
            self.pain += pain
            self.pains += 1
            if pain > self.worst:
                self.worst = pain


def is_landing(each: SetRecord | SetAmounts) -> bool:
    """Whether the repetitions of a set are landings."""
    tempo = each.tempo
    parts = None if tempo is None else Tempo(tempo.up, tempo.top, tempo.down, tempo.bottom)
    return each.exercise in JUMPS and parts != NO_FLIGHT


Weeks = dict[int, ExerciseWeek]
MoveWeeks = dict[str, dict["Side", Weeks]]
"""Sums by move, side and number of the week."""


def exercise_weeks(sessions: Iterable[SessionRecord], calendar: WeekCalendar) -> MoveWeeks:
    """Returns the sums of these sessions."""
    moves: MoveWeeks = {}
    for session in sessions:
        week = calendar.week_of(session.local_date)
        here: dict[tuple[str, Side], ExerciseWeek] = {}
        sets = session.sets
        for each in sets.amounts if isinstance(sets, KnownSets) else sets:
            key = each.exercise, each.side
            sums = here.get(key)
            if sums is None:
                weeks = moves.setdefault(each.exercise, {}).setdefault(each.side, {})
                sums = here[key] = weeks.setdefault(week, ExerciseWeek())
            sums.add(each)
    return moves
