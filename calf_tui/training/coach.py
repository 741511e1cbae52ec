"""The use cases of the coach: proposals, suggestions, and the runner's answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calf_tui.core.records.session_record import NEVER

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date, datetime

    from calf_tui.core.coach.dose import MoveDose
    from calf_tui.core.coach.plan_weeks import PlanWeeks
    from calf_tui.core.coach.progression_ladder import Level
    from calf_tui.core.coach.proposal.proposal import Proposal
    from calf_tui.core.coach.runner_state import Answer, Known, Stop, Suggestion, Wish
    from calf_tui.core.coach.week_plan import Plan
    from calf_tui.core.progress.progress_snapshot import ProgressSnapshot
    from calf_tui.core.records.coach_records import PlanChange, PlanEntry
    from calf_tui.core.records.session_record import SessionRecord
    from calf_tui.core.routines.routine import Routine
    from calf_tui.training.runner_records import RunnerRecords


class Coach:
    """Proposes sessions and increases from the records, and saves the runner's answers.

    `now` returns the present time, aware. `plans` returns the plans of weeks by id. Every method
    may raise `UserError`.
    """

    def __init__(
        self,
        snapshot: Callable[[], ProgressSnapshot],
        now: Callable[[], datetime],
        records: RunnerRecords,
        plans: Callable[[], Mapping[str, Plan]],
    ) -> None:
        self._snapshot = snapshot
        self._now = now
        self._records = records
        self._plans = plans
        self._answered_before_session: set[tuple[date, str | None]] = set()

    def propose(
        self, routines: Sequence[Routine], wish: Wish | None = None, as_of: date | None = None
    ) -> Proposal:
        """Returns the proposal for now, or for another day at no hour of it."""
        from calf_tui.core.coach.proposal.proposal import propose

        known, today = self.known(as_of)
        at = None if as_of else self._now().replace(tzinfo=None)
        return propose(known, today, routines, at=at, wish=wish)

    def stop_to_ask_about(self, routine: Routine | None = None) -> Stop | None:
        """Returns the stop for pain to ask about: not settled, and not answered about today.

        With a routine, only places that it loads count, and only answers given before a session.
        """
        from calf_tui.core.coach.proposal.proposal import last_open_stop, stop_of

        if all(each.status != "stopped_pain" for each in self._snapshot().sessions):
            return None
        known, today = self.known()
        stop = last_open_stop(known) if routine is None else stop_of(known, routine)
        if stop is None or stop.date >= today:
            return None
        answered = {(each.date, each.place) for each in self._records.clearances()}
        answered = answered if routine is None else self._answered_before_session
        return None if (today, stop.place) in answered else stop

    def offers_deload(self) -> bool:
        """Returns whether a deload week is offered today."""
        from calf_tui.core.coach.rules.day_rules import deload

        return deload(*self.known()) is not None

    def take_deload(self) -> None:
        """Saves that a deload week begins today."""
        self._records.change_profile(deload=self.today)

    def is_newcomer(self) -> bool:
        """Returns whether there is no history yet, and nothing was said or skipped."""
        snapshot = self._snapshot()
        has_history = snapshot.sessions or snapshot.tests or snapshot.coach.runs
        return not has_history and snapshot.coach.profile.updated_at == NEVER

    def open_stop(self) -> Stop | None:
        """Returns the last stop for pain that is not settled, whatever was answered today."""
        from calf_tui.core.coach.proposal.proposal import last_open_stop

        known, _ = self.known()
        return last_open_stop(known)

    def answer_stop(self, stop: Stop, answer: Answer, *, before_session: bool = False) -> None:
        """Saves the runner's answer about the place of a stop for pain."""
        from calf_tui.core.coach.runner_state import Clearance

        if before_session:
            self._answered_before_session.add((self.today, stop.place))
        self._records.save_clearance(Clearance(self.today, stop.place, answer))

    @property
    def today(self) -> date:
        """Today's training day."""
        return self._snapshot().today

    def suggestions(self, record: SessionRecord) -> tuple[MoveDose, ...]:
        """Returns the increases for the moves of a session, which has to be saved before."""
        from calf_tui.core.coach.advice import advise

        known, today = self.known()
        moves = {each.exercise for each in record.sets}
        advice = advise(known, today, {})
        return tuple(
            each for each in advice.moves if each.change == "up" and each.exercise in moves
        )

    def answer_suggestion(
        self, dose: MoveDose, *, accepted: bool, level: Level | None = None
    ) -> None:
        """Saves whether the runner accepts an increase, and the level chosen instead, if any."""
        from calf_tui.core.coach.runner_state import Suggestion

        leg = None if dose.side == "both" else dose.side
        self._records.save_suggestion(Suggestion(self.today, dose.exercise, accepted, leg, level))

    def accepted_today(self, dose: MoveDose) -> Suggestion | None:
        """Returns today's answer that takes this increase, if there is one."""
        leg = None if dose.side == "both" else dose.side
        of_move = dose.exercise, leg, self.today
        for each in self._records.suggestions():
            if (each.exercise, each.leg, each.date) == of_move and each.accepted:
                return each
        return None

    def plans(self) -> Mapping[str, Plan]:
        """Returns the plans of weeks by id."""
        return self._plans()

    def plan_weeks(self) -> PlanWeeks | None:
        """The plan in use with its weeks; None where there is none."""
        from calf_tui.core.coach.plan_weeks import plan_weeks

        return plan_weeks(self._snapshot(), self._plans())

    def change_week(self, change: PlanChange) -> PlanEntry:
        """Keeps that this week of the plan in use is moved, skipped or repeated.

        Raises `UserError` where that would change nothing.
        """
        from calf_tui.core.errors import UserError

        weeks = self.plan_weeks()
        if weeks is None:
            raise UserError("No plan is in use: `calf-tui plans use P` uses one.")
        if change not in weeks.possible:
            name = weeks.place.plan.name
            raise UserError(f"This week of {name} cannot be {change}: nothing would change by it.")
        return self._records.change_week(weeks.place.plan.id, change)

    def known(self, as_of: date | None = None) -> tuple[Known, date]:
        """What the records say up to a day (today), and that day."""
        from calf_tui.core.coach.runner_state_from_records import known_of

        snapshot = self._snapshot()
        day = as_of or snapshot.today
        return known_of(snapshot, day, self._plans()), day
