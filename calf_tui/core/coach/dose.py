"""The dose of each move: facts, rules, reasons, level."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from calf_tui.core.coach.exercise_facts import Around, MoveFacts, facts_of, is_above
from calf_tui.core.coach.progression_ladder import (
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
from calf_tui.core.coach.rules.decrease_rules import (
    DOWN,
    FLIGHTLESS,
    down_break,
    down_plan,
    first_short,
    first_step,
    first_test,
)
from calf_tui.core.coach.rules.increase_rules import HOLD, UP, weaker_leg
from calf_tui.core.coach.rules.rule import Reason
from calf_tui.core.frozen_dataclass import dataclass
from calf_tui.core.routines.exercise_forms import ONE_LEG
from calf_tui.core.routines.routine import Side

if TYPE_CHECKING:
    from datetime import date

    from calf_tui.core.coach.rules.move_history import MoveDone, Track
    from calf_tui.core.coach.runner_state import Known, Leg

Change = Literal["up", "hold", "down", "first"]


@dataclass(frozen=True, slots=True)
class MoveDose:
    """What is proposed of a move. `before` is the level of its last session; None at the first.

    `is_done` says that a set of this level was done in full before, where it is to stay.
    """

    exercise: str
    side: Side
    sets: int
    level: Level
    change: Change
    before: Level | None
    reasons: tuple[Reason, ...]
    is_done: bool = True


class Verdict(NamedTuple):
    """What the rules make of one move on one leg; `held` are level and sets where it would rise."""

    level: Level
    sets: int
    change: Change
    reasons: tuple[Reason, ...]
    held: tuple[Level, int] | None = None


def decide(facts: MoveFacts) -> Verdict:
    """Down beats hold beats up; all the rules that ask for it are named."""
    exercise, level, around, sets = facts.exercise, facts.level, facts.around, facts.sets
    chosen = level
    change: Change = "hold"
    reasons = DOWN(facts)
    if reasons:
        chosen, sets = _lowered(facts)
        change = "down"
    flightless: tuple[Reason, ...] = ()
    if exercise == JUMPS:
        flightless = FLIGHTLESS(facts)
    if flightless:
        first = LADDERS[JUMPS].steps[0]
        easiest = lower(JUMPS, chosen, first.level)
        change = "down" if height(JUMPS, easiest) < height(JUMPS, level) else change
        chosen, sets = easiest, min(sets, first.sets)
        reasons = (*flightless, *reasons)
    if not reasons:
        reasons = (*HOLD(facts), *around.holds)
    if not reasons:
        reasons = UP(facts)
        assert reasons
        assert facts.next is not None
        risen = _fewer(sets_of(exercise, facts.next), around)
        return Verdict(facts.next, risen, "up", reasons, (level, _fewer(sets, around)))
    return Verdict(chosen, _fewer(sets, around), change, reasons)


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


def _fewer(sets: int, around: Around) -> int:
    """Half of them in a deload and in race week, one at least."""
    return max(1, sets // 2) if around.deload or around.race is not None else sets


def doses_of(
    exercise: str, known: Known, around: Around, today: date, blocked: Reason | None
) -> tuple[MoveDose, ...]:
    """What is proposed of a move: one dose, or one for each leg where they differ."""
    left, right = known.past.tracks.get(exercise, ((), ()))
    if left is right and all(each.side == "both" for each in known.suggestions):
        both = _verdict(exercise, "left", left, known, around, today, blocked)
        return (_dose(exercise, "both", both, left, known),)
    lefts = _verdict(exercise, "left", left, known, around, today, blocked)
    rights = _verdict(exercise, "right", right, known, around, today, blocked)
    if _is_same(lefts, rights):
        legs = (lefts, left), (rights, right)
        (verdict, track), (_, other) = sorted(legs, key=lambda each: -_hurt(each[1]))
        return (_dose(exercise, "both", verdict, track or other, known, other),)
    if exercise == HEEL_RAISE and (lefts.level.form != ONE_LEG or rights.level.form != ONE_LEG):
        # Two legs work at once: the one that needs less decides [ours].
        verdict = min(lefts, rights, key=lambda each: height(exercise, each.level))
        track = left if verdict is lefts else right
        return (_dose(exercise, "both", verdict, track, known),)
    return (
        _dose(exercise, "left", _beside(exercise, lefts, rights, "right"), left, known),
        _dose(exercise, "right", _beside(exercise, rights, lefts, "left"), right, known),
    )


def _beside(exercise: str, verdict: Verdict, other: Verdict, other_leg: Leg) -> Verdict:
    """The verdict on a leg beside that of the other, which decides for both if it is the weaker."""
    if height(exercise, verdict.level) <= height(exercise, other.level):
        return verdict
    reason = weaker_leg(other_leg, exercise, other.level, other.sets)
    assert reason is not None
    if verdict.held is None:
        return verdict._replace(reasons=(*verdict.reasons, reason))
    level, sets = verdict.held
    return Verdict(level, sets, "hold", (reason,))


def _is_same(left: Verdict, right: Verdict) -> bool:
    """Whether two verdicts differ in the words of their reasons at most."""
    rules = [[reason.rule for reason in each.reasons] for each in (left, right)]
    return left[:3] == right[:3] and rules[0] == rules[1]


def _hurt(track: Track) -> int:
    return track[-1].worst_of_move if track else 0


def _dose(
    exercise: str, side: Side, verdict: Verdict, track: Track, known: Known, other: Track = ()
) -> MoveDose:
    leg: Leg = "right" if side == "right" else "left"
    done = track[-1] if track else _done_short(exercise, leg, known)
    before = None if done is None else done.level
    has_been_done = not track or any(each.has_done(verdict.level) for each in (*track, *other))
    return MoveDose(
        exercise,
        side,
        verdict.sets,
        verdict.level,
        verdict.change,
        before,
        verdict.reasons,
        verdict.change != "hold" or has_been_done,
    )


def _verdict(
    exercise: str,
    leg: Leg,
    track: Track,
    known: Known,
    around: Around,
    today: date,
    blocked: Reason | None,
) -> Verdict:
    if track:
        return decide(facts_of(exercise, leg, track, known, around, today, blocked))
    return _first(exercise, known, around, _done_short(exercise, leg, known))


def _done_short(exercise: str, leg: Leg, known: Known) -> MoveDone | None:
    """What a leg did of a move in the last session that is short on purpose."""
    legs = known.past.short.get(exercise)
    return None if legs is None else (legs.right if leg == "right" else legs.left)


def _first(exercise: str, known: Known, around: Around, short: MoveDone | None = None) -> Verdict:
    """Where a move begins; `short` is what was done of it in a session before a run."""
    index, count = 0, known.heel_raises if exercise == HEEL_RAISE else None
    if count is not None:
        index = next((step for least, step in TEST_STEPS if count >= least), 0)
    most = None if known.plan is None else known.plan.week(known.plan_week).most.get(exercise)
    while (
        index
        and most is not None
        and is_above(exercise, LADDERS[exercise].steps[index].level, most)
    ):
        index -= 1
    step = LADDERS[exercise].steps[index]
    if short is not None and (so_far := first_short(index)):
        level = lower(exercise, step.level, short.level)
        sets = step.sets if short.planned is None else min(step.sets, short.planned)
        is_less = level != short.level
        return Verdict(
            level,
            _fewer(step.sets if is_less else sets, around),
            "down" if is_less else "hold",
            (so_far,),
        )
    reason = first_step(exercise, index) or (None if count is None else first_test(count, index))
    return Verdict(
        step.level, _fewer(step.sets, around), "first", () if reason is None else (reason,)
    )
