"""The use cases of training. They know the ports, but no screen, file or sound library."""

from __future__ import annotations

import uuid
from datetime import timezone
from typing import TYPE_CHECKING

from calf_tui.core.coach.pain_monitoring import break_after
from calf_tui.core.errors import RecordsInUseError, UserError
from calf_tui.core.progress.last_time_and_achievements import LastTimes
from calf_tui.core.progress.progress_snapshot import ProgressSnapshot
from calf_tui.core.routines.routine import without_dumbbells
from calf_tui.core.session import engine
from calf_tui.core.session.interrupted_session import resumed
from calf_tui.core.session.session_to_record import session_start_at
from calf_tui.core.session.state import Command
from calf_tui.core.session.timeline import build
from calf_tui.core.text import formatting
from calf_tui.training.coach import Coach
from calf_tui.training.coach_record_editor import CoachRecordEditor
from calf_tui.training.cue_player import CuePlayer
from calf_tui.training.record_editor import RecordEditor
from calf_tui.training.session_recorder import ImmediateWriter, SessionRecorder, UnfinishedSession

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from calf_tui.core.coach.pain_monitoring import StopSign
    from calf_tui.core.coach.training_plan import Plan
    from calf_tui.core.ports import Clock, History, ImportExport, Player, Writer
    from calf_tui.core.progress.met_and_missed_weeks import Progress
    from calf_tui.core.records.session_record import SessionRecord
    from calf_tui.core.routines.routine import Routine
    from calf_tui.core.session.commands import Turn
    from calf_tui.core.session.engine import ClockReading
    from calf_tui.core.session.guided_heel_rise_test import Leg
    from calf_tui.core.session.interrupted_session import InterruptedSession
    from calf_tui.core.session.set_feedback import SessionChange
    from calf_tui.core.session.state import Event, Session
    from calf_tui.core.settings import Settings
    from calf_tui.training.cue_player import Flash
    from calf_tui.training.heel_rise_testing import HeelRiseTesting


class Trainer:
    """All that screens and commands can do with one history and one player.

    During a session `writer` writes the records; the default writes at once. `is_kept` says whether
    a change is on disk. `record_editor` changes the records between sessions, `unfinished` keeps or
    discards an interrupted one, `cues` is the sound. `player_for` makes a player for other
    settings, `keep_setting` saves a setting. `last_times` are those of each set.
    """

    def __init__(
        self,
        *,
        clock: Clock,
        history: History,
        player: Player,
        settings: Settings,
        writer: Writer | None = None,
        player_for: Callable[[Settings], Player] | None = None,
        keep_setting: Callable[[str, str | float], None] | None = None,
        plans: Callable[[], Mapping[str, Plan]] = dict,
    ) -> None:
        self._clock = clock
        self._history = history
        self._writer = writer or ImmediateWriter()
        self.record_editor = RecordEditor(clock, history, settings, keep_setting)
        self._training: SessionRecorder | None = None
        self.reads_only = ""  # or why the records can only be looked at
        self.unfinished = UnfinishedSession(history, self._writer)
        self._snapshot: ProgressSnapshot | None = None
        self._told: set[str] = set()
        self.last_times = LastTimes()
        self.coach_record_editor = CoachRecordEditor(
            clock, history, lambda: self.record_editor.settings
        )
        begun = self.unfinished.begun
        records = self.coach_record_editor, self.record_editor
        self.coach = Coach(self.progress_snapshot, clock.now, *records, plans, begun)
        self.cues = CuePlayer(player, settings, player_for)

    def progress_snapshot(self) -> ProgressSnapshot:
        """Returns the snapshot of the records, the same while unchanged; raises `UserError`."""
        first_day = self.record_editor.settings.first_day_of_week
        fresh = ProgressSnapshot.of_history(self._history, self.record_editor.today, first_day)
        if self._snapshot is None or not fresh.has_records_of(self._snapshot):
            self._snapshot = fresh
        return self._snapshot

    def progress(self, weeks: int, as_of: date | None = None) -> Progress:
        """Returns the progress on a date, today by default; raises `UserError`."""
        snapshot = self.progress_snapshot()
        return snapshot.progress_until(as_of or snapshot.today, weeks)

    def sessions(self) -> tuple[SessionRecord, ...]:
        """Returns every session, oldest first; raises `UserError`."""
        return self._history.sessions()

    def notices(self) -> tuple[str, ...]:
        """Returns what the runner should know about the records; raises `UserError`."""
        said = (*self._history.notices(), formatting.left_out(self._history.left_out()))
        return tuple(dict.fromkeys(filter(None, said)))

    def new_notices(self) -> tuple[str, ...]:
        """Returns the notices that were not told yet; raises `UserError`."""
        known = {*self._told, self.reads_only}  # which stays in sight by itself
        found = tuple(each for each in self.notices() if each not in known)
        self._told.update(found)
        return found

    @property
    def import_export(self) -> ImportExport:
        """The access to records that other machines wrote."""
        return self._history.import_export()

    def require_writable(self) -> None:
        """Raises `UserError` if a session could not be saved."""
        self._history.require_writable()

    def hold_records(self) -> None:
        """Keeps other programs from changing the records until `leave`; raises `UserError`."""
        self._history.open()

    def open_history(self) -> None:
        """Gets the records ready for sessions to come; where that fails, `reads_only` says why."""
        try:
            self._history.open()
            self.reads_only = ""
        except UserError as error:
            self.reads_only = error.in_short if isinstance(error, RecordsInUseError) else str(error)

    def use(self, settings: Settings) -> None:
        """Uses these settings from the next session on; raises `UserError` if it cannot."""
        self.cues.use(settings)
        self.record_editor.settings = settings

    def start(self, routine: Routine) -> Session:
        """Starts a session now; raises `UserError` if it could not be saved.

        A runner without dumbbells gets the form of each move without them.
        """
        reading = self._get_ready_to_keep()
        if not self.coach_record_editor.profile.has_dumbbells:
            routine = without_dumbbells(routine)
        session = engine.start(build(routine), reading.now)
        cutoff = self.record_editor.settings.day_cutoff
        beginning = session_start_at(reading.wall, cutoff, str(uuid.uuid4()))
        kept = self._history, self._writer
        return self._train(SessionRecorder(session, beginning, reading, *kept))

    def begin_test(self, first: Leg) -> HeelRiseTesting:
        """Begins a guided heel-rise test with this leg; raises `UserError` if nothing is saved."""
        from calf_tui.training.heel_rise_testing import HeelRiseTesting

        self._get_ready_to_keep()
        cutoff = self.record_editor.settings.day_cutoff
        kept = self._history, self.coach_record_editor
        return HeelRiseTesting(self._clock, self.cues, *kept, cutoff, first)

    def interrupted_session(self) -> InterruptedSession | None:
        """Returns the interrupted session, if there is one that can be resumed."""
        return self.unfinished.found(self._clock.now())

    def resume(self, cut: InterruptedSession) -> Session:
        """Resumes the interrupted session; raises `UserError` if it could not be saved."""
        reading = self._get_ready_to_keep()
        session, instants = resumed(cut, reading.now, reading.wall.astimezone(timezone.utc))
        beginning, kept = cut.session_in_progress.beginning, (self._history, self._writer)
        return self._train(
            SessionRecorder(session, beginning, reading, *kept, instants, cut.record)
        )

    @property
    def now(self) -> float:
        """The present instant of the monotonic clock, which sessions use."""
        return self._clock.monotonic()

    @property
    def flash(self) -> Flash:
        """Whether the screen is lit up now; it flashes if muted or if the settings say so."""
        return self.cues.flash(self.now)

    @property
    def session(self) -> Session:
        """The session that was started last."""
        return self._present.session

    @property
    def save_fault(self) -> str:
        """Why the present state of the session is not on disk; empty if it is or if none runs."""
        return "" if self._training is None else self._training.save_fault

    @property
    def storage_notice(self) -> str:
        """A sentence that the session is not saved, or only in the journal; else empty."""
        return "" if self._training is None else self._training.storage_notice

    @property
    def is_kept(self) -> bool:
        """Whether the present state of the session that was started last is on disk."""
        return self._present.is_kept

    @property
    def last_record(self) -> SessionRecord | None:
        """The last saved record of the session that was started last."""
        return self._present.record

    def tick(self) -> tuple[Event, ...]:
        """Advances the session to now; returns the events since the last call."""
        reading = engine.read_clocks(self._clock)
        turn = engine.advance_to(reading, self.session, self._present.last_reading)
        return self._follow(turn, reading)

    def command(self, command: Command, reps: int | None = None) -> tuple[Event, ...]:
        """Carries out a command; returns the events. `reps` are those of an open set it leaves."""
        before, reading = self.tick(), self._present.last_reading
        turn = engine.apply_command(self.session, command, reading.now, reps=reps)
        return before + self._follow(turn, reading)

    def pause(self) -> None:
        """Pauses the session if one runs."""
        if self._training is not None and not (self.session.is_paused or self.session.is_over):
            self.command(Command.PAUSE)

    def change(self, change: SessionChange) -> tuple[Event, ...]:
        """Applies an answer or another load; returns the events."""
        before, reading = self.tick(), self._present.last_reading
        turn = break_after(self.session, change(self.session), reading.now)
        return before + self._follow(turn, reading)

    def note(self, text: str) -> None:
        """Sets the note of the session."""
        self._present.note = text
        self.tick()

    def stop_for_pain(self, sign: StopSign) -> None:
        """Ends the session as stopped for pain, with the sign as its note, too."""
        self._present.note, self._present.stop_sign = sign.sign, sign.id
        self.command(Command.STOP)

    def leave(self) -> None:
        """Saves the session and ends all; raises `UserError` if records stay in the journal."""
        try:
            if self._training is not None:
                self._training.try_again()
                self._break_off()
            self._writer.close()
        finally:
            self.cues.close()
            self._history.close()

    def _break_off(self) -> None:
        """Ends a running session because the program ends, so that it can be resumed."""
        self.tick()
        session = self.session
        if not session.is_over:
            self.unfinished.break_off(session, self._present.beginning)
        self.command(Command.END)
        self._present.wait_for_save(self.now)
        self._note_end()

    def _get_ready_to_keep(self) -> ClockReading:
        """Opens and reads the records now, so that a session need not; raises `UserError`."""
        self.require_writable()
        self._history.open()
        self.reads_only = ""
        self.progress(1)
        return engine.read_clocks(self._clock)

    @property
    def _present(self) -> SessionRecorder:
        if self._training is None:
            raise RuntimeError("no session was started")
        return self._training

    def _train(self, training: SessionRecorder) -> Session:
        self.unfinished.begin(training.session, training.beginning)
        self._training = training
        self.last_times = LastTimes(self._history.sessions(), training.beginning.id)
        self.cues.begin(training.session, training.last_reading.now)
        return training.session

    def _follow(self, turn: Turn, reading: ClockReading) -> tuple[Event, ...]:
        session, events = turn
        self._present.keep(session, reading)
        self._note_end()
        self.cues.follow(session, events, reading.now)
        return events

    def _note_end(self) -> None:
        if self.session.is_over and self.is_kept:
            self.unfinished.end()
