"""What the coach knows about the runner, as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date, datetime
from itertools import takewhile
from typing import Literal, NamedTuple

from calf_tui.core.coach.pain_monitoring import CARRY_ON
from calf_tui.core.coach.progression_ladder import JUMPS, STRENGTH_MOVES
from calf_tui.core.coach.rules.move_history import MoveDone, Track, after
from calf_tui.core.coach.training_plan import Plan
from calf_tui.core.frozen_dataclass import dataclass
from calf_tui.core.progress.training_calendar import SETS_OF_A_TRAINING_DAY
from calf_tui.core.records.coach_records import UNKNOWN_PROFILE, CoachAnswer, Profile, Run
from calf_tui.core.records.session_record import HeelRiseTest, Pause
from calf_tui.core.session.interrupted_session import Begun

Leg = Literal["left", "right"]
Wish = Literal["before-run", "after-run", "rest-day"]
Answer = Literal["gone", "checked", "not yet"]
HARD_EFFORT = 7
HARD_SETS = 2
SORE = CARRY_ON + 1
"""Pain from which on nothing rises and jumps rest [S91, S92]."""
LONG_OFF_DAYS = 28
KEPT_SESSIONS = 90


class Legs(NamedTuple):
    """A move of a session, leg by leg: the very same where both did the same; None where not."""

    left: MoveDone | None
    right: MoveDone | None


@dataclass(frozen=True, slots=True)
class Stop:
    """A session ended for pain. `place` is None where it was not said: then it may be any.

    `needs_check`: what was marked is for a professional to see; "gone" is not enough, and
    nothing is trained before [ours]. `advice` is what was said of it. `at` (aware) tells it from
    the answers of the same day.
    """

    date: date
    place: str | None = None
    needs_check: bool = False
    advice: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Trained:
    """One session. `ended` is the runner's wall time. `sets` are finished ones.

    `short` are moves of a session that is short on purpose, which says little of their levels.
    """

    date: date
    ended: datetime
    routine: str
    moves: Mapping[str, Legs]
    sets: int
    pain: int = 0
    morning: int | None = None
    stop: Stop | None = None
    is_hard: bool = False
    short: Mapping[str, Legs] = field(default_factory=dict)

    @property
    def has_jumps(self) -> bool:
        """Jump squats of any form [the careful reading]."""
        return JUMPS in self.moves

    @property
    def has_flight(self) -> bool:
        """Whether jump squats were done with flight, which squats to the toes are not."""
        legs = self.moves.get(JUMPS, ())
        return any(leg is not None and leg.level.form != "no flight" for leg in legs)

    @property
    def is_begun(self) -> bool:
        """Whether anything of it was done, or hurt."""
        return bool(self.sets or self.moves or self.short or self.worst or self.stop)

    @property
    def is_missed(self) -> bool:
        """Whether repetitions were missed."""
        return any(leg is not None and not leg.hit for legs in self.moves.values() for leg in legs)

    @property
    def worst(self) -> int:
        """The highest pain in it and on the morning after."""
        return max(self.pain, self.morning or 0)


@dataclass(frozen=True, slots=True)
class Past:
    """The sessions, as far as a rule may ask: the last of all, and the last of each move and leg.

    `resumed` is when training began, or began again after four weeks off. `stops` are those of all
    sessions kept. `short` is the last of each move in sessions that are short on purpose.
    """

    sessions: tuple[Trained, ...] = ()
    tracks: Mapping[str, tuple[Track, Track]] = field(default_factory=dict)
    resumed: date | None = None
    stops: tuple[Stop, ...] = ()
    short: Mapping[str, Legs] = field(default_factory=dict)

    @property
    def last(self) -> Trained | None:
        """The last session."""
        return self.sessions[-1] if self.sessions else None

    @property
    def last_begun(self) -> Trained | None:
        """The last session in which anything was done."""
        return next((each for each in reversed(self.sessions) if each.is_begun), None)

    @property
    def sore(self) -> int:
        """The highest pain of the last day with a session and the morning after; 0 below `SORE`."""
        last = self.last_begun
        if last is None:
            return 0
        of_day = takewhile(lambda each: each.date >= last.date, reversed(self.sessions))
        worst = max(each.worst for each in of_day)
        return worst if worst >= SORE else 0

    def training_days(self, start: date, end: date) -> int:
        """Dates with two finished sets or more, from `start` to `end`, both included."""
        sets: dict[date, int] = {}
        for each in reversed(self.sessions):
            if each.date < start:
                break
            if each.date <= end:
                sets[each.date] = sets.get(each.date, 0) + each.sets
        return sum(count >= SETS_OF_A_TRAINING_DAY for count in sets.values())


def remember(past: Past, session: Trained) -> Past:
    """The past with one more session, which is the latest."""
    tracks = dict(past.tracks)
    for exercise, (left, right) in session.moves.items():
        lefts, rights = tracks.get(exercise, ((), ()))
        if left is right and lefts is rights:
            one = after(exercise, lefts, left)
            tracks[exercise] = (one, one)
        else:
            tracks[exercise] = after(exercise, lefts, left), after(exercise, rights, right)
    last = past.last
    is_new = last is None or (session.date - last.date).days >= LONG_OFF_DAYS
    sessions = (*past.sessions[-KEPT_SESSIONS + 1 :], session)
    stops = past.stops if session.stop is None else (*past.stops, session.stop)
    resumed = session.date if is_new else past.resumed
    short = {**past.short, **session.short} if session.short else past.short
    return Past(sessions, tracks, resumed, stops, short)


def is_hard(moves: Mapping[str, Legs]) -> bool:
    """Two sets or more of the strength moves with effort 7 or more, or any jumps [ours]."""
    if JUMPS in moves:
        return True
    sets = 0
    for exercise in STRENGTH_MOVES & moves.keys():
        sets += max(
            (leg.sets for leg in moves[exercise] if leg and leg.known_effort >= HARD_EFFORT),
            default=0,
        )
    return sets >= HARD_SETS


@dataclass(frozen=True, slots=True)
class Known:
    """Everything a rule may ask.

    `week_start` is the first day of the week that holds the day asked about, `target` its training
    days. `met_weeks` are those met in a row before it. `deload` is the day on which a deload week
    was taken. `suggestions` are the answers to suggested increases, `clearances` those about stops
    for pain. `plan` is in its week `plan_week`, from 0. `begun` is a session that has not ended.
    """

    past: Past = Past()
    week_start: date = date.min
    target: int = 3
    met_weeks: int = 0
    runs: tuple[Run, ...] = ()
    tests: tuple[HeelRiseTest, ...] = ()
    suggestions: tuple[CoachAnswer, ...] = ()
    clearances: tuple[CoachAnswer, ...] = ()
    profile: Profile = UNKNOWN_PROFILE
    plan: Plan | None = None
    plan_week: int = 0
    deload: date | None = None
    begun: Begun | None = None
    pauses: tuple[Pause, ...] = ()

    @property
    def heel_raises(self) -> int | None:
        """What the weaker leg can do, by the last test or by what the runner said."""
        for test in reversed(self.tests):
            legs = [each for each in (test.left, test.right) if each is not None]
            if legs:
                return min(legs)
        return self.profile.heel_raises

    def pause_on(self, day: date) -> Pause | None:
        """The pause that includes the day; of several the one that lasts longest."""
        covering = [each for each in self.pauses if each.covers(day)]
        return max(covering, key=lambda each: each.end or date.max, default=None)

    def unpaused(self, day: date, count: int) -> int:
        """How many of so many days after the day are in no pause."""
        if not self.pauses:
            return count
        last = min(day.toordinal() + count, date.max.toordinal())
        ahead = map(date.fromordinal, range(day.toordinal() + 1, last + 1))
        return sum(self.pause_on(each) is None for each in ahead)
