"""Plans of weeks: which sessions a week has, and how far a move may go in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from calf_tui.core.coach.progression_ladder import LADDERS, Level

if TYPE_CHECKING:
    from collections.abc import Iterable


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

    def week(self, index: int) -> PlanWeek:
        """That week, or the last one."""
        return self.weeks[min(index, len(self.weeks) - 1)]


def week_index(plan: Plan, days: Iterable[int]) -> int:
    """Which week comes after these, given by their training days: from 0, up to one past the last.

    A missed week is repeated; two missed weeks in a row go back two [ours].
    """
    index = missed = 0
    for each in days:
        if each >= plan.week(index).days:
            index, missed = min(index + 1, len(plan.weeks)), 0
            continue
        missed += 1
        if missed == 2:
            index, missed = max(0, index - 2), 0
    return index


def _most(walk: int, raise_: int, jumps: int, dog: int, wall: int) -> Mapping[str, Level]:
    """The levels at these steps of the ladders."""
    steps = {
        "tiptoe_walk": walk,
        "heel_raise_box": raise_,
        "jump_squat": jumps,
        "downward_dog": dog,
        "wall_calf_stretch": wall,
    }
    return MappingProxyType(
        {move: LADDERS[move].steps[index].level for move, index in steps.items()}
    )


_SIX = ("daily-six",)
_FIRST = ("first-week",)
PLANS: Mapping[str, Plan] = MappingProxyType(
    {
        plan.id: plan
        for plan in (
            Plan(
                "as-in-the-article",
                "As in the article",
                (PlanWeek(_SIX * 7),),
                is_open=True,
                is_daily=True,
            ),
            Plan(
                "three-days",
                "Three days",
                (PlanWeek(("strength", "after-run", "daily-six")),),
                is_open=True,
            ),
            Plan(
                "build-up",
                "Build-up",
                (
                    PlanWeek(_FIRST * 3, _most(0, 0, 0, 0, 0)),
                    PlanWeek(_FIRST * 3, _most(0, 0, 0, 0, 0)),
                    PlanWeek(_SIX * 3, _most(1, 1, 1, 0, 0)),
                    PlanWeek(_SIX * 3, _most(1, 1, 1, 0, 0)),
                    PlanWeek(_SIX * 3, _most(2, 2, 2, 0, 1)),
                    PlanWeek(_SIX * 3, _most(2, 2, 3, 0, 1)),
                    PlanWeek(_SIX * 3, _most(3, 3, 4, 0, 1)),
                    PlanWeek(_SIX * 3, _most(3, 3, 5, 0, 1)),
                ),
            ),
            Plan(
                "race-week", "Race week", (PlanWeek(("after-run", "after-run")),), is_race_week=True
            ),
        )
    }
)
"""The built-in ones by id [ours]."""
