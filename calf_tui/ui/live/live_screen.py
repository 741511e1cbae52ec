"""The live screen: follows a session and its keys."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, Literal

from calf_tui.core.errors import UserError
from calf_tui.core.figures.figure import MOST_PICTURES
from calf_tui.core.figures.figure_in_session import FigureView, figure_view
from calf_tui.core.session.commands import asks_for_reps
from calf_tui.core.session.set_feedback import LOAD_STEP_KG, more_load, next_load
from calf_tui.core.session.state import Command, Paused
from calf_tui.core.session.timeline import repetition_at
from calf_tui.core.text.formatting import load
from calf_tui.ui.app_interface import errors_told
from calf_tui.ui.figures.animated_figure import AnimatedFigure
from calf_tui.ui.keys.bindings import LIVE
from calf_tui.ui.live.feedback_screen import AnswerRow
from calf_tui.ui.live.live_frame import frame_of
from calf_tui.ui.live.live_layout import PAUSE, LiveLayout
from calf_tui.ui.live.suggested_increases import RestSuggestion
from calf_tui.ui.live.title_and_notification import TitleAndNotification
from calf_tui.ui.theme import HEIGHTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from calf_tui.core.coach.pain_monitoring import StopSign
    from calf_tui.core.ports import Figures
    from calf_tui.core.session.state import Event, Session
    from calf_tui.core.text.large_letters import Face
    from calf_tui.training.trainer import Trainer
    from calf_tui.ui.live.suggested_increases import Reply


LATE = 0.002
"""Seconds after a change, because a timer that is early would find nothing new."""
SOONEST = 0.05
"""The least seconds between two frames [ours]."""
SECONDS_WHILE_SAVING = 0.1
"""Seconds between two frames while a set is being saved [ours]."""
TALL_HEIGHTS = [*HEIGHTS[:-1], (40, "-tall")]
"""With fewer rows than these, space between the parts would be taken from the digits."""
ANSWERING = (Command.LONGER, Command.SHORTER, Command.DONE)
"""The commands whose keys answer a question while one is open."""
PAUSED = "Press {} to go on."
NO_ROOM = "There is no room here for the figures: make the window larger."
STALLED = "It was asleep. Press {} to go on."


class LiveScreen(LiveLayout):
    """Shows the trainer's session until it ends."""

    CSS_PATH = "live_screen.tcss"
    VERTICAL_BREAKPOINTS = TALL_HEIGHTS
    BINDINGS = LIVE

    def __init__(self, trainer: Trainer, figures: Figures, face: Face | None = None) -> None:
        super().__init__(trainer, face)
        self._figures = figures
        self._with_mistake = False
        self._notice = ""
        self._is_waiting = False
        self._suggestion = RestSuggestion(trainer)

    def on_mount(self) -> None:
        """Shows the session, and updates it from now on."""
        self._follow()
        self.call_after_refresh(self.tick)  # the figure needs a size first

    def on_resize(self) -> None:
        """Shows the session in the new size."""
        self.fit_words()
        self.call_after_refresh(self.tick)

    def tick(self) -> None:
        """Advances the session to now and shows it."""
        self._after(self._trainer.tick())

    def on_screen_suspend(self) -> None:
        """Pauses the session while another screen covers it.

        Its question, whose keys rest, is hidden, as are its notices, which stand on the other one.
        """
        self.query_one(AnswerRow).visible = False
        self.query("ToastRack").set(display=False)
        session = self._trainer.session
        if session.is_paused or session.is_over:
            self.tick()
        else:
            self._is_waiting = True
            self._after(self._trainer.command(Command.PAUSE))

    def on_screen_resume(self) -> None:
        """Resumes the session if it was running before, and shows its question again."""
        self.query_one(AnswerRow).visible = True
        self._go_on()
        self.tick()

    def action_command(self, name: str) -> None:
        """Carries out a command; if it leaves an open set, asks for its repetitions first.

        A key that was probably meant for a question that has just closed does nothing.
        """
        self._go_on()
        command = Command(name)
        if command in ANSWERING and self._asking.has_just_closed(self._trainer.now):
            return
        if asks_for_reps(self._trainer.session, command):
            self._ask_for_reps(command)
        else:
            self._after(self._trainer.command(command))

    def action_load(self, steps: int) -> None:
        """Changes the load from the next set on."""
        events = self._trainer.change(more_load(steps * LOAD_STEP_KG))
        if (step := next_load(self._trainer.session)) is not None:
            said = f"Next set on: {load(step) or 'no load'}."
            self.notify(said, timeout=3, markup=False)
        self._after(events)

    def after_answer(self, events: Sequence[Event]) -> None:
        """Shows the session, which waits where there is too much pain."""
        self._after(events)

    def action_suggestion(self, reply: Reply | Literal["changed"]) -> None:
        """Takes, holds or changes what is suggested for the move that has ended."""
        if reply == "changed":
            self._suggestion.change()
        else:
            with errors_told(self):
                self._suggestion.reply(reply)
        self.tick()
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offers to reply while something is suggested."""
        if action == "suggestion":
            return self._suggestion.asked is not None
        return super().check_action(action, parameters)

    def _suggested(self) -> str:
        """Returns the suggestion of the present rest, with its keys."""
        before = self._suggestion.asked
        try:
            self._suggestion.find()
        except UserError:
            return ""  # the summary says it
        if self._suggestion.asked is not before:
            self.refresh_bindings()
        # On a low screen a longer text would take rows of the timer.
        return self._suggestion.text(self.content_size.width if self.has_class("-low") else None)

    def action_mute(self) -> None:
        """Mutes or unmutes the cues."""
        self._trainer.cues.toggle_mute()
        if not self.query_one("#sound").display:
            self.notify(f"Sound: {self._trainer.cues.sound}.", timeout=2, markup=False)
        self.tick()

    def action_end(self) -> None:
        """Asks whether to end the session, unless it has ended and is being saved."""
        from calf_tui.ui.dialogs.confirmations import EndConfirmation

        if self._trainer.session.is_over and not self._trainer.save_fault:
            return
        self.app.push_screen(EndConfirmation(self._trainer.session, self._trainer.now), self._end)

    def action_stop(self) -> None:
        """Asks what hurts, and ends the session."""
        from calf_tui.ui.dialogs.pain_stop import PainAdvice, PainStop

        def answered(sign: StopSign | None) -> None:
            if sign is not None:
                self._trainer.stop_for_pain(sign)
                self.app.push_screen(PainAdvice(sign), lambda _: self.tick())

        self.app.push_screen(PainStop(), answered)

    def action_mistake(self) -> None:
        """Shows or hides the common mistake beside the right form, where there is room for it."""
        if not (self.query_one(AnimatedFigure).display or self.has_class("-no-figure")):
            self.notify(NO_ROOM)
            return
        self._with_mistake = not self._with_mistake
        self.query_one(AnimatedFigure).set_class(self._with_mistake, "-with-mistake")
        self.tick()

    def _figure(self) -> FigureView | None:
        try:
            return figure_view(
                self._trainer.session,
                self._trainer.now,
                self._figures.find,
                mistake=self._with_mistake,
                still=self.app.animation_level == "none",
            )
        except UserError as error:
            self.notify(str(error), severity="warning", timeout=20, markup=False)
            return None

    def _ask_for_reps(self, command: Command) -> None:
        from calf_tui.ui.dialogs.confirmations import RepetitionsQuestion

        def answered(reps: int | None) -> None:
            if reps is not None:
                self._after(self._trainer.command(command, reps))

        self.app.push_screen(
            RepetitionsQuestion(self._trainer.session, lambda: self._trainer.now), answered
        )

    def _end(self, end: bool | None) -> None:
        if end and self._trainer.session.is_over:
            if self.is_active:  # the screen may have closed by itself meanwhile
                self.dismiss()
        elif end:
            self._after(self._trainer.command(Command.END))

    def _go_on(self) -> None:
        """Resumes a session that was paused only because another screen covered it."""
        is_due, self._is_waiting = self._is_waiting, False
        session = self._trainer.session
        if is_due and session.is_paused and not session.is_over:
            self._after(self._trainer.command(Command.PAUSE))

    def _after(self, events: Sequence[Event]) -> None:
        for event in events:
            if isinstance(event, Paused) and event.stalled:
                self._notice = STALLED.format(self.key_of(PAUSE))
        session = self._trainer.session
        self.query_one(TitleAndNotification).tell(session, events)
        if not (session.is_paused and self.is_active):
            self._notice = ""
        elif not self._notice:
            self._notice = PAUSED.format(self.key_of(PAUSE))
        if session.is_over and self.is_active and self._trainer.is_kept:
            self.dismiss()
            return
        self.show(frame_of(session, self._trainer.now), self._notice, self._suggested())
        figure = self.query_one(AnimatedFigure)
        if (figure.display and figure.size) or self.has_class("-no-figure"):
            view = self._figure()
            self.set_class(view is None, "-no-figure")
            figure.show(view)

    def _follow(self) -> None:
        """Shows the session, and again each time something visible changes."""
        self.tick()
        trainer = self._trainer
        wait = min(
            seconds_to_next_refresh(trainer.session, trainer.now),
            trainer.flash.seconds + LATE,
            inf if trainer.is_kept else SECONDS_WHILE_SAVING,
        )
        self.set_timer(wait, self._follow)


def seconds_to_next_refresh(session: Session, now: float) -> float:
    """Returns the seconds until the next frame, at most those between two pictures."""
    return max(SOONEST, min(_changes(session, now)) + LATE)


def _changes(session: Session, now: float) -> Iterator[float]:
    """Yields the seconds until the next picture, and until each countdown changes."""
    picture = 1 / MOST_PICTURES
    if session.is_paused:
        yield picture
        return
    begin = session.anchor + session.held if session.lead_in(now) else session.anchor
    yield picture - (now - begin) % picture
    remaining = session.remaining(now)
    if remaining is not None and not session.is_over:
        yield remaining % 1 or 1.0
        tempo = session.phase.step.tempo
        if session.phase.kind == "work" and tempo is not None:
            yield repetition_at(tempo, session.elapsed(now)).remaining % 1 or 1.0
