"""The tables of a plan's file, known to be sound, as a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calf_tui.core.coach.progression_ladder import LADDERS
from calf_tui.core.coach.week_plan import Plan, PlanWeek

if TYPE_CHECKING:
    from calf_tui.storage.config.toml_line_numbers import Table


def plan_of(document: Table, plan_id: str) -> Plan:
    """The plan of a document without faults."""
    weeks = [_week_of(table) for table in document["week"] for _ in range(table.get("repeat", 1))]
    return Plan(
        plan_id,
        document["name"],
        tuple(weeks),
        is_open=document.get("open", False),
        is_daily=document.get("daily", False),
        is_race_week=document.get("race_week", False),
        description=document.get("description", ""),
    )


def _week_of(table: Table) -> PlanWeek:
    most = {
        move: LADDERS[move].steps[step - 1].level for move, step in table.get("most", {}).items()
    }
    return PlanWeek(tuple(table["sessions"]), most)
