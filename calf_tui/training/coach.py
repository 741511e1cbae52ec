"""The use cases of the coach: the proposal for today, and what the runner answers to it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date, datetime

    from calf_tui.core.coach.dose import MoveDose
    from calf_tui.core.coach.progression_ladder import Level
    from calf_tui.core.coach.proposal.proposal import Proposal
    from calf_tui.core.coach.runner_state import Answer, Clearance, Known, Stop, Suggestion, Wish
    from calf_tui.core.progress.progress_snapshot import ProgressSnapshot
    from calf_tui.core.records.session_record import SessionRecord
    from calf_tui.core.routines.routine import Routine


class CoachAnswers(Protocol):
    """What the runner answered to the coach. Every method may raise `UserError`."""

    def suggestions(self) -> tuple[Suggestion, ...]:
        """The answers to suggested increases, oldest first."""

    def clearances(self) -> tuple[Clearance, ...]:
        """The answers about places that were stopped for, oldest first."""

    def save_suggestion(self, suggestion: Suggestion) -> None:
        """Keeps it, in place of one of the same date, move and leg."""

    def save_clearance(self, clearance: Clearance) -> None:
        """Keeps it, in place of one of the same date and place."""


class MemoryCoachAnswers:
    """The answers of one run of the program."""

    def __init__(self) -> None:
        self._suggestions: tuple[Suggestion, ...] = ()
        self._clearances: tuple[Clearance, ...] = ()

    def suggestions(self) -> tuple[Suggestion, ...]:
        """The answers to suggested increases, oldest first."""
        return self._suggestions

    def clearances(self) -> tuple[Clearance, ...]:
        """The answers about places that were stopped for, oldest first."""
        return self._clearances

    def save_suggestion(self, suggestion: Suggestion) -> None:
        """Keeps it, in place of one of the same date, move and leg."""
        same = (suggestion.date, suggestion.exercise, suggestion.leg)
        others = (
            each for each in self._suggestions if (each.date, each.exercise, each.leg) != same
        )
        self._suggestions = (*others, suggestion)

    def save_clearance(self, clearance: Clearance) -> None:
        """Keeps it, in place of one of the same date and place."""
        same = (clearance.date, clearance.place)
        others = (each for each in self._clearances if (each.date, each.place) != same)
        self._clearances = (*others, clearance)


class Coach:
    """What to do today, over the records and the answers. Every method may raise `UserError`.

    `now` is the runner's time of day, aware.
    """

    def __init__(
        self,
        snapshot: Callable[[], ProgressSnapshot],
        now: Callable[[], datetime],
        answers: CoachAnswers,
    ) -> None:
        self._snapshot = snapshot
        self._now = now
        self._answers = answers
        self._answered_before_session: set[tuple[date, str | None]] = set()

    def propose(self, routines: Sequence[Routine], wish: Wish | None = None) -> Proposal:
        """The proposal for now, from these routines."""
        from calf_tui.core.coach.proposal.proposal import propose

        known, today = self._known()
        return propose(known, today, routines, at=self._now().replace(tzinfo=None), wish=wish)

    def stop_to_ask_about(self, routine: Routine | None = None) -> Stop | None:
        """The stop for pain that is not settled and was not answered about today.

        Of any place, or of those that a routine loads, where it was not answered before a session.
        """
        from calf_tui.core.coach.proposal.proposal import last_open_stop, stop_of

        if all(each.status != "stopped_pain" for each in self._snapshot().sessions):
            return None
        known, today = self._known()
        stop = last_open_stop(known) if routine is None else stop_of(known, routine)
        if stop is None or stop.date >= today:
            return None
        answered = {(each.date, each.place) for each in self._answers.clearances()}
        answered = answered if routine is None else self._answered_before_session
        return None if (today, stop.place) in answered else stop

    def answer_stop(self, stop: Stop, answer: Answer, *, before_session: bool = False) -> None:
        """Keeps what the runner says of a place that was stopped for."""
        from calf_tui.core.coach.runner_state import Clearance

        if before_session:
            self._answered_before_session.add((self.today, stop.place))
        self._answers.save_clearance(Clearance(self.today, stop.place, answer))

    @property
    def today(self) -> date:
        """The training day that it is now."""
        return self._snapshot().today

    def suggestions(self, record: SessionRecord) -> tuple[MoveDose, ...]:
        """The increases that follow from a session for the moves in it; kept before that."""
        from calf_tui.core.coach.advice import advise

        known, today = self._known()
        moves = {each.exercise for each in record.sets}
        advice = advise(known, today, {})
        return tuple(
            each for each in advice.moves if each.change == "up" and each.exercise in moves
        )

    def answer_suggestion(
        self, dose: MoveDose, *, accepted: bool, level: Level | None = None
    ) -> None:
        """Keeps whether an increase is wanted, and which one in its place."""
        from calf_tui.core.coach.runner_state import Suggestion

        leg = None if dose.side == "both" else dose.side
        self._answers.save_suggestion(Suggestion(self.today, dose.exercise, accepted, leg, level))

    def _known(self) -> tuple[Known, date]:
        from calf_tui.core.coach.runner_state_from_records import known_of

        snapshot = self._snapshot()
        known = replace(
            known_of(snapshot, snapshot.today),
            suggestions=self._answers.suggestions(),
            clearances=self._answers.clearances(),
        )
        return known, snapshot.today
