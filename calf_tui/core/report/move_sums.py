"""What was done of each move on each side in some sessions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calf_tui.core.frozen_dataclass import dataclass
from calf_tui.core.progress.exercise_weeks import EASING, is_landing
from calf_tui.core.progress.trends import SIDES
from calf_tui.core.routines.routine import Dose, Side

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from calf_tui.core.records.session_record import SessionRecord, SetRecord


@dataclass(frozen=True, slots=True)
class MoveSums:
    """A move on a side: on how many days, with which loads in kg, and how much of it in all.

    A landing is no repetition.
    `first_kg` and `last_kg` are the heaviest loads of the first and the last session. `last` is
    what was done in each set of the last session. `effort` is the mean of the answers (1-10),
    `worst_pain` their highest (0-10); both are None where nothing was answered.
    """

    exercise: str
    side: Side
    days: int
    first_kg: float
    last_kg: float
    most_kg: float
    reps: int
    landings: int
    seconds: float
    last: tuple[Dose, ...]
    effort: float | None
    worst_pain: int | None


def move_sums(sessions: Iterable[SessionRecord]) -> tuple[MoveSums, ...]:
    """Returns the sums: strength moves first, then the most trained first; sides side by side.

    `sessions` are oldest first. What was skipped does not count.
    """
    found: dict[tuple[str, Side], _Sums] = {}
    for session in sessions:
        sets: dict[tuple[str, Side], list[SetRecord]] = {}
        for each in session.sets:
            if each.done.amount > 0:
                sets.setdefault((each.exercise, each.side), []).append(each)
        for key, done in sets.items():
            found.setdefault(key, _Sums()).add(session.local_date, done)
    days: dict[str, int] = {}
    for (move, _), sums in found.items():
        days[move] = max(days.get(move, 0), len(sums.days))
    order = sorted(
        found, key=lambda key: (key[0] in EASING, -days[key[0]], key[0], SIDES.index(key[1]))
    )
    return tuple(found[move, side].of(move, side) for move, side in order)


class _Sums:
    """The sums of one move on one side so far."""

    def __init__(self) -> None:
        self.days: set[date] = set()
        self.loads: list[float] = []
        self.reps = self.landings = 0
        self.seconds = 0.0
        self.last: tuple[Dose, ...] = ()
        self.efforts: list[int] = []
        self.pains: list[int] = []

    def add(self, day: date, sets: Sequence[SetRecord]) -> None:
        """Adds the sets of a session."""
        self.days.add(day)
        self.loads.append(max(each.load_kg for each in sets))
        self.last = tuple(each.done for each in sets)
        for each in sets:
            if is_landing(each):
                self.landings += each.done.reps or 0
            else:
                self.reps += each.done.reps or 0
            self.seconds += each.done.seconds or 0.0
            if each.rpe is not None:
                self.efforts.append(each.rpe)
            if each.pain is not None:
                self.pains.append(each.pain)

    def of(self, exercise: str, side: Side) -> MoveSums:
        return MoveSums(
            exercise,
            side,
            len(self.days),
            self.loads[0],
            self.loads[-1],
            max(self.loads),
            self.reps,
            self.landings,
            self.seconds,
            self.last,
            sum(self.efforts) / len(self.efforts) if self.efforts else None,
            max(self.pains, default=None),
        )
