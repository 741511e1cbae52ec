"""What was done of each move: its sums by side and week, and the last time of each set."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from calf_tui.core.coach.pain_monitoring import is_too_much
from calf_tui.core.coach.progression_ladder import NO_FLIGHT
from calf_tui.core.records.session_sets import KnownSets
from calf_tui.core.routines.routine import Exercise, Side, Tempo
from calf_tui.core.text import formatting

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from calf_tui.core.progress.training_calendar import WeekCalendar
    from calf_tui.core.records.session_record import SessionRecord, SetRecord
    from calf_tui.core.records.session_sets import SetAmounts
    from calf_tui.core.session.timeline import Phase

JUMPS = frozenset({"jump_squat"})
"""The moves whose repetitions are landings, unless they are done without flight."""
EASING = frozenset({"downward_dog", "wall_calf_stretch", "foam_roll_calf"})
"""The moves that stretch or roll: their time is not time under tension."""
MOST_SESSIONS = 365
"""The most sessions that are searched, newest first: all of ten years take too long [ours]."""


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

    def add(self, each: SetAmounts) -> None:
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


def is_landing(each: SetAmounts) -> bool:
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


class LastTime(NamedTuple):
    """A set done before, the date its session counts for, and the note of that session.

    `worst` is the highest pain in any set of the move in that session; None if not answered.
    """

    one: SetRecord
    date: date
    note: str
    worst: int | None = None


class LastTimes:
    """Finds the last time of each set, and remembers it.

    `sessions` are all sessions, oldest first; the one with the id `present` is left out.
    """

    def __init__(self, sessions: Sequence[SessionRecord] = (), present: str = "") -> None:
        self._sessions = [each for each in sessions[-MOST_SESSIONS:] if each.id != present]
        self._found: dict[tuple[str, int, Side], LastTime | None] = {}

    def of(self, phase: Phase) -> LastTime | None:
        """Returns the last time of the set that a phase is or leads to, if there is one."""
        key = phase.step.exercise.id, phase.set, phase.side
        if key not in self._found:
            self._found[key] = last_time(self._sessions, *key)
        return self._found[key]


def last_time(
    sessions: Sequence[SessionRecord], exercise: str, number: int, side: Side
) -> LastTime | None:
    """Returns set `number` of the last session in which this move was done on this side.

    If that session has fewer sets, it is the last of them. Skipped sets do not count. None if there
    is no such session.
    """
    for session in reversed(sessions):
        of_move = [one for one in session.sets if one.exercise == exercise]
        done = [one for one in of_move if one.side == side and one.outcome != "skipped"]
        if done:
            same = (one for one in done if one.set >= number)
            worst = max((one.pain for one in of_move if one.pain is not None), default=None)
            return LastTime(next(same, done[-1]), session.local_date, session.note, worst)
    return None


def in_words(last: LastTime, exercise: Exercise, today: date) -> str:
    """Returns 'Last time, 20 Nov: 15 reps, 8 kg, effort 7, pain 2, "Stiff"'."""
    year = "" if last.date.year == today.year else " %Y"
    day = "today" if last.date == today else f"{last.date:%d %b{year}}"
    note = [f'"{formatting.one_line(last.note)}"'] if last.note else []
    said = ", ".join([*_facts(last, exercise), *note])
    warning = f" {warning_of(last)}" if warning_of(last) else ""
    return f"Last time, {day}:{warning} {said}"


def in_short(last: LastTime, exercise: Exercise, width: int) -> str:
    """Returns "Last time: 15 reps, 8 kg, effort 7, pain 2", or a warning alone.

    Where it is wider than `width` characters, "time" and then the last facts are left out; "" if
    nothing fits.
    """
    facts = list(_facts(last, exercise))
    said = [f"Last time: {', '.join(facts)}"]
    said += [f"Last: {', '.join(facts[:number])}" for number in range(len(facts), 0, -1)]
    warning = warning_of(last)
    return next((each for each in ([warning] if warning else said) if len(each) <= width), "")


def warning_of(last: LastTime) -> str:
    """Returns what a pain above 5 asks for the next time (S91, S92); "" after less."""
    if not is_too_much(last.worst):
        return ""
    return f"Pain was {last.worst} last time: go easier."


def _facts(last: LastTime, exercise: Exercise) -> Iterator[str]:
    one = last.one
    if one.exercise in JUMPS:  # the last time may have been of another form
        exercise = exercise._replace(repetition="landing" if is_landing(one) else "rep")
    of = f"{formatting.number(one.done.amount)} of " if one.outcome == "short" else ""
    yield f"{of}{formatting.amount(one.planned if of else one.done, exercise)}"
    if one.load_kg:
        yield formatting.held(one.load_kg, exercise)
    if one.rpe is not None:
        yield f"effort {one.rpe}"
    if last.worst is not None and last.worst > (one.pain or 0):
        yield f"pain {one.pain or 0} ({last.worst} at worst)"
    elif one.pain is not None:
        yield f"pain {one.pain}"
