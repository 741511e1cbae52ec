"""The plans of weeks in TOML files, and what such a file may say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from calf_tui.core.coach.training_plan import Plan, PlanWeek
from calf_tui.core.routines.progression_ladder import LADDERS
from calf_tui.core.text.sanitizing import nearest, quoted
from calf_tui.toml_files.toml_folders import TomlFolders
from calf_tui.toml_files.toml_line_numbers import KeyPath, Table, read_toml
from calf_tui.toml_files.toml_schema import (
    YES_OR_NO,
    Keys,
    Plain,
    Problem,
    Tables,
    fault_of,
    find_problems,
    text,
    whole_number,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from pathlib import Path


BUILT_IN_PLANS = ("three-days", "as-in-the-article", "build-up", "race-week")
"""The ids of the built-in plans, in the order in which they are listed."""
MOST_WEEKS = 104
"""The most weeks of a plan, with repeated ones [ours]."""
WEEK_DAYS = 7


def plan_of(document: Table, plan_id: str) -> Plan:
    """Returns the plan of a document without errors."""
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


def _is_week(value: object) -> bool:
    return (
        isinstance(value, list)
        and 1 <= len(value) <= WEEK_DAYS
        and all(isinstance(each, str) for each in value)
    )


_WEEK = Keys(
    {
        "sessions": Plain("1 to 7 routines in brackets, by their ids", _is_week),
        "repeat": whole_number(1, MOST_WEEKS),
        "most": Keys(
            {move: whole_number(1, len(ladder.steps)) for move, ladder in LADDERS.items()}
        ),
    },
    required=("sessions",),
)
_PLAN = Keys(
    {
        "name": text(60),
        "description": text(200),
        "open": YES_OR_NO,
        "daily": YES_OR_NO,
        "race_week": YES_OR_NO,
        "week": Tables(_WEEK, 1, MOST_WEEKS),
    },
    required=("name", "week"),
)


def parse_plan(source: str, file: str, plan_id: str, routines: Collection[str]) -> Plan:
    """Returns the plan that a text describes; raises `UserError` with a line for each problem.

    `file` is what the faults call it; `routines` are the ids its sessions may name.
    """
    document = read_toml(source, file)
    problems = [*find_problems(_PLAN, document)]
    if not problems:
        problems = [*_unknown_routines(document, routines), *_too_long(document)]
    if problems:
        raise fault_of(problems, source, file)
    return plan_of(document, plan_id)


def _unknown_routines(document: Table, routines: Collection[str]) -> Iterator[Problem]:
    for number, week in enumerate(_weeks_of(document)):
        path: KeyPath = ("week", number, "sessions")
        for each in dict.fromkeys(week["sessions"]):
            if each not in routines:
                hint = nearest(each, routines)
                yield Problem(path, f"{quoted(each)} is the id of no routine; {hint}")


def _too_long(document: Table) -> Iterator[Problem]:
    count = sum(week.get("repeat", 1) for week in _weeks_of(document))
    if count > MOST_WEEKS:
        yield Problem(("week",), f"the plan has {count} weeks; at most {MOST_WEEKS} are possible")


def _weeks_of(document: Table) -> list[dict[str, Any]]:
    weeks: list[dict[str, Any]] = document["week"]
    return weeks


class PlanFolders(TomlFolders[Plan]):
    """The plans of weeks; `routines` returns the ids of the routines that they may name."""

    built_in_ids = BUILT_IN_PLANS
    noun = "plan"

    def __init__(self, built_in: Path, own: Path, routines: Callable[[], Collection[str]]) -> None:
        super().__init__(built_in, own)
        self._routines = routines

    def build(self, document: Table, own_id: str) -> Plan:
        """Returns the plan of a document without errors."""
        return plan_of(document, own_id)

    def check(self, text: str, file: str, own_id: str) -> Plan:
        """Returns the plan of a text; raises `UserError` with a line for each problem."""
        return parse_plan(text, file, own_id, self._routines())

    def owner_in_words(self, _owner: str) -> str:
        """Returns the words for what has an id already."""
        return "another plan"
