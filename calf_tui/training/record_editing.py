"""The records as a runner changes them: edit, delete, add, targets and pauses, each undoable."""

from __future__ import annotations

import uuid
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from calf_tui.core.coach.next_morning_pain import session_to_ask_about
from calf_tui.core.errors import UserError
from calf_tui.core.progress.weeks_and_streak import start_of_week
from calf_tui.core.records.editing import (
    done_as_planned,
    moved,
    repeated,
    require_possible,
    require_short,
    settled,
    stamped,
    wall_time,
)
from calf_tui.core.records.session_record import (
    TIMESTAMP_STEP,
    Pause,
    SessionRecord,
    Target,
    training_date,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from typing import TypeAlias

    from calf_tui.core.ports import Clock, History
    from calf_tui.core.routines.routine import Routine
    from calf_tui.core.settings import FirstDay, Settings

    Record: TypeAlias = SessionRecord | Target | Pause
    Swap: TypeAlias = tuple[Record | None, Record | None]
    """A record before and after a change; None where there was none."""

A_MINUTE = 60.0
"""Two sessions of one routine that began closer than this, in seconds, are one [ours]."""
NOON = time(12, 0)
"""When a session on another day took place, as far as anybody knows [ours]."""


@dataclass(frozen=True, slots=True)
class Change:
    """What was done, in words, and to which records."""

    words: str
    swaps: tuple[Swap, ...]


class RecordEditor:
    """Changes to the records, on disk when a method returns. Every method may raise `UserError`.

    `settings` say what a day and a week are; `write_setting` keeps one by its name.
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
        """The training day that it is now."""
        return training_date(self._clock.now(), self.settings.day_cutoff)

    @property
    def now(self) -> datetime:
        """The time of day, aware, in the runner's time zone."""
        return self._clock.now()

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
        """What `undo` would take back, in words; empty where there is nothing."""
        return self._changes[-1].words if self._changes else ""

    @property
    def morning_after(self) -> SessionRecord | None:
        """The session to ask about this morning: how much does it hurt now."""
        return session_to_ask_about(self._history.sessions(), self._clock.now())

    def edit(self, before: SessionRecord, after: SessionRecord) -> SessionRecord:
        """Keeps a session as it was edited; it stays the same record."""
        if after.local_date != before.local_date:
            require_possible(after.local_date, self.today)
        if after.note != before.note:
            require_short(after.note)
        after = settled(replace(after, id=before.id, updated_at=before.updated_at))
        if after == before:
            return before
        after = stamped(after, self._clock.now())
        self._make(f"edited {_name(before)}", (before, after))
        return after

    def move(self, record: SessionRecord, day: date, at: time | None) -> SessionRecord:
        """The session on another day, or at another time of it; nothing is kept yet."""
        require_possible(day, self.today)
        after = moved(record, day, at, self.settings.day_cutoff)
        if after.started_at > max(self._clock.now(), record.started_at):
            raise UserError("That start is still to come; set one that has been.")
        return after

    def delete(self, record: SessionRecord) -> None:
        """Takes a session out; nothing is asked, for it can be undone."""
        self._make(f"deleted {_name(record)}", (record, None))

    def duplicate(self, record: SessionRecord) -> SessionRecord:
        """The same session again, done just now."""
        start = self._start(self.today, (record.ended_at - record.started_at).total_seconds())
        copy = repeated(record, str(uuid.uuid4()), start, self.today)
        copy = stamped(copy, self._clock.now())
        self._make(f"added {_name(copy)}", (None, copy))
        return copy

    def add(self, routine: Routine, day: date | None = None, note: str = "") -> SessionRecord:
        """A session done elsewhere, every set as planned; today, just now, where no day is said."""
        day = day or self.today
        require_possible(day, self.today)
        require_short(note)
        start = self._start(day, routine.seconds)
        record = done_as_planned(routine, str(uuid.uuid4()), start, day, note)
        record = stamped(record, self._clock.now())
        self._make(f"added {_name(record)}", (None, record))
        return record

    def same_as(self, routine: Routine, day: date | None = None) -> SessionRecord | None:
        """One that `add` would repeat: of this routine and day, begun within a minute of it."""
        day = day or self.today
        start = self._start(day, routine.seconds)
        for each in reversed(self._history.sessions()):
            is_of_day = (each.routine, each.local_date) == (routine.id, day)
            if is_of_day and abs((each.started_at - start).total_seconds()) < A_MINUTE:
                return each
        return None

    def set_target(self, days: int) -> Target:
        """Training days a week from this week on; the weeks before keep theirs."""
        first_day = self.settings.first_day_of_week
        of_week = [
            each
            for each in self._history.targets()
            if start_of_week(each.start, first_day) == self.this_week
        ]
        now = self._clock.now()
        target = of_week[-1] if of_week else Target(self.this_week, days, str(uuid.uuid4()))
        after = stamped(replace(target, start=self.this_week, days=days), now)
        # Two of one week come from two files that were merged; one is enough.
        surplus = tuple((each, None) for each in of_week[:-1])
        before = target if of_week else None
        self._make(f"target set to {days}", (before, after), *surplus)
        return after

    def set_day_cutoff(self, at: time) -> None:
        """From when on a session counts for the new day; the dates kept stay as they are."""
        self._choose("day_cutoff", f"{at:%H:%M}")
        self.settings = replace(self.settings, day_cutoff=at)

    def set_first_day_of_week(self, day: FirstDay) -> None:
        """On which day all weeks start."""
        self._choose("first_day_of_week", day)
        self.settings = replace(self.settings, first_day_of_week=day)

    def set_quiet_lead_in(self, seconds: float) -> None:
        """How much inaudible sound goes before the first cue, from the next session on."""
        self._choose("quiet_lead_in", seconds)
        self.settings = replace(self.settings, quiet_lead_in=seconds)

    def add_pause(self, pause: Pause) -> Pause:
        """Keeps a time off."""
        _require_order(pause)
        pause = stamped(replace(pause, id=str(uuid.uuid4())), self._clock.now())
        self._make("added a pause", (None, pause))
        return pause

    def edit_pause(self, before: Pause, after: Pause) -> Pause:
        """Keeps a time off as it was edited."""
        _require_order(after)
        after = replace(after, id=before.id, updated_at=before.updated_at)
        if after == before:
            return before
        after = stamped(after, self._clock.now())
        self._make("edited a pause", (before, after))
        return after

    def delete_pause(self, pause: Pause) -> None:
        """Takes a time off out."""
        self._make("deleted a pause", (pause, None))

    def undo(self) -> str:
        """Takes the last change back; what it was, in words, or nothing."""
        if not self._changes:
            return ""
        change = self._changes[-1]
        for before, after in reversed(change.swaps):
            self._put(before and self._restored(before, after), after)
        self._changes.pop()
        self._fold()
        return change.words

    def _make(self, words: str, *swaps: Swap) -> None:
        for before, after in swaps:
            self._put(after, before)
        self._changes.append(Change(words, swaps))
        self._fold()

    def _put(self, new: Record | None, old: Record | None) -> None:
        """Keeps the one in place of the other; takes the other out where there is none."""
        history = self._history
        match new, old:
            case SessionRecord(), _:
                history.save(new)
            case Target(), _:
                history.save_target(new)
            case Pause(), _:
                history.save_pause(new)
            case None, SessionRecord():
                history.remove(old.id)
            case None, Target():
                history.remove_target(old.id)
            case None, Pause():
                history.remove_pause(old.id)

    def _restored(self, before: Record, after: Record | None) -> Record:
        """As it was, but changed now: later than its change, or the mark of its removal."""
        latest = max(before.updated_at, after.updated_at if after else before.updated_at)
        return stamped(replace(before, updated_at=latest), self._clock.now() + TIMESTAMP_STEP)

    def _choose(self, name: str, value: str | float) -> None:
        if self._keep_setting is None:
            raise UserError("The settings cannot be changed here.")
        self._keep_setting(name, value)

    def _fold(self) -> None:
        with suppress(UserError):  # it is kept all the same
            self._history.fold_if_quick()

    def _start(self, day: date, seconds: float) -> datetime:
        """When a session of that length on that day began: one of today has just ended."""
        cutoff = self.settings.day_cutoff
        if day != self.today:
            return self._clock.at(wall_time(day, NOON, cutoff))
        dawn = self._clock.at(wall_time(day, cutoff, cutoff))
        return max(dawn, self._clock.now() - timedelta(seconds=seconds))


def _name(record: SessionRecord) -> str:
    return f"{record.routine_name} of {record.local_date:%d %b %Y}"


def _require_order(pause: Pause) -> None:
    if pause.end is not None and pause.end < pause.start:
        raise UserError(f"The pause would end on {pause.end}, before it starts on {pause.start}.")
