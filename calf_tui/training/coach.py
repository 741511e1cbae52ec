"""The use cases of the coach: proposals, suggestions, and the runner's answers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from calf_tui.core.records.coach_records import CoachAnswer
from calf_tui.core.records.session_record import NEVER

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date, datetime

    from calf_tui.core.coach.dose import MoveDose
    from calf_tui.core.coach.past_sessions import Stop, StopAnswer
    from calf_tui.core.coach.plan_in_use import PlanWeeks
    from calf_tui.core.coach.proposal.before_start import JumpsAdvice
    from calf_tui.core.coach.proposal.proposal import Proposal
    from calf_tui.core.coach.runner_state import DayType, RunnerState
    from calf_tui.core.coach.training_plan import Plan
    from calf_tui.core.progress.progress_snapshot import ProgressSnapshot
    from calf_tui.core.records.coach_records import PlanChange
    from calf_tui.core.records.session_record import SessionRecord
    from calf_tui.core.routines.progression_ladder import Level
    from calf_tui.core.routines.routine import Routine
    from calf_tui.core.session.interrupted_session import StartedSession
    from calf_tui.training.coach_record_editor import CoachRecordEditor
    from calf_tui.training.record_editor import RecordEditor


class PlanUse(NamedTuple):
    """What the choice of a plan, or of none, leads to: from when on, and with which target."""

    begin: date
    target: int
    is_later: bool


class Coach:
    """Proposes sessions and increases from the records, and saves the runner's answers.

    `now` returns the present time, aware. `editor` can undo what was chosen. `plans` returns the
    plans of weeks by id, `begun` a session that has not ended at an instant. Every method may raise
    `UserError`.
    """

    def __init__(
        self,
        snapshot: Callable[[], ProgressSnapshot],
        now: Callable[[], datetime],
        records: CoachRecordEditor,
        editor: RecordEditor,
        plans: Callable[[], Mapping[str, Plan]],
        begun: Callable[[datetime], StartedSession | None],
    ) -> None:
        self._snapshot = snapshot
        self._now = now
        self._records = records
        self._editor = editor
        self._plans = plans
        self._begun = begun
        self._state: tuple[ProgressSnapshot, date, Mapping[str, Plan], RunnerState] | None = None

    def propose(
        self,
        routines: Sequence[Routine],
        day_type: DayType | None = None,
        as_of: date | None = None,
    ) -> Proposal:
        """Returns the proposal for now, or for another day at no hour of it."""
        from calf_tui.core.coach.proposal.proposal import propose

        begun = self._begun(self._now()) if as_of is None else None
        return propose(replace(self.state(as_of), begun=begun, day_type=day_type), routines)

    def asks_for_doctor(self) -> bool:
        """Returns whether the runner said that a doctor is to be asked before the training."""
        return self._snapshot().coach.profile.doctor_first

    def stop_to_ask_about(self) -> Stop | None:
        """Returns the stop for pain to ask about at a start: not settled, nor answered today."""
        from calf_tui.core.coach.rules.stop_rules import answers_about

        stop = self.open_stop()
        if stop is None:
            return None
        answers = answers_about(self.state(), stop)
        is_answered = any(each.local_date == self.today for each in answers)
        return None if is_answered else stop

    def open_stop(self, routine: Routine | None = None) -> Stop | None:
        """Returns the last stop for pain that is not settled; with a routine, of what it loads."""
        from calf_tui.core.coach.rules.stop_rules import last_open_stop, open_stop_of_routine

        if all(each.status != "stopped_pain" for each in self._snapshot().sessions):
            return None
        state = self.state()
        return last_open_stop(state) if routine is None else open_stop_of_routine(state, routine)

    def offers_deload(self) -> bool:
        """Returns whether a deload week is offered today."""
        from calf_tui.core.coach.rules.day_rules import deload

        return deload(self.state()) is not None

    def take_deload(self) -> None:
        """Saves that a deload week begins today."""
        self._records.change_profile(deload=self.today)

    def is_newcomer(self) -> bool:
        """Returns whether there is no history yet, and nothing was said or skipped."""
        snapshot = self._snapshot()
        has_history = snapshot.sessions or snapshot.tests or snapshot.coach.runs
        return not has_history and snapshot.coach.profile.updated_at == NEVER

    def answer_stop(self, stop: Stop, answer: StopAnswer) -> None:
        """Saves the runner's answer about the place of a stop for pain."""
        before, after = self._records.save_answer(CoachAnswer(self.today, answer, place=stop.place))
        self._editor.changed(before, after, f"said {answer} of what you stopped for")

    def jumps_advice(self, routine: Routine) -> JumpsAdvice | None:
        """Returns why jumps are to rest or to be without flight, if the routine has any."""
        from calf_tui.core.coach.proposal.before_start import jumps_advice

        return jumps_advice(self.state(), routine)

    @property
    def today(self) -> date:
        """Today's training day."""
        return self._snapshot().today

    def suggestions(self, record: SessionRecord) -> tuple[MoveDose, ...]:
        """Returns the increases for the moves of a session, which has to be saved before."""
        moves = {each.exercise for each in record.sets}
        return tuple(e for e in self._doses() if e.change == "up" and e.exercise in moves)

    def why_nothing_is_added(self, record: SessionRecord, *, is_answered: bool) -> str:
        """Why there is no increase after a session, saved before; "" if there is one.

        Unless `is_answered`, an answer may follow that changes it, and only what stands is said.
        """
        from calf_tui.core.coach.proposal.after_session import nothing_added

        return nothing_added(record, self._doses(), is_answered=is_answered)

    def _doses(self) -> tuple[MoveDose, ...]:
        from calf_tui.core.coach.proposal.proposal import doses_on

        return doses_on(self.state())

    def answer_suggestion(
        self, dose: MoveDose, *, accepted: bool, level: Level | None = None
    ) -> None:
        """Saves whether the runner accepts an increase, and the level chosen instead, if any."""
        answer = CoachAnswer(
            self.today, "accepted" if accepted else "refused", dose.exercise, dose.side
        )
        chosen = {} if level is None else level._asdict()
        self._records.save_answer(replace(answer, **chosen))

    def accepted_today(self, dose: MoveDose) -> Level | None:
        """Returns the level that the runner accepted today for this increase, if that was so."""
        from calf_tui.core.routines.progression_ladder import chosen_level

        of_move = dose.exercise, dose.side, self.today
        for each in self._records.suggestions():
            if each.is_accepted and (each.exercise, each.side, each.local_date) == of_move:
                return chosen_level(each) or dose.level
        return None

    def plans(self) -> Mapping[str, Plan]:
        """Returns the plans of weeks by id."""
        return self._plans()

    def use_plan(self, plan: Plan | None) -> PlanUse:
        """Uses a plan; its days are the weekly target from its first week on.

        With None no plan is used, and the target from before the plan comes back.
        """
        from calf_tui.core.coach.training_plan import start_of_plan, target_without_plan
        from calf_tui.core.progress.met_and_missed_weeks import target_in_week

        snapshot, this_week, editor = self._snapshot(), self._records.this_week, self._editor

        def target_in(day: date) -> int:
            return target_in_week(snapshot.targets, day, snapshot.first_day_of_week)

        own = target_without_plan(snapshot.coach.plan, self._plans(), this_week, target_in)
        words = f"{'No plan' if plan is None else plan.name} was chosen"
        with editor.as_one_change(words):
            entry = self._records.use_plan(
                "" if plan is None else plan.id, None if plan is None else own
            )
            editor.added(entry, words)
            if plan is None:
                is_later = any(each.start > entry.start for each in snapshot.targets)
                if is_later or target_in(this_week) != own:
                    editor.set_target(own)
                return PlanUse(this_week, own, is_later=False)
            begin = start_of_plan(plan, entry.start, this_week)
            days, weeks = plan.week(0).days, len(plan.weeks) if plan.is_race_week else None
            editor.set_target(days, weeks, begin)
        return PlanUse(begin, days, is_later=begin > this_week)

    def set_target(self, days: int) -> None:
        """Sets the weekly target from this week on; a plan still to begin keeps its own days."""
        from calf_tui.core.coach.runner_state_from_records import plan_place_of

        snapshot = self._snapshot()
        place = plan_place_of(snapshot, snapshot.today, self._plans())
        with self._editor.as_one_change(f"target set to {days}"):
            self._editor.set_target(days)
            if place is not None and place.begins is not None:
                plan = place.plan
                weeks = len(plan.weeks) if plan.is_race_week else None
                self._editor.set_target(plan.week(0).days, weeks, place.begins)

    def plan_weeks(
        self, routines: Sequence[Routine], day_type: DayType | None = None
    ) -> PlanWeeks | None:
        """The plan in use with its weeks and today's proposal; None where there is no plan."""
        from calf_tui.core.coach.plan_in_use import plan_weeks

        return plan_weeks(self._snapshot(), self._plans(), self.propose(routines, day_type))

    def plan_ended_by(self, target: int) -> Plan | None:
        """The plan in use that another weekly target would end, as it was not chosen."""
        from calf_tui.core.coach.plan_in_use import plan_ended_by

        return plan_ended_by(self._snapshot(), self._plans(), target)

    def change_week(self, change: PlanChange) -> None:
        """Keeps that this week of the plan in use is moved, skipped or repeated.

        Raises `UserError` where that would change nothing.
        """
        from calf_tui.core.coach.plan_in_use import NO_PLAN
        from calf_tui.core.coach.training_plan import WEEK_CHANGES
        from calf_tui.core.errors import UserError

        weeks = self.plan_weeks(())
        if weeks is None:
            raise UserError(NO_PLAN)
        if change not in weeks.possible:
            name = weeks.place.plan.name
            raise UserError(f"This week of {name} cannot be {change}: nothing would change by it.")
        entry = self._records.change_week(weeks.place.plan.id, change)
        self._editor.added(entry, WEEK_CHANGES[change])

    def state(self, as_of: date | None = None) -> RunnerState:
        """Returns what the records say for now, or for a day at no hour of it."""
        from calf_tui.core.coach.runner_state_from_records import runner_state

        snapshot = self._snapshot()
        asked = snapshot, as_of or snapshot.today, self._plans()
        if self._state is None or self._state[0] is not snapshot or self._state[1:3] != asked[1:]:
            self._state = *asked, runner_state(*asked)
        state = self._state[-1]
        return state if as_of else replace(state, at=self._now().replace(tzinfo=None))
