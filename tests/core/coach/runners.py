"""Runners for the coach: each trains what is proposed, and answers in a way of its own."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from random import Random
from typing import TYPE_CHECKING

from calf_tui.core.coach.move_history import MoveDone
from calf_tui.core.coach.past_sessions import Legs, Stop, TrainedSession, is_hard, with_session
from calf_tui.core.coach.proposal.proposal import Proposal, propose
from calf_tui.core.coach.runner_state import RunnerState
from calf_tui.core.records.coach_records import CoachAnswer, Profile
from calf_tui.core.routines.progression_ladder import JUMPS, LADDERS, Level, height
from tests.core.coach.plans import PLANS, ROUTINES
from tests.records import suggestion_answer

if TYPE_CHECKING:
    from calf_tui.core.coach.dose import MoveDose
    from calf_tui.core.coach.runner_state import DayType
    from calf_tui.core.routines.routine import Side

A_MONDAY = date(2026, 1, 5)
PLACES = ("calf", "achilles", "heel", "shin", "knee", "other", None)
LOWER_LEG = {"calf", "achilles", "heel"}
LOADED = {
    "tiptoe_walk": LOWER_LEG | {"shin", "knee"},
    "heel_raise_box": LOWER_LEG | {"shin", "knee"},
    "jump_squat": LOWER_LEG | {"shin", "knee"},
    "downward_dog": LOWER_LEG,
    "wall_calf_stretch": LOWER_LEG,
    "foam_roll_calf": {"calf"},
}
EVENING = time(19)


@dataclass
class Runner:
    """One runner from day to day; what was promised to hold is checked on each."""

    state: RunnerState = field(default_factory=lambda: RunnerState(A_MONDAY, week_start=A_MONDAY))
    _log: list[TrainedSession] = field(default_factory=list)
    _raised: dict[tuple[str, int], date] = field(default_factory=dict)
    _doses: dict[tuple[str, int], tuple[Level, int]] = field(default_factory=dict)
    _worst: dict[tuple[str, int], list[int]] = field(default_factory=dict)
    _stopped: set[str | None] = field(default_factory=set)
    _jumped: datetime | None = None

    def go_to(self, day: date) -> None:
        """Time passes."""
        start = day - timedelta(days=day.weekday())
        self.state = replace(self.state, today=day, week_start=start)

    def proposal(self, at: datetime | None = None, day_type: DayType | None = None) -> Proposal:
        said = propose(replace(self.state, at=at, day_type=day_type), ROUTINES)
        self.check(said, at)
        return said

    def check(self, said: Proposal, at: datetime | None) -> None:
        """What the coach promises, from a log of its own."""
        assert said.reasons
        for dose in said.doses:
            assert dose.reasons, dose
            for leg in _legs(dose.side):
                self._check_increase(dose, leg)
        moves = () if said.session is None else {each.id for each in said.session.exercises}
        for move in moves:
            assert not self._stopped & {None, "other", *LOADED[move]}
        if JUMPS in moves:
            if self._log:
                assert self._log[-1].worst < 3
                assert self._worst.get((JUMPS, 0), [0])[-1] < 3 or self._are_mended()
            if self._jumped is not None and at is not None:
                assert at - self._jumped >= timedelta(hours=48)

    def _are_mended(self) -> bool:
        """Whether two sessions without pain came since the last jumps."""
        assert self._jumped is not None
        since = [each for each in self._log if each.ended > self._jumped]
        return sum(each.worst < 3 for each in since) >= 2

    def _check_increase(self, dose: MoveDose, leg: int) -> None:
        """Whatever a rise is called, it is one: of the level, or of the sets at it."""
        move = dose.exercise
        is_rise = self._is_rise(move, leg, dose.level, dose.sets)
        if dose.change != "up":
            assert not is_rise, dose
            return
        if not is_rise:  # of the other leg, which is behind
            return
        assert self._log[-1].worst <= 2, dose
        assert max(self._worst[move, leg][-2:]) <= 2, dose
        raised = self._raised.get((move, leg))
        assert raised is None or (self.state.today - raised).days >= 7, dose

    def _is_rise(self, move: str, leg: int, level: Level, sets: int) -> bool:
        if (move, leg) not in self._doses:
            return False
        before, most = self._doses[move, leg]
        is_same = height(move, level) == height(move, before)
        return height(move, level) > height(move, before) or (is_same and sets > most)

    def train(
        self,
        said: Proposal,
        *,
        effort: int | None = 6,
        pain: int = 0,
        morning: int | None = None,
        hit: bool = True,
        ended: datetime | None = None,
        stop: Stop | None = None,
        only: str = "",
        bonus: int = 0,
    ) -> TrainedSession:
        """The session as it was proposed. `only`: what hurts and is missed is of this leg."""
        assert said.session is not None
        sides: dict[str, list[MoveDone | None]] = {}
        for dose in said.session_doses:
            done = MoveDone(
                self.state.today,
                dose.level,
                dose.sets,
                hit,
                effort,
                pain,
                pain,
                morning,
                bonus,
                planned=dose.sets,
            )
            both = sides.setdefault(dose.exercise, [None, None])
            is_by_leg = dose.level.form == "one leg" or LADDERS[dose.exercise].is_each_side
            for leg, name in enumerate(("left", "right")):
                if dose.side in ("both", name):
                    is_well = bool(only) and is_by_leg and name != only
                    both[leg] = done._replace(hit=True, effort=6) if is_well else done
        moves = {move: Legs(*both) for move, both in sides.items()}
        sets = sum(max(leg.sets for leg in legs if leg) for legs in moves.values())
        session = TrainedSession(
            self.state.today,
            ended or datetime.combine(self.state.today, EVENING),
            said.session.id,
            moves,
            sets,
            pain,
            morning,
            stop,
            is_hard(moves),
        )
        self.remember(session)
        return session

    def remember(self, session: TrainedSession) -> None:
        self.state = replace(self.state, past=with_session(self.state.past, session))
        self._log.append(session)
        if session.stop is not None:
            self._stopped.add(None if session.stop.needs_check else session.stop.place)
        if JUMPS in session.moves:
            self._jumped = session.ended
        for move, legs in session.moves.items():
            for leg, done in enumerate(legs):
                if done is not None:
                    self._remember_dose(move, leg, done, session.worst)

    def _remember_dose(self, move: str, leg: int, done: MoveDone, worst: int) -> None:
        if self._is_rise(move, leg, done.level, done.sets):
            raised = self._raised.get((move, leg))
            assert raised is None or (self.state.today - raised).days >= 7
            self._raised[move, leg] = self.state.today
        before, most = self._doses.get((move, leg), (done.level, 0))
        self._doses[move, leg] = done.level, max(done.sets, most if before == done.level else 0)
        self._worst.setdefault((move, leg), []).append(worst)

    def clear(self) -> None:
        """Whatever was stopped for was checked by a professional."""
        for place in self._stopped:
            answer = CoachAnswer(self.state.today, "checked", place=place)
            self.state = replace(self.state, clearances=(*self.state.clearances, answer))
        self._stopped.clear()

    def level(self, exercise: str) -> Level:
        """What was trained last, on the left leg."""
        return self._doses[exercise, 0][0]


def _legs(side: Side) -> tuple[int, ...]:
    return {"both": (0, 1), "left": (0,), "right": (1,)}[side]


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
    runner.state = replace(
        runner.state,
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
        began = datetime.combine(runner.state.today, time(random.randint(6, 21)))
        said = runner.proposal(began)
        if said.session is None:
            continue
        ups = [each.exercise for each in said.doses if each.change == "up"]
        if ups and chance() < 0.05:
            refused = suggestion_answer(runner.state.today, ups[0], accepted=False)
            runner.state = replace(runner.state, suggestions=(refused,))
            said = runner.proposal(began)
        pain = int(chance() * 8) if chance() < sore else int(chance() * 3)
        stop = None
        if pain > 5 and chance() < 0.1:
            stop = Stop(runner.state.today, random.choice(PLACES), needs_check=chance() < 0.2)
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
