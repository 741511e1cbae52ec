"""A session under way: where the runner stands, what was done, what has just happened.

All instants are seconds of one monotonic clock.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Literal, get_args

from calf_tui.core.records.session_record import Outcome, Status
from calf_tui.core.routines.routine import Dose
from calf_tui.core.session.timeline import Phase, Timeline

PainSite = Literal["calf", "achilles", "heel", "shin", "knee", "other"]
PAIN_SITES: tuple[PainSite, ...] = get_args(PainSite)
PainLeg = Literal["left", "right", "both"]
PAIN_LEGS: tuple[PainLeg, ...] = get_args(PainLeg)


class Command(Enum):
    """What a runner may ask for, in every state."""

    PAUSE = "pause"
    """Pause, or go on."""
    NEXT = "next"
    """On to the next phase; a set counts with what was reached, an open one with the number that
    was said."""
    BACK = "back"
    LONGER = "longer"
    SHORTER = "shorter"
    DONE = "done"
    """The set is over, with what was reached; an open one with all it asked for."""
    SKIP = "skip"
    """This set, or the one that comes next, is left out."""
    LEAVE_MOVE = "leave_move"
    """What is left of this move is left out; the set under way counts with what was reached."""
    UNDO = "undo"
    """Takes the last command back that moved or changed something."""
    STOP = "stop"
    """It hurts: the session ends here."""
    END = "end"


@dataclass(frozen=True, slots=True)
class SetResult:
    """What came of one set: `phase` is its index in the timeline, `ended` an instant."""

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
class Place:
    """What undo goes back to: `elapsed` seconds into a phase, with these results.

    Where it `stays`, only answers and loads go back and the time runs on.
    """

    index: int
    elapsed: float
    extra: float
    results: tuple[SetResult, ...]
    answers: tuple[Answer, ...]
    timeline: Timeline
    stays: bool

    @classmethod
    def of(cls, session: Session, now: float = 0.0, *, stays: bool = False) -> Place:
        """Where a session stands."""
        elapsed = 0.0 if stays else session.elapsed(now)
        return cls(
            session.index,
            elapsed,
            session.extra,
            session.results,
            session.answers,
            session.timeline,
            stays,
        )


@dataclass(frozen=True, slots=True)
class Session:
    """A session at an instant.

    `anchor` is when the present phase's elapsed time was, or will be, zero; elapsed time never
    falls below `held`, at which a pause or a lead-in waits. `extra` is what the runner added to the
    phase, in seconds. `counted` is how many repetitions of an open set the runner says were done;
    None where nobody said. `idle` sums the pauses that are over. `seen` is the last instant anybody
    looked. `status` and `ended` are None while it runs.
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
    undo: tuple[Place, ...] = ()
    status: Status | None = None
    ended: float | None = None

    @property
    def phase(self) -> Phase:
        """The present phase; the last one once the session is over."""
        return self.timeline.phases[self.index]

    @property
    def length(self) -> float | None:
        """Seconds the present phase lasts with what was added; None for an open set."""
        return None if self.phase.seconds is None else self.phase.seconds + self.extra

    @property
    def is_over(self) -> bool:
        """Whether it has ended."""
        return self.status is not None

    @property
    def is_paused(self) -> bool:
        """Whether it waits for the runner to go on."""
        return self.paused_at is not None

    def elapsed(self, now: float) -> float:
        """Seconds into the present phase, pauses not counted."""
        if self.paused_at is not None:
            return self.held
        elapsed = max(self.held, now - self.anchor)
        return elapsed if self.length is None else min(elapsed, self.length)

    def remaining(self, now: float) -> float | None:
        """Seconds to the end of the present phase; None for an open set."""
        return None if self.length is None else self.length - self.elapsed(now)

    def lead_in(self, now: float) -> float:
        """Seconds until work goes on after a pause; 0 when it runs."""
        return 0.0 if self.is_paused else max(0.0, self.anchor + self.held - now)

    def time_left(self, now: float) -> float:
        """Seconds to the end of the session; open sets count nothing."""
        following = self.timeline.phases[self.index + 1 :]
        return (self.remaining(now) or 0.0) + sum(phase.seconds or 0.0 for phase in following)

    def active_seconds(self, now: float) -> float:
        """Seconds from the start until now, or until the end, without the pauses."""
        until = self.ended if self.ended is not None else max(now, self.seen)
        pause = 0.0 if self.paused_at is None else until - self.paused_at
        return until - self.began - self.idle - pause

    def result(self, index: int) -> SetResult | None:
        """What came of the set that is this phase, if it was ended."""
        return next((each for each in self.results if each.phase == index), None)

    def answer(self, index: int) -> Answer | None:
        """What was said of the set that is this phase, if anything was."""
        return next((each for each in self.answers if each.phase == index), None)


@dataclass(frozen=True, slots=True)
class SetFinished:
    """A set ended; `by_itself` where its time was up rather than at a key."""

    result: SetResult
    by_itself: bool


@dataclass(frozen=True, slots=True)
class Entered:
    """A phase began; `by_itself` where the one before it ended."""

    index: int
    by_itself: bool


@dataclass(frozen=True, slots=True)
class Paused:
    """It waits; `stalled` where nobody had looked for too long."""

    stalled: bool


@dataclass(frozen=True, slots=True)
class Resumed:
    """It goes on."""


@dataclass(frozen=True, slots=True)
class Changed:
    """The present phase got another length, or a command was taken back."""


@dataclass(frozen=True, slots=True)
class Ended:
    """It is over; `by_itself` where the last set's time was up."""

    status: Status
    by_itself: bool


Event = SetFinished | Entered | Paused | Resumed | Changed | Ended
