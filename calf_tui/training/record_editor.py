"""Changes to the records by the runner: sessions, targets and pauses. Each can be undone."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from calf_tui.core.coach.pain_monitoring import session_to_ask_about
from calf_tui.core.errors import UserError
from calf_tui.core.progress.met_and_missed_weeks import start_of_week
from calf_tui.core.records.coach_records import Run
from calf_tui.core.records.record_edits import (
    moved,
    require_order,
    require_possible,
    require_short,
    session_name,
    wall_time,
    with_checked_status,
    with_new_timestamp,
)
from calf_tui.core.records.session_record import (
    TIMESTAMP_STEP,
    Pause,
    SessionRecord,
    Target,
    training_date,
)
from calf_tui.core.session.session_to_record import done_as_planned
from calf_tui.core.settings import DEFAULT_WEEKLY_TARGET
from calf_tui.training.undoable_change import Change, new_id, put

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from calf_tui.core.ports import Clock, History
    from calf_tui.core.records.coach_records import PlanEntry
    from calf_tui.core.records.session_record import HeelRiseTest
    from calf_tui.core.routines.routine import Routine
    from calf_tui.core.settings import FirstDay, Settings, ThemeChoice
    from calf_tui.training.undoable_change import Record, Swap

A_MINUTE = 60.0
"""Two sessions of one routine that began within this many seconds are the same one [ours]."""
NOON = time(12, 0)
"""The start of a session that is added for another day, whose time is not known [ours]."""


class RecordEditor:
    """Changes the records; a change is on disk when a method returns.

    Every method may raise `UserError`. `keep_setting` saves one setting under its name; None if
    settings cannot be changed.
    """

    def __init__(
        self,
        clock: Clock,
        history: History,
        settings: Settings,
        keep_setting: Callable[[str, str | float], None] | None = None,
    ) -> None:
        self._clock = clock
        self._history = history
        self._keep_setting = keep_setting
        self.settings = settings
        self._changes: list[Change] = []

    @property
    def today(self) -> date:
        """The present training day."""
        return training_date(self._clock.now(), self.settings.day_cutoff)

    @property
    def seconds_of_day_left(self) -> float:
        """Seconds until the next training day begins."""
        tomorrow = datetime.combine(self.today + timedelta(days=1), self.settings.day_cutoff)
        return (self._clock.at(tomorrow) - self._clock.now()).total_seconds()

    @property
    def this_week(self) -> date:
        """The first day of the week that contains today."""
        return start_of_week(self.today, self.settings.first_day_of_week)

    @property
    def last_change(self) -> str:
        """What `undo` would take back, in words; empty if there is nothing."""
        return self._changes[-1].words if self._changes else ""

    @property
    def last_kind(self) -> str:
        """What kind of thing `undo` would take back; empty if there is nothing."""
        return self._changes[-1].kind if self._changes else ""

    @property
    def morning_after(self) -> SessionRecord | None:
        """The session for which the runner should be asked about pain this morning, if any."""
        return session_to_ask_about(self._history.sessions(), self._clock.now())

    def edit(self, before: SessionRecord, after: SessionRecord) -> SessionRecord:
        """Saves an edited session under the id of `before`; returns what was saved."""
        if after.local_date != before.local_date:
            require_possible(after.local_date, self.today)
        if after.note != before.note:
            require_short(after.note)
        after = with_checked_status(replace(after, id=before.id, updated_at=before.updated_at))
        if after == before:
            return before
        after = with_new_timestamp(after, self._clock.now())
        self._make(f"edited {session_name(before)}", (before, after))
        return after

    def move(self, record: SessionRecord, day: date, at: time | None) -> SessionRecord:
        """Returns the session on another day or at another time, and saves nothing."""
        require_possible(day, self.today)
        after = moved(record, day, at, self.settings.day_cutoff)
        if after.started_at > max(self._clock.now(), record.started_at):
            raise UserError("That start is still to come; set one that has been.")
        return after

    def delete(self, record: SessionRecord | Pause | Run | HeelRiseTest) -> str:
        """Deletes a record; returns what was done."""
        words = f"deleted {_name_of(record)}"
        self._make(words, (record, None))
        return words

    def add(self, routine: Routine, day: date | None = None, note: str = "") -> SessionRecord:
        """Adds a session with all sets as planned, just ended without a `day`; returns it."""
        day = day or self.today
        require_short(note)
        start = self._start(day, routine.seconds)
        record = with_new_timestamp(
            done_as_planned(routine, new_id(), start, day, note), self._clock.now()
        )
        self._make(f"added {session_name(record)}", (None, record))
        return record

    def same_as(self, routine: Routine, day: date | None = None) -> SessionRecord | None:
        """Returns a session that `add` would repeat: of its routine, day and start (a minute)."""
        day = day or self.today
        start = self._start(day, routine.seconds)
        for each in reversed(self._history.sessions()):
            is_of_day = (each.routine, each.local_date) == (routine.id, day)
            if is_of_day and abs((each.started_at - start).total_seconds()) < A_MINUTE:
                return each
        return None

    def set_target(self, days: int, weeks: int | None = None, start: date | None = None) -> Target:
        """Sets the training days a week from the week of `start` (this one) on.

        After so many `weeks` comes back what was asked for before; without them, never.
        """
        first_day, first_week = self.settings.first_day_of_week, start or self.this_week
        starts = [(start_of_week(each.start, first_day), each) for each in self._history.targets()]
        of_week = [each for begin, each in starts if begin == first_week]
        later = tuple((each, None) for begin, each in starts if begin > first_week)
        now = self._clock.now()
        target = of_week[-1] if of_week else Target(first_week, days, new_id())
        after = with_new_timestamp(replace(target, start=first_week, days=days), now)
        # A week can have two targets after a merge; only one is needed.
        surplus = tuple((each, None) for each in of_week[:-1])
        before = target if of_week else None
        back = () if weeks is None else ((None, self._target_after(weeks)),)
        self._make(f"target set to {days}", (before, after), *surplus, *later, *back)
        return after

    def _target_after(self, weeks: int) -> Target:
        """The target of now, from so many weeks on."""
        first_day, targets = self.settings.first_day_of_week, self._history.targets()
        of_now = [e.days for e in targets if start_of_week(e.start, first_day) <= self.this_week]
        days = [DEFAULT_WEEKLY_TARGET, *of_now][-1]
        start = self.this_week + timedelta(weeks=weeks)
        return with_new_timestamp(Target(start, days, new_id()), self._clock.now())

    def set_day_cutoff(self, at: time) -> None:
        """Sets the time at which a training day begins; saved sessions keep their dates."""
        self._choose("day_cutoff", at, f"the day begins at {at:%H:%M}")

    def set_first_day_of_week(self, day: FirstDay) -> None:
        """Sets the day on which weeks begin, for all weeks."""
        self._choose("first_day_of_week", day, f"the week starts on {day.capitalize()}")

    def set_volume(self, volume: int) -> None:
        """How loud the cues are, from 0 to 100, from the next session on."""
        self._choose("volume", volume, f"volume set to {volume}")

    def set_quiet_lead_in(self, seconds: float) -> None:
        """Sets the seconds of inaudible sound before the first cue, from the next session on."""
        self._choose("quiet_lead_in", seconds, f"lead-in set to {seconds:g} s")

    def set_theme(self, theme: ThemeChoice) -> None:
        """Sets the colours, from the next start on."""
        self._choose("theme", theme, f"colours set to {theme}")

    def add_pause(self, pause: Pause) -> Pause:
        """Adds a pause; returns what was saved."""
        require_order(pause)
        pause = with_new_timestamp(replace(pause, id=new_id()), self._clock.now())
        self._make("added a pause", (None, pause))
        return pause

    def edit_pause(self, before: Pause, after: Pause) -> Pause:
        """Saves an edited pause under the id of `before`; returns what was saved."""
        require_order(after)
        after = replace(after, id=before.id, updated_at=before.updated_at)
        if after != before:
            after = with_new_timestamp(after, self._clock.now())
            self._make("edited a pause", (before, after))
        return after

    def added(self, record: Run | PlanEntry | HeelRiseTest, words: str) -> None:
        """Lets `undo` take out a record that was kept already."""
        self.changed(None, record, words)

    def changed(self, before: Record | None, after: Record, words: str) -> None:
        """Lets `undo` bring back a record as it was before a change that was kept already."""
        if before != after:
            self._changes.append(Change(words, ((before, after),)))

    @contextmanager
    def as_one_change(self, words: str) -> Iterator[None]:
        """Lets `undo` take back all records changed in the block at once."""
        count = len(self._changes)
        try:
            yield
        finally:
            swaps = tuple(swap for each in self._changes[count:] for swap in each.swaps)
            self._changes[count:] = [Change(words, swaps)] * bool(swaps)

    def undo(self) -> str:
        """Takes back the last change; returns it in words, "" if there was none."""
        if not self._changes:
            return ""
        change = self._changes[-1]
        for before, after in reversed(change.swaps):
            put(self._history, before and self._restored(before, after), after)
        if change.setting is not None:
            self._set(*change.setting)
        self._changes.pop()
        self._compact()
        return change.words

    def _make(self, words: str, *swaps: Swap) -> None:
        for before, after in swaps:
            put(self._history, after, before)
        self._changes.append(Change(words, swaps))
        self._compact()

    def _restored(self, before: Record, after: Record | None) -> Record:
        """Returns the record as it was, but changed later than its change or removal."""
        latest = max(before.updated_at, after.updated_at if after else before.updated_at)
        return with_new_timestamp(
            replace(before, updated_at=latest), self._clock.now() + TIMESTAMP_STEP
        )

    def _choose(self, name: str, value: str | float | time, words: str) -> None:
        before = getattr(self.settings, name)
        if value != before:
            self._set(name, value)
            self._changes.append(Change(words, setting=(name, before)))

    def _set(self, name: str, value: str | float | time) -> None:
        if self._keep_setting is None:
            raise UserError("The settings cannot be changed here.")
        written = f"{value:%H:%M}" if isinstance(value, time) else value
        self._keep_setting(name, written)
        changed: dict[str, Any] = {name: value}
        self.settings = self.settings._replace(**changed)

    def _compact(self) -> None:
        with suppress(UserError):  # the change is in the journal already
            self._history.compact_if_quick()

    def _start(self, day: date, seconds: float) -> datetime:
        """Returns the start of an added session: at noon, or today so that it has just ended."""
        require_possible(day, self.today)
        cutoff = self.settings.day_cutoff
        if day != self.today:
            return self._clock.at(wall_time(day, NOON, cutoff))
        dawn = self._clock.at(wall_time(day, cutoff, cutoff))
        return max(dawn, self._clock.now() - timedelta(seconds=seconds))


def _name_of(record: SessionRecord | Pause | Run | HeelRiseTest) -> str:
    if isinstance(record, SessionRecord):
        return session_name(record)
    if isinstance(record, Pause):
        return "a pause"
    return f"the {'run' if isinstance(record, Run) else 'test'} of {record.local_date:%d %b %Y}"
