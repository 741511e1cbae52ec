"""The guided heel-rise test in lines of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calf_tui.core.coach.pain_monitoring import DISCLAIMER
from calf_tui.core.progress.heel_rise_test import result_lines
from calf_tui.core.session.guided_heel_rise_test import ENDINGS, leg_of
from calf_tui.core.session.state import Command, Entered, Paused, Resumed
from calf_tui.core.text import spoken_numbers
from calf_tui.ui.live.heel_rise_text import (
    FAULTS_LINE,
    INTRODUCTION,
    PAUSED,
    WHICH_FIRST,
    headline,
    leg_told,
    question,
)
from calf_tui.ui.plain.console import DOWN, ENTER, UP
from calf_tui.ui.plain.plain_questions import ask_what_hurts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from calf_tui.core.session.guided_heel_rise_test import Leg
    from calf_tui.core.session.state import Event
    from calf_tui.training.heel_rise_testing import HeelRiseTesting
    from calf_tui.training.trainer import Trainer
    from calf_tui.ui.plain.console import Console

FIRST: dict[str, Leg] = {"l": "left", "r": "right", "\n": "left", "\r": "left"}
HELP = (
    "Enter ends a leg or goes on, space pauses, b begins a part again, k in the rest leaves the "
    "other leg out, x it hurts, q leaves. "
    f"{FAULTS_LINE}"
)
ON = (*ENTER, "d", "n")
STEPS = {UP: 1, "+": 1, "=": 1, DOWN: -1, "-": -1}
NOTHING_KEPT = "Left: nothing of the test is kept."
TOLD_EVERY = 5
"""Repetitions between two counts that are said."""


class PlainHeelRiseTest:
    """Guides through the test; raises `UserError`."""

    def __init__(self, trainer: Trainer, console: Console) -> None:
        self._trainer = trainer
        self._console = console
        self._write = console.write
        self._told = 0

    def run(self) -> None:
        """Asks which leg is first, counts, asks what ended it, and says the result."""
        asked = f"{WHICH_FIRST} l or r; any other key leaves."
        first = FIRST.get(self._console.ask(*INTRODUCTION, DISCLAIMER, asked))
        if first is None:
            return
        testing = self._trainer.begin_test(first)
        self._write(HELP)
        self._write(f"{headline(testing.session)}.")
        while not testing.session.is_over:
            self._say(testing, testing.tick())
            self._count(testing)
            key = self._console.read()
            if key == "q":
                testing.end()
                self._write(NOTHING_KEPT)
                return
            if key in ("x", "!"):
                if self._stopped(testing):
                    return
            elif key:
                self._obey(testing, key)
        self._finish(testing)

    def _finish(self, testing: HeelRiseTesting) -> None:
        for each in question(testing):
            self._write(each)
        self._write("+ and - correct the count; enter keeps the result, q drops it.")
        while (key := self._console.next_key(testing.tick)) not in ENTER:
            if key == "q":
                self._write(NOTHING_KEPT)
                return
            self._obey(testing, key)
        test = testing.keep()
        profile = self._trainer.coach_record_editor.profile
        lines = result_lines(test, self._trainer.progress_snapshot().tests, profile)
        for line in ("Kept.", *(f"{leg_told(each)}." for each in testing.results), *lines[1:]):
            self._write(line)

    def _obey(self, testing: HeelRiseTesting, key: str) -> None:
        in_leg = leg_of(testing.session) is not None
        if key in ON and not testing.session.is_over:
            self._say(testing, testing.command(Command.NEXT))
        elif key == " ":
            self._say(testing, testing.command(Command.PAUSE))
        elif key == "b":
            self._say(testing, testing.command(Command.BACK))
        elif key == "k" and testing.results and not in_leg and not testing.session.is_over:
            testing.end()
        elif key == "m":
            self._trainer.cues.toggle_mute()
            self._write(f"Sound: {self._trainer.cues.sound}.")
        elif key in STEPS and testing.results and not in_leg:
            testing.correct(STEPS[key])
            self._write(f"{leg_told(testing.results[-1])}.")
        elif key in "1234":
            self._take_figure(testing, int(key), in_leg=in_leg)
        elif key == "?":
            self._write(HELP)

    def _take_figure(self, testing: HeelRiseTesting, key: int, *, in_leg: bool) -> None:
        ending = ENDINGS[key - 1]
        if not in_leg and testing.results:
            testing.set_ending(ending)
            self._write(f"{leg_told(testing.results[-1])}.")
        elif in_leg and ending != "stopped":
            events = testing.report_fault(ending)
            self._write(testing.reminder or f"{leg_told(testing.results[-1])}.")
            self._say(testing, events)

    def _say(self, testing: HeelRiseTesting, events: Sequence[Event]) -> None:
        for event in events:
            if isinstance(event, Entered):
                self._told = 0
                self._write(f"{headline(testing.session)}.")
                for each in question(testing):
                    self._write(each)
            elif isinstance(event, Paused):
                self._write(PAUSED)
            elif isinstance(event, Resumed):
                self._write("Going on.")

    def _count(self, testing: HeelRiseTesting) -> None:
        rises = testing.rises
        if leg_of(testing.session) is not None and rises >= self._told + TOLD_EVERY:
            self._told = rises - rises % TOLD_EVERY
            self._write(f"{spoken_numbers.number(self._told).capitalize()}.")

    def _stopped(self, testing: HeelRiseTesting) -> bool:
        """Asks what hurts; returns whether the test was ended, and is saved as stopped for pain."""
        testing.command(Command.PAUSE)
        is_stopped = ask_what_hurts(self._console, "test", testing.stop_for_pain) is not None
        if not is_stopped:
            self._say(testing, testing.command(Command.PAUSE))
        return is_stopped
