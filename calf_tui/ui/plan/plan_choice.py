"""The choice of a plan of weeks: a list, and below it what the plan under the cursor is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.content import Content
from textual.widgets import Static

from calf_tui.core.coach.plan_in_use import plan_details, plan_summary
from calf_tui.core.routines.routine import move_names
from calf_tui.core.text.formatting import count
from calf_tui.ui.app_interface import errors_told
from calf_tui.ui.dialogs.dialog import Dialog
from calf_tui.ui.keys.dialog_bindings import PLAN_CHOICE
from calf_tui.ui.widgets.choice_list import ChoiceList
from calf_tui.ui.widgets.key_hints import KeyHints
from calf_tui.ui.widgets.screen_size import ScrollPane

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult

    from calf_tui.core.coach.training_plan import Plan
    from calf_tui.ui.app_interface import AppInterface

NO_PLAN = "No plan"
ROOMY = 50
"""The columns from which on a plan is listed in full [ours]."""
WITHOUT = "The coach goes by your weekly target alone."


def choose_plan(app: AppInterface, then: Callable[[str], object]) -> None:
    """Lists the plans, and uses the one chosen; `then` gets what was done. Raises `UserError`."""
    trainer = app.trainer
    routines = app.routines.all()
    plans, weeks = tuple(trainer.coach.plans().values()), trainer.coach.plan_weeks(routines)
    place = None if weeks is None else weeks.place
    names = {each.id: each.name for each in routines}
    details = [plan_details(each, names, move_names(routines), place) for each in plans]
    place_in_use = next(
        (at for at, each in enumerate(plans) if place and place.plan.id == each.id), len(plans)
    )

    def answered(at: int | None) -> None:
        if at is None:
            return
        plan = plans[at] if at < len(plans) else None
        with errors_told(app):
            then(_use(app, plan))

    app.push_screen(PlanChoice(plans, details, place_in_use), answered)


def _use(app: AppInterface, plan: Plan | None) -> str:
    """Uses a plan; its days become the weekly target. Returns what was done."""
    used = app.trainer.coach.use_plan(plan)
    if plan is None:
        return f"No plan is used any more; your target is {count(used.target, 'day')} a week."
    if used.is_later:
        return f"{plan.name} begins on {used.begin:%A %d %B}; its days are the target from then on."
    return f"{plan.name} begins with this week; its days are the target."


class PlanChoice(Dialog[int]):
    """Lists plans with their details; the result is the place of the one chosen.

    The place after the last plan means none.
    """

    BINDINGS = PLAN_CHOICE

    def __init__(
        self, plans: Sequence[Plan], details: Sequence[Sequence[str]], in_use: int
    ) -> None:
        super().__init__("Plans of weeks; ▸ is in use")
        self._plans = plans
        self._details = ["\n".join(each) for each in details] + [WITHOUT]
        self._in_use = in_use

    def parts(self) -> ComposeResult:
        """Yields the list, and what the plan is."""
        yield ChoiceList(self._lines(self.app.size.width), wrap=True, id="plans")
        yield ScrollPane(Static(id="details"), id="about")

    def hints(self) -> KeyHints:
        """Returns the keys, in two rows on a low screen."""
        return KeyHints(fewest_rows=2)

    def on_mount(self) -> None:
        """Begins at the plan in use."""
        self._show(self._in_use)
        self.show_details()

    def on_resize(self) -> None:
        """Lists the plans for the new width."""
        self._show(self.query_one(ChoiceList).cursor)

    def _show(self, cursor: int) -> None:
        self.query_one(ChoiceList).show(self._lines(self.app.size.width), cursor)

    def _lines(self, columns: int) -> list[str]:
        """Returns a line for each plan; with few columns its days are those of a week unsaid."""
        said = [plan_summary(each) for each in self._plans]
        said = said if columns >= ROOMY else [each.replace(" a week", "") for each in said]
        named = [f"{plan.name} · {each}" for plan, each in zip(self._plans, said, strict=True)]
        return [
            f"{'▸' if at == self._in_use else ' '} {line}"
            for at, line in enumerate([*named, NO_PLAN])
        ]

    @on(ChoiceList.Moved)
    def show_details(self) -> None:
        """Shows what the plan under the cursor is."""
        at = self.query_one(ChoiceList).cursor
        self.query_one("#details", Static).update(Content(self._details[at]))
        self.query_one(ScrollPane).scroll_home(animate=False)

    @on(ChoiceList.Chosen)
    def action_choose(self) -> None:
        """Answers with the plan under the cursor."""
        self.dismiss(self.query_one(ChoiceList).cursor)
