"""The rules of a day: why jumps are left out, pauses and races, what the runner should know."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple

from calf_tui.core.coach.past_sessions import SORE, TrainedSession
from calf_tui.core.coach.rules.rule import Values, in_days, rule, together
from calf_tui.core.coach.rules.stop_rules import open_stops
from calf_tui.core.progress.heel_rise_test import imbalance as imbalance_of
from calf_tui.core.progress.training_calendar import DAYS_OF_A_WEEK
from calf_tui.core.routines.progression_ladder import JUMPS
from calf_tui.core.text.formatting import on_day

if TYPE_CHECKING:
    from calf_tui.core.coach.runner_state import RunnerState

REST = timedelta(hours=48)
REST_DAYS = 2
AN_HOUR, NOTHING = timedelta(hours=1), timedelta(0)
JUMPLESS_RACE_DAYS = 5
DELOAD_WEEKS = 5
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
    state: RunnerState, session: TrainedSession, less: timedelta = NOTHING
) -> Until | None:
    """When 48 h after the session are over, where they are not yet; `less` may be missing of them.

    Without the wall time two dates apart are 48 h.
    """
    if state.at is None:
        until = session.date + timedelta(days=REST_DAYS)
        return Until(until) if until > state.today else None
    over = session.ended + REST - less
    if over <= state.at:
        return None
    said = over + ALMOST_A_MINUTE  # the last minute is rest, too
    is_today = said.date() <= state.today
    return Until(state.today, said.time()) if is_today else Until(said.date())


def _part_of_day(ended: datetime) -> str:
    if ended.hour < NOON:
        return "morning"
    return "afternoon" if ended.hour < EVENING else "evening"


@rule("jumps-48h", "Jumps rest until {0}: the last {3}were {1} {2}.")
def jumps_48h(state: RunnerState) -> Values:
    """Jumps are left out for 48 h after the last, where the article asks for them daily; squats to
    the toes count, too. [S12, S13]
    """
    for each in reversed(state.past.sessions):
        if (state.today - each.date).days > REST_DAYS + 1:
            break
        if each.has_jumps and (until := still_rests(state, each)):
            day = "this" if each.date == state.today else f"on {each.date:%A}"
            squats = "" if each.has_flight else "squats to the toes "
            return until, day, _part_of_day(each.ended), squats
    return None


@rule("jumps-pain", "Jumps rest while pain is 3 or more: it was {0} {1}.")
def jumps_pain(state: RunnerState) -> Values:
    """Jumps are left out while pain is 3 or more in the last session, on its day or the morning
    after, and after their own last session had such pain, until two sessions without.
    [S91, S92, ours]
    """
    last = state.past.last_begun
    if last is None:
        return None
    if state.past.sore:
        return state.past.sore, on_day(last.date, state.today)
    for track in state.past.tracks.get(JUMPS, ()):
        if track and track[-1].worst >= SORE:
            hurt = track[-1].on
            since = [each for each in state.past.sessions if each.date > hurt and each.is_begun]
            if sum(each.worst < SORE for each in since) < PAINLESS_SESSIONS:
                return track[-1].worst, on_day(hurt, state.today)
    return None


@rule("jumps-race-week", "No jumps in the last five days before the race: it is {0}.")
def jumps_race_week(state: RunnerState) -> Values:
    """No jumps in the last five days before a race. [ours]"""
    days = state.days_to_race
    return (in_days(days),) if days is not None and days <= JUMPLESS_RACE_DAYS else None


@rule("jumps-deload", "No jumps in a deload week, which lasts until {0:%A %d %B}.")
def jumps_deload(state: RunnerState) -> Values:
    """A deload week has no jumps. [practice]"""
    return (state.deload_end,) if state.is_deload else None


@rule("paused", "Paused {0}{1}: rest, or start any routine.")
def paused(state: RunnerState) -> Values:
    """In a pause that the runner entered, as for an injury, an illness or a holiday, rest is
    proposed. [ours]
    """
    pause = state.pause_on(state.today)
    if pause is None:
        return None
    reason = pause.reason.partition(":")[0].strip()  # what follows is a note
    return _until(pause.end, state.today), f" ({reason})" if reason else ""


def _until(end: date | None, today: date) -> str:
    if end is None:
        return "until you end it"
    if end == today:
        return "until today"
    year = "" if end.year == today.year else f" {end.year}"
    return f"until {end.day} {end:%B}{year}"


@rule("doctor-first", "Ask a doctor before you train: you answered that something speaks for it.")
def doctor_first(state: RunnerState) -> Values:
    """Chest pain or dizziness, a swollen calf, a tear, or pain that makes one limp, now or lately:
    a doctor is asked before the training. [S97–S102, ours]
    """
    return () if state.profile.doctor_first else None


@rule("see-physio", "Pain of 3 or more in the last three sessions: consider a physiotherapist.")
def see_physio(state: RunnerState) -> Values:
    """Three sessions in a row with pain of 3 to 5, or more: consider a physiotherapist.
    [S91, S92, ours]
    """
    last = state.past.sessions[-SORE_IN_A_ROW:]
    is_sore = len(last) == SORE_IN_A_ROW and all(each.worst >= SORE for each in last)
    return () if is_sore else None


@rule("deload", "Consider an easy week with half the sets and no jumps (a deload): {0}.")
def deload(state: RunnerState) -> Values:
    """After five met weeks, or two sessions with missed repetitions, or when the week's mean pain
    rose by 2, a deload is offered: half the sets, the same load, no jumps, for a week. Not while a
    stop is not settled, nor in a pause, which ask for more than that. [practice, ours]
    """
    if state.is_deload or state.pause_on(state.today) or open_stops(state):
        return None
    since = None if state.deload is None else (state.today - state.deload).days
    if since is not None and since < DAYS_OF_A_WEEK * DELOAD_WEEKS:
        return None
    if state.met_weeks >= DELOAD_WEEKS:
        return (f"the last {DELOAD_WEEKS} weeks were met",)
    last = state.past.sessions[-2:]
    if len(last) == 2 and all(each.is_missed for each in last):
        return ("the last two sessions had missed repetitions",)
    return _pain_rose(state)


def _pain_rose(state: RunnerState) -> Values:
    this: list[int] = []
    before: list[int] = []
    start = state.week_start
    earlier = date.fromordinal(max(1, start.toordinal() - DAYS_OF_A_WEEK))
    for each in reversed(state.past.sessions):
        if each.date < earlier:
            break
        (this if each.date >= start else before).append(each.pain)
    if not this or not before or sum(this) / len(this) - sum(before) / len(before) < PAIN_RISE:
        return None
    return ("this week's mean pain rose by 2 or more",)


@rule("test-due", "A heel-rise test is due: {0}.")
def test_due(state: RunnerState) -> Values:
    """The heel-rise test is taken again every four weeks; never in the first two weeks of training,
    with pain of 3 or more, in race week and on the two days after a race, in a deload week, in a
    pause or while a stop is not settled. [S65, S66, ours]
    """
    is_easy = state.has_half_the_sets or after_race(state) is not None
    is_early = state.is_first_weeks or state.past.sore or open_stops(state)
    if is_early or is_easy or state.pause_on(state.today):
        return None
    if not state.tests:
        return ("there is none so far",)
    ago = (state.today - max(each.local_date for each in state.tests)).days
    return (f"the last was {ago} days ago",) if ago >= TEST_DAYS else None


@rule("imbalance", "{0}")
def imbalance(state: RunnerState) -> Values:
    """A difference between the legs is mentioned below 90 % of symmetry and with a gap of seven
    repetitions or more, on two tests in a row. [S66, ours]
    """
    said = imbalance_of(state.tests)
    return (said,) if said else None


@rule("race-week", "The race is {0}: an easy session.")
def race_week(state: RunnerState) -> Values:
    """Race week has easy sessions only. [ours]"""
    return None if state.days_to_race is None else (in_days(state.days_to_race),)


@rule("after-race", "The race was {0}: an easy session.")
def after_race(state: RunnerState) -> Values:
    """On the two days after a race there are easy sessions only. [ours]"""
    days = None if state.profile.race is None else (state.today - state.profile.race).days
    words = {1: "yesterday", 2: "the day before yesterday"}.get(days or 0)
    return None if words is None else (words,)


NO_JUMPS = together(jumps_48h, jumps_pain, jumps_race_week, jumps_deload)
"""Why jumps are left out, a stop for pain aside."""
NOTICES = together(doctor_first, see_physio, deload, test_due, imbalance)
"""What the runner should know, whatever the session is."""
