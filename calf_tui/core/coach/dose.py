"""The dose of each move: facts, rules, reasons, level."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from calf_tui.core.coach.rules.decrease_rules import (
    DOWN,
    FLIGHTLESS,
    down_break,
    down_plan,
    first_short,
    first_step,
    first_test,
)
from calf_tui.core.coach.rules.increase_rules import DAY_HOLD, HOLD, UP, weaker_leg
from calf_tui.core.coach.rules.move_facts import MoveFacts, facts_of, is_above
from calf_tui.core.coach.rules.rule import Reason
from calf_tui.core.frozen_dataclass import dataclass
from calf_tui.core.routines.exercise_forms import ONE_LEG
from calf_tui.core.routines.progression_ladder import (
    HEEL_RAISE,
    JUMPS,
    LADDERS,
    TEST_STEPS,
    Level,
    below,
    height,
    lower,
    sets_of,
)
from calf_tui.core.routines.routine import Side

if TYPE_CHECKING:
    from calf_tui.core.coach.move_history import MoveDone, Track
    from calf_tui.core.coach.past_sessions import Leg
    from calf_tui.core.coach.runner_state import RunnerState

Change = Literal["up", "hold", "down", "first"]


@dataclass(frozen=True, slots=True)
class MoveDose:
    """What is proposed of a move. `before` is the level of its last session; None at the first.

    `is_done` says that a set of this level was done in full before, where it is to stay. `held` are
    the level and the sets where a move that rises does not: the other leg is weaker, or a run
    follows.
    """

    exercise: str
    side: Side
    sets: int
    level: Level
    change: Change
    before: Level | None
    reasons: tuple[Reason, ...]
    is_done: bool = True
    held: tuple[Level, int] | None = None

    @property
    def without_increase(self) -> tuple[Level, int]:
        """The level and the sets that stay where nothing may rise."""
        return self.held or (self.level, self.sets)


def doses_of(exercise: str, state: RunnerState) -> tuple[MoveDose, ...]:
    """What is proposed of a move: one dose, or one for each leg where they differ."""
    left = _dose_of_leg(exercise, "left", state)
    tracks = state.past.track(exercise, "left"), state.past.track(exercise, "right")
    if tracks[0] == tracks[1] and all(each.side == "both" for each in state.suggestions):
        return (replace(left, side="both"),)
    right = _dose_of_leg(exercise, "right", state)
    if _is_same(left, right):
        one = right if _worst(tracks[1]) > _worst(tracks[0]) else left
        return (replace(one, side="both", is_done=left.is_done or right.is_done),)
    if exercise == HEEL_RAISE and (left.level.form != ONE_LEG or right.level.form != ONE_LEG):
        # Two legs work at once: the one that needs less decides [ours].
        one = min(left, right, key=lambda each: height(exercise, each.level))
        return (replace(one, side="both"),)
    return _beside(left, right), _beside(right, left)


def _is_same(left: MoveDose, right: MoveDose) -> bool:
    """Whether what is proposed for the legs differs in the words of its reasons at most."""
    one, other = (
        (each.level, each.sets, each.change, [reason.rule for reason in each.reasons])
        for each in (left, right)
    )
    return one == other


def _worst(track: Track) -> int:
    return track[-1].worst_of_move if track else 0


def _beside(dose: MoveDose, other: MoveDose) -> MoveDose:
    """The dose of a leg beside that of the other, which decides for both if it is the weaker."""
    exercise = dose.exercise
    if height(exercise, dose.level) <= height(exercise, other.level):
        return dose
    reason = weaker_leg(other.side, exercise, other.level, other.sets)
    assert reason is not None
    if dose.held is None:
        return replace(dose, reasons=(*dose.reasons, reason))
    level, sets = dose.held
    return replace(dose, level=level, sets=sets, change="hold", reasons=(reason,))


def _dose_of_leg(exercise: str, leg: Leg, state: RunnerState) -> MoveDose:
    facts = facts_of(exercise, leg, state)
    return _first(exercise, leg, state) if facts is None else _following(facts)


def _following(facts: MoveFacts) -> MoveDose:
    """Returns the dose: a rule to lower it wins over one to hold it, and that over one to raise it.

    All rules that ask for the outcome are named.
    """
    exercise, level, state, sets = facts.exercise, facts.level, facts.state, facts.sets
    chosen = level
    change: Change = "hold"
    held = None
    reasons = DOWN(facts)
    if reasons:
        chosen, sets = _lowered(facts)
        change = "down"
    flightless = FLIGHTLESS(facts) if exercise == JUMPS else ()
    if flightless:
        first = LADDERS[JUMPS].steps[0]
        easiest = lower(JUMPS, chosen, first.level)
        change = "down" if height(JUMPS, easiest) < height(JUMPS, level) else change
        chosen, sets = easiest, min(sets, first.sets)
        reasons = (*flightless, *reasons)
    if not reasons:
        reasons = (*HOLD(facts), *DAY_HOLD(state))
    if not reasons:
        reasons = UP(facts)
        assert reasons
        assert facts.next is not None
        held = level, _fewer(sets, state)
        chosen, sets, change = facts.next, sets_of(exercise, facts.next), "up"
    track = state.past.track(exercise, facts.leg)
    return MoveDose(
        exercise,
        facts.leg,
        _fewer(sets, state),
        chosen,
        change,
        level,
        reasons,
        change != "hold" or any(each.has_done(chosen) for each in track),
        held,
    )


def _lowered(facts: MoveFacts) -> tuple[Level, int]:
    """One step down, after a long break two; at the ladder's foot one set less."""
    exercise, level = facts.exercise, facts.level
    if down_break(facts):
        level = level._replace(load_kg=level.load_kg / 2)
        bare = level._replace(load_kg=0.0)
        once = below(exercise, bare) or bare
        chosen = (below(exercise, once) or once)._replace(load_kg=level.load_kg)
    elif facts.most is not None and down_plan(facts):
        chosen = lower(exercise, facts.most, facts.easier)
    else:
        chosen = facts.easier
    if chosen == facts.level:
        return chosen, max(1, facts.sets - 1)
    return chosen, min(facts.sets, sets_of(exercise, chosen))


def _fewer(sets: int, state: RunnerState) -> int:
    """Returns half of the sets in a deload and in race week, one at least."""
    return max(1, sets // 2) if state.has_half_the_sets else sets


def _first(exercise: str, leg: Leg, state: RunnerState) -> MoveDose:
    """Where a move begins, whatever was done of it in a session that is short on purpose."""
    index, count = 0, state.heel_raises if exercise == HEEL_RAISE else None
    if count is not None:
        index = next((step for least, step in TEST_STEPS if count >= least), 0)
    steps, most = LADDERS[exercise].steps, state.plan_limit(exercise)
    while index and most is not None and is_above(exercise, steps[index].level, most):
        index -= 1
    level, sets, _ = steps[index]
    change: Change = "first"
    short = _done_in_short(exercise, leg, state)
    if short is not None and (reason := first_short(index)):
        level = lower(exercise, level, short.level)
        change = "down" if level != short.level else "hold"
        if change == "hold" and short.planned is not None:
            sets = min(sets, short.planned)
    else:
        reason = first_step(index)
        if reason is None and count is not None:
            reason = first_test(count, index)
    return MoveDose(
        exercise,
        leg,
        _fewer(sets, state),
        level,
        change,
        None if short is None else short.level,
        () if reason is None else (reason,),
    )


def _done_in_short(exercise: str, leg: Leg, state: RunnerState) -> MoveDone | None:
    """What a leg did of a move in the last session that is short on purpose."""
    legs = state.past.short.get(exercise)
    return None if legs is None else legs[leg == "right"]
