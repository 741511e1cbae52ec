"""The rules by which a move becomes easier, which beat all others, and those of its first time."""

from __future__ import annotations

from calf_tui.core.coach.move_history import UTMOST
from calf_tui.core.coach.past_sessions import LONG_OFF_DAYS, SORE
from calf_tui.core.coach.rules.move_facts import MoveFacts, is_above, level_words
from calf_tui.core.coach.rules.rule import Values, rule, together
from calf_tui.core.session.pain_scale import TOO_MUCH

BREAK_DAYS = 56


@rule("down-effort", "{0}: one step easier.")
def down_effort(facts: MoveFacts) -> Values:
    """Effort of 10 in two sessions in a row, or in one of them where the other had missed
    repetitions or seconds: one step down. [ours]
    """
    both = facts.both
    if both is None or not all(each.known_effort >= UTMOST or not each.hit for each in both):
        return None
    hardest = [each for each in both if each.known_effort >= UTMOST]
    if not hardest:
        return None
    is_twice = len(hardest) == len(both)
    return ("Effort 10 twice" if is_twice else "Effort 10 in one session, less done in the other",)


@rule("down-missed", "Repetitions or seconds were missed twice: one step easier.")
def down_missed(facts: MoveFacts) -> Values:
    """Missed repetitions or seconds in two sessions in a row: one step down. [ours]"""
    both = facts.both
    return () if both is not None and not any(each.hit for each in both) else None


@rule("down-morning", "Pain the morning after was {0}, in the session {1}: one step easier.")
def down_morning(facts: MoveFacts) -> Values:
    """Pain the morning after was higher than before the session, for which the highest answer in it
    stands, or above 5: one step easier. [S91, S92, ours]
    """
    morning = facts.last.morning
    if morning is None or not (morning > facts.last.session_pain or morning > TOO_MUCH):
        return None
    return morning, facts.last.session_pain


@rule("down-pain", "Pain was {0}, above 5: one step easier next time.")
def down_pain(facts: MoveFacts) -> Values:
    """Pain above 5 ends the move, and the next time is one step easier. [S91, S92, ours]"""
    pain = facts.last.pain or 0
    return (pain,) if pain > TOO_MUCH else None


@rule("down-break", "Eight weeks off or more: {0}.")
def down_break(facts: MoveFacts) -> Values:
    """Back after eight weeks off or more: half the last load, two steps down. [ours]"""
    if facts.days_away < BREAK_DAYS:
        return None
    return ("half the load, two steps down" if facts.level.load_kg else "two steps down",)


@rule("down-gone", "You stopped for pain, which is settled: one step easier to begin with.")
def down_gone(facts: MoveFacts) -> Values:
    """After a stop for pain that is gone or was checked, a move that loads the place starts one
    step lower; where it is called gone, pain is asked after its first set. [ours]
    """
    return () if facts.is_stop_settled else None


@rule("down-plan", "{0} asks for {1} this week.")
def down_plan(facts: MoveFacts) -> Values:
    """A week of a plan lowers what is above it, as after missed weeks. [ours]"""
    plan, most = facts.state.plan, facts.most
    if plan is None or most is None or not is_above(facts.exercise, facts.level, most):
        return None
    return plan.name, level_words(facts.exercise, most)


@rule("jumps-first-weeks", "Without jumping in the first two weeks, or after four weeks off.")
def jumps_first_weeks(facts: MoveFacts) -> Values:
    """In the first two weeks of training, and again after four weeks off, jump squats are done
    without flight. [S12, S13, ours]
    """
    is_early = facts.state.is_first_weeks or facts.days_away >= LONG_OFF_DAYS
    return () if is_early else None


@rule("jumps-return", "It hurt the last time ({0}): first without jumping.")
def jumps_return(facts: MoveFacts) -> Values:
    """After pain of 3 or more in their last session, jumps come back without flight. [ours]"""
    worst = facts.last.worst
    return (worst,) if worst >= SORE else None


@rule("jumps-settled", "You stopped for pain: first without jumping.")
def jumps_settled(facts: MoveFacts) -> Values:
    """After a stop for pain that is gone or was checked, jumps come back without flight. [ours]"""
    return () if facts.is_stop_settled else None


@rule("first-step", "The first step of this move.")
def first_step(index: int) -> Values:
    """A move begins at the first step of its ladder. [ours]"""
    return () if index == 0 else None


@rule("first-short", "Done before a run only, in short: it begins at its first step.")
def first_short(index: int) -> Values:
    """A move that was done before a run only begins at the first step of its ladder, or at what was
    done of it, if that is less: such a session is short and says little of a level. [ours]
    """
    return () if index == 0 else None


@rule("first-test", "{0} heel raises of one leg: a start further up.")
def first_test(count: int, index: int) -> Values:
    """Heel raises may begin further up by what one leg can do: from 20 on a box 3 × 15, from 10 on
    a box 3 × 10, else on the floor. [ours]
    """
    return (count,) if index > 0 else None


FLIGHTLESS = together(jumps_first_weeks, jumps_return, jumps_settled)
"""These put the form without flight in the place of jump squats, and are asked of those alone."""
DOWN = together(down_break, down_gone, down_morning, down_pain, down_effort, down_missed, down_plan)
