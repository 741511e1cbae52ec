"""The commands of `plans`: list, show, use, check, weeks, move, skip, repeat and undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calf_tui.cli.command_setup import keeping_trainer, wiring_with_settings
from calf_tui.cli.commands.routines import checked_file
from calf_tui.cli.output import print_done, print_line, print_notice, print_record_notices
from calf_tui.core.coach.plan_in_use import NO_PLAN, plan_details, plan_summary, plan_weeks_text
from calf_tui.core.coach.runner_state_from_records import plan_place_of
from calf_tui.core.coach.training_plan import WEEK_CHANGES, Plan, PlanPlace, change_in_words
from calf_tui.core.errors import UserError
from calf_tui.core.routines.routine import move_names
from calf_tui.core.text.formatting import count

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Mapping

    from calf_tui.core.records.coach_records import PlanChange
    from calf_tui.training.trainer import Trainer
    from calf_tui.wiring import Wiring

NONE = "none"
CHANGES: dict[str, PlanChange] = {
    "plans move": "moved",
    "plans skip": "skipped",
    "plans repeat": "repeated",
}


def list_all(options: Namespace) -> None:
    """Prints all plans, and the errors in the files that were left out."""
    wiring = wiring_with_settings(options)
    trainer, plans = wiring.reading_trainer(), wiring.plans()
    print_line(_table(plans.by_id().values(), _place(wiring, trainer)))
    for fault in plans.faults():
        print_notice(fault)
    print_record_notices(trainer)


def show(options: Namespace) -> None:
    """Prints one plan, week by week."""
    wiring = wiring_with_settings(options)
    trainer, plan = wiring.reading_trainer(), wiring.plans().find(options.plan)
    place = _place(wiring, trainer)
    routines = wiring.routines().all()
    names = {each.id: each.name for each in routines}
    print_line(_text(plan, names, move_names(routines), place))
    print_record_notices(trainer)


def use(options: Namespace) -> None:
    """Uses a plan; its days become the weekly target from its first week on."""
    wiring = wiring_with_settings(options)
    plans = wiring.plans()
    plan = None if options.plan.lower() == NONE else plans.find(options.plan)
    if plan is not None and plans.by_id().get(plan.id) != plan:
        raise UserError(f"Put {options.plan} into {wiring.paths.own_plans} first, to use it.")
    with keeping_trainer(wiring) as trainer:
        used = trainer.coach.use_plan(plan)
        if plan is None:
            days = count(used.target, "day")
            print_done("Kept", f"no plan; the coach goes by your weekly target, {days} a week")
            return
        print_done("Kept", f"{plan.name}, from {used.begin:%a %d %b %Y} on: {plan_summary(plan)}")
        print_record_notices(trainer)


def check(options: Namespace) -> None:
    """Prints that a plan's file has no errors; raises `UserError` with them."""
    wiring = wiring_with_settings(options)
    plan = wiring.plans().find(options.file)
    file = checked_file(options.file, wiring.paths.own_plans)
    print_done("Checked", f"{plan.name}, {plan_summary(plan)}, no faults, in {file}")


def weeks(options: Namespace) -> None:
    """Prints the weeks of the plan in use: those that were, this one, and those to come."""
    wiring = wiring_with_settings(options)
    trainer = wiring.reading_trainer()
    print_line(_weeks_text(wiring, trainer))
    print_record_notices(trainer)


def change(options: Namespace) -> None:
    """Moves, skips or repeats this week of the plan in use; prints the weeks."""
    made = CHANGES[options.command]
    wiring = wiring_with_settings(options)
    with keeping_trainer(wiring) as trainer:
        trainer.coach.change_week(made)
        if (place := _place(wiring, trainer)) is not None:
            print_line(f"{change_in_words(made, place)}; `calf-tui plans undo` takes it back.")
        print_line(_weeks_text(wiring, trainer))
        print_record_notices(trainer)


def undo(options: Namespace) -> None:
    """Takes back the last change of this week; prints the weeks."""
    wiring = wiring_with_settings(options)
    with keeping_trainer(wiring) as trainer:
        last = trainer.coach_record_editor.last_change_of_week()
        if last is None:
            raise UserError("This week of the plan was not moved, skipped or repeated.")
        trainer.coach_record_editor.delete_entry(last)
        print_done("Undone", WEEK_CHANGES[last.change])
        print_line(_weeks_text(wiring, trainer))


def _weeks_text(wiring: Wiring, trainer: Trainer) -> str:
    routines = wiring.routines().all()
    weeks = trainer.coach.plan_weeks(routines)
    if weeks is None:
        return NO_PLAN
    return plan_weeks_text(weeks, {each.id: each.name for each in routines})


def _place(wiring: Wiring, trainer: Trainer) -> PlanPlace | None:
    past = trainer.progress_snapshot()
    return plan_place_of(past, past.today, wiring.plans().by_id())


def _table(plans: Iterable[Plan], place: PlanPlace | None) -> str:
    """Returns each plan with its id, its length and its description; the one in use is marked."""
    lines: list[str] = []
    for plan in plans:
        lines += [f"{plan.id:<20} {plan.name} · {plan_summary(plan)}{_in_use(place, plan)}"]
        lines += [f"  {plan.description}"] if plan.description else []
    return "\n".join([*lines, *([] if place else ["", NO_PLAN])])


def _text(
    plan: Plan, routines: Mapping[str, str], moves: Mapping[str, str], place: PlanPlace | None
) -> str:
    """Returns a plan week by week: its sessions, and the highest level of each move."""
    description, *weeks = plan_details(plan, routines, moves, place)
    lines = [f"{plan.name}: {plan_summary(plan)}", *filter(None, [description])]
    for each in weeks:
        is_heading = each.startswith("week ") or not each
        lines += [each if is_heading else f"  {each}"]
    return "\n".join(lines)


def _in_use(place: PlanPlace | None, plan: Plan) -> str:
    if place is None or place.plan.id != plan.id:
        return ""
    if place.begins is not None:
        return f" · in use from {place.begins:%a %d %b} on"
    weeks = "" if plan.is_open else f", week {place.number + 1} of {len(plan.weeks)}"
    return f" · in use{weeks}"
