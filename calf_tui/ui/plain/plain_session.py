"""A session as lines of text, for screen readers, dumb terminals and pipes."""

from __future__ import annotations

from contextlib import contextmanager
from math import ceil
from typing import TYPE_CHECKING

from calf_tui.core.coach.pain_monitoring import may_leave_move
from calf_tui.core.progress.last_time_and_achievements import last_time_in_words
from calf_tui.core.progress.progress_text import week_in_words
from calf_tui.core.records.record_text import headline
from calf_tui.core.session.commands import asks_for_reps
from calf_tui.core.session.guided_heel_rise_test import TEST_ID
from calf_tui.core.session.session_end_text import kept_so_far
from calf_tui.core.session.state import Changed, Command, Entered, Paused, Resumed
from calf_tui.core.text import formatting, spoken_numbers
from calf_tui.ui.live.questions_after_set import reason_to_leave_jumps
from calf_tui.ui.plain.console import ENTER, Console
from calf_tui.ui.plain.plain_proposal import RoutineChoice, ask_about_suggestions
from calf_tui.ui.plain.plain_questions import (
    PlainQuestions,
    ask_about_cut_short,
    ask_about_doctor,
    ask_about_stop,
    ask_before,
    ask_morning_after,
    ask_what_hurts,
)
from calf_tui.ui.plain.plain_text import COMMANDS, HOW, PlainKeys, move_sentences, phase_sentence
from calf_tui.ui.widgets.number_entry import SECONDS_TO_NEXT_FIGURE, reps_entry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from calf_tui.core.ports import Routines, WatchedFiles
    from calf_tui.core.routines.routine import Routine
    from calf_tui.core.session.state import Event, Session
    from calf_tui.core.session.timeline import Phase
    from calf_tui.training.trainer import Trainer
    from calf_tui.ui.plain.console import Keys

PAUSED = "Paused."
STALLED = "It was asleep, and is paused."
END = "End here? {} Enter or y ends, any other key goes on."


class PlainSession:
    """Trains one routine, saying everything through `write` and obeying `keys`."""

    def __init__(
        self,
        trainer: Trainer,
        keys: Keys,
        write: Callable[[str], None],
        files: WatchedFiles | None = None,
    ) -> None:
        self._trainer = trainer
        self._console = Console(keys, write)
        self._write = write
        self._files = files
        self._fault = ""
        self._is_training = False
        self._own = PlainKeys({} if files is None else files.keymap)
        self._answers = PlainQuestions(
            trainer, write, lambda: self._own.name("live.leave_move"), self._say
        )

    def run(self, routine: Routine | None, routines: Routines) -> None:
        """Asks what comes first; then trains this routine, or one that the runner chooses.

        It asks nothing at the start if nobody can answer. Raises `UserError`.
        """
        for notice in filter(None, (*self._trainer.new_notices(), self._trainer.reads_only)):
            self._write(notice)
        if self._console.patience:
            if self.offer_cut_short():
                return
            if routine is None:
                ask_morning_after(self._trainer.record_editor, self._console)
                ask_about_stop(self._trainer.coach, self._console)
        if routine is None:
            routine = RoutineChoice(self._trainer, routines, self._files, self._console).ask()
        if routine is None or not ask_about_doctor(self._trainer.coach, self._console):
            return
        if routine.id == TEST_ID:
            self._test()
            return
        chosen = ask_before(self._trainer.coach, self._console, routine)
        if chosen is not None:
            self.train(chosen)

    def _test(self) -> None:
        """Guides through the heel-rise test, unless a stop for pain is not settled."""
        from calf_tui.ui.live.heel_rise_text import require_no_open_stop
        from calf_tui.ui.plain.plain_heel_rise_test import PlainHeelRiseTest

        require_no_open_stop(self._trainer.coach)
        PlainHeelRiseTest(self._trainer, self._console).run()

    def untold(self) -> tuple[str, ...]:
        """What became known of the records since the beginning; for after the end."""
        return self._trainer.new_notices()

    def pause_around(self, stop: Callable[[], None]) -> None:
        """Calls `stop`, which stops the program; a session waits meanwhile, and afterwards."""
        if not self._is_training or self._trainer.session.is_over:
            stop()
            return
        if not self._trainer.session.is_paused:
            self._say(self._trainer.command(Command.PAUSE))
        stop()
        self._write(self._goes_on(PAUSED))

    def offer_cut_short(self) -> bool:
        """Asks what to do with an interrupted session; returns whether it is to be resumed."""
        cut = ask_about_cut_short(self._trainer, self._console)
        if cut is not None and ask_about_doctor(self._trainer.coach, self._console):
            self._follow(self._trainer.resume(cut))
        return cut is not None

    def train(self, routine: Routine) -> None:
        """Runs a session until its end; raises `UserError` if it could not be saved."""
        self._follow(self._trainer.start(routine))

    def _follow(self, session: Session) -> None:
        routine = session.timeline.routine
        moves, length = formatting.count(len(routine.steps), "move"), formatting.length(routine)
        self._is_training = True
        self._own = PlainKeys({} if self._files is None else self._files.keymap)
        self._write(f"{routine.name}: {moves}, {length}. {self._own.help()}")
        self._write_phase(session.phase)
        while not self._trainer.session.is_over:
            self._say(self._trainer.tick())
            self._answers.note_question()
            self._obey(self._own.usual(self._console.read()))
        record = self._trainer.last_record
        if record is not None:
            self._write(f"{headline(record)}. {week_in_words(self._trainer.progress(1))}.")
            self._ask_about_last_set()
            ask_about_suggestions(self._trainer, self._console)

    def _ask_about_last_set(self) -> None:
        """Asks about the last set, after which there is no rest; any other key leaves."""
        until = self._trainer.now + self._console.patience
        if self._console.patience and self._answers.ask():
            self._write("Any other key leaves.")
        while self._answers.is_open and self._trainer.now < until:
            self._trainer.tick()
            key = self._console.read()
            if key and not self._answers.obey(key):
                return

    def _obey(self, key: str) -> None:
        if self._answers.obey(key):
            pass
        elif key in COMMANDS:
            self._command(COMMANDS[key])
        elif key == "e" and may_leave_move(self._trainer.session):
            self._say(self._trainer.command(Command.LEAVE_MOVE))
        elif key == "m":
            self._trainer.cues.toggle_mute()
            self._write(f"Sound: {self._trainer.cues.sound}.")
        elif key == "q":
            self._ask_end()
        elif key in ("x", "!"):
            self._ask_pain()
        elif key == HOW:
            self._write(move_sentences(self._trainer.session.phase.step))
        elif key == "?":
            self._write(self._own.help())

    def _say(self, events: Sequence[Event]) -> None:
        session, now = self._trainer.session, self._trainer.now
        for event in events:
            if isinstance(event, Entered):
                self._write_phase(session.timeline.phases[event.index])
                self._answers.ask()
            elif isinstance(event, Paused):
                self._write(self._goes_on(STALLED if event.stalled else PAUSED))
            elif isinstance(event, Resumed):
                lead_in = session.lead_in(now)
                soon = f" in {spoken_numbers.seconds(lead_in)}" if lead_in else ""
                self._write(f"Going on{soon}.")
            elif isinstance(event, Changed):
                remaining = session.remaining(now)
                left = (
                    "" if remaining is None else f"{spoken_numbers.seconds(ceil(remaining))} left."
                )
                sentence = phase_sentence(session.phase, self._own.name("live.done"))
                said = f"{sentence} {formatting.capitalized(left)}"
                self._write(said.strip())
        if self._trainer.storage_notice != self._fault:
            self._fault = self._trainer.storage_notice
            self._write(self._fault or "Saved now.")

    def _goes_on(self, sentence: str) -> str:
        key = self._own.name("live.pause")
        return f"{sentence} {formatting.capitalized(key)} goes on."

    def _write_phase(self, phase: Phase) -> None:
        self._write(phase_sentence(phase, self._own.name("live.done")))
        if not phase.is_set and (last := self._trainer.last_times.of(phase)) is not None:
            today = self._trainer.record_editor.today
            self._write(f"{last_time_in_words(last, phase.step.exercise, today)}.")
        leaving_key = self._own.name("live.leave_move")
        if reason := reason_to_leave_jumps(self._trainer.session, leaving_key):
            self._write(reason)

    def _command(self, command: Command) -> None:
        """Carries out a command; if it leaves an open set, asks for its repetitions first."""
        if command is Command.DONE and not self._trainer.session.phase.is_set:
            return
        if not asks_for_reps(self._trainer.session, command):
            self._say(self._trainer.command(command))
            return
        with self._waiting():
            reps = self._ask_for_reps()
        if reps is not None:
            self._say(self._trainer.command(command, reps))

    def _ask_for_reps(self) -> int | None:
        done = spoken_numbers.repetitions(self._trainer.session.phase.step.exercise)
        return self._console.ask_for_number(
            f"How many {done} did you do? Type the number. Any other key goes back to the set.",
            reps_entry(self._trainer.session),
            settles_after=SECONDS_TO_NEXT_FIGURE,
            meanwhile=self._trainer.tick,
        )

    @contextmanager
    def _waiting(self) -> Iterator[None]:
        """Pauses the session during the block, and restores its state afterwards."""
        waited = not self._trainer.session.is_paused
        if waited:
            self._say(self._trainer.command(Command.PAUSE))
        yield
        session = self._trainer.session
        if waited and session.is_paused and not session.is_over:
            self._say(self._trainer.command(Command.PAUSE))
        elif not session.is_over:
            self._write(self._goes_on(PAUSED))

    def _ask_end(self) -> None:
        with self._waiting():
            kept = kept_so_far(self._trainer.session, self._trainer.now)
            key = self._console.ask(END.format(kept), meanwhile=self._trainer.tick)
            if key in ("y", *ENTER):
                self._say(self._trainer.command(Command.END))

    def _ask_pain(self) -> None:
        with self._waiting():
            trainer = self._trainer
            sign = ask_what_hurts(self._console, "session", trainer.stop_for_pain, trainer.tick)
            if sign is not None and sign.needs_check:
                self._answers.fall_silent()
