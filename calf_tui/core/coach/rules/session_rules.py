"""Which session a day has: the first rule that speaks."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING

from calf_tui.core.coach.rules.day_rules import (
    AN_HOUR,
    REST_DAYS,
    after_race,
    paused,
    race_week,
    still_rests,
)
from calf_tui.core.coach.rules.rule import Reason, Values, in_days, rule
from calf_tui.core.coach.runner_state import RunnerState, has_all_moves
from calf_tui.core.progress.training_calendar import DAYS_OF_A_WEEK
from calf_tui.core.routines.progression_ladder import LADDERS, TEST_STEPS
from calf_tui.core.text.formatting import days_of_target, on_day

if TYPE_CHECKING:
    from collections.abc import Iterable

    from calf_tui.core.records.coach_records import Run

STRENGTH, AFTER_RUN, BEFORE_RUN, FIRST_WEEK = "strength", "after-run", "before-run", "first-week"
LIKELY_WEEKS = 4
LIKELY_RUNS = 2
"""Hard runs on the same weekday in two of four weeks make the next one likely [ours]."""
HARD_ROUTINES = frozenset((STRENGTH, "daily-six", FIRST_WEEK))
RACE_WEEK_SESSIONS = 2


@rule("in-progress", "It was begun at {1:%H:%M} and has not ended: it comes first.")
def in_progress(state: RunnerState) -> Values:
    """While a session has not ended, or was cut short and may go on, there is no other. [ours]"""
    begun = state.begun
    return None if begun is None else (begun.name, begun.since)


@rule("rest-day", "You called it a rest day: stretch and roll, or do nothing.")
def rest_day(state: RunnerState) -> Values:
    """On a rest day there are stretches and rolling, or nothing. [ours]"""
    return () if state.day_type == "rest-day" else None


@rule("before-run", "Before a run: short, and no long stretches.")
def before_run(state: RunnerState) -> Values:
    """Before a run the session is short, and a stretch stays below 60 s a muscle, as longer ones
    cost performance. [S18, ours]
    """
    return () if state.day_type == "before-run" else None


@rule("after-run", "After a run: stretches and rolling.")
def after_run(state: RunnerState) -> Values:
    """After a run, or on a day with one, come the stretches and the rolling, once.
    [article, ours]
    """
    has_run = any(run.local_date == state.today for run in state.runs)
    is_due = has_run and not state.has_done(AFTER_RUN)
    return () if state.day_type == "after-run" or is_due else None


@rule("stopped-today", "You stopped for pain today: nothing hard before tomorrow.")
def stopped_today(state: RunnerState) -> Values:
    """On the day of a stop nothing hard is proposed, even if it is gone or was checked. [ours]"""
    sessions = state.past.sessions
    return () if any(each.stop and each.date == state.today for each in sessions) else None


@rule("first-session", "The first session: {0} moves {2}.")
def first_session(state: RunnerState) -> Values:
    """Without any finished set before, First week comes first. [ours]"""
    if any(each.sets for each in state.past.sessions):
        return None
    is_further_up = (state.heel_raises or 0) >= min(TEST_STEPS)[0]
    moves = set(state.moves_of.get(FIRST_WEEK, ())) - state.left_out
    whole = ("all six", "All six") if LADDERS.keys() <= moves else ("its", "Its")
    return (*whole, "from where you stand" if is_further_up else "in their easiest forms")


@rule("week-met", "{0}: it is met, and an easy day is enough.")
def week_met(state: RunnerState) -> Values:
    """A week that is met proposes an easy day. [ours]"""
    said = days_of_target(state.days_trained, state.target, " this week")
    return (said,) if state.days_missing <= 0 else None


@rule("done-today", "You trained today{0}.")
def done_today(state: RunnerState) -> Values:
    """A session is never doubled on one day. [ours]"""
    more = "" if state.day_type in ("before-run", "after-run") else ", and that is enough"
    return (more,) if state.past.training_days(state.today, state.today) else None


@rule("begun-today", "You finished one set today; two make a training day.")
def begun_today(state: RunnerState) -> Values:
    """A day with one finished set is no training day, so its session is still open. [ours]"""
    sets = sum(each.sets for each in state.past.sessions if each.date == state.today)
    return () if sets and done_today(state) is None else None


@rule("day-off", "Not one of your days, and the week has enough of them left.")
def day_off(state: RunnerState) -> Values:
    """On other than the runner's days there is a rest, where the week can still be met. [ours]"""
    return () if state.is_other_day and state.training_days_left >= state.days_missing else None


@rule("other-day", "Not one of your days{0}.")
def other_day(state: RunnerState) -> Values:
    """A session on other than the runner's days says so: the first one of all can wait, and later
    ones come where too few of the days are left to meet the week. [ours]
    """
    if not state.is_other_day:
        return None
    if first_session(state) is not None:
        return (": it can wait for one of them",)
    return (f", but too few of them are left for {state.target} this week",)


@rule("rest-48h", "The last hard session was {0}: the next comes from {1} on.")
def rest_48h(state: RunnerState) -> Values:
    """48 h lie between hard sessions, or an hour less: those with two sets or more of the strength
    moves at effort 7 or more, or with any jumps. [S1, S3, S6, ours]
    """
    for each in reversed(state.past.sessions):
        if (state.today - each.date).days > REST_DAYS + 1:
            break
        if each.is_hard and (until := still_rests(state, each, less=AN_HOUR)):
            return on_day(each.date, state.today), until
    return None


@rule("before-hard-run", "A hard run {0}, and the week leaves room: an easy day.")
def before_hard_run(state: RunnerState) -> Values:
    """No hard session on the day before a hard run, where the week allows; none on its day either,
    unless it is one of the runner's days. It comes on a day that the runner named, and is likely
    where hard runs were on that day of the week in two of the last four weeks. [ours]
    """
    if state.days_left < state.days_missing:
        return None
    named = state.profile.hard_run_days
    if state.is_other_day and state.today.weekday() in named:
        return ("comes today",)
    tomorrow = date.fromordinal(state.today.toordinal() % date.max.toordinal() + 1)
    is_named = tomorrow.weekday() in named or any(
        run.hard and run.local_date == tomorrow for run in state.runs
    )
    if is_named:
        return ("comes tomorrow",)
    return ("is likely tomorrow",) if _is_hard_likely(state.runs, tomorrow) else None


@rule("plan-session", "{0}: training day {1} of {2} this week.")
def plan_session(state: RunnerState) -> Values:
    """A plan gives the sessions of a week in turn; missed days move them on, and none is doubled.
    One is done by its own routine or by all its moves, with two finished sets or more. [ours]
    """
    plan = state.plan
    if plan is None:
        return None
    number = state.days_trained + 1
    return plan.name, number, max(number, plan.week(state.plan_week).days)


@rule("plan-daily", "The article asks for this daily; other sources leave 48 h between.")
def plan_daily(state: RunnerState) -> Values:
    """The plan "as in the article" asks for hard sessions daily, and says so. [article]"""
    plan = state.plan
    return () if plan is not None and plan.is_daily and rest_48h(state) is not None else None


@rule("race-today", "The race is today: nothing before it.")
def race_today(state: RunnerState) -> Values:
    """On the day of a race there is no session, unless one around the run is asked for. [ours]"""
    return () if state.days_to_race == 0 else None


@rule("race-rest", "The race is {0}: two easy sessions are enough.")
def race_rest(state: RunnerState) -> Values:
    """After two easy sessions in race week there is rest, or one more for who wants it. [ours]"""
    days = state.days_to_race
    if days is None:
        return None
    begin = state.today - timedelta(days=DAYS_OF_A_WEEK - 1 - days)
    done = state.past.training_days(begin, state.today)
    return (in_days(days),) if done >= RACE_WEEK_SESSIONS else None


@rule("strength", "{0} of {1} days this week, and no hard session in the last 48 h.")
def strength(state: RunnerState) -> Values:
    """Strength is proposed when 48 h have passed since the last hard session. [S1, S3, S6, ours]"""
    return state.days_trained, state.target


def rest_where_nothing_is_said(state: RunnerState) -> Reason | None:
    """The rest of a pause, unless the runner asks for the session of a run or a rest day."""
    return paused(state) if state.day_type is None else None


def rest_for_race(state: RunnerState) -> Reason | None:
    """The easy days before a race and after it."""
    before = race_rest(state) or race_week(state)
    return before or after_race(state)


Choice = tuple[str | None, tuple["Reason", ...]]
"""A routine's id, None on a day of rest, and why."""
FIXED = (
    (in_progress, None),
    (rest_where_nothing_is_said, None),
    (rest_day, AFTER_RUN),
    (before_run, BEFORE_RUN),
    (after_run, AFTER_RUN),
    (race_today, None),
    (stopped_today, AFTER_RUN),
    (first_session, FIRST_WEEK),
    (week_met, AFTER_RUN),
    (done_today, AFTER_RUN),
    (day_off, None),
    (rest_for_race, AFTER_RUN),
)
"""In their order: the first that speaks decides."""


def said_in_any_case(state: RunnerState) -> tuple[Reason, ...]:
    """That the day is in a pause, and that the runner trained on it, after all other reasons."""
    if in_progress(state):
        return ()
    said = paused(state), done_today(state) or begun_today(state)
    return tuple(each for each in said if each is not None)


def choose_session(state: RunnerState) -> Choice:
    """The routine of the day, a stop for pain aside."""
    also = tuple(filter(None, (other_day(state),)))
    for speak, routine in FIXED:
        if reason := speak(state):
            if speak is first_session:
                return routine, (reason, *also)
            is_again = routine == AFTER_RUN and state.day_type is None and state.has_done(AFTER_RUN)
            return None if is_again else routine, (reason,)
    routine, reasons = _by_plan_or_target(state)
    return routine, reasons if routine is None else (*reasons, *also)


def _by_plan_or_target(state: RunnerState) -> Choice:
    easy = rest_48h(state) or before_hard_run(state)
    plan, planned = state.plan, plan_session(state)
    if plan is None or planned is None:
        reason = easy or strength(state)
        return AFTER_RUN if easy else STRENGTH, tuple(filter(None, (reason,)))
    sessions = plan.week(state.plan_week).sessions
    left = state.sessions_left
    routine = left[0] if left else sessions[state.days_trained % len(sessions)]
    if routine in HARD_ROUTINES and plan.is_daily:
        return routine, tuple(filter(None, (planned, plan_daily(state))))
    if routine in HARD_ROUTINES and easy:
        is_rest = state.training_days_left >= state.days_missing
        return None if is_rest else AFTER_RUN, (easy,)
    return routine, (planned,)


def to_come(state: RunnerState, routine: str | None) -> tuple[str, ...]:
    """The sessions of the plan that follow in this week after `routine`, which today has.

    As many as there are training days missing, and days left to train on. [ours]
    """
    left, needed = list(state.sessions_left), state.days_missing
    if routine is not None and not done_today(state):
        needed -= 1
        moves = state.moves_of.get(routine, ())
        same = (each for each in left if has_all_moves(each, moves, state.moves_of))
        if (done := routine if routine in left else next(same, None)) is not None:
            left.remove(done)
    return tuple(left[: max(0, min(needed, state.unpaused_days_left))])


def _is_hard_likely(runs: Iterable[Run], day: date) -> bool:
    """Whether hard runs were on this weekday in two of the last four weeks."""
    weeks = Counter(
        (day - each.local_date).days // DAYS_OF_A_WEEK
        for each in runs
        if each.hard and (day - each.local_date).days % DAYS_OF_A_WEEK == 0
    )
    return sum(1 <= back <= LIKELY_WEEKS for back in weeks) >= LIKELY_RUNS
