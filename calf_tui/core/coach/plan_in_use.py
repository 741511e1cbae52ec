"""The weeks of the plan in use: what was done of the past ones, what this one and the next have."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from calf_tui.core.coach.proposal.proposal import Proposal
from calf_tui.core.coach.proposal.proposal_text import day_reasons, headline, named_level_words
from calf_tui.core.coach.runner_state_from_records import default_plan_place, plan_place_of
from calf_tui.core.coach.training_plan import A_WEEK, Plan, PlanPlace, PlanWeek
from calf_tui.core.frozen_dataclass import dataclass
from calf_tui.core.progress.met_and_missed_weeks import Week
from calf_tui.core.progress.progress_text import STATE_WORDS
from calf_tui.core.progress.training_calendar import SETS_OF_A_TRAINING_DAY
from calf_tui.core.records.coach_records import PlanChange
from calf_tui.core.records.session_sets import finished_sets
from calf_tui.core.routines.routine_step_levels import name_in_form
from calf_tui.core.text import formatting

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from calf_tui.core.progress.progress_snapshot import ProgressSnapshot

PAST_WEEKS = 4
WEEKS_AHEAD = 8
WEEKS_AHEAD_OF_OPEN = 2
"""Of a plan whose last week comes again and again [ours]."""
CHANGES: tuple[PlanChange, ...] = ("moved", "skipped", "repeated")
AGAIN, TWO_BACK = "again after a missed week", "two back after two missed ones"
NO_PLAN = (
    "No plan is in use: the coach goes by your weekly target. `calf-tui plans` lists the plans, "
    "and `calf-tui plans use NAME` uses one."
)


class PlanWeekLine(NamedTuple):
    """A week: its first day, its place in the plan from 0 (None if all are alike), its routines."""

    start: date
    number: int | None
    sessions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlanWeeks:
    """The plan in use and its weeks.

    `past` are the last weeks as they were, with the names of the sessions done; `done` is this
    one, with its sessions so far; `ahead` are those to come, as long as nothing is missed.
    `today` is what the coach proposes for today. `possible` is how this week can be changed.
    `is_default`: the runner chose none. `is_short`: this week has too few days left to be met.
    `missed` are the weeks missed in a row before this one, since the plan was chosen or its week
    changed.
    """

    place: PlanPlace
    is_default: bool
    past: tuple[tuple[Week, tuple[str, ...]], ...]
    done: tuple[Week, tuple[str, ...]]
    today: Proposal
    ahead: tuple[PlanWeekLine, ...]
    possible: tuple[PlanChange, ...]
    is_moved: bool
    is_short: bool
    missed: int


def plan_weeks(
    snapshot: ProgressSnapshot, plans: Mapping[str, Plan], today: Proposal
) -> PlanWeeks | None:
    """The weeks around the present one, with today's proposal; None where no plan is in use."""
    place = plan_place_of(snapshot, snapshot.today, plans)
    if place is None:
        return None
    weeks = snapshot.progress_until(snapshot.today, PAST_WEEKS + 1).weeks
    done = tuple((week, _sessions(snapshot, week)) for week in weeks)
    this = weeks[-1]
    is_moved = any(
        each.change == "moved" and each.plan == place.plan.id and this.start <= each.start
        for each in snapshot.coach.plan
    )
    is_late = place.begins is not None
    possible = this.days + snapshot.progress.days_left
    is_short = possible < place.plan.week(place.number).days and not _is_frozen(this, today)
    following = place.after(possible) if is_short else place._replace(number=place.number + 1)
    if is_moved or is_late or _waits(place, this, today):
        following = place
    is_default = all(each.plan != place.plan.id for each in snapshot.coach.plan)
    return PlanWeeks(
        place,
        is_default,
        tuple(each for each in done[:-1] if each[0].state is not None),
        done[-1],
        today,
        _ahead(following, this.start),
        _possible(place, is_moved=is_moved or is_late),
        is_moved,
        is_short and not place.plan.is_always_the_same,
        _missed(weeks[:-1], max((each.start for each in snapshot.coach.plan), default=None)),
    )


def _missed(weeks: Sequence[Week], since: date | None) -> int:
    """How many of these weeks, the last ones in a row, were missed and begin after that day."""
    last = takewhile(lambda each: each.state == "missed", reversed(weeks))
    return sum(since is not None and each.start + A_WEEK > since for each in last)


def _is_frozen(week: Week, today: Proposal) -> bool:
    """Whether the present week is frozen, also by a pause before the first session of all."""
    is_paused = any(each.rule == "paused" for each in today.reasons)
    return week.state == "frozen" or (is_paused and week.state != "met")


def _waits(place: PlanPlace, week: Week, today: Proposal) -> bool:
    """Whether the week is frozen, and too few of its days are left: it comes again next week."""
    possible = week.days + len(today.to_come) + (today.session is not None)
    return _is_frozen(week, today) and possible < place.plan.week(place.number).days


def _sessions(snapshot: ProgressSnapshot, week: Week) -> tuple[str, ...]:
    """The names of those that were trained on training days, with two finished sets or more.

    Of a day that has only shorter ones, those with any. A session without a finished set is none.
    """
    names = []
    for day in range(A_WEEK.days):
        of_day = snapshot.sessions_of([week.start + timedelta(days=day)])
        sets = [finished_sets(each.sets) for each in of_day]
        if sum(sets) < SETS_OF_A_TRAINING_DAY:
            continue
        least = min(SETS_OF_A_TRAINING_DAY, max(sets))
        names += [
            each.routine_name for each, count in zip(of_day, sets, strict=True) if count >= least
        ]
    return tuple(names)


def plan_ended_by(
    snapshot: ProgressSnapshot, plans: Mapping[str, Plan], target: int
) -> Plan | None:
    """The default plan, if it is in use and another weekly target would end it. [ours]"""
    place = plan_place_of(snapshot, snapshot.today, plans)
    is_default = place is not None and place == default_plan_place(snapshot, snapshot.today, plans)
    if place is None or not is_default or place.plan.week(0).days == target:
        return None
    return place.plan


def _line(place: PlanPlace, number: int, start: date) -> PlanWeekLine:
    said = None if place.plan.is_always_the_same else number
    return PlanWeekLine(start, said, place.plan.week(number).sessions)


def _ahead(place: PlanPlace, this: date) -> tuple[PlanWeekLine, ...]:
    """The weeks after this one; the first of them is where the plan stands then."""
    plan, first = place.plan, place.number
    count = WEEKS_AHEAD_OF_OPEN if plan.is_always_the_same else WEEKS_AHEAD
    last = len(plan.weeks) - 1
    lines = []
    for weeks in range(count):
        number = first + weeks
        if number > last and not plan.is_open:
            break
        lines.append(_line(place, min(number, last), this + A_WEEK * (weeks + 1)))
    return tuple(lines)


def _possible(place: PlanPlace, *, is_moved: bool) -> tuple[PlanChange, ...]:
    if place.plan.is_always_the_same:
        return ()
    is_last = place.plan.is_open and place.number == len(place.plan.weeks) - 1
    cannot = {
        "moved": is_moved or place.plan.is_race_week,
        "skipped": is_last,
        "repeated": place.number == 0,
    }
    return tuple(each for each in CHANGES if not cannot[each])


def plan_weeks_text(weeks: PlanWeeks, routines: Mapping[str, str]) -> str:
    """The plan, then a line a week, "▸" for this one with today; `routines` are names by id."""
    said = [_headline(weeks)]
    said += [_past_line(week, sessions) for week, sessions in weeks.past]
    said.append(_now_line(weeks, routines))
    reasons = " ".join(each.text for each in day_reasons(weeks.today))
    said.append(f"  today   {headline(weeks.today, weeks.today.session)}. {reasons}")
    said += [f"  {_of(each, routines)}" for each in weeks.ahead]
    return "\n".join(said)


def _headline(weeks: PlanWeeks) -> str:
    plan = weeks.place.plan
    said = [f"Plan: {plan.name}"]
    if weeks.is_default:
        said.append("the default")
    if not plan.is_always_the_same:
        said.append(f"week {weeks.place.number + 1} of {len(plan.weeks)}")
        if weeks.missed and weeks.place.number:
            said.append(TWO_BACK if weeks.missed % 2 == 0 else AGAIN)
    return ", ".join(said)


def _past_line(week: Week, sessions: Sequence[str]) -> str:
    state = "" if week.state is None else f", {STATE_WORDS[week.state]}"
    listed = f": {', '.join(sessions)}" if sessions else ""
    days = formatting.days_of_target(week.days, week.target)
    return f"  {week.start:%d %b}  {days}{state}{listed}"


def _now_line(weeks: PlanWeeks, routines: Mapping[str, str]) -> str:
    week, sessions = weeks.done
    said = [f"done {', '.join(sessions)}"] if sessions else []
    if weeks.is_moved:
        said.append("moved: this week of the plan waits for the next")
        return f"▸ {week.start:%d %b}  {'; '.join(said)}"
    if begin := weeks.place.begins:
        return f"▸ {week.start:%d %b}  week {weeks.place.number + 1} begins on {begin:%a %d %b}"
    to_come = [routines.get(each, each) for each in weeks.today.to_come]
    said.append(f"to come {_in_turn(to_come)}" if to_come else _nothing_to_come(weeks))
    said += ["too few days are left to meet it"] * weeks.is_short
    state = "frozen: " if _is_frozen(week, weeks.today) else ""
    days = formatting.days_of_target(week.days, week.target)
    return f"▸ {week.start:%d %b}  {days}, {state}{'; '.join(said)}"


def _nothing_to_come(weeks: PlanWeeks) -> str:
    week, day = weeks.done[0], weeks.today.as_of
    if week.days >= week.target:
        return "nothing is left"
    if _waits(weeks.place, week, weeks.today):
        return "it comes again next week"
    is_last = day + timedelta(days=1) >= week.start + A_WEEK
    return "today is the last day" if is_last else "nothing more is planned"


def _in_turn(names: Sequence[str]) -> str:
    """ "Strength, After a run"; of one name "First week on 3 days"."""
    if len(names) > 1 and len(set(names)) == 1:
        return f"{names[0]} on {len(names)} days"
    return ", ".join(names)


def _of(line: PlanWeekLine, routines: Mapping[str, str]) -> str:
    number = "" if line.number is None else f"week {line.number + 1}: "
    sessions = [routines.get(each, each) for each in line.sessions]
    return f"{line.start:%d %b}  {number}{_in_turn(sessions)}"


def plan_summary(plan: Plan) -> str:
    """ "3 days a week", "3 days a week, 8 weeks"."""
    days = sorted({week.days for week in plan.weeks})
    most = formatting.count(days[-1], "day")
    often = f"{most} a week" if len(days) == 1 else f"{days[0]} to {most} a week"
    return often if plan.is_open else f"{often}, {formatting.count(len(plan.weeks), 'week')}"


def plan_details(
    plan: Plan, routines: Mapping[str, str], moves: Mapping[str, str], place: PlanPlace | None
) -> list[str]:
    """Returns a plan's description, then week by week its sessions and how far each move goes.

    `place` is that of the plan in use; names are by id.
    """
    lines = [plan.description]
    now, mark = None, " (now)"
    if place is not None and place.plan.id == plan.id:
        now = place.number
        mark = mark if place.begins is None else f" (from {place.begins:%a %d %b} on)"
    for number, week in enumerate(plan.weeks):
        again = " and every week after it" if plan.is_open and number + 1 == len(plan.weeks) else ""
        lines += ["", f"week {number + 1}{again}{mark if number == now else ''}"]
        lines += [", ".join(routines.get(each, each) for each in week.sessions)]
        lines += _most(week, moves)
    return lines


def _most(week: PlanWeek, moves: Mapping[str, str]) -> list[str]:
    said = [
        f"{name_in_form(move, each.form, moves.get(move, move))} {named_level_words(move, each)}"
        for move, each in week.most.items()
    ]
    return [f"at most: {', '.join(said)}"] if said else []
