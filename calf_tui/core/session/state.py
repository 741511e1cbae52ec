"""The state of a session, its commands and its events.

All instants are seconds of one monotonic clock.
"""

from __future__ import annotations

from dataclasses import replace
from enum import Enum
from typing import Literal, get_args

from calf_tui.core.frozen_dataclass import dataclass
from calf_tui.core.records.session_record import Outcome, Status, is_finished
from calf_tui.core.routines.routine import Dose
from calf_tui.core.session.timeline import Phase, Timeline

UNDO_DEPTH = 50
PainSite = Literal["calf", "achilles", "heel", "shin", "knee", "other"]
PAIN_SITES: tuple[PainSite, ...] = get_args(PainSite)
PainLeg = Literal["left", "right", "both"]
PAIN_LEGS: tuple[PainLeg, ...] = get_args(PainLeg)


class Command(Enum):
    """What a runner may ask for, in every state."""

    PAUSE = "pause"
    """Pauses or resumes."""
    NEXT = "next"
    """Goes to the next phase. A set counts as far as it came, an open set with the repetitions that
    the runner entered."""
    BACK = "back"
    LONGER = "longer"
    SHORTER = "shorter"
    DONE = "done"
    """Ends the set. It counts as far as it came; an open set for which no repetitions were entered
    counts with the planned ones."""
    SKIP = "skip"
    """Skips this set or, between sets, the next one."""
    LEAVE_MOVE = "leave_move"
    """Skips the rest of this move. The present set counts as far as it came."""
    UNDO = "undo"
    """Takes back the last command that moved or changed something."""
    STOP = "stop"
    """Ends the session because of pain."""
    END = "end"


@dataclass(frozen=True, slots=True)
class SetResult:
    """The result of one set: `phase` is its index in the timeline, `ended` when it ended."""

    phase: int
    done: Dose
    outcome: Outcome
    ended: float


@dataclass(frozen=True, slots=True)
class Answer:
    """What the runner said of a set: `rpe` 1-10, `pain` 0-10, where; None where nothing was.

    `leg` is asked after a set of both legs only.
    """

    phase: int
    rpe: int | None = None
    pain: int | None = None
    site: PainSite | None = None
    leg: PainLeg | None = None

    @property
    def place(self) -> str | None:
        """Where it hurt, in one leg where that was said: "calf", "left calf"."""
        if self.site is None or self.leg in (None, "both"):
            return self.site
        return f"{self.leg} {self.site}"

    @classmethod
    def of(cls, phase: int, rpe: int | None, pain: int | None, place: str | None) -> Answer:
        """What is on record of a set; a place that is none of ours is left out."""
        said = (place or "").split()
        leg = next((each for each in PAIN_LEGS if said[:1] == [each]), None)
        site = next((each for each in PAIN_SITES if said == [*filter(None, [leg]), each]), None)
        return cls(phase, rpe, pain, site, leg if site else None)


@dataclass(frozen=True, slots=True)
class UndoPoint:
    """The session to which UNDO goes back, `elapsed` seconds into its phase.

    If `stays`, UNDO takes back only answers, loads and the phase's length, and the session does not
    move.
    """

    session: Session
    elapsed: float
    stays: bool


@dataclass(frozen=True, slots=True)
class Session:
    """A session at an instant.

    `anchor` is the instant at which the elapsed time of the present phase is zero. `held` is the
    elapsed time at which a pause or a lead-in waits; the elapsed time is never below it. `extra` is
    what the runner added to the phase, in seconds. `counted` is how many repetitions of an open set
    the runner says were done; None if not said. `idle` is the sum of the pauses that are over.
    `seen` is the instant of the last `advance`. `status` and `ended` are None while the session
    runs.
    """

    timeline: Timeline
    began: float
    seen: float
    anchor: float
    index: int = 0
    held: float = 0.0
    extra: float = 0.0
    counted: int | None = None
    paused_at: float | None = None
    idle: float = 0.0
    results: tuple[SetResult, ...] = ()
    answers: tuple[Answer, ...] = ()
    undo: tuple[UndoPoint, ...] = ()
    status: Status | None = None
    ended: float | None = None

    @property
    def phase(self) -> Phase:
        """The present phase; the last one once the session is over."""
        return self.timeline.phases[self.index]

    @property
    def length(self) -> float | None:
        """The seconds of the present phase, with `extra`; None for an open set."""
        return None if self.phase.seconds is None else self.phase.seconds + self.extra

    @property
    def is_over(self) -> bool:
        """Whether the session has ended."""
        return self.status is not None

    @property
    def is_paused(self) -> bool:
        """Whether the session is paused."""
        return self.paused_at is not None

    def elapsed(self, now: float) -> float:
        """Returns the seconds since the start of the present phase, without pauses."""
        if self.paused_at is not None:
            return self.held
        elapsed = max(self.held, now - self.anchor)
        return elapsed if self.length is None else min(elapsed, self.length)

    def remaining(self, now: float) -> float | None:
        """Returns the seconds to the end of the present phase; None for an open set."""
        return None if self.length is None else self.length - self.elapsed(now)

    def lead_in(self, now: float) -> float:
        """Returns the seconds until work goes on after a pause; 0 if there is no lead-in."""
        return 0.0 if self.is_paused else max(0.0, self.anchor + self.held - now)

    def time_left(self, now: float) -> float:
        """Returns the seconds to the end of the session; open sets count as 0."""
        following = self.timeline.phases[self.index + 1 :]
        return (self.remaining(now) or 0.0) + sum(phase.seconds or 0.0 for phase in following)

    def active_seconds(self, now: float) -> float:
        """Returns the seconds from the start to `now` or to the end, without pauses."""
        until = self.ended if self.ended is not None else max(now, self.seen)
        pause = 0.0 if self.paused_at is None else until - self.paused_at
        return until - self.began - self.idle - pause

    def with_undo_point(self, now: float = 0.0, *, stays: bool = False) -> Session:
        """Returns the session as it can be brought back by UNDO, before it is changed at `now`."""
        elapsed = 0.0 if stays else self.elapsed(now)
        point = UndoPoint(replace(self, undo=()), elapsed, stays)
        return replace(self, undo=(*self.undo, point)[-UNDO_DEPTH:])

    def result(self, index: int) -> SetResult | None:
        """Returns the result of the set with this phase index, if it has one."""
        return next((each for each in self.results if each.phase == index), None)

    def is_finished(self, result: SetResult) -> bool:
        """Whether the set was done, or short with at least half of the planned amount."""
        planned = self.timeline.phases[result.phase].step.dose
        return is_finished(result.outcome, planned, result.done)

    def answer(self, index: int) -> Answer | None:
        """Returns the answers about the set with this phase index, if there are any."""
        return next((each for each in self.answers if each.phase == index), None)


@dataclass(frozen=True, slots=True)
class SetFinished:
    """A set ended; `by_itself` if its time was over, not because of a command."""

    result: SetResult
    by_itself: bool


@dataclass(frozen=True, slots=True)
class Entered:
    """A phase began; `by_itself` if the time of the one before it was over."""

    index: int
    by_itself: bool


@dataclass(frozen=True, slots=True)
class Paused:
    """The session paused; `stalled` if the engine did it, not the runner."""

    stalled: bool


@dataclass(frozen=True, slots=True)
class Resumed:
    """The session was resumed."""


@dataclass(frozen=True, slots=True)
class Changed:
    """The length of the present phase changed, or a command was undone."""


@dataclass(frozen=True, slots=True)
class Ended:
    """The session ended; `by_itself` if the time of the last set was over."""

    by_itself: bool


Event = SetFinished | Entered | Paused | Resumed | Changed | Ended
