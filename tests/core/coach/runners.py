"""Runners for the coach: each trains what is proposed, and answers in a way of its own."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from random import Random
from typing import TYPE_CHECKING

from calf_tui.core.coach.advice import Advice, advise
from calf_tui.core.coach.progression_ladder import JUMPS, LADDERS, Level, height
from calf_tui.core.coach.rules.move_history import MoveDone
from calf_tui.core.coach.runner_state import (
    Clearance,
    Known,
    Legs,
    Stop,
    Suggestion,
    Trained,
    is_hard,
    remember,
)
from calf_tui.core.records.coach_records import Profile
from tests.core.coach.plans import PLANS

if TYPE_CHECKING:
    from calf_tui.core.coach.dose import MoveDose
    from calf_tui.core.coach.runner_state import Wish

A_MONDAY = date(2026, 1, 5)
MOVES_OF = {
    "strength": ("tiptoe_walk", "heel_raise_box", "jump_squat"),
    "after-run": ("downward_dog", "wall_calf_stretch", "foam_roll_calf"),
    "before-run": ("tiptoe_walk", "downward_dog", "wall_calf_stretch"),
    "daily-six": tuple(LADDERS),
    "first-week": tuple(LADDERS),
}
PLACES = ("calf", "achilles", "heel", "shin", "knee", None)
EVENING = time(19)


@dataclass
class Runner:
    """One runner from day to day; what was promised to hold is checked on each."""

    known: Known = field(default_factory=lambda: Known(week_start=A_MONDAY))
    today: date = A_MONDAY
    _log: list[Trained] = field(default_factory=list)
    _raised: dict[tuple[str, int], date] = field(default_factory=dict)
    _levels: dict[tuple[str, int], Level] = field(default_factory=dict)
    _worst: dict[str, int] = field(default_factory=dict)
    _stopped: set[str | None] = field(default_factory=set)
    _jumped: datetime | None = None

    def go_to(self, day: date) -> None:
        """Time passes."""
        self.today = day
        start = day - timedelta(days=day.weekday())
        if start != self.known.week_start:
            self.known = replace(self.known, week_start=start)

    def advice(self, at: datetime | None = None, wish: Wish | None = None) -> Advice:
        said = advise(self.known, self.today, MOVES_OF, at=at, wish=wish)
        self.check(said, at)
        return said

    def check(self, said: Advice, at: datetime | None) -> None:
        """What the coach promises, from a log of its own."""
        assert said.reasons
        for dose in said.moves:
            assert dose.reasons, dose
            if dose.change == "up":
                self._check_increase(dose)
            if dose.exercise in said.proposed:
                loaded = LADDERS[dose.exercise].places
                assert None not in self._stopped
                assert not self._stopped & loaded
        if JUMPS in said.proposed:
            if self._log:
                assert self._log[-1].worst < 3
            if self._jumped is not None and at is not None:
                assert at - self._jumped >= timedelta(hours=48)

    def _check_increase(self, dose: MoveDose) -> None:
        assert self._worst[dose.exercise] <= 2, dose
        assert dose.before is not None
        for leg in (0, 1):
            raised = self._raised.get((dose.exercise, leg))
            is_of_leg = dose.side in ("both", ("left", "right")[leg])
            if is_of_leg and raised is not None:
                assert (self.today - raised).days >= 7, dose

    def train(
        self,
        said: Advice,
        *,
        effort: int | None = 6,
        pain: int = 0,
        morning: int | None = None,
        hit: bool = True,
        ended: datetime | None = None,
        stop: Stop | None = None,
        only: str = "",
        bonus: int = 0,
    ) -> Trained:
        """The session as it was proposed. `only`: what hurts and is missed is of this leg."""
        assert said.routine is not None
        sides: dict[str, list[MoveDone | None]] = {}
        for dose in said.moves:
            if dose.exercise not in said.proposed:
                continue
            done = MoveDone(
                self.today, dose.level, dose.sets, hit, effort, pain, pain, morning, bonus
            )
            both = sides.setdefault(dose.exercise, [None, None])
            is_by_leg = dose.level.form == "one leg" or LADDERS[dose.exercise].is_each_side
            for leg, name in enumerate(("left", "right")):
                if dose.side in ("both", name):
                    is_well = bool(only) and is_by_leg and name != only
                    both[leg] = done._replace(hit=True, effort=6) if is_well else done
        moves = {move: Legs(*both) for move, both in sides.items()}
        sets = sum(max(leg.sets for leg in legs if leg) for legs in moves.values())
        session = Trained(
            self.today,
            ended or datetime.combine(self.today, EVENING),
            said.routine,
            moves,
            sets,
            pain,
            morning,
            stop,
            is_hard(moves),
        )
        self.remember(session)
        return session

    def remember(self, session: Trained) -> None:
        self.known = replace(self.known, past=remember(self.known.past, session))
        self._log.append(session)
        if session.stop is not None:
            self._stopped.add(session.stop.place)
        if JUMPS in session.moves:
            self._jumped = session.ended
        for move, legs in session.moves.items():
            self._worst[move] = session.worst
            for leg, done in enumerate(legs):
                if done is None:
                    continue
                before = self._levels.get((move, leg))
                if before is not None and height(move, done.level) > height(move, before):
                    raised = self._raised.get((move, leg))
                    assert raised is None or (self.today - raised).days >= 7
                    self._raised[move, leg] = self.today
                self._levels[move, leg] = done.level

    def clear(self) -> None:
        """Whatever was stopped for was checked by a professional."""
        for place in self._stopped:
            answer = Clearance(self.today, place, "checked")
            self.known = replace(self.known, clearances=(*self.known.clearances, answer))
        self._stopped.clear()

    def level(self, exercise: str) -> Level:
        """What was trained last, on the left leg."""
        return self._levels[exercise, 0]


def live_a_year(seed: int) -> int:
    """A random runner's year, checked on every day of training; how many sessions it had."""
    try:
        return _live(Random(seed))
    except AssertionError as error:
        raise AssertionError(f"the runner of seed {seed}: {error}") from error


def _live(random: Random) -> int:
    chance = random.random
    runner = Runner()
    plan = random.choice((None, None, *PLANS.values()))
    runner.known = replace(
        runner.known,
        plan=plan,
        target=plan.weeks[0].days if plan else random.randint(1, 7),
        profile=Profile(
            has_dumbbells=chance() < 0.7,
            race=A_MONDAY + timedelta(days=random.randint(30, 330)) if chance() < 0.2 else None,
        ),
    )
    keen, sore, hard = 0.1 + 0.6 * chance(), chance() ** 2, random.randint(4, 8)
    leg = random.choice(("", "", "", "left"))
    day = stopped_for = 0
    sessions = 0
    while day < 364:
        day += 1 + (0 if chance() < keen else random.randint(1, 4))
        if chance() < 0.004:
            day += random.choice((9, 16, 30, 60))
        runner.go_to(A_MONDAY + timedelta(days=day))
        if runner._stopped:
            stopped_for += 1
            if stopped_for > 4:
                runner.clear()
                stopped_for = 0
        began = datetime.combine(runner.today, time(random.randint(6, 21)))
        said = runner.advice(began)
        if said.routine is None:
            continue
        ups = [each.exercise for each in said.moves if each.change == "up"]
        if ups and chance() < 0.05:
            refused = Suggestion(runner.today, ups[0], accepted=False)
            runner.known = replace(runner.known, suggestions=(refused,))
            said = runner.advice(began)
        pain = int(chance() * 8) if chance() < sore else int(chance() * 3)
        stop = None
        if pain > 5 and chance() < 0.1:
            stop = Stop(runner.today, random.choice(PLACES))
        runner.train(
            said,
            effort=None if chance() < 0.1 else min(10, hard + int(chance() * 3)),
            pain=pain,
            morning=max(0, pain - 1 + int(chance() * 2.2)) if chance() < 0.5 else None,
            hit=chance() < 0.93,
            ended=began + timedelta(minutes=30),
            stop=stop,
            only=leg,
            bonus=2 * (chance() < 0.3),
        )
        sessions += 1
    return sessions
