"""The rules by which a move rises or holds; one to hold wins over one to raise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calf_tui.core.coach.past_sessions import SORE
from calf_tui.core.coach.rules.move_facts import (
    increase_words,
    is_above,
    last_answer,
    level_words,
)
from calf_tui.core.coach.rules.rule import Values, days_ago, in_days, rule, together
from calf_tui.core.coach.rules.stop_rules import open_stop_of_move
from calf_tui.core.coach.runner_state import FIRST_WEEKS_DAYS
from calf_tui.core.progress.training_calendar import DAYS_OF_A_WEEK
from calf_tui.core.text.formatting import number

if TYPE_CHECKING:
    from calf_tui.core.coach.move_history import MoveDone
    from calf_tui.core.coach.rules.move_facts import MoveFacts
    from calf_tui.core.coach.runner_state import RunnerState
    from calf_tui.core.routines.progression_ladder import Level

EASY, FIRM = 6, 7
BONUS = 2


def _deserves(facts: MoveFacts) -> tuple[MoveDone, MoveDone] | None:
    """The last two sessions at the level, where nothing in them speaks against more."""
    both = facts.both
    if both is None or facts.next is None:
        return None
    for each in both:
        if facts.misses(each) or each.worst >= SORE or each.known_effort > FIRM:
            return None
    return both if both[0].is_answered or both[1].is_answered else None


def _effort_words(done: MoveDone) -> str:
    """ "6", or "7 (not answered)", as which it counts."""
    return f"{done.known_effort}{'' if done.effort is not None else ' (not answered)'}"


def _rise(facts: MoveFacts, both: tuple[MoveDone, MoveDone]) -> tuple[object, ...]:
    assert facts.next is not None
    amount, pain = number(facts.sets * facts.level.amount), max(each.worst for each in both)
    return (
        increase_words(facts.exercise, facts.level, facts.next),
        f"all {amount} repetitions at tempo" if facts.level.seconds is None else f"all {amount} s",
        _effort_words(both[0]),
        _effort_words(both[1]),
        f"pain {pain} at most" if pain else "no pain",
    )


@rule("up-effort", "{0}: {1} twice, effort {2} and {3}, {4}.")
def up_effort(facts: MoveFacts) -> Values:
    """The last two sessions of a move at its level did every repetition or second at tempo, with
    effort of 6 at most and pain of 2 at most during and the morning after: one step more. Where
    there were fewer sets than the step asks for, these come first. By weight it is 2 kg in all, at
    most a tenth of body mass and load. [S1, S29, S84, ours]
    """
    both = _deserves(facts)
    if both is None or max(each.known_effort for each in both) > EASY:
        return None
    return _rise(facts, both)


@rule("up-bonus", "{0}: {1} twice, effort {2} and {3}, {5} more at the end, {4}.")
def up_bonus(facts: MoveFacts) -> Values:
    """The same with effort up to 7 where the last set had two repetitions or more beyond the plan:
    one step more. [S1, S29, ours]
    """
    both = _deserves(facts)
    if both is None or max(each.known_effort for each in both) <= EASY or facts.last.bonus < BONUS:
        return None
    return (*_rise(facts, both), facts.last.bonus)


@rule("hold-effort", "The last two sessions had effort {0} and {1}: hold until it is 6 twice.")
def hold_effort(facts: MoveFacts) -> Values:
    """Effort of 8 or 9, or of 7 without two repetitions beyond the plan: hold. [ours]"""
    both = facts.both
    if both is None or not (both[0].is_answered or both[1].is_answered):
        return None
    most = max(both[0].known_effort, both[1].known_effort)
    if most <= EASY or (most == FIRM and facts.last.bonus >= BONUS):
        return None
    return _effort_words(both[0]), _effort_words(both[1])


@rule("hold-unanswered", "Nothing was answered in the last two sessions: hold until you do.")
def hold_unanswered(facts: MoveFacts) -> Values:
    """A set without an answer counts as effort 7 and pain 0, and two sessions without any answer
    hold. [ours]
    """
    both = facts.both
    if both is None or both[0].is_answered or both[1].is_answered:
        return None
    return ()


@rule("hold-second", "{0}.")
def hold_second(facts: MoveFacts) -> Values:
    """More needs two sessions at the same level: after the first one, hold. [S29, ours]"""
    if facts.before is not None:
        return None
    level = level_words(facts.exercise, facts.level, facts.sets)
    if facts.last.has_done(facts.level):
        return (f"One session at {level} so far: a second one decides",)
    return (f"No set of {level} was done in full so far: that comes first",)


@rule("hold-missed", "Less was done in {0} than this step asks for: hold.")
def hold_missed(facts: MoveFacts) -> Values:
    """Repetitions, seconds or sets were missed in one of the last two sessions: hold. [ours]"""
    missed = [facts.misses(each) for each in facts.both or ()]
    if not any(missed):
        return None
    return ("the last two sessions" if all(missed) else "one of the last two sessions",)


@rule("hold-pain", "Pain of {0}{1} lately: nothing is added above 2.")
def hold_pain(facts: MoveFacts) -> Values:
    """Pain of 3 to 5, during or the morning after, in the last session of all or in the last two of
    the move: carry on, no increase. [S91, S92]
    """
    both = facts.both or (facts.last,)
    worst = max(facts.state.past.sore, *(each.worst for each in both))
    if worst < SORE:
        return None
    own = max(each.worst_of_move for each in both)
    return (own, "") if own >= SORE else (worst, " in another move")


@rule("hold-week", "Raised {0}: never twice within seven days.")
def hold_week(facts: MoveFacts) -> Values:
    """A move never rises twice within seven days. [ours]"""
    raised = facts.last.raised
    ago = None if raised is None else (facts.state.today - raised).days
    return None if ago is None or ago >= DAYS_OF_A_WEEK else (days_ago(ago),)


@rule(
    "hold-running",
    "You ran {0} % more this week than the mean of the four before: no load is added.",
)
def hold_running(state: RunnerState) -> Values:
    """Running minutes this week are more than a third above the mean of the four weeks before: no
    load rises. [practice]
    """
    return None if state.running_rise is None else (state.running_rise,)


@rule("hold-race-week", "The race is {0}: no new load before it.")
def hold_race_week(state: RunnerState) -> Values:
    """In race week nothing rises: two easy sessions, half the sets, no jumps in the last five days.
    [ours]
    """
    return None if state.days_to_race is None else (in_days(state.days_to_race),)


@rule("hold-deload", "This is a deload week: half the sets, and nothing is added.")
def hold_deload(state: RunnerState) -> Values:
    """In a deload week the sets are halved, the load stays, and there are no jumps. [practice]"""
    return () if state.is_deload else None


@rule("hold-refused", "You said no to more: it is suggested again after a week.")
def hold_refused(facts: MoveFacts) -> Values:
    """A suggestion that the runner refused is not made again for seven days. [ours]"""
    answer = last_answer(facts.state, facts.exercise, facts.leg)
    if answer is None or answer.is_accepted:
        return None
    return () if 0 <= (facts.state.today - answer.local_date).days < DAYS_OF_A_WEEK else None


@rule("hold-away", "The last time was {0} days ago: one session as it was comes first.")
def hold_away(facts: MoveFacts) -> Values:
    """Two weeks or more after the last session of a move nothing rises. [ours]"""
    return (facts.days_away,) if facts.days_away >= FIRST_WEEKS_DAYS else None


@rule("hold-plan", "{0} goes no further than {1} this week.")
def hold_plan(facts: MoveFacts) -> Values:
    """A week of a plan may say how far a move goes in it. [ours]"""
    plan, most = facts.state.plan, facts.most
    if plan is None or most is None or facts.next is None:
        return None
    if not is_above(facts.exercise, facts.next, most):
        return None
    return plan.name, level_words(facts.exercise, most)


@rule("hold-stop", "Nothing is added before what you stopped for is settled.")
def hold_stop(facts: MoveFacts) -> Values:
    """A move that loads a place stopped for pain does not rise before that is settled. [ours]"""
    return None if open_stop_of_move(facts.state, facts.exercise) is None else ()


@rule("weaker-leg", "Both legs do what the {0} one is given: {1}.")
def weaker_leg(leg: str, exercise: str, level: Level, sets: int) -> Values:
    """Where the legs differ, a set has one dose for both: that of the weaker leg. The stronger one
    does not rise before it. [ours]
    """
    return leg, level_words(exercise, level, sets)


@rule("ladder-end", "{0} is the last step there is: it stays.")
def ladder_end(facts: MoveFacts) -> Values:
    """A move stays at the end of its ladder: jump squats gain landings and holds gain seconds,
    never weight; rolling stays as it is; weight ends with what is at hand. [ours]
    """
    return (level_words(facts.exercise, facts.level),) if facts.next is None else None


DAY_HOLD = together(hold_running, hold_race_week, hold_deload)
"""These hold every move."""
HOLD = together(
    hold_stop,
    hold_pain,
    hold_week,
    hold_refused,
    hold_away,
    hold_plan,
    hold_second,
    hold_missed,
    hold_unanswered,
    hold_effort,
    ladder_end,
)
UP = together(up_effort, up_bonus)
