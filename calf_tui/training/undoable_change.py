"""A change to the records, which can be undone."""

from __future__ import annotations

import uuid
from datetime import time
from typing import TYPE_CHECKING

from calf_tui.core.frozen_dataclass import dataclass
from calf_tui.core.records.coach_records import CoachAnswer, PlanEntry, Profile, Run
from calf_tui.core.records.session_record import HeelRiseTest, Pause, SessionRecord, Target

if TYPE_CHECKING:
    from typing import TypeAlias

    from calf_tui.core.ports import History

    Record: TypeAlias = (
        SessionRecord | Target | Pause | HeelRiseTest | Run | PlanEntry | Profile | CoachAnswer
    )
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
    CoachAnswer: "answer",
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


def new_id() -> str:
    """Returns an id for a record that is new."""
    return str(uuid.uuid4())


def put(history: History, new: Record | None, old: Record | None) -> None:
    """Saves the new record; removes the old one if there is no new one."""
    if isinstance(new, SessionRecord):
        history.save(new)
    elif new is not None:
        history.keep(new)
    elif isinstance(old, SessionRecord):
        history.remove(old.id)
    elif old is not None:
        history.take_out(type(old), old.id)
