"""Totals of sets: of each move by side and week, and of a session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calf_tui.core.frozen_dataclass import dataclass
from calf_tui.core.records.session_sets import KnownSets
from calf_tui.core.routines.progression_ladder import JUMPS, NO_FLIGHT
from calf_tui.core.routines.routine import Side, Tempo

if TYPE_CHECKING:
    from collections.abc import Iterable

    from calf_tui.core.progress.training_calendar import WeekCalendar
    from calf_tui.core.records.session_record import SessionRecord, SetRecord
    from calf_tui.core.records.session_sets import SetAmounts

EASING = frozenset({"downward_dog", "wall_calf_stretch", "foam_roll_calf"})
"""The moves that stretch or roll: their time is not time under tension."""
ROLLING = "foam_roll_calf"
"""The move in which no muscle is under tension."""


class ExerciseTotals:
    """The totals of one move on one side, of a week or of some sessions.

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

    def add(self, each: SetAmounts) -> None:
        """Adds a set. Ten years have tens of thousands of sets, so this reads each field once."""
        done, tempo, load, pain = each.done, each.tempo, each.load_kg, each.pain
        reps = done.reps
        if reps is None:
            amount = done.seconds or 0.0
            self.seconds += amount
        else:
            amount = reps
            if each.exercise == JUMPS and is_landing(each):
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


def is_landing(each: SetAmounts) -> bool:
    """Whether the repetitions of a set are landings."""
    tempo = each.tempo
    parts = None if tempo is None else Tempo(tempo.up, tempo.top, tempo.down, tempo.bottom)
    return each.exercise == JUMPS and parts != NO_FLIGHT


Weeks = dict[int, ExerciseTotals]
MoveWeeks = dict[str, dict["Side", Weeks]]
"""Totals by move, side and number of the week."""


def exercise_weeks(sessions: Iterable[SessionRecord], calendar: WeekCalendar) -> MoveWeeks:
    """Returns the totals of these sessions."""
    moves: MoveWeeks = {}
    for session in sessions:
        week = calendar.week_of(session.local_date)
        here: dict[tuple[str, Side], ExerciseTotals] = {}
        sets = session.sets
        for each in sets.amounts if isinstance(sets, KnownSets) else sets:
            key = each.exercise, each.side
            sums = here.get(key)
            if sums is None:
                weeks = moves.setdefault(each.exercise, {}).setdefault(each.side, {})
                sums = here[key] = weeks.setdefault(week, ExerciseTotals())
            sums.add(each)
    return moves


@dataclass(frozen=True, slots=True)
class SessionTotals:
    """The totals of sets, of one session or of several.

    `repetitions` are neither landings nor rolls. `tension_seconds` are the repetitions × the
    seconds of their tempo. `load_volume` is in kg·reps, `carried` in kg·s.
    """

    repetitions: int = 0
    landings: int = 0
    rolls: int = 0
    tension_seconds: float = 0.0
    load_volume: float = 0.0
    carried: float = 0.0


def session_totals(sets: Iterable[SetRecord]) -> SessionTotals:
    """Returns the totals of these sets; short sets count as far as they came."""
    done = [each for each in sets if each.outcome != "skipped"]
    counted = [each for each in done if each.exercise != ROLLING and not is_landing(each)]
    return SessionTotals(
        repetitions=sum(each.done.reps or 0 for each in counted),
        landings=sum(each.done.reps or 0 for each in done if is_landing(each)),
        rolls=sum(each.done.reps or 0 for each in done if each.exercise == ROLLING),
        tension_seconds=sum(
            (each.done.reps or 0) * (each.tempo.seconds if each.tempo else 0.0) for each in counted
        ),
        load_volume=sum(each.load_kg * (each.done.reps or 0) for each in counted),
        carried=sum(each.load_kg * (each.done.seconds or 0.0) for each in counted),
    )
