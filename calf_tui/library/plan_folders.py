"""The plans of weeks in two folders of TOML files: built-in ones and the runner's own, checked."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from calf_tui.core.coach.progression_ladder import LADDERS
from calf_tui.core.coach.training_plan import Plan, PlanWeek
from calf_tui.core.errors import UserError
from calf_tui.core.text.sanitizing import nearest, quoted
from calf_tui.library.routine_folders import named, none_named, own_file, own_files, slug
from calf_tui.storage.config.toml_file import read_text, shipped
from calf_tui.storage.config.toml_line_numbers import KeyPath, Table, read_toml
from calf_tui.storage.config.toml_schema import (
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
    from collections.abc import Callable, Collection, Iterator, Mapping


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


class PlanFolders:
    """The plans of two folders; each file is read when it is first needed.

    `built_in` contains the files of `BUILT_IN_PLANS`; the methods raise `UserError` if one of them
    is damaged. `own` is the runner's folder, which may be missing. `routines` returns the ids that
    the runner's plans may name.
    """

    def __init__(self, built_in: Path, own: Path, routines: Callable[[], Collection[str]]) -> None:
        self._built_in_folder = built_in
        self._own_folder = own
        self._routines = routines

    def by_id(self) -> Mapping[str, Plan]:
        """Returns the plans by id: built-in ones, then own ones; files with errors are left out."""
        return {**self._built_in, **self._own[0]}

    def faults(self) -> tuple[str, ...]:
        """Returns the errors in the runner's files, a line for each."""
        return tuple(line for text in self._own[1].values() for line in text.splitlines())

    def find(self, name: str) -> Plan:
        """Returns the plan with this id or name (in any case), or of this `.toml` file.

        A file that is not here may be in the runner's folder. Raises `UserError` if there is none,
        or if it has errors.
        """
        if Path(name).suffix.lower() == ".toml":
            return self._read(own_file(name, self._own_folder), name)
        plans = self.by_id()
        return named(name, plans, self._own[1]) or none_named(name, plans, "plan")

    @cached_property
    def _built_in(self) -> dict[str, Plan]:
        return {name: self._shipped(name) for name in BUILT_IN_PLANS}

    def _shipped(self, name: str) -> Plan:
        return shipped(
            self._built_in_folder / f"{name}.toml",
            lambda document: plan_of(document, name),
            lambda text, file: parse_plan(text, file, name, self._routines()),
        )

    @cached_property
    def _own(self) -> tuple[dict[str, Plan], dict[str, str]]:
        """The runner's plans by id, and the errors by file name."""
        try:
            paths = own_files(self._own_folder)
        except UserError as fault:
            return {}, {self._own_folder.name: str(fault)}
        plans: dict[str, Plan] = {}
        faults: dict[str, str] = {}
        for path in paths:
            plan_id = slug(path.stem)
            if plan_id in BUILT_IN_PLANS or plan_id in plans:
                faults[path.name] = (
                    f'{path.name}: its id, "{plan_id}", is that of another plan; rename the file.'
                )
                continue
            try:
                plans[plan_id] = self._read(path, path.name)
            except UserError as fault:
                faults[path.name] = str(fault)
        return plans, faults

    def _read(self, path: Path, shown: str) -> Plan:
        return parse_plan(read_text(path, shown), shown, slug(path.stem), self._routines())
