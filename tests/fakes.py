"""Fakes for the ports, in memory; tests pass them in."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

from calf_tui.core.errors import UserError
from calf_tui.core.records.session_record import HeelRiseTest, Pause, Target
from calf_tui.core.session.cue import NO_TIME
from calf_tui.serialization.record_tables import TABLE_OF
from calf_tui.training.session_recorder import ImmediateWriter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from calf_tui.core.records.session_record import SessionRecord
    from calf_tui.core.routines.routine import Routine
    from calf_tui.core.session.cue import Cue
    from calf_tui.core.session.cue_schedule import Phrase
    from calf_tui.core.session.interrupted_session import SessionInProgress


class MemoryHistory:
    """A history in memory, which must pass the same tests as the one on disk."""

    def __init__(
        self,
        sessions: Iterable[SessionRecord] = (),
        targets: Iterable[Target] = (),
        pauses: Iterable[Pause] = (),
        tests: Iterable[HeelRiseTest] = (),
    ) -> None:
        self._taken_out: frozenset[str] = frozenset()
        self._kept: dict[type[Any], dict[str, Any]] = {}
        kept: tuple[Target | Pause | HeelRiseTest, ...] = (*targets, *pauses, *tests)
        for number, each in enumerate(kept):
            self._kept.setdefault(type(each), {})[each.id or str(number)] = each
        self.is_closed = False
        self.copies: dict[str, tuple[SessionRecord, ...]] = {}
        self.safe_for_now = ""
        self._session_in_progress: SessionInProgress | None = None
        self._sessions = {each.id: each for each in sessions}
        self._sorted: tuple[SessionRecord, ...] | None = None

    def sessions(self) -> tuple[SessionRecord, ...]:
        if self._sorted is None:
            in_order = sorted(self._sessions.values(), key=lambda each: (each.started_at, each.id))
            self._sorted = tuple(in_order)
        return self._sorted

    def left_out(self) -> int:
        return 0

    def targets(self) -> tuple[Target, ...]:
        return self.kept(Target)

    def pauses(self) -> tuple[Pause, ...]:
        return self.kept(Pause)

    def tests(self) -> tuple[HeelRiseTest, ...]:
        return self.kept(HeelRiseTest)

    def save(self, record: SessionRecord) -> None:
        self._sessions[record.id] = record
        self._sorted = None

    def remove(self, record_id: str) -> None:
        self._sessions.pop(record_id, None)
        self._sorted = None

    def kept(self, kind: type[Any]) -> tuple[Any, ...]:
        order = TABLE_OF[kind].key
        return tuple(sorted(self._kept.get(kind, {}).values(), key=order))

    def keep(self, record: Any) -> None:
        self._kept.setdefault(type(record), {})[record.id] = record

    def keep_all(self, records: Iterable[Any]) -> None:
        for each in records:
            self.keep(each)

    def known_ids(self, kind: type[Any]) -> frozenset[str]:
        return frozenset(self._kept.get(kind, {})) | self._taken_out

    def take_out(self, kind: type[Any], record_id: str) -> None:
        if self._kept.get(kind, {}).pop(record_id, None):
            self._taken_out |= {record_id}

    def begin(self, session_in_progress: SessionInProgress) -> None:
        self._session_in_progress = session_in_progress

    def session_in_progress(self) -> SessionInProgress | None:
        return self._session_in_progress

    def begun(self) -> SessionInProgress | None:
        return self._session_in_progress

    def clear_session_in_progress(self) -> None:
        self._session_in_progress = None

    def require_writable(self) -> None:
        """Does nothing."""

    def notices(self) -> tuple[str, ...]:
        return ()

    def open(self) -> None:
        """Does nothing."""

    def waiting(self) -> str:
        return self.safe_for_now

    def compact_if_quick(self) -> None:
        """Does nothing."""

    def compact(self) -> None:
        """Does nothing."""

    def close(self) -> None:
        self.is_closed = True

    def import_export(self) -> MemoryHistory:
        return self

    def conflict_copies(self) -> tuple[str, ...]:
        return tuple(self.copies)

    def merge_copies(self) -> tuple[str, ...]:
        said = [f"{name}: {len(each)} sessions new." for name, each in self.copies.items()]
        for each in (each for sessions in self.copies.values() for each in sessions):
            self.save(each)
        self.copies = {}
        return tuple(said)


class FullHistory(MemoryHistory):
    """A history on a disk that is full until `space` is set."""

    space = False

    def save(self, record: SessionRecord) -> None:
        if not self.space:
            raise UserError("The disk is full; free some space.")
        super().save(record)


class SlowJob:
    """A job that runs when its writer works, or when something waits for it."""

    def __init__(self, writer: SlowWriter, job: Callable[[], object]) -> None:
        self._writer = writer
        self._job = job
        self._error: BaseException | None = None
        self._is_done = False

    def do(self) -> None:
        self._error = ImmediateWriter().submit(self._job).exception()
        self._is_done = True

    def done(self) -> bool:
        return self._is_done

    def exception(self) -> BaseException | None:
        if not self._is_done:
            self._writer.work()
        return self._error


class SlowWriter:
    """A writer that runs no job before `work` is called."""

    def __init__(self) -> None:
        self._jobs: list[SlowJob] = []

    def submit(self, job: Callable[[], object]) -> SlowJob:
        self._jobs.append(SlowJob(self, job))
        return self._jobs[-1]

    def work(self) -> None:
        """Runs all jobs."""
        while self._jobs:
            self._jobs.pop(0).do()

    def close(self) -> None:
        self.work()


class FakeClock:
    """A clock that moves only when a test moves it."""

    def __init__(
        self,
        now: datetime = datetime(2026, 11, 22, 17, 3, tzinfo=timezone.utc),
        *,
        tells_sleep: bool = True,
    ) -> None:
        self._monotonic = 1000.0
        self._now = now
        self._processor_wait = 0.0
        self._slept: float | None = 0.0 if tells_sleep else None

    def monotonic(self) -> float:
        return self._monotonic

    def now(self) -> datetime:
        return self._now

    def at(self, wall: datetime) -> datetime:
        return wall.replace(tzinfo=self._now.tzinfo)

    def processor_wait(self) -> float:
        return self._processor_wait

    def slept(self) -> float | None:
        return self._slept

    def run(self, seconds: float) -> None:
        """Moves both clocks."""
        self._monotonic += seconds
        self._now += timedelta(seconds=seconds)

    def sleep(self, seconds: float) -> None:
        """Moves only the time of day, as if the machine slept."""
        self._now += timedelta(seconds=seconds)
        if self._slept is not None:
            self._slept += seconds

    def set_ahead(self, seconds: float) -> None:
        """Somebody sets the time of day."""
        self._now += timedelta(seconds=seconds)

    def keep_waiting(self, seconds: float) -> None:
        """Moves both clocks, as if the program waited for a processor."""
        self.run(seconds)
        self._processor_wait += seconds


class RecordingPlayer:
    """A player that records what it is asked to play."""

    def __init__(self) -> None:
        self.stretches: list[tuple[Cue, ...]] = []
        self.since: list[float | None] = []
        self.muted = False
        self.closed = False
        self.prepared = 0
        self.rendered: list[str] = []
        self.said: list[tuple[Phrase, ...]] = []
        self.awake: list[tuple[float, float]] = []

    def prepare(self) -> None:
        self.prepared += 1

    def render_speech(self, texts: Sequence[str]) -> None:
        self.rendered += texts

    def play(
        self,
        cues: Sequence[Cue],
        phrases: Sequence[Phrase] = (),
        *,
        since: float | None = None,
        awake: tuple[float, float] = NO_TIME,
    ) -> None:
        self.stretches.append(tuple(cues))
        self.since.append(since)
        self.said.append(tuple(phrases))
        self.awake.append(awake)

    def set_muted(self, muted: bool) -> None:
        self.muted = muted

    def status(self) -> str:
        return "test tones"

    def output(self) -> str:
        return "a test bench, heard 20 ms after the order"

    def close(self) -> None:
        self.closed = True


class FixedRoutines:
    """A fixed list of routines, and of errors in files."""

    def __init__(self, routines: Iterable[Routine], faults: Iterable[str] = ()) -> None:
        self._routines = tuple(routines)
        self._faults = tuple(faults)

    def all(self) -> tuple[Routine, ...]:
        return self._routines

    def faults(self) -> tuple[str, ...]:
        return self._faults

    def find(self, name: str) -> Routine:
        return next(each for each in self._routines if name in (each.id, each.name))
