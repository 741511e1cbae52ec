"""The rules after a stop for pain: which stops are not settled, and what rests for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calf_tui.core.coach.past_sessions import SORE, Stop, TrainedSession
from calf_tui.core.coach.rules.rule import Values, rule
from calf_tui.core.routines.progression_ladder import LADDERS
from calf_tui.core.text.formatting import on_day, place_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from calf_tui.core.coach.runner_state import RunnerState
    from calf_tui.core.records.coach_records import CoachAnswer
    from calf_tui.core.routines.routine import Routine

SETTLED_SESSIONS = 3
"""That many sessions of moves that load a place, without pain, settle a stop unasked [ours]."""


def open_stop_of_move(state: RunnerState, exercise: str) -> Stop | None:
    """The last stop for pain at a place that the move loads, where it is not settled."""
    places = LADDERS[exercise].places
    for stop in reversed(state.past.stops):
        is_anywhere = stop.needs_check or stop.place in (None, "other")
        is_of_move = is_anywhere or stop.place in places
        if is_of_move and not _is_settled(state, stop):
            return stop
    return None


def open_stops(state: RunnerState) -> tuple[Stop, ...]:
    """Every stop for pain that is not settled, oldest first."""
    return tuple(stop for stop in state.past.stops if not _is_settled(state, stop))


def last_open_stop(state: RunnerState) -> Stop | None:
    """The last stop for pain that is not settled, first of all one that needs a check."""
    return _gravest(open_stops(state))


def open_stop_of_routine(state: RunnerState, routine: Routine) -> Stop | None:
    """A stop for pain that is not settled, at a place that a move of the routine loads.

    One at an unknown place, as of what needs a check, is for every routine.
    """
    if stop := _gravest(each for each in open_stops(state) if each.place in (None, "other")):
        return stop
    moves = (each.id for each in routine.exercises if each.id in LADDERS)
    return next(
        (stop for move in moves if (stop := open_stop_of_move(state, move)) is not None), None
    )


def _gravest(stops: Iterable[Stop]) -> Stop | None:
    return max(stops, key=lambda each: (each.needs_check, each.date), default=None)


def answers_about(state: RunnerState, stop: Stop) -> list[CoachAnswer]:
    """What was answered about the place since the stop."""
    return [
        each
        for each in state.clearances
        if each.place in (None, stop.place) and _is_after(each, stop)
    ]


def _is_after(answer: CoachAnswer, stop: Stop) -> bool:
    """Of one day the instants decide; without that of the stop the answer was about one before."""
    if answer.local_date != stop.date or stop.at is None:
        return answer.local_date > stop.date
    return answer.updated_at > stop.at


def _is_settled(state: RunnerState, stop: Stop) -> bool:
    """By an answer since, or by training that loads the place without pain. [ours]

    What needs a check is settled by that alone: later answers are of later stops.
    """
    answers = answers_about(state, stop)
    if stop.needs_check:
        return any(each.answer == "checked" for each in answers)
    if answers:
        return max(answers, key=lambda each: each.local_date).answer != "not yet"
    since = [
        each
        for each in state.past.sessions
        if each.date > stop.date and _loads(each, stop.place) and each.worst < SORE
    ]
    return len(since) >= SETTLED_SESSIONS


def _loads(session: TrainedSession, place: str | None) -> bool:
    return any(place in (None, "other") or place in LADDERS[move].places for move in session.moves)


@rule("after-stop", "You stopped {0}: {1}.")
def after_stop(state: RunnerState, exercise: str) -> Values:
    """After a session stopped for pain, nothing that loads the place is proposed before the runner
    says that it is gone or was checked by a professional. A snap, a swollen calf, trouble
    breathing, pain at one point of a bone, numbness and a knee that gives way have to be checked,
    and nothing is proposed before. [S97–S102, ours]
    """
    stop = open_stop_of_move(state, exercise)
    if stop is None:
        return None
    day = on_day(stop.date, state.today)
    if stop.needs_check:
        what = f"{day} for something that a professional has to see"
        return what, "nothing is proposed until it was checked", "Nothing before it was checked."
    place = f" ({place_words(stop.place)})" if stop.place else ""
    rests = "what loads the place rests until it is gone or was checked"
    return f"for pain{place} {day}", rests, f"You stopped for pain {day}."
