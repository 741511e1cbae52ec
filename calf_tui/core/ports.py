"""The interfaces to files, sound, clock and screen. `wiring` passes the real ones, tests fakes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

from calf_tui.core.session.cue import NO_TIME, Cue

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from calf_tui.core.figures.figure import Figure
    from calf_tui.core.records.coach_records import CoachAnswer, PlanEntry, Profile, Run
    from calf_tui.core.records.session_record import HeelRiseTest, Pause, SessionRecord, Target
    from calf_tui.core.routines.routine import Routine
    from calf_tui.core.session.cue_schedule import Phrase
    from calf_tui.core.session.interrupted_session import SessionInProgress
    from calf_tui.core.settings import Settings


KeptRecord = TypeVar(
    "KeptRecord", bound="Target | Pause | HeelRiseTest | Run | CoachAnswer | Profile | PlanEntry"
)
"""A record that is kept as a whole: any but a session."""


class Clock(Protocol):
    """The monotonic clock, the time of day, and the time the program waited for a processor."""

    def monotonic(self) -> float:
        """Returns the seconds since a fixed instant; they never decrease."""

    def now(self) -> datetime:
        """Returns the present time, aware, in the runner's time zone."""

    def at(self, wall: datetime) -> datetime:
        """Returns a naive local time as an aware one, with the UTC offset it has on its date."""

    def processor_wait(self) -> float:
        """Returns the seconds for which the program was ready to run but had no processor.

        They never decrease. They stay at one value where the system does not report them.
        """

    def slept(self) -> float | None:
        """Seconds so far for which the machine was asleep; None where the system does not tell."""


class History(Protocol):
    """The runner's records. Every method raises `UserError` if the file cannot be read or written.

    What `save` and `keep` save is on disk when they return, and replaces the record with the same
    id. `remove` and `take_out` leave a mark that the record was deleted, so that merging does not
    bring it back.
    """

    def sessions(self) -> tuple[SessionRecord, ...]:
        """Returns every session, oldest start first; the same tuple while nothing changed."""

    def left_out(self) -> int:
        """Returns how many records were not understood; the file keeps them as they are."""

    def targets(self) -> tuple[Target, ...]:
        """Returns the weekly targets the runner set, oldest first."""

    def pauses(self) -> tuple[Pause, ...]:
        """Returns the pauses the runner entered, oldest first."""

    def tests(self) -> tuple[HeelRiseTest, ...]:
        """Returns the heel-rise tests, oldest first."""

    def notices(self) -> tuple[str, ...]:
        """Returns what was recovered from damage or changed by other programs, a sentence each."""

    def open(self) -> None:
        """Locks and repairs the file, and takes in what an earlier run left in the journal."""

    def save(self, record: SessionRecord) -> None:
        """Saves a session."""

    def remove(self, record_id: str) -> None:
        """Removes a session."""

    def kept(self, kind: type[KeptRecord]) -> tuple[KeptRecord, ...]:
        """Returns the records of a kind, oldest first."""

    def keep(self, record: KeptRecord) -> None:
        """Saves a record that is no session."""

    def keep_all(self, records: Sequence[Run]) -> None:
        """Keeps several, all or none of them."""

    def known_ids(self, kind: type[Run]) -> frozenset[str]:
        """The ids of all that were ever kept, the deleted ones included."""

    def take_out(self, kind: type[KeptRecord], record_id: str) -> None:
        """Removes a record that is no session."""

    def begin(self, session_in_progress: SessionInProgress) -> None:
        """Saves what is needed to resume this session; it replaces any other one."""

    def session_in_progress(self) -> SessionInProgress | None:
        """Returns the session that began and has not ended, if there is one."""

    def begun(self) -> SessionInProgress | None:
        """Returns the same, also while another program writes; it changes nothing."""

    def clear_session_in_progress(self) -> None:
        """Saves that no session is in progress."""

    def require_writable(self) -> None:
        """Raises `UserError` if a session could not be saved; changes nothing."""

    def waiting(self) -> str:
        """Returns why records are only in the journal, or that the file was put back; or ""."""

    def compact(self) -> None:
        """Writes the saved records from the journal into the data file that other programs read."""

    def compact_if_quick(self) -> None:
        """Does the same as `compact` if it takes too little time to be noticed."""

    def close(self) -> None:
        """Does the same as `compact`, then releases the lock."""

    def import_export(self) -> ImportExport:
        """Returns the access to records that other machines wrote."""


class ImportExport(Protocol):
    """The conflict copies of a sync service. Every method raises `UserError`."""

    def conflict_copies(self) -> tuple[str, ...]:
        """Returns the names of the conflict copies that lie beside the data file."""

    def merge_copies(self) -> tuple[str, ...]:
        """Merges the conflict copies and moves them aside; returns what came, a sentence each."""


class Job(Protocol):
    """A function that was passed to a writer."""

    def done(self) -> bool:
        """Returns whether the job has returned or raised."""

    def exception(self) -> BaseException | None:
        """Waits for the job to end, and returns what it raised, if anything."""


class Writer(Protocol):
    """Runs jobs that write the records, one after the other, in the order of `submit`."""

    def submit(self, job: Callable[[], object]) -> Job:
        """Takes a job; does not raise what the job raises."""

    def close(self) -> None:
        """Waits until every job has ended; after that no job may be submitted."""


class Routines(Protocol):
    """The routines a runner can train."""

    def all(self) -> tuple[Routine, ...]:
        """Returns the built-in routines, then the runner's own, without files that have errors."""

    def faults(self) -> tuple[str, ...]:
        """Returns the errors in the files that were left out, a sentence each."""

    def find(self, name: str) -> Routine:
        """Returns the routine with this id, name or `.toml` file; raises `UserError`."""


class WatchedFiles(Protocol):
    """What the runner's files say, edited while the app is open; one with errors says as before."""

    @property
    def settings(self) -> Settings:
        """The runner's settings."""

    @property
    def keymap(self) -> Mapping[str, str]:
        """The runner's own keys by the id of their binding."""

    def faults(self) -> tuple[str, ...]:
        """Returns the errors in these files and in the routines, a sentence each."""

    def renew(self) -> bool:
        """Reads again what has changed, with routines and figures; returns whether any has."""


class Figures(Protocol):
    """The moving figures of the exercises."""

    def find(self, exercise: str) -> Figure | None:
        """Returns the figure of the exercise with this id, if there is one.

        Raises `UserError` if its file has an error, but only the first time.
        """


class Player(Protocol):
    """Plays cues and phrases. No method blocks, and none raises."""

    def prepare(self) -> None:
        """Starts what plays sounds, so that the first one is not late."""

    def render_speech(self, texts: Sequence[str]) -> None:
        """Renders these texts as speech, so that they can be spoken later."""

    def play(
        self,
        cues: Sequence[Cue],
        phrases: Sequence[Phrase] = (),
        *,
        since: float | None = None,
        awake: tuple[float, float] = NO_TIME,
    ) -> None:
        """Plays these in place of everything still to be played; none of them is silence at once.

        `at` is in seconds from `since`, an instant of the monotonic clock; the default is now. Only
        phrases that are rendered and do not overlap are spoken. A quiet lead-in keeps the device
        awake from the first to the second instant of `awake`, in seconds from `since`, too.
        """

    def set_muted(self, muted: bool) -> None:
        """Mutes or unmutes the cues while their time runs on."""

    def status(self) -> str:
        """Returns what plays, in a word or two ("simpleaudio", "terminal bell", "no sound")."""

    def output(self) -> str:
        """Returns the device and its delay in words; empty if they are not known."""

    def close(self) -> None:
        """Ends the processes and threads that were started."""


class Wakefulness(Protocol):
    """Keeps the machine's screen on during a session. No method raises."""

    def begin(self) -> None:
        """Keeps the screen on from now on."""

    def end(self) -> None:
        """Lets the screen turn off again."""
