"""The coach's records: runs, answers, profile, plan. Their fields are those of the data file."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Literal, NamedTuple

from calf_tui.core.frozen_dataclass import dataclass
from calf_tui.core.records.session_record import NEVER
from calf_tui.core.routines.routine import Side

if TYPE_CHECKING:
    from collections.abc import Iterable

Source = Literal["typed", "gpx", "tcx", "fit"]
AnswerWord = Literal["accepted", "refused", "gone", "checked", "not yet"]
PlanChange = Literal["used", "moved", "skipped", "repeated"]
Sex = Literal["female", "male"]
MINUTES_A_KM = 6.0
"""For a run of which only the distance is known [ours]."""
LONGEST_RUN = (2880, 300)
"""Minutes and kilometres: two days, and further than most go in them [ours]."""
PROFILE_ID = "profile"
"""The id of the one profile, the same on every machine, so that merging makes one of two."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run: minutes, or km, or both; no more of it is kept.

    `source` says where it comes from. `id` is a uuid, empty while it is not kept; that of an
    imported run follows from its start. `updated_at` is aware, in UTC.
    """

    local_date: date
    minutes: float | None = None
    km: float | None = None
    hard: bool = False
    source: Source = "typed"
    id: str = ""
    updated_at: datetime = NEVER

    @property
    def length(self) -> float:
        """In minutes."""
        return (self.km or 0.0) * MINUTES_A_KM if self.minutes is None else self.minutes


class RunSums(NamedTuple):
    """The number of runs, how many of them hard, and all their minutes and kilometres.

    `minutes` and `km` are None where no run has them.
    """

    number: int
    hard: int
    minutes: float | None
    km: float | None


def run_sums(runs: Iterable[Run]) -> RunSums:
    """Returns the sums of these runs."""
    every = tuple(runs)
    minutes = [each.minutes for each in every if each.minutes is not None]
    km = [each.km for each in every if each.km is not None]
    return RunSums(
        len(every),
        sum(each.hard for each in every),
        sum(minutes) if minutes else None,
        sum(km) if km else None,
    )


@dataclass(frozen=True, slots=True)
class CoachAnswer:
    """What the runner answered to the coach about the load of a move.

    "accepted" and "refused" answer a suggestion for the move `exercise` on `side`. If another level
    was chosen instead, it is that of `form`, `reps` or `seconds`, and `load_kg` in all. "gone",
    "checked" by a professional and "not yet" answer what became of a stop for pain at `place`; None
    stands for all places.
    """

    local_date: date
    answer: AnswerWord
    exercise: str | None = None
    side: Side = "both"
    place: str | None = None
    form: str = "plain"
    reps: int | None = None
    seconds: float | None = None
    load_kg: float = 0.0
    id: str = ""
    updated_at: datetime = NEVER

    @property
    def is_of_load(self) -> bool:
        """Whether it answers a suggestion, and not what became of a stop."""
        return self.answer in ("accepted", "refused")

    @property
    def is_accepted(self) -> bool:
        """Whether the runner said yes to a suggestion."""
        return self.answer == "accepted"


@dataclass(frozen=True, slots=True)
class Profile:
    """What the runner said once. Days of the week count from Monday, 0.

    `heaviest_kg` is the heaviest load at hand, in all. `heel_raises` is how many of one leg the
    runner can do, where that was asked. `deload` is the day on which a deload week was taken.
    `doctor_first` says that an answer asks for a doctor's word before training.
    """

    has_dumbbells: bool = True
    heaviest_kg: float | None = None
    body_mass_kg: float | None = None
    weekdays: frozenset[int] = frozenset()
    hard_run_days: frozenset[int] = frozenset()
    heel_raises: int | None = None
    race: date | None = None
    deload: date | None = None
    birth_year: int | None = None
    sex: Sex | None = None
    doctor_first: bool = False
    id: str = PROFILE_ID
    updated_at: datetime = NEVER


UNKNOWN_PROFILE = Profile()
"""A runner who said nothing."""


@dataclass(frozen=True, slots=True)
class PlanEntry:
    """From the week that contains `start` on: a plan is used, or one of its weeks is changed.

    `plan` is the plan's id, empty where none is used any more. A "moved" week waits, one that is
    "skipped" is left for the next, one that is "repeated" for the one before. `target_before` is
    the weekly target that comes back when no plan is used any more.
    """

    start: date
    plan: str
    change: PlanChange = "used"
    id: str = ""
    updated_at: datetime = NEVER
    target_before: int | None = None


class CoachRecords(NamedTuple):
    """All of these, oldest first."""

    runs: tuple[Run, ...] = ()
    answers: tuple[CoachAnswer, ...] = ()
    profile: Profile = UNKNOWN_PROFILE
    plan: tuple[PlanEntry, ...] = ()


NO_COACH_RECORDS = CoachRecords()
