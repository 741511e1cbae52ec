"""The rules of a day: what is left out, which session it is, what the runner should know."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from calf_tui.core.coach.exercise_facts import FIRST_WEEKS
from calf_tui.core.coach.progression_ladder import JUMPS
from calf_tui.core.coach.rules.rule import Values, in_days, rule
from calf_tui.core.coach.runner_state import LONG_OFF_DAYS, SORE, Known, Trained
from calf_tui.core.progress.heel_rise_test import imbalance as imbalance_of
from calf_tui.core.progress.training_calendar import DAYS_OF_A_WEEK
from calf_tui.core.text.formatting import on_day

REST = timedelta(hours=48)
REST_DAYS = 2
AN_HOUR, NOTHING = timedelta(hours=1), timedelta(0)
JUMPLESS_RACE_DAYS = 5
DELOAD_WEEKS = 5
WEEKS_BEFORE = 4
"""Of running, with whose mean a week is compared."""
PAIN_RISE = 2
TEST_DAYS = 28
PAINLESS_SESSIONS = 2
"""After which jumps that hurt may come back [ours]."""
SORE_IN_A_ROW = 3
NOON, EVENING = 12, 17
ALMOST_A_MINUTE = timedelta(seconds=59, microseconds=999_999)


class Until(NamedTuple):
    """When a rest is over: the day, and the wall time if that day is today."""

    day: date
    at: time | None = None

    def __str__(self) -> str:
        return f"{self.day:%A}" if self.at is None else f"{self.at:%H:%M} today"


def still_rests(
    session: Trained, today: date, at: datetime | None, less: timedelta = NOTHING
) -> Until | None:
    """When 48 h after the session are over, where they are not yet.

    `at` is the wall time now; without it two dates apart are 48 h. `less` may be missing of them.
    """
    if at is None:
        until = session.date + timedelta(days=REST_DAYS)
        return Until(until) if until > today else None
    over = session.ended + REST - less
    if over <= at:
        return None
    said = over + ALMOST_A_MINUTE  # the last minute is rest, too
    return Until(said.date()) if said.date() > today else Until(today, said.time())


def _part_of_day(ended: datetime) -> str:
    if ended.hour < NOON:
        return "morning"
    return "afternoon" if ended.hour < EVENING else "evening"


@rule("jumps-48h", "Jumps rest until {0}: the last {3}were {1} {2}.")
def jumps_48h(known: Known, today: date, at: datetime | None) -> Values:
    """Jumps are left out for 48 h after the last, where the article asks for them daily; squats to
    the toes count, too. [S12, S13]
    """
    for each in reversed(known.past.sessions):
        if (today - each.date).days > REST_DAYS + 1:
            break
        if each.has_jumps and (until := still_rests(each, today, at)):
            day = "this" if each.date == today else f"on {each.date:%A}"
            squats = "" if each.has_flight else "squats to the toes "
            return until, day, _part_of_day(each.ended), squats
    return None


@rule("jumps-pain", "Jumps rest while pain is 3 or more: it was {0} {1}.")
def jumps_pain(known: Known, today: date) -> Values:
    """Jumps are left out while pain is 3 or more in the last session, on its day or the morning
    after, and after their own last session had such pain, until two sessions without.
    [S91, S92, ours]
    """
    last = known.past.last_begun
    if last is None:
        return None
    if known.past.sore:
        return known.past.sore, on_day(last.date, today)
    for track in known.past.tracks.get(JUMPS, ()):
        if track and track[-1].worst >= SORE:
            hurt = track[-1].on
            since = [each for each in known.past.sessions if each.date > hurt and each.is_begun]
            if sum(each.worst < SORE for each in since) < PAINLESS_SESSIONS:
                return track[-1].worst, on_day(hurt, today)
    return None


@rule("jumps-race-week", "No jumps in the last five days before the race: it is {0}.")
def jumps_race_week(days: int | None) -> Values:
    """No jumps in the last five days before a race. [ours]"""
    return (in_days(days),) if days is not None and days <= JUMPLESS_RACE_DAYS else None


@rule("jumps-deload", "No jumps in a deload week, which lasts until {0:%A %d %B}.")
def jumps_deload(known: Known, today: date) -> Values:
    """A deload week has no jumps. [practice]"""
    return (deload_end(known),) if is_deload(known, today) else None


def deload_end(known: Known) -> date:
    """The first day after the deload week."""
    return (known.deload or date.min) + timedelta(days=DAYS_OF_A_WEEK)


def is_deload(known: Known, today: date) -> bool:
    """Whether the day lies in a deload week that the runner took."""
    return known.deload is not None and known.deload <= today < deload_end(known)


@rule("paused", "Paused {0}{1}: rest, or start any routine.")
def paused(known: Known, today: date) -> Values:
    """In a pause that the runner entered, as for an injury, an illness or a holiday, rest is
    proposed. [ours]
    """
    pause = known.pause_on(today)
    if pause is None:
        return None
    reason = pause.reason.partition(":")[0].strip()  # what follows is a note
    return _until(pause.end, today), f" ({reason})" if reason else ""


def _until(end: date | None, today: date) -> str:
    if end is None:
        return "until you end it"
    if end == today:
        return "until today"
    year = "" if end.year == today.year else f" {end.year}"
    return f"until {end.day} {end:%B}{year}"


@rule("doctor-first", "Ask a doctor before you train: you answered that something speaks for it.")
def doctor_first(known: Known) -> Values:
    """Chest pain or dizziness, a swollen calf, a tear, or pain that makes one limp, now or lately:
    a doctor is asked before the training. [S97–S102, ours]
    """
    return () if known.profile.doctor_first else None


@rule("see-physio", "Pain of 3 or more in the last three sessions: consider a physiotherapist.")
def see_physio(known: Known) -> Values:
    """Three sessions in a row with pain of 3 to 5, or more: consider a physiotherapist.
    [S91, S92, ours]
    """
    last = known.past.sessions[-SORE_IN_A_ROW:]
    is_sore = len(last) == SORE_IN_A_ROW and all(each.worst >= SORE for each in last)
    return () if is_sore else None


@rule("deload", "Consider an easy week with half the sets and no jumps (a deload): {0}.")
def deload(known: Known, today: date, *, is_stopped: bool) -> Values:
    """After five met weeks, or two sessions with missed repetitions, or when the week's mean pain
    rose by 2, a deload is offered: half the sets, the same load, no jumps, for a week. Not while a
    stop is not settled, nor in a pause, which ask for more than that. [practice, ours]
    """
    if is_stopped or is_deload(known, today) or known.pause_on(today):
        return None
    if known.deload is not None and (today - known.deload).days < DAYS_OF_A_WEEK * DELOAD_WEEKS:
        return None
    if known.met_weeks >= DELOAD_WEEKS:
        return (f"the last {DELOAD_WEEKS} weeks were met",)
    last = known.past.sessions[-2:]
    if len(last) == 2 and all(each.is_missed for each in last):
        return ("the last two sessions had missed repetitions",)
    return _pain_rose(known)


def _pain_rose(known: Known) -> Values:
    this: list[int] = []
    before: list[int] = []
    start = known.week_start
    earlier = date.fromordinal(max(1, start.toordinal() - DAYS_OF_A_WEEK))
    for each in reversed(known.past.sessions):
        if each.date < earlier:
            break
        (this if each.date >= start else before).append(each.pain)
    if not this or not before or sum(this) / len(this) - sum(before) / len(before) < PAIN_RISE:
        return None
    return ("this week's mean pain rose by 2 or more",)


@rule("test-due", "A heel-rise test is due: {0}.")
def test_due(known: Known, today: date, *, is_early: bool) -> Values:
    """The heel-rise test is taken again every four weeks; never in the first two weeks of training,
    with pain of 3 or more, in race week and on the two days after a race, in a deload week, in a
    pause or while a stop is not settled. [S65, S66, ours]
    """
    is_easy = is_deload(known, today) or after_race(known, today) is not None
    if is_early or is_easy or known.pause_on(today):
        return None
    days = [each.local_date for each in known.tests if each.local_date <= today]
    if not days:
        return ("there is none so far",)
    ago = (today - max(days)).days
    return (f"the last was {ago} days ago",) if ago >= TEST_DAYS else None


@rule("imbalance", "{0}")
def imbalance(known: Known, today: date) -> Values:
    """A difference between the legs is mentioned below 90 % of symmetry and with a gap of seven
    repetitions or more, on two tests in a row. [S66, ours]
    """
    said = imbalance_of([each for each in known.tests if each.local_date <= today])
    return (said,) if said else None


def running_rise(known: Known) -> int | None:
    """By how many percent this week's running is above the mean of four, if over a third [ours]."""
    weeks = [0.0] * (WEEKS_BEFORE + 1)
    oldest = 0
    for run in known.runs:
        week = (known.week_start - run.local_date).days
        back = 0 if week <= 0 else (week + DAYS_OF_A_WEEK - 1) // DAYS_OF_A_WEEK
        if week > -DAYS_OF_A_WEEK:
            oldest = max(oldest, back)
            if back <= WEEKS_BEFORE:
                weeks[back] += run.length
    kept = min(oldest, WEEKS_BEFORE)
    if not kept:
        return None
    mean = sum(weeks[1 : kept + 1]) / kept
    if weeks[0] <= mean * 4 / 3 or not weeks[0]:
        return None
    return round(100 * (weeks[0] / mean - 1)) if mean else 100


def days_to_race(known: Known, today: date) -> int | None:
    """In how many days the race is, within a week; a race-week plan ends with its race."""
    race = known.profile.race
    if race is None and known.plan is not None and known.plan.is_race_week:
        race = known.week_start + timedelta(days=DAYS_OF_A_WEEK - 1)
    days = None if race is None else (race - today).days
    return days if days is not None and 0 <= days < DAYS_OF_A_WEEK else None


@rule("race-week", "The race is {0}: an easy session.")
def race_week(known: Known, today: date) -> Values:
    """Race week has easy sessions only. [ours]"""
    race = days_to_race(known, today)
    return None if race is None else (in_days(race),)


@rule("after-race", "The race was {0}: an easy session.")
def after_race(known: Known, today: date) -> Values:
    """On the two days after a race there are easy sessions only. [ours]"""
    days = None if known.profile.race is None else (today - known.profile.race).days
    words = {1: "yesterday", 2: "the day before yesterday"}.get(days or 0)
    return None if words is None else (words,)


def is_first_weeks(known: Known, today: date) -> bool:
    """The first two weeks of training, or of training again after four weeks off."""
    resumed, last = known.past.resumed, known.past.last
    if resumed is None or last is None:
        return True
    return (today - resumed).days < FIRST_WEEKS or (today - last.date).days >= LONG_OFF_DAYS
