"""The use case of a guided heel-rise test: the clock, the cues, the count, the record."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import timedelta, timezone
from typing import TYPE_CHECKING

from calf_tui.core.session import engine
from calf_tui.core.session.guided_heel_rise_test import (
    REMINDERS,
    LegResult,
    ended_by_text,
    ends_the_leg,
    leg_of,
    rises,
    timeline_of,
)
from calf_tui.core.session.session_to_record import record_of, session_start_at
from calf_tui.core.session.state import Command, Ended, Entered

if TYPE_CHECKING:
    from datetime import time

    from calf_tui.core.coach.pain_monitoring import StopSign
    from calf_tui.core.ports import Clock, History
    from calf_tui.core.records.session_record import HeelRiseTest
    from calf_tui.core.session.guided_heel_rise_test import Ending, Fault, Leg
    from calf_tui.core.session.state import Event, Session
    from calf_tui.training.coach_record_editor import CoachRecordEditor
    from calf_tui.training.cue_player import CuePlayer

REPETITIONS_REMINDED = 2


class HeelRiseTesting:
    """A test that runs: it is no session, and nothing of it is saved before `keep`.

    `results` holds the legs that are over, in their order.
    """

    def __init__(
        self,
        clock: Clock,
        cues: CuePlayer,
        history: History,
        records: CoachRecordEditor,
        day_cutoff: time,
        first: Leg,
    ) -> None:
        self._clock = clock
        self._cues = cues
        self._history = history
        self._records = records
        self._reading = engine.read_clocks(clock)
        self._beginning = session_start_at(self._reading.wall, day_cutoff, str(uuid.uuid4()))
        self._seen_at: list[int] = []
        self._fault: Fault | None = None
        self.results: tuple[LegResult, ...] = ()
        self.session: Session = engine.start(timeline_of(first), self._reading.now)
        cues.begin(self.session, self._reading.now)

    @property
    def now(self) -> float:
        """The present instant of the monotonic clock."""
        return self._clock.monotonic()

    @property
    def rises(self) -> int:
        """The repetitions of the present set so far."""
        return rises(self.session, self.now)

    @property
    def reminder(self) -> str:
        """What was said about a fault just now; empty two repetitions later."""
        if self._fault is None or self.rises - self._seen_at[-1] > REPETITIONS_REMINDED:
            return ""
        return REMINDERS[self._fault]

    @property
    def is_unanswered(self) -> bool:
        """Whether it may still be said what ended the leg before; no more during the next one."""
        is_open = bool(self.results) and self.results[-1].ended_by is None
        return is_open and leg_of(self.session) is None

    def tick(self) -> tuple[Event, ...]:
        """Advances the test to now; returns the events since the last call."""
        reading = engine.read_clocks(self._clock)
        session, events = engine.advance_to(reading, self.session, self._reading)
        self._reading = reading
        return self._follow(session, events)

    def command(self, command: Command) -> tuple[Event, ...]:
        """Carries out a command; returns the events since the last call.

        To go back out of a leg or into it takes its count back.
        """
        earlier = self.tick()
        session, events = engine.apply_command(self.session, command, self._reading.now)
        return earlier + self._follow(session, events)

    def report_fault(self, fault: Fault) -> tuple[Event, ...]:
        """Reminds of a fault of the present leg, or ends the leg if two reminders were in vain."""
        events = self.tick()
        if leg_of(self.session) is None:
            return events
        self._seen_at.append(self.rises)
        self._fault = fault
        if not ends_the_leg(self._seen_at):
            return events
        events += self.command(Command.DONE)
        self.set_ending(fault)
        return events

    def set_ending(self, ending: Ending) -> None:
        """Says what ended the last leg."""
        if self.results:
            self.results = (*self.results[:-1], replace(self.results[-1], ended_by=ending))

    def correct(self, steps: int) -> None:
        """Adds repetitions to the last leg, or takes some away."""
        if self.results:
            self.results = (*self.results[:-1], self.results[-1].corrected(steps))

    def keep(self) -> HeelRiseTest:
        """Saves the result as a test of the day on which it began; raises `UserError`."""
        found = {each.leg: each.rises for each in self.results}
        day = self._beginning.local_date
        made = self._records.test_of(day, found.get("left"), found.get("right"))
        return self._records.add_test(replace(made, ended_by=ended_by_text(self.results)))

    def stop_for_pain(self, sign: StopSign) -> None:
        """Ends the test, and saves it as a session stopped for pain; raises `UserError`.

        So the coach asks about the pain and proposes nothing that loads the place.
        """
        self.command(Command.STOP)
        now = self._reading.wall.astimezone(timezone.utc)
        instants = {
            each: now - timedelta(seconds=self._reading.now - each.ended)
            for each in self.session.results
        }
        made = self.session, self._beginning, instants, self._reading.now, now
        self._history.save(record_of(*made, sign.sign, sign.id))

    def end(self) -> None:
        """Ends the test and its cues; nothing is saved."""
        self.command(Command.END)

    def _follow(self, session: Session, events: tuple[Event, ...]) -> tuple[Event, ...]:
        self.session = session
        if any(isinstance(event, Entered | Ended) for event in events):
            self._seen_at, self._fault = [], None
        kept = {each.leg: each for each in self.results}
        found = []
        for result in session.results:
            phase = session.timeline.phases[result.phase]
            is_gone = result.phase >= session.index and not session.is_over
            if phase.side == "both" or is_gone:
                continue
            found.append(kept.get(phase.side) or LegResult(phase.side, result.done.reps or 0))
        self.results = tuple(found)
        self._cues.follow(session, events, self._reading.now)
        return events
