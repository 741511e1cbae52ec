"""The plans of weeks in two folders of TOML files: built-in ones and the runner's own."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from calf_tui.core.errors import UserError
from calf_tui.library.plan_file import plan_of
from calf_tui.library.routine_folders import own_file, slug
from calf_tui.storage.config.toml_file import read_text, shipped

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from calf_tui.core.coach.week_plan import Plan

BUILT_IN_PLANS = ("three-days", "as-in-the-article", "build-up", "race-week")
"""The ids of the built-in plans, in the order in which they are listed."""


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
        by_name = {slug(each.name): each for each in reversed(tuple(plans.values()))}
        found = plans.get(slug(name)) or by_name.get(slug(name))
        if found is not None:
            return found
        for file, text in self._own[1].items():
            if slug(Path(file).stem) == slug(name):
                raise UserError(text)
        from calf_tui.core.text.sanitizing import nearest, quoted

        hint = nearest(slug(name), list(plans))
        raise UserError(f"There is no plan {quoted(name)}; `calf-tui plans` lists them all; {hint}")

    @cached_property
    def _built_in(self) -> dict[str, Plan]:
        return {name: self._shipped(name) for name in BUILT_IN_PLANS}

    def _shipped(self, name: str) -> Plan:
        return shipped(
            self._built_in_folder / f"{name}.toml",
            lambda document: plan_of(document, name),
            lambda text, file: self._checked(text, file, name),
        )

    @cached_property
    def _own(self) -> tuple[dict[str, Plan], dict[str, str]]:
        """The runner's plans by id, and the errors by file name."""
        try:
            names = sorted(each for each in self._own_folder.iterdir() if _is_plan_file(each))
        except FileNotFoundError:
            return {}, {}
        except OSError as error:
            fault = f"The folder {self._own_folder} cannot be read: {error.strerror}."
            return {}, {self._own_folder.name: fault}
        plans: dict[str, Plan] = {}
        faults: dict[str, str] = {}
        for path in names:
            plan_id = slug(path.stem)
            if plan_id in BUILT_IN_PLANS or plan_id in plans:
                faults[path.name] = (
                    f'{path.name}: its id, "{plan_id}", is that of another plan; rename the file.'
                )
                continue
            plan, fault = self._tried(path)
            if plan is None:
                faults[path.name] = fault
            else:
                plans[plan_id] = plan
        return plans, faults

    def _tried(self, path: Path) -> tuple[Plan | None, str]:
        try:
            return self._read(path, path.name), ""
        except UserError as fault:
            return None, str(fault)

    def _read(self, path: Path, shown: str) -> Plan:
        return self._checked(read_text(path, shown), shown, slug(path.stem))

    def _checked(self, text: str, file: str, plan_id: str) -> Plan:
        # The checks are dear to load, and the shipped files do without.
        from calf_tui.library.plan_file import parse_plan

        return parse_plan(text, file, plan_id, self._routines())


def _is_plan_file(path: Path) -> bool:
    return path.suffix.lower() == ".toml" and not path.name.startswith(".")
