"""The sessions that the coach knows, each with what was done of every move on each leg."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date, datetime
from itertools import takewhile
from typing import Literal, NamedTuple

from calf_tui.core.coach.move_history import MoveDone, Track, with_move
from calf_tui.core.frozen_dataclass import dataclass
from calf_tui.core.progress.training_calendar import SETS_OF_A_TRAINING_DAY
from calf_tui.core.routines.progression_ladder import JUMPS, STRENGTH_MOVES
from calf_tui.core.session.pain_scale import CARRY_ON

Leg = Literal["left", "right"]
StopAnswer = Literal["gone", "checked", "not yet"]
HARD_EFFORT = 7
HARD_SETS = 2
SORE = CARRY_ON + 1
"""Pain from which on nothing rises and jumps rest [S91, S92]."""
LONG_OFF_DAYS = 28
KEPT_SESSIONS = 90


class Legs(NamedTuple):
    """What each leg did of a move in a session; None where it did nothing."""

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
class TrainedSession:
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

    sessions: tuple[TrainedSession, ...] = ()
    tracks: Mapping[str, tuple[Track, Track]] = field(default_factory=dict)
    resumed: date | None = None
    stops: tuple[Stop, ...] = ()
    short: Mapping[str, Legs] = field(default_factory=dict)

    @property
    def last(self) -> TrainedSession | None:
        """The last session."""
        return self.sessions[-1] if self.sessions else None

    @property
    def last_begun(self) -> TrainedSession | None:
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

    def track(self, exercise: str, leg: Leg) -> Track:
        """What a leg did of a move in the last sessions with it."""
        return self.tracks.get(exercise, ((), ()))[leg == "right"]

    def training_days(self, start: date, end: date) -> int:
        """Dates with two finished sets or more, from `start` to `end`, both included."""
        sets: dict[date, int] = {}
        for each in reversed(self.sessions):
            if each.date < start:
                break
            if each.date <= end:
                sets[each.date] = sets.get(each.date, 0) + each.sets
        return sum(count >= SETS_OF_A_TRAINING_DAY for count in sets.values())


NOTHING_TRAINED = Past()


def with_session(past: Past, session: TrainedSession) -> Past:
    """The past with one more session, which is the latest."""
    tracks = dict(past.tracks)
    for exercise, (left, right) in session.moves.items():
        lefts, rights = tracks.get(exercise, ((), ()))
        one = with_move(exercise, lefts, left)
        is_same = left == right and lefts == rights
        tracks[exercise] = one, one if is_same else with_move(exercise, rights, right)
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
