"""The plan page: target, day, week, sound, the pauses, and the weeks of the plan in use."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Container
from textual.widgets import Static

from calf_tui.core.coach.plan_in_use import plan_weeks_text
from calf_tui.core.coach.training_plan import change_in_words
from calf_tui.core.records.session_record import Pause
from calf_tui.core.session.cue import LOUDEST
from calf_tui.core.settings import FIRST_DAYS, LONGEST_LEAD_IN
from calf_tui.ui.history.record_actions import RecordChanges
from calf_tui.ui.keys.bindings import PLAN, PROGRESS
from calf_tui.ui.plan.plan_text import (
    PlanWeeksText,
    day_line,
    day_text,
    later,
    lead_in_line,
    pause_from,
    pause_lines,
    rows_of_pause,
    target_line,
    target_warning,
    targets_text,
    volume_line,
    week_line,
)
from calf_tui.ui.progress.progress_page import ProgressPage
from calf_tui.ui.progress.week_chart import WeekChart
from calf_tui.ui.theme import VAST_WIDTHS
from calf_tui.ui.widgets.choice_list import ChoiceList
from calf_tui.ui.widgets.screen_size import ScrollPane

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from calf_tui.core.coach.training_plan import PlanPlace
    from calf_tui.core.records.coach_records import PlanChange
    from calf_tui.training.trainer import Trainer
    from calf_tui.ui.forms.fields import Row

NO_PLAN = "No plan is in use: the coach goes by your weekly target. c lists the plans."
NO_PAUSE = (
    "No pause of training yet. Press a to add one: an injury, an illness, a holiday. "
    "Its weeks are frozen, and no streak is lost in them."
)
SO_FAR = "Training days of your weeks against the target, and the weeks to come"
WEEKS_TO_COME = 8
MOST_DAYS = 7
QUIET_LEAD_IN = (
    "A quiet lead-in is inaudible sound before the first cue and on to the last, for wireless "
    "speakers that swallow the first beep."
)
LEAD_IN_STEP = 0.5
VOLUME_STEP = 10
TARGET, DAY, WEEK, VOLUME, LEAD_IN = range(5)
TEXTS = {"#before": TARGET, "#day": DAY, "#lead-in": LEAD_IN}
"""By text: the line that it is about."""
FIXED = 5
"""The lines before the pauses."""


class PlanPage(ProgressPage, RecordChanges, inherit_bindings=False):
    """A line each for target, day, week, sound, and the pauses, newest first."""

    CSS_PATH = "plan_page.tcss"
    HORIZONTAL_BREAKPOINTS = VAST_WIDTHS
    _changes: Sequence[PlanChange] = ()
    _offers_deload = False
    _target_warned_of = 0
    _plan_place: PlanPlace | None = None
    BINDINGS: ClassVar[list[BindingType]] = [*PLAN, *PROGRESS]

    def __init__(self, trainer: Trainer) -> None:
        super().__init__(trainer)
        self._list = ChoiceList(self._lines(), wrap=True, id="plan")

    def parts(self) -> ComposeResult:
        """Yields the lines, a text about the one under the cursor, the plan's weeks, and pauses."""
        with Container(id="lines-and-texts"):
            yield self._list
            with ScrollPane():
                yield Static(id="before", markup=False)
                yield Static(id="day", markup=False)
                yield Static(QUIET_LEAD_IN, id="lead-in")
                yield PlanWeeksText(id="weeks", markup=False)
                yield Static(NO_PAUSE, id="no-pause")
        with Container(id="so-far") as pane:
            yield WeekChart(self.snapshot.progress.weeks, to_come=WEEKS_TO_COME)
        pane.border_title, pane.disabled = SO_FAR, True

    def on_mount(self) -> None:
        """Shows the present plan."""
        self.show_records()

    def show_snapshot(self) -> None:
        """Shows the present records."""
        self.show_records()

    def show_records(self) -> None:
        """Shows the present plan, with the cursor where it was."""
        self.snapshot = self.trainer.progress_snapshot()
        lines = self._lines()
        self._list.show(lines, min(self._list.cursor, len(lines) - 1))
        self._show_weeks()
        self.query_one("#no-pause").display = not self.snapshot.pauses
        self.query_one(WeekChart).show(self.snapshot.progress.weeks)
        before = targets_text(self.snapshot.targets, self.trainer.record_editor.this_week)
        self.query_one("#before", Static).update(before)
        self.query_one("#day", Static).update(day_text(self.trainer.record_editor.settings))
        self.tell_of_line()

    def _show_weeks(self) -> None:
        routines, coach = self.app.routines.all(), self.trainer.coach
        weeks = coach.plan_weeks(routines, self.app.day_type_on(coach.today))
        self._offers_deload = coach.offers_deload()
        self._changes = () if weeks is None else weeks.possible
        self._plan_place = None if weeks is None else weeks.place
        names = {each.id: each.name for each in routines}
        said = NO_PLAN if weeks is None else plan_weeks_text(weeks, names)
        self.query_one(PlanWeeksText).show(said)

    @property
    def pause(self) -> Pause | None:
        """The pause under the cursor, if one is."""
        place = self._list.cursor - FIXED
        return self.snapshot.pauses[-1 - place] if 0 <= place < len(self.snapshot.pauses) else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offers the keys for the line under the cursor."""
        pause = self.pause
        if action == "step":
            return pause is None
        if action in ("edit", "delete"):
            return pause is not None
        if action == "deload":
            return self._offers_deload
        if action == "week":
            return any(each in parameters for each in self._changes)
        if action == "end_today":
            today = self.snapshot.today
            return pause is not None and pause.start <= today < (pause.end or today.max)
        return super().check_action(action, parameters)

    @on(ChoiceList.Moved)
    def tell_of_line(self) -> None:
        """Shows the text about the line under the cursor, and its keys."""
        for text, line in TEXTS.items():
            self.query_one(text).display = line == self._list.cursor
        self.refresh_bindings()

    def action_step(self, steps: int) -> None:
        """Changes the target, day, week or sound under the cursor by this many steps."""
        record_editor = self.trainer.record_editor
        place = self._list.cursor
        with self.refusals_said():
            if place == TARGET:
                target = self.snapshot.progress.this_week.target
                wanted = max(1, min(MOST_DAYS, target + steps))
                if wanted != target and not self._is_warned(wanted):
                    self.trainer.coach.set_target(wanted)
                    self._target_warned_of = 0
            elif place == DAY:
                record_editor.set_day_cutoff(later(record_editor.settings.day_cutoff, steps))
            elif place == WEEK:
                chosen = FIRST_DAYS.index(record_editor.settings.first_day_of_week) + steps
                record_editor.set_first_day_of_week(FIRST_DAYS[chosen % len(FIRST_DAYS)])
            elif place == VOLUME:
                volume = record_editor.settings.volume + steps * VOLUME_STEP
                record_editor.set_volume(max(0, min(LOUDEST, volume)))
                self.trainer.use(record_editor.settings)
            elif place == LEAD_IN:
                seconds = record_editor.settings.quiet_lead_in + steps * LEAD_IN_STEP
                record_editor.set_quiet_lead_in(max(0.0, min(LONGEST_LEAD_IN, seconds)))
                self.trainer.use(record_editor.settings)
            self.show_records()

    def _is_warned(self, target: int) -> bool:
        """Whether it says now, for the first time, that this target ends the plan in use."""
        plan = self.trainer.coach.plan_ended_by(target)
        if plan is None or self._target_warned_of == target:
            return False
        self._target_warned_of = target
        self.app.clear_notifications()
        self.notify(target_warning(plan, target), timeout=15, markup=False)
        return True

    def action_profile(self) -> None:
        """Asks what the coach should know of the runner."""
        from calf_tui.ui.forms.runner_forms import ask_about_you

        with self.refusals_said():
            ask_about_you(self, self.trainer, self.said)

    def action_deload(self) -> None:
        """Begins the deload week that is offered."""
        with self.refusals_said():
            self.trainer.coach.take_deload()
            self.show_records()
            self.said("A deload week from today on. Its day under About you (y) takes it back.")

    def action_choose_plan(self) -> None:
        """Lists the plans; the one that is chosen is used from this week on."""
        from calf_tui.ui.plan.plan_choice import choose_plan

        with self.refusals_said():
            self.trainer.require_writable()
            choose_plan(self.app, self._used)

    def _used(self, said: str) -> None:
        self.show_records()
        self.said(said)

    def action_week(self, change: PlanChange) -> None:
        """Moves, skips or repeats this week of the plan."""
        with self.refusals_said():
            self.trainer.coach.change_week(change)
            self.show_records()
            if self._plan_place is not None:
                self.said(f"{change_in_words(change, self._plan_place)}.")

    def action_add(self) -> None:
        """Asks for a pause and adds it."""

        def keep(pause: Pause) -> None:
            self.trainer.record_editor.add_pause(pause)
            self.said("Added a pause.")

        self._ask(Pause(self.snapshot.today, reason="holiday"), keep)

    @on(ChoiceList.Chosen)
    def action_edit(self) -> None:
        """Edits the pause under the cursor."""
        before = self.pause
        if before is not None:
            self._ask(before, lambda after: self.trainer.record_editor.edit_pause(before, after))

    def action_end_today(self) -> None:
        """Ends the pause under the cursor today."""
        pause = self.pause
        if pause is not None:
            with self.refusals_said():
                ended = replace(pause, end=self.snapshot.today)
                self.trainer.record_editor.edit_pause(pause, ended)
                self.show_records()
                self.said("The pause ends today.")

    def action_delete(self) -> None:
        """Deletes the pause under the cursor without a question, because that can be undone."""
        pause = self.pause
        if pause is not None:
            with self.refusals_said():
                self.trainer.record_editor.delete(pause)
                self.show_records()
                self.said("Deleted the pause.")

    def _ask(self, pause: Pause, keep: Callable[[Pause], object]) -> None:
        def keep_rows(rows: Sequence[Row]) -> None:
            keep(pause_from(pause, rows))

        today = self.snapshot.today
        self.ask_for("A pause of training", lambda: rows_of_pause(pause, today), keep_rows)

    def _lines(self) -> list[str]:
        snapshot, settings = self.snapshot, self.trainer.record_editor.settings
        pauses = pause_lines(snapshot.pauses[::-1], snapshot.today)
        target = target_line(snapshot.progress.this_week.target)
        sound = volume_line(settings), lead_in_line(settings)
        return [target, day_line(settings), week_line(settings), *sound, *pauses]
