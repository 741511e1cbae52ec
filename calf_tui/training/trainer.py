"""The use cases: train, look back. Knows the ports, but no screen, file or sound library."""

from __future__ import annotations

import uuid
from datetime import timezone
from typing import TYPE_CHECKING

from calf_tui.core.errors import UserError
from calf_tui.core.immediate_writer import ImmediateWriter
from calf_tui.core.progress.last_time import LastTimes
from calf_tui.core.progress.progress_snapshot import ProgressSnapshot
from calf_tui.core.records.session_to_record import session_start_at
from calf_tui.core.session import engine
from calf_tui.core.session.clock_reading import read_clocks
from calf_tui.core.session.interrupted_session import resumed
from calf_tui.core.session.state import Command
from calf_tui.core.session.timeline import build
from calf_tui.core.text import formatting
from calf_tui.training.coach import Coach, MemoryCoachAnswers
from calf_tui.training.cue_player import CuePlayer
from calf_tui.training.record_editing import RecordEditor
from calf_tui.training.session_recorder import SessionRecorder
from calf_tui.training.unfinished_session import UnfinishedSession

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from calf_tui.core.cues.screen_flashes import Flash
    from calf_tui.core.ports import Clock, Exchange, History, Player, Writer
    from calf_tui.core.progress.weeks_and_streak import Progress
    from calf_tui.core.records.session_record import SessionRecord
    from calf_tui.core.routines.routine import Routine
    from calf_tui.core.session.clock_reading import ClockReading
    from calf_tui.core.session.interrupted_session import InterruptedSession
    from calf_tui.core.session.set_feedback import Wish
    from calf_tui.core.session.state import Event, Session
    from calf_tui.core.settings import Settings
    from calf_tui.training.coach import CoachAnswers


class Trainer:
    """Everything a screen or a command may ask for, over one history and one player.

    During a session the records are written by `writer`, which by default does so at once. The
    `logbook` holds what the runner changes between sessions; `player_for` makes a player for other
    settings; `last_times` are those of the session's sets before it.
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
        coach_answers: CoachAnswers | None = None,
    ) -> None:
        self._clock = clock
        self._history = history
        self._writer = writer or ImmediateWriter()
        self.record_editor = RecordEditor(clock, history, settings, keep_setting)
        answers = coach_answers or MemoryCoachAnswers()
        self.coach = Coach(self.progress_snapshot, clock.now, answers)
        self._training: SessionRecorder | None = None
        self._not_open = ""
        self._unfinished = UnfinishedSession(history, self._writer)
        self._look_back: ProgressSnapshot | None = None
        self.last_times = LastTimes()
        self._cues = CuePlayer(player, settings, player_for)

    @property
    def muted(self) -> bool:
        """Whether the cues are silenced."""
        return self._cues.is_muted

    @property
    def sound(self) -> str:
        """What plays the cues, in a word or two."""
        return self._cues.sound

    def progress_snapshot(self) -> ProgressSnapshot:
        """The records and what follows from them; the same while none changed.

        Raises `UserError`.
        """
        first_day = self.record_editor.settings.first_day_of_week
        fresh = ProgressSnapshot.over(self._history, self.record_editor.today, first_day)
        if self._look_back is None or not fresh.is_of(self._look_back):
            self._look_back = fresh
        return self._look_back

    def progress(self, weeks: int, as_of: date | None = None) -> Progress:
        """The weeks up to a date (today), the streak and the totals; raises `UserError`."""
        snapshot = self.progress_snapshot()
        return snapshot.progress_until(as_of or snapshot.today, weeks)

    def sessions(self) -> tuple[SessionRecord, ...]:
        """Every session kept, oldest first; raises `UserError`."""
        return self._history.sessions()

    def notices(self) -> tuple[str, ...]:
        """What the runner should know about the records, a sentence each; raises `UserError`."""
        said = (
            *self._history.notices(),
            self._not_open,
            formatting.left_out(self._history.left_out()),
        )
        return tuple(dict.fromkeys(filter(None, said)))

    @property
    def exchange(self) -> Exchange:
        """The way for records of other machines into these."""
        return self._history.exchange()

    def require_writable(self) -> None:
        """Raises `UserError` where a session could not be kept."""
        self._history.require_writable()

    def open_history(self) -> None:
        """Gets the records ready for sessions to come; where that fails, `notices` say why."""
        try:
            self._history.open()
        except UserError as fault:
            self._not_open = str(fault)

    def prepare(self) -> None:
        """Gets the player ready while the runner chooses."""
        self._cues.prepare()

    def use(self, settings: Settings) -> None:
        """Goes by these from the next session on; raises `UserError` where they cannot be."""
        self._cues.use(settings)
        self.record_editor.settings = settings

    def start(self, routine: Routine) -> Session:
        """Begins a session now; raises `UserError` where it could not be kept."""
        self._get_ready_to_keep()
        look = read_clocks(self._clock)
        session = engine.start(build(routine), look.now)
        cutoff = self.record_editor.settings.day_cutoff
        beginning = session_start_at(look.wall, cutoff, str(uuid.uuid4()))
        self._train(SessionRecorder(session, beginning, look, self._history, self._writer))
        return session

    def cut_short(self) -> InterruptedSession | None:
        """The session that was never brought to its end, where it can be gone on with."""
        return self._unfinished.found(self._clock.now())

    def keep(self) -> None:
        """Lets the session that was cut short end where it was; raises `UserError`."""
        self._unfinished.keep()

    def discard(self, cut: InterruptedSession) -> None:
        """Takes the session that was cut short out of the records; raises `UserError`."""
        self._unfinished.discard(cut)

    def resume(self, cut: InterruptedSession) -> Session:
        """Goes on with it now; raises `UserError` where it could not be kept."""
        self._get_ready_to_keep()
        look = read_clocks(self._clock)
        session, instants = resumed(cut, look.now, look.wall.astimezone(timezone.utc))
        beginning = cut.session_in_progress.beginning
        training = SessionRecorder(session, beginning, look, self._history, self._writer, instants)
        training.record, training.note = cut.record, cut.record.note
        self._train(training)
        return session

    @property
    def now(self) -> float:
        """The instant, in the seconds a session counts by."""
        return self._clock.monotonic()

    @property
    def flash(self) -> Flash:
        """Whether the screen is to flash now: with each cue, if none is heard or it is wanted."""
        return self._cues.flash(self.now)

    @property
    def session(self) -> Session:
        """The session that was started last."""
        return self._present.session

    @property
    def save_fault(self) -> str:
        """Why the session is not on disk as it stands; empty when it is, or when there is none."""
        return "" if self._training is None else self._training.save_fault

    @property
    def storage_notice(self) -> str:
        """What to say of the session's records now; empty where they are on disk as they should."""
        return "" if self._training is None else self._training.storage_notice

    @property
    def is_kept(self) -> bool:
        """Whether the session that was started last is on disk as it stands."""
        return self._present.is_kept

    @property
    def last_record(self) -> SessionRecord | None:
        """What is kept of the session that was started last."""
        return self._present.record

    def tick(self) -> tuple[Event, ...]:
        """Lets time pass; what happened since the last look. `is_kept` tells when it is on disk."""
        look = read_clocks(self._clock)
        session, events = engine.advance_to(look, self.session, self._present.last_look)
        self._follow(session, events, look)
        return events

    def command(self, command: Command, reps: int | None = None) -> tuple[Event, ...]:
        """Obeys a key; what happened. `is_kept` tells when it is on disk.

        `reps` is how many repetitions of an open set that is left were done.
        """
        before, look = self.tick(), self._present.last_look
        session, events = engine.apply_command(self.session, command, look.now, reps=reps)
        self._follow(session, events, look)
        return before + events

    def pause(self) -> None:
        """Has the session wait, where one runs."""
        if self._training is not None and not (self.session.is_paused or self.session.is_over):
            self.command(Command.PAUSE)

    def wish(self, wish: Wish) -> None:
        """Takes an answer or another load. `is_kept` tells when it is on disk."""
        self.tick()
        self._follow(wish(self.session), (), self._present.last_look)

    def note(self, text: str) -> None:
        """Keeps this with the session. `is_kept` tells when it is on disk."""
        self._present.note = text
        self.tick()

    def stop_for_pain(self, reason: str) -> None:
        """Ends the session as stopped for pain, with the reason as its note."""
        self._present.note = reason
        self.command(Command.STOP)

    def toggle_mute(self) -> None:
        """Silences the cues, or lets them be heard again from where they are."""
        self._cues.toggle_mute()

    def leave(self) -> None:
        """Keeps what was done, lets all go.

        Raises `UserError` where records stay in the journal.
        """
        try:
            if self._training is not None:
                self._training.try_again()
                self._break_off()
            self._writer.close()
        finally:
            self._cues.close()
            self._history.close()

    def _break_off(self) -> None:
        """Nobody asked for the end: what was done is kept, and can be gone on with."""
        self.tick()
        session = self.session
        if not session.is_over:
            self._unfinished.break_off(session, self._present.beginning)
        self.command(Command.END)
        self._present.settle(self.now)
        self._note_end()

    def _get_ready_to_keep(self) -> None:
        """Reads what there is, so that nothing is read during a session; raises `UserError`."""
        self.require_writable()
        self._history.open()
        self.progress(1)

    @property
    def _present(self) -> SessionRecorder:
        if self._training is None:
            raise RuntimeError("no session was started")
        return self._training

    def _train(self, training: SessionRecorder) -> None:
        self._unfinished.begin(training.session, training.beginning)
        self._training = training
        self.last_times = LastTimes(self._history.sessions(), training.beginning.id)
        self._cues.begin(training.session, training.last_look.now)

    def _follow(self, session: Session, events: Sequence[Event], look: ClockReading) -> None:
        self._present.keep(session, look)
        self._note_end()
        self._cues.follow(session, events, look.now)

    def _note_end(self) -> None:
        if self.session.is_over and self.is_kept:
            self._unfinished.end()
