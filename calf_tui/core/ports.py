"""What the trainer needs of the world. Tests pass fakes in; `wiring` passes the real ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from calf_tui.core.cues.cue import Cue
    from calf_tui.core.cues.phrases import Phrase
    from calf_tui.core.figures.figure import Figure
    from calf_tui.core.records.coach_records import CoachAnswer, PlanEntry, Profile, Run
    from calf_tui.core.records.session_record import HeelRiseTest, Pause, SessionRecord, Target
    from calf_tui.core.routines.routine import Routine
    from calf_tui.core.session.interrupted_session import SessionInProgress
    from calf_tui.core.settings import Settings


CoachRecord = TypeVar("CoachRecord", "Run", "CoachAnswer", "Profile", "PlanEntry")


class Clock(Protocol):
    """Two clocks: one that only moves on, one that people read."""

    def monotonic(self) -> float:
        """Seconds since some fixed instant; never runs backwards."""

    def now(self) -> datetime:
        """The time of day, aware, in the runner's time zone."""

    def at(self, wall: datetime) -> datetime:
        """A time of day here, given without a time zone, with the offset it has on that date."""

    def kept_waiting(self) -> float:
        """Seconds so far in which the program had something to do and the machine did not let it.

        Only ever grows, and stays where that is not known.
        """

    def slept(self) -> float | None:
        """Seconds so far for which the machine was asleep; None where the system does not tell."""


class History(Protocol):
    """The records. Every method raises `UserError` where the file cannot be read or written."""

    def sessions(self) -> tuple[SessionRecord, ...]:
        """Every session, oldest start first; the same tuple while nothing changed."""

    def left_out(self) -> int:
        """How many records could not be understood; they stay as they are."""

    def targets(self) -> tuple[Target, ...]:
        """The weekly targets the runner set, oldest first."""

    def pauses(self) -> tuple[Pause, ...]:
        """The times off the runner entered, oldest first."""

    def tests(self) -> tuple[HeelRiseTest, ...]:
        """The heel-rise tests, oldest first."""

    def save_test(self, test: HeelRiseTest) -> None:
        """Keeps the test, in place of the one with the same id; on disk when it returns."""

    def notices(self) -> tuple[str, ...]:
        """What was found damaged and recovered, or changed by others; a sentence each."""

    def open(self) -> None:
        """Gets ready to save: mends what is damaged, and takes in what an earlier run left."""

    def save(self, record: SessionRecord) -> None:
        """Keeps the session, in place of the one with the same id; on disk when it returns."""

    def remove(self, record_id: str) -> None:
        """Takes a session out, leaving a mark that it was deleted."""

    def save_target(self, target: Target) -> None:
        """Keeps the target, in place of the one with the same id; on disk when it returns."""

    def remove_target(self, target_id: str) -> None:
        """Takes a target out, leaving a mark that it was deleted."""

    def save_pause(self, pause: Pause) -> None:
        """Keeps the pause, in place of the one with the same id; on disk when it returns."""

    def remove_pause(self, pause_id: str) -> None:
        """Takes a pause out, leaving a mark that it was deleted."""

    def kept(self, kind: type[CoachRecord]) -> tuple[CoachRecord, ...]:
        """What the coach keeps of a kind, oldest first."""

    def keep(self, record: Run | CoachAnswer | Profile | PlanEntry) -> None:
        """Keeps it, in place of the one with the same id; on disk when it returns."""

    def keep_all(self, records: Sequence[Run]) -> None:
        """Keeps several, all or none of them."""

    def known_ids(self, kind: type[Run]) -> frozenset[str]:
        """The ids of all that were ever kept, the deleted ones included."""

    def take_out(self, kind: type[Run | CoachAnswer | Profile | PlanEntry], record_id: str) -> None:
        """Takes one out, leaving a mark that it was deleted."""

    def begin(self, session_in_progress: SessionInProgress) -> None:
        """Notes that this session is under way, in place of any other."""

    def session_in_progress(self) -> SessionInProgress | None:
        """The session that began and never ended, if there is one."""

    def forget_under_way(self) -> None:
        """None is under way any more."""

    def require_writable(self) -> None:
        """Raises `UserError` where a session could not be saved; changes nothing."""

    def waiting(self) -> str:
        """That what was saved is safe for now and why it is nowhere else yet; mostly empty."""

    def fold(self) -> None:
        """Brings what was saved into the file that other programs read."""

    def fold_if_quick(self) -> None:
        """The same, where that takes no time a runner could notice."""

    def close(self) -> None:
        """Does so too, and lets other programs write."""

    def exchange(self) -> Exchange:
        """The way for records of other machines into this history."""


class Exchange(Protocol):
    """What a sync service brought. Every method raises `UserError`."""

    def conflict_copies(self) -> tuple[str, ...]:
        """The names of other versions of the records that it left beside them."""

    def merge_copies(self) -> tuple[str, ...]:
        """Merges those and moves them aside; what came, a sentence each."""


class Job(Protocol):
    """Something a writer was asked to do."""

    def done(self) -> bool:
        """Whether it is over, well or not."""

    def exception(self) -> BaseException | None:
        """What it failed with; waits until it is over."""


class Writer(Protocol):
    """Where the records are written: one thing after the other, in the order asked for."""

    def submit(self, job: Callable[[], object]) -> Job:
        """Has it done; neither waits for it nor raises what it raises."""

    def close(self) -> None:
        """Returns when everything was done. Nothing is asked of it after that."""


class Routines(Protocol):
    """The routines on offer."""

    def all(self) -> tuple[Routine, ...]:
        """The built-in ones, then the runner's own; files with faults are left out."""

    def faults(self) -> tuple[str, ...]:
        """What is wrong with the files left out, a sentence each."""

    def find(self, name: str) -> Routine:
        """The routine with this id or name, or of this `.toml` file; raises `UserError`."""


class OwnFiles(Protocol):
    """The files that the runner may edit while the app is open.

    Where the new text of one has faults, what it said before holds.
    """

    @property
    def settings(self) -> Settings:
        """What the runner chose."""

    @property
    def keymap(self) -> Mapping[str, str]:
        """The runner's own keys by id."""

    def faults(self) -> tuple[str, ...]:
        """What is wrong with them, routines included, a sentence each."""

    def renew(self) -> bool:
        """Reads what changed since, routines and figures included; whether anything did."""


class Figures(Protocol):
    """The moving figures."""

    def find(self, exercise: str) -> Figure | None:
        """The figure of the move with this id, if there is one; raises `UserError` once."""


class Player(Protocol):
    """What is heard. No method blocks, none raises."""

    def prepare(self) -> None:
        """Gets ready, so that the first sound is not late."""

    def rehearse(self, texts: Sequence[str]) -> None:
        """Gets ready to say these."""

    def play(
        self, cues: Sequence[Cue], phrases: Sequence[Phrase] = (), *, since: float | None = None
    ) -> None:
        """Plays these in place of whatever was still to come.

        `at` is in seconds from `since`, an instant of the monotonic clock, by default from now. Of
        the phrases those are said that are ready and can be heard one after the other.
        """

    def stop(self) -> None:
        """Forgets whatever was still to come and falls silent."""

    def set_muted(self, muted: bool) -> None:
        """Silences the cues, those under way included, without losing their place."""

    def status(self) -> str:
        """What plays, in a word or two ("simpleaudio", "terminal bell", "no sound")."""

    def output(self) -> str:
        """What it plays on and how late, in words; empty where that is not known."""

    def close(self) -> None:
        """Ends whatever was started."""


class Wakefulness(Protocol):
    """The machine's screen, which is not to go dark in the midst of a session. Never raises."""

    def begin(self) -> None:
        """Keeps it awake from now on."""

    def end(self) -> None:
        """Lets it sleep again."""
