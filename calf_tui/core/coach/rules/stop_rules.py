"""The rules after a stop for pain: which stops are not settled, and what rests for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calf_tui.core.coach.progression_ladder import LADDERS
from calf_tui.core.coach.rules.rule import Values, rule
from calf_tui.core.coach.runner_state import SORE, Known, Stop, Trained
from calf_tui.core.text.formatting import on_day, place_words

if TYPE_CHECKING:
    from datetime import date

    from calf_tui.core.records.coach_records import CoachAnswer

SETTLED_SESSIONS = 3
"""That many sessions of moves that load a place, without pain, settle a stop unasked [ours]."""


def open_stop(known: Known, exercise: str) -> Stop | None:
    """The last stop for pain at a place that the move loads, where it is not settled."""
    places = LADDERS[exercise].places
    for stop in reversed(known.past.stops):
        is_anywhere = stop.needs_check or stop.place in (None, "other")
        is_of_move = is_anywhere or stop.place in places
        if is_of_move and not _is_settled(known, stop):
            return stop
    return None


def open_stops(known: Known) -> tuple[Stop, ...]:
    """Every stop for pain that is not settled, oldest first."""
    return tuple(stop for stop in known.past.stops if not _is_settled(known, stop))


def answers_about(known: Known, stop: Stop) -> list[CoachAnswer]:
    """What was answered about the place since the stop."""
    return [
        each
        for each in known.clearances
        if each.place in (None, stop.place) and _is_after(each, stop)
    ]


def _is_after(answer: CoachAnswer, stop: Stop) -> bool:
    """Of one day the instants decide; without that of the stop the answer was about one before."""
    if answer.local_date != stop.date or stop.at is None:
        return answer.local_date > stop.date
    return answer.updated_at > stop.at


def _is_settled(known: Known, stop: Stop) -> bool:
    """By an answer since, or by training that loads the place without pain. [ours]

    What needs a check is settled by that alone: later answers are of later stops.
    """
    answers = answers_about(known, stop)
    if stop.needs_check:
        return any(each.answer == "checked" for each in answers)
    if answers:
        return max(answers, key=lambda each: each.local_date).answer != "not yet"
    since = [
        each
        for each in known.past.sessions
        if each.date > stop.date and _loads(each, stop.place) and each.worst < SORE
    ]
    return len(since) >= SETTLED_SESSIONS


def _loads(session: Trained, place: str | None) -> bool:
    return any(place in (None, "other") or place in LADDERS[move].places for move in session.moves)


@rule("after-stop", "You stopped {0}: {1}.")
def after_stop(known: Known, exercise: str, today: date) -> Values:
    """After a session stopped for pain, nothing that loads the place is proposed before the runner
    says that it is gone or was checked by a professional. A snap, a swollen calf, trouble
    breathing, pain at one point of a bone, numbness and a knee that gives way have to be checked,
    and nothing is proposed before. [S97–S102, ours]
    """
    stop = open_stop(known, exercise)
    if stop is None:
        return None
    day = on_day(stop.date, today)
    if stop.needs_check:
        what = f"{day} for something that a professional has to see"
        return what, "nothing is proposed until it was checked", "Nothing before it was checked."
    place = f" ({place_words(stop.place)})" if stop.place else ""
    rests = "what loads the place rests until it is gone or was checked"
    return f"for pain{place} {day}", rests, f"You stopped for pain {day}."
