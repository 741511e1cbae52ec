"""Which session a day has: the first rule that speaks."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING

from calf_tui.core.coach.progression_ladder import TEST_STEPS
from calf_tui.core.coach.rules.day import Day, has_all_moves
from calf_tui.core.coach.rules.day_rules import (
    AN_HOUR,
    REST_DAYS,
    after_race,
    days_to_race,
    paused,
    race_week,
    still_rests,
)
from calf_tui.core.coach.rules.rule import Reason, Values, in_days, rule
from calf_tui.core.progress.training_calendar import DAYS_OF_A_WEEK
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
def in_progress(day: Day) -> Values:
    """While a session has not ended, or was cut short and may go on, there is no other. [ours]"""
    begun = day.known.begun
    return None if begun is None else (begun.name, begun.since)


@rule("rest-day", "You called it a rest day: stretch and roll, or do nothing.")
def rest_day(day: Day) -> Values:
    """On a rest day there are stretches and rolling, or nothing. [ours]"""
    return () if day.wish == "rest-day" else None


@rule("before-run", "Before a run: short, and no long stretches.")
def before_run(day: Day) -> Values:
    """Before a run the session is short, and a stretch stays below 60 s a muscle, as longer ones
    cost performance. [S18, ours]
    """
    return () if day.wish == "before-run" else None


@rule("after-run", "After a run: stretches and rolling.")
def after_run(day: Day) -> Values:
    """After a run, or on a day with one, come the stretches and the rolling, once.
    [article, ours]
    """
    has_run = any(run.local_date == day.today for run in day.known.runs)
    is_due = has_run and not day.has_done(AFTER_RUN)
    return () if day.wish == "after-run" or is_due else None


@rule("stopped-today", "You stopped for pain today: nothing hard before tomorrow.")
def stopped_today(day: Day) -> Values:
    """On the day of a stop nothing hard is proposed, even if it is gone or was checked. [ours]"""
    sessions = day.known.past.sessions
    return () if any(each.stop and each.date == day.today for each in sessions) else None


@rule("first-session", "The first session: {0} moves {2}.")
def first_session(day: Day) -> Values:
    """Without any finished set before, First week comes first. [ours]"""
    if any(each.sets for each in day.known.past.sessions):
        return None
    is_further_up = (day.known.heel_raises or 0) >= min(TEST_STEPS)[0]
    whole = ("all six", "All six") if day.has_every_move(FIRST_WEEK) else ("its", "Its")
    return (*whole, "from where you stand" if is_further_up else "in their easiest forms")


@rule("week-met", "{0}: it is met, and an easy day is enough.")
def week_met(day: Day) -> Values:
    """A week that is met proposes an easy day. [ours]"""
    said = days_of_target(day.days, day.known.target, " this week")
    return (said,) if day.needed <= 0 else None


@rule("done-today", "You trained today{0}.")
def done_today(day: Day) -> Values:
    """A session is never doubled on one day. [ours]"""
    more = "" if day.wish in ("before-run", "after-run") else ", and that is enough"
    return (more,) if day.known.past.training_days(day.today, day.today) else None


@rule("begun-today", "You finished one set today; two make a training day.")
def begun_today(day: Day) -> Values:
    """A day with one finished set is no training day, so its session is still open. [ours]"""
    sets = sum(each.sets for each in day.known.past.sessions if each.date == day.today)
    return () if sets and done_today(day) is None else None


@rule("day-off", "Not one of your days, and the week has enough of them left.")
def day_off(day: Day) -> Values:
    """On other than the runner's days there is a rest, where the week can still be met. [ours]"""
    return () if day.is_other_day and day.training_days_left >= day.needed else None


@rule("other-day", "Not one of your days{0}.")
def other_day(day: Day) -> Values:
    """A session on other than the runner's days says so: the first one of all can wait, and later
    ones come where too few of the days are left to meet the week. [ours]
    """
    if not day.is_other_day:
        return None
    if first_session(day) is not None:
        return (": it can wait for one of them",)
    return (f", but too few of them are left for {day.known.target} this week",)


@rule("rest-48h", "The last hard session was {0}: the next comes from {1} on.")
def rest_48h(day: Day) -> Values:
    """48 h lie between hard sessions, or an hour less: those with two sets or more of the strength
    moves at effort 7 or more, or with any jumps. [S1, S3, S6, ours]
    """
    for each in reversed(day.known.past.sessions):
        if (day.today - each.date).days > REST_DAYS + 1:
            break
        if each.is_hard and (until := still_rests(each, day.today, day.at, less=AN_HOUR)):
            return on_day(each.date, day.today), until
    return None


@rule("before-hard-run", "A hard run {0}, and the week leaves room: an easy day.")
def before_hard_run(day: Day) -> Values:
    """No hard session on the day before a hard run, where the week allows; none on its day either,
    unless it is one of the runner's days. It comes on a day that the runner named, and is likely
    where hard runs were on that day of the week in two of the last four weeks. [ours]
    """
    if day.left < day.needed:
        return None
    named = day.known.profile.hard_run_days
    if day.is_other_day and day.today.weekday() in named:
        return ("comes today",)
    tomorrow = date.fromordinal(day.today.toordinal() % date.max.toordinal() + 1)
    is_named = tomorrow.weekday() in named or any(
        run.hard and run.local_date == tomorrow for run in day.known.runs
    )
    if is_named:
        return ("comes tomorrow",)
    return ("is likely tomorrow",) if _is_hard_likely(day.known.runs, tomorrow) else None


@rule("plan-session", "{0}: training day {1} of {2} this week.")
def plan_session(day: Day) -> Values:
    """A plan gives the sessions of a week in turn; missed days move them on, and none is doubled.
    One is done by its own routine or by all its moves, with two finished sets or more. [ours]
    """
    plan = day.known.plan
    if plan is None:
        return None
    number = day.days + 1
    return plan.name, number, max(number, plan.week(day.known.plan_week).days)


@rule("plan-daily", "The article asks for this daily; other sources leave 48 h between.")
def plan_daily(day: Day) -> Values:
    """The plan "as in the article" asks for hard sessions daily, and says so. [article]"""
    plan = day.known.plan
    return () if plan is not None and plan.is_daily and rest_48h(day) is not None else None


@rule("race-today", "The race is today: nothing before it.")
def race_today(day: Day) -> Values:
    """On the day of a race there is no session, unless one around the run is asked for. [ours]"""
    return () if days_to_race(day.known, day.today) == 0 else None


@rule("race-rest", "The race is {0}: two easy sessions are enough.")
def race_rest(day: Day) -> Values:
    """After two easy sessions in race week there is rest, or one more for who wants it. [ours]"""
    days = days_to_race(day.known, day.today)
    if days is None:
        return None
    begin = day.today - timedelta(days=DAYS_OF_A_WEEK - 1 - days)
    done = day.known.past.training_days(begin, day.today)
    return (in_days(days),) if done >= RACE_WEEK_SESSIONS else None


@rule("strength", "{0} of {1} days this week, and no hard session in the last 48 h.")
def strength(day: Day) -> Values:
    """Strength is proposed when 48 h have passed since the last hard session. [S1, S3, S6, ours]"""
    return day.days, day.known.target


def rest_without_wish(day: Day) -> Reason | None:
    """The rest of a pause, unless the runner asks for the session of a run or a rest day."""
    return paused(day.known, day.today) if day.wish is None else None


def rest_for_race(day: Day) -> Reason | None:
    """The easy days before a race and after it."""
    before = race_rest(day) or race_week(day.known, day.today)
    return before or after_race(day.known, day.today)


Choice = tuple[str | None, tuple["Reason", ...]]
"""A routine's id, None on a day of rest, and why."""
FIXED = (
    (in_progress, None),
    (rest_without_wish, None),
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


def said_in_any_case(day: Day) -> tuple[Reason, ...]:
    """That the day is in a pause, and that the runner trained on it, after all other reasons."""
    if in_progress(day):
        return ()
    said = paused(day.known, day.today), done_today(day) or begun_today(day)
    return tuple(each for each in said if each is not None)


def choose(day: Day) -> Choice:
    """The routine of the day, a stop for pain aside."""
    also = tuple(filter(None, (other_day(day),)))
    for speak, routine in FIXED:
        if reason := speak(day):
            if speak is first_session:
                return routine, (reason, *also)
            is_again = routine == AFTER_RUN and day.wish is None and day.has_done(AFTER_RUN)
            return None if is_again else routine, (reason,)
    routine, reasons = _by_plan_or_target(day)
    return routine, reasons if routine is None else (*reasons, *also)


def _by_plan_or_target(day: Day) -> Choice:
    planned = plan_session(day)
    plan = day.known.plan
    if plan is None or planned is None:
        return _unplanned(day)
    sessions = plan.week(day.known.plan_week).sessions
    left = day.sessions_left
    routine = left[0] if left else sessions[day.days % len(sessions)]
    if routine not in HARD_ROUTINES:
        return routine, (planned,)
    if plan.is_daily:
        daily = plan_daily(day)
        return routine, (planned, daily) if daily else (planned,)
    easy = rest_48h(day) or before_hard_run(day)
    if easy:
        return (None if day.training_days_left >= day.needed else AFTER_RUN), (easy,)
    return routine, (planned,)


def _unplanned(day: Day) -> Choice:
    easy = rest_48h(day) or before_hard_run(day)
    if easy:
        return AFTER_RUN, (easy,)
    reason = strength(day)
    assert reason is not None
    return STRENGTH, (reason,)


def to_come(day: Day, routine: str | None) -> tuple[str, ...]:
    """The sessions of the plan that follow in this week after `routine`, which today has.

    As many as there are training days missing, and days left to train on. [ours]
    """
    left, needed = list(day.sessions_left), day.needed
    if routine is not None and not done_today(day):
        needed -= 1
        moves = day.moves_of.get(routine, ())
        same = (each for each in left if has_all_moves(each, moves, day.moves_of))
        if (done := routine if routine in left else next(same, None)) is not None:
            left.remove(done)
    return tuple(left[: max(0, min(needed, day.known.unpaused(day.today, day.left)))])


def _is_hard_likely(runs: Iterable[Run], day: date) -> bool:
    """Whether hard runs were on this weekday in two of the last four weeks."""
    weeks = Counter(
        (day - each.local_date).days // DAYS_OF_A_WEEK
        for each in runs
        if each.hard and (day - each.local_date).days % DAYS_OF_A_WEEK == 0
    )
    return sum(1 <= back <= LIKELY_WEEKS for back in weeks) >= LIKELY_RUNS
