"""The screen of the guided heel-rise test: the first leg, the count, what ended it, the result."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from calf_tui.core.progress.heel_rise_test import result_lines
from calf_tui.core.session.guided_heel_rise_test import ENDINGS, leg_of
from calf_tui.core.session.state import Command
from calf_tui.ui.app_interface import errors_told
from calf_tui.ui.keys.bindings import HEEL_RISE_TEST
from calf_tui.ui.live.heel_rise_text import (
    WHICH_FIRST,
    before_and_after,
    below_the_count,
    headline,
    key_meaning,
    large_figure,
    require_no_open_stop,
)
from calf_tui.ui.widgets.key_hints import KeyHints
from calf_tui.ui.widgets.large_text import BigDigits
from calf_tui.ui.widgets.screen_size import ScrollPane, SizedScreen

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import Binding

    from calf_tui.core.coach.pain_monitoring import StopSign
    from calf_tui.core.session.guided_heel_rise_test import Leg
    from calf_tui.training.heel_rise_testing import HeelRiseTesting
    from calf_tui.training.trainer import Trainer
    from calf_tui.ui.app_interface import AppInterface
    from calf_tui.ui.live.heel_rise_text import Stage

SECONDS_BETWEEN_TICKS = 0.1
MORE = "app.scroll_pane(4)"
FIRST = (
    *("leave", "app.help", "hurts", "go_on", "keep_leg", MORE),
    *("begin('right')", "answer(1)", "undo", "pause"),
)
"""The keys that are given room first."""
NOT_KEPT = "Nothing of it is kept yet: once more leaves."
KEPT_WORDS = "the heel-rise test was kept"
STAGE_OF = {
    "begin": ("first",),
    "correct": ("test", "last"),
    "pause": ("test",),
    "again": ("test",),
    "mute": ("test",),
    "hurts": ("test",),
    "undo": ("kept",),
}
"""The stages in which an action may be offered."""


def begin_test(app: AppInterface) -> None:
    """Opens the test, unless a stop for pain is not settled; raises `UserError`."""
    require_no_open_stop(app.trainer.coach)
    app.trainer.require_writable()
    app.push_screen(HeelRiseTestScreen(app.trainer))


class HeelRiseTestScreen(SizedScreen[None]):
    """Guides through the test; `stage` says how far it is."""

    CSS_PATH = "heel_rise_screen.tcss"
    BINDINGS = HEEL_RISE_TEST
    AUTO_FOCUS = ""

    def __init__(self, trainer: Trainer) -> None:
        super().__init__()
        self._trainer = trainer
        self._testing: HeelRiseTesting | None = None
        self._wants_out = False
        self._is_waiting = False
        self._offer: tuple[object, ...] = ()
        self._lines: list[str] = []  # of the result, once it is saved

    @property
    def stage(self) -> Stage:
        """Before the test, in it, at its result, or after the result is saved."""
        if self._testing is None:
            return "first"
        if self._lines:
            return "kept"
        return "last" if self._testing.session.is_over else "test"

    def compose(self) -> ComposeResult:
        """Yields what is tested, the large figure, the texts, and the keys."""
        with Horizontal(id="top"):
            yield Static("Heel-rise test", id="title")
            yield Static(id="sound")
        yield Static(id="phase")
        yield BigDigits(id="digits")
        yield Static(id="caption")
        with ScrollPane(id="text"):
            yield Static(id="said")
        yield KeyHints(fewest_rows=2, first=FIRST, named=self._meaning_of, keyed=self._keys_of)

    def on_mount(self) -> None:
        """Shows the test, and updates it from now on."""
        self.tick()
        self.set_interval(SECONDS_BETWEEN_TICKS, self.tick)

    def tick(self) -> None:
        """Advances the test to now and shows it."""
        if self._testing is not None and not self._testing.session.is_over:
            self._testing.tick()
        if self.is_active:
            self._show()

    def on_screen_suspend(self) -> None:
        """Pauses the test while another screen covers it."""
        testing = self._testing
        if testing is not None and not (testing.session.is_paused or testing.session.is_over):
            self._is_waiting = True
            testing.command(Command.PAUSE)

    def on_screen_resume(self) -> None:
        """Goes on if the test was running before."""
        is_due, self._is_waiting = self._is_waiting, False
        if is_due and self._testing is not None and self._testing.session.is_paused:
            self._testing.command(Command.PAUSE)
        self.tick()

    def action_begin(self, first: Leg) -> None:
        """Begins the test with a leg."""
        with errors_told(self, seconds=15):
            self._testing = self._trainer.begin_test(first)
        self.tick()

    def action_go_on(self) -> None:
        """Begins with the left leg, ends this part, saves the result, or closes the screen."""
        if self._testing is None:
            self.action_begin("left")
        elif self.stage == "test":
            self._command(Command.NEXT)
        elif self.stage == "last":
            self._keep(self._testing)
        else:
            self.dismiss()

    def action_pause(self) -> None:
        """Pauses, or goes on."""
        self._command(Command.PAUSE)

    def action_again(self) -> None:
        """Begins this part again, or goes back to the one before."""
        self._command(Command.BACK)

    def action_answer(self, key: int) -> None:
        """Says what ended the last leg or, in a leg, which fault was seen."""
        testing = self._testing
        if testing is None or self.stage == "kept":
            return
        ending = ENDINGS[key - 1]
        if leg_of(testing.session) is None:
            testing.set_ending(ending)
        elif ending != "stopped":
            testing.report_fault(ending)
        self.tick()

    def action_keep_leg(self) -> None:
        """Leaves the other leg out: the test is over with the leg that is done."""
        self._command(Command.END)

    def action_correct(self, steps: int) -> None:
        """Corrects the count of the last leg."""
        if self._testing is not None:
            self._testing.correct(steps)
            self.tick()

    def action_mute(self) -> None:
        """Mutes or unmutes the beat."""
        self._trainer.cues.toggle_mute()
        self.tick()

    def action_hurts(self) -> None:
        """Asks what hurts, and ends the test; it then is saved as a session stopped for pain."""
        from calf_tui.ui.dialogs.pain_stop import PainAdvice, PainStop

        def answered(sign: StopSign | None) -> None:
            if sign is None or self._testing is None:
                return
            with errors_told(self, seconds=15):
                self._testing.stop_for_pain(sign)
            self.app.push_screen(PainAdvice(sign), lambda _: self.dismiss())

        self.app.push_screen(PainStop(is_test=True), answered)

    def _keep(self, testing: HeelRiseTesting) -> None:
        """Saves the result, and shows what it means."""
        with errors_told(self, seconds=15):
            test = testing.keep()
            self._trainer.record_editor.added(test, KEPT_WORDS)
            snapshot = self._trainer.progress_snapshot()
            profile = self._trainer.coach_record_editor.profile
            self._lines = result_lines(test, snapshot.tests, profile)
        self.tick()

    def action_undo(self) -> None:
        """Takes a result back that was saved by mistake, and closes the screen."""
        with errors_told(self, seconds=15):
            self.notify(f"Undone: {self._trainer.record_editor.undo()}.", markup=False)
            self.dismiss()

    def action_leave(self) -> None:
        """Closes the screen; a result that is not saved only at the second press."""
        testing = self._testing
        if testing is not None and not self._lines and not self._wants_out:
            self._wants_out = True
            self.notify(NOT_KEPT)
            return
        if testing is not None and not testing.session.is_over:
            testing.end()
        self.dismiss()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offers only the keys that do something now."""
        stages = STAGE_OF.get(action)
        if stages is not None and self.stage not in stages:
            return False
        testing = self._testing
        if action == "correct":
            return testing is not None and bool(testing.results) and leg_of(testing.session) is None
        if action == "keep_leg":
            is_between = testing is not None and leg_of(testing.session) is None
            return is_between and self.stage == "test" and bool(testing and testing.results)
        if action == "answer":
            if testing is None or self.stage == "kept":
                return False
            is_fault = leg_of(testing.session) is not None and parameters != (len(ENDINGS),)
            return is_fault or testing.is_unanswered
        return super().check_action(action, parameters)

    def _meaning_of(self, action: str) -> str:
        """What a key does now."""
        in_leg = self._testing is not None and leg_of(self._testing.session) is not None
        return key_meaning(action, self.stage, in_leg=in_leg, is_narrow=self.has_class("-narrow"))

    def _keys_of(self, binding: Binding) -> str:
        """Names the fourth answer where there is one."""
        is_asked = self._testing is not None and self._testing.is_unanswered
        return "1–4" if is_asked and (binding.id, binding.key) == ("test.heel", "1") else ""

    def _command(self, command: Command) -> None:
        if self._testing is not None:
            self._wants_out = False
            self._testing.command(command)
            self.tick()

    def _show(self) -> None:
        testing = self._testing
        is_counting = self.stage == "test" and testing is not None
        self.set_class(is_counting, "-counting")
        self.set_class(is_counting and bool(testing and leg_of(testing.session)), "-leg")
        self._text("sound", f"♪ {self._trainer.cues.sound}" if is_counting else "")
        if testing is None or not is_counting:
            self._text("phase", WHICH_FIRST if testing is None else "Your result")
            self._text("said", before_and_after(testing, self._lines))
        else:
            number, caption = large_figure(testing.session, testing.now, testing.rises)
            self._text("phase", headline(testing.session))
            self.query_one(BigDigits).show(number, "0:00" if ":" in number else "000")
            self._text("caption", caption)
            self._text("said", below_the_count(testing))
        offer: tuple[object, ...] = (self.stage,)
        if testing is not None:
            offer = *offer, leg_of(testing.session), testing.results, testing.is_unanswered
        if offer != self._offer:
            self._offer = offer
            self.refresh_bindings()

    def _text(self, part: str, text: str) -> None:
        shown = self.query_one(f"#{part}", Static)
        if shown.content != Content(text):
            shown.update(Content(text))
