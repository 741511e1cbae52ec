"""Plans of weeks: which sessions a week has, how far a move may go in it, and which week it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from calf_tui.core.frozen_dataclass import dataclass
from calf_tui.core.routines.progression_ladder import Level

if TYPE_CHECKING:
    from calf_tui.core.progress.met_and_missed_weeks import Week
    from calf_tui.core.records.coach_records import PlanChange, PlanEntry

A_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class PlanWeek:
    """The routines of one week in turn, one a training day; `most` is each move's highest level."""

    sessions: tuple[str, ...]
    most: Mapping[str, Level] = field(default_factory=dict)

    @property
    def days(self) -> int:
        """Its training days."""
        return len(self.sessions)


@dataclass(frozen=True, slots=True)
class Plan:
    """Weeks in order; an `is_open` one repeats its last week. `is_daily`: it asks for hard days."""

    id: str
    name: str
    weeks: tuple[PlanWeek, ...]
    is_open: bool = False
    is_daily: bool = False
    is_race_week: bool = False
    description: str = ""

    @property
    def is_always_the_same(self) -> bool:
        """Whether it makes no difference how many of its weeks were trained."""
        return self.is_open and len(self.weeks) == 1

    def week(self, index: int) -> PlanWeek:
        """That week, or the last one."""
        return self.weeks[min(index, len(self.weeks) - 1)]


class PlanPlace(NamedTuple):
    """Where in a plan a week stands: `number` from 0; `missed` weeks in a row before it.

    `begins` is the first day of its first week, where that is still to come.
    """

    plan: Plan
    number: int = 0
    missed: int = 0
    begins: date | None = None

    @property
    def is_over(self) -> bool:
        """Whether no week is left."""
        return not self.plan.is_open and self.number >= len(self.plan.weeks)

    def changed(self, change: PlanChange) -> PlanPlace:
        """After the runner skipped a week, or repeats one; a moved week changes nothing here."""
        step = {"skipped": 1, "repeated": -1}.get(change, 0)
        return self._at(self.number + step) if step else self

    def after(self, days: int) -> PlanPlace:
        """After a week with so many training days.

        A missed week is repeated; two missed weeks in a row go back two. The week of a race passes
        in any case [ours].
        """
        if self.plan.is_race_week or days >= self.plan.week(self.number).days:
            return self._at(self.number + 1)
        return self._at(self.number - 2) if self.missed else self._replace(missed=1)

    def _at(self, number: int) -> PlanPlace:
        last = len(self.plan.weeks) - self.plan.is_open  # an open plan stays in its last week
        return PlanPlace(self.plan, min(max(number, 0), last))


WEEK_CHANGES: dict[PlanChange, str] = {
    "moved": "this week of the plan was moved",
    "skipped": "a week of the plan was skipped",
    "repeated": "the plan went back a week",
}
"""The changes of a week, as they are named when they are undone."""


def change_in_words(change: PlanChange, place: PlanPlace) -> str:
    """Returns what a change of the week has led to; `place` is where the plan stands after it."""
    if change == "moved":
        return "This week of the plan waits for the next one"
    number = min(place.number, len(place.plan.weeks) - 1) + 1
    way = "On" if change == "skipped" else "Back"
    return f"{way} to week {number} of {len(place.plan.weeks)} of the plan"


def start_of_plan(plan: Plan, chosen: date, week: date) -> date:
    """The first day of a plan's first week, where it was chosen in the week that begins on `week`.

    That is this week where it has as many days left as the plan asks for, else the next one.
    [ours]
    """
    left = A_WEEK - (chosen - week)
    is_any_time = plan.is_always_the_same or plan.is_race_week
    return week if is_any_time or left.days >= plan.week(0).days else week + A_WEEK


def target_without_plan(
    entries: Sequence[PlanEntry],
    plans: Mapping[str, Plan],
    this_week: date,
    target_in: Callable[[date], int],
) -> int:
    """The weekly target that holds without the plan in use: the one before it.

    A target that the runner set since the plan was chosen stays, and so does that of a plan whose
    file is missing [ours]. `entries` are oldest first, `target_in` gives the target of a day's
    week.
    """
    for entry in reversed([each for each in entries if each.change == "used"]):
        plan = plans.get(entry.plan)
        if plan is None:
            break
        held = target_in(start_of_plan(plan, entry.start, this_week))
        if entry.target_before is not None and held == plan.week(0).days:
            return entry.target_before
        if not plan.is_race_week:  # after one that is over, the plan before it goes on
            break
    return target_in(this_week)


def entries_that_count(
    entries: Sequence[PlanEntry], plans: Mapping[str, Plan]
) -> Sequence[PlanEntry]:
    """Those from the last plan on that put an end to all before it, which is no race week."""
    ends = [
        number
        for number, entry in enumerate(entries)
        if entry.change == "used"
        and not ((plan := plans.get(entry.plan)) is not None and plan.is_race_week)
    ]
    return entries[ends[-1] :] if ends else entries


def plan_place(
    entries: Sequence[PlanEntry], weeks: Sequence[Week], plans: Mapping[str, Plan]
) -> PlanPlace | None:
    """The plan in use in the last of these weeks, and where it stands; None where there is none.

    `entries` are oldest first, `weeks` in their order from the first entry's on. A plan that is
    over is in use no more; after a race week the plan before it goes on. A week that was moved
    waits, and so does a frozen one that was not met, and the first one of a plan that was chosen
    too late for it.
    """
    places: tuple[PlanPlace, ...] = ()
    waiting = list(entries)
    begins: date | None = None
    for week, after in zip(weeks, (*weeks[1:], None), strict=True):
        is_moved, begins = False, None
        while waiting and (after is None or waiting[0].start < after.start):
            entry = waiting.pop(0)
            places = _running(_with(places, entry, plans))
            is_late = begins_after(week.start, entry, plans)
            if entry.change == "used":
                begins = week.start + A_WEEK if is_late else None
            is_moved = is_late or (is_moved and entry.change != "used") or entry.change == "moved"
        if places and after is not None and not is_moved:
            place = places[-1]
            is_met = week.days >= place.plan.week(place.number).days
            if is_met or week.state != "frozen":
                places = _running((*places[:-1], place.after(week.days)))
    return places[-1]._replace(begins=begins) if places else None


def begins_after(week: date, entry: PlanEntry, plans: Mapping[str, Plan]) -> bool:
    """Whether a plan was chosen too late for its first week to be the one that begins then."""
    plan = plans.get(entry.plan) if entry.change == "used" else None
    return plan is not None and start_of_plan(plan, entry.start, week) > week


def _with(
    places: tuple[PlanPlace, ...], entry: PlanEntry, plans: Mapping[str, Plan]
) -> tuple[PlanPlace, ...]:
    """Those plans after the entry; the last one is in use, the one before it goes on later."""
    if entry.change != "used":
        if places and places[-1].plan.id == entry.plan:
            return (*places[:-1], places[-1].changed(entry.change))
        return places
    plan = plans.get(entry.plan)
    if plan is None:
        return ()
    kept = [each for each in places if plan.is_race_week and not each.plan.is_race_week]
    return (*kept, PlanPlace(plan))


def _running(places: tuple[PlanPlace, ...]) -> tuple[PlanPlace, ...]:
    while places and places[-1].is_over:
        places = places[:-1]
    return places
