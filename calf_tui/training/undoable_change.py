"""A change to the records that can be undone."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING

from calf_tui.core.frozen_dataclass import dataclass
from calf_tui.core.records.coach_records import PlanEntry, Profile, Run
from calf_tui.core.records.session_record import HeelRiseTest, Pause, SessionRecord, Target

if TYPE_CHECKING:
    from typing import TypeAlias

    from calf_tui.core.ports import History

    Record: TypeAlias = SessionRecord | Target | Pause | HeelRiseTest | Run | PlanEntry | Profile
    Swap: TypeAlias = tuple[Record | None, Record | None]
    """A record before and after a change; None where there was none."""

KINDS = {
    SessionRecord: "session",
    Target: "target",
    Pause: "pause",
    HeelRiseTest: "test",
    Run: "run",
    PlanEntry: "plan",
    Profile: "about you",
}


@dataclass(frozen=True, slots=True)
class Change:
    """What was done, in words; the records before and after, or a setting and its former value."""

    words: str
    swaps: tuple[Swap, ...] = ()
    setting: tuple[str, str | float | time] | None = None

    @property
    def kind(self) -> str:
        """What was changed, in a word or two."""
        records = (each for swap in self.swaps for each in swap if each is not None)
        return next((KINDS[type(each)] for each in records), "setting")


def put(history: History, new: Record | None, old: Record | None) -> None:
    """Saves the new record; removes the old one if there is no new one."""
    if new is not None:
        _save(history, new)
    elif old is not None:
        _remove(history, old)


def _save(history: History, record: Record) -> None:
    match record:
        case SessionRecord():
            history.save(record)
        case Target():
            history.save_target(record)
        case Pause():
            history.save_pause(record)
        case HeelRiseTest():
            history.save_test(record)
        case Run() | PlanEntry() | Profile():
            history.keep(record)


def _remove(history: History, record: Record) -> None:
    match record:
        case SessionRecord():
            history.remove(record.id)
        case Target():
            history.remove_target(record.id)
        case Pause():
            history.remove_pause(record.id)
        case HeelRiseTest():
            history.remove_test(record.id)
        case Run() | PlanEntry() | Profile():
            history.take_out(type(record), record.id)
