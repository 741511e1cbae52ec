"""What a runner's history goes through, and what must be left of it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from calf_tui.core.faults import Fault
from calf_tui.core.record import SessionRecord
from tests.records import make_session

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import TypeAlias

    from calf_tui.storage.history import TinyHistory

Step: TypeAlias = tuple[str, str]
"""What to do, and with which session: `open`, `save`, `again`, `remove`, `fold`, `close`."""

FIRST_RUN = (("open", ""), ("save", "a"), ("save", "b"), ("again", "a"), ("close", ""))
SECOND_RUN = (("open", ""), ("save", "c"), ("fold", ""), ("save", "d"), ("close", ""))
KILLED_RUN = (("open", ""), ("save", "e"), ("again", "b"))
LONG_RUN = (
    ("open", ""),
    *(("save", "f"), ("fold", ""), ("again", "f"), ("save", "g"), ("fold", "")),
    *(("remove", "a"), ("close", "")),
)
SCENARIOS: Mapping[str, Sequence[Sequence[Step]]] = {
    "a first run": [FIRST_RUN],
    "a second run": [FIRST_RUN, SECOND_RUN],
    "a run after a kill": [FIRST_RUN, KILLED_RUN, SECOND_RUN],
    "a long run": [FIRST_RUN, SECOND_RUN, LONG_RUN],
}
"""The runs one after the other; faults strike in the last one."""


@dataclass
class Expected:
    """What was acknowledged, by id, and what was under way when something failed."""

    kept: dict[str, SessionRecord | None] = field(default_factory=dict)
    maybe: dict[str, list[SessionRecord | None]] = field(default_factory=dict)
    version: int = 0

    def agrees(self, sessions: Sequence[SessionRecord]) -> bool:
        """Whether nothing acknowledged is missing, and nothing else is there."""
        found = {each.id: each for each in sessions}
        return all(
            found.get(name) in (self.kept.get(name), *self.maybe.get(name, ()))
            for name in {*found, *self.kept, *self.maybe}
        )

    def take(self, history: TinyHistory, step: Step) -> None:
        """Takes the step; a fault in it is what a runner would be told."""
        what, name = step
        if what in ("save", "again"):
            self.version += 1
            record = make_session(date(2026, 11, 22), record_id=name, note=str(self.version))
            self._change(name, record, lambda: history.save(record))
        elif what == "remove":
            self._change(name, None, lambda: history.remove(name))
        else:
            with suppress(Fault):
                {"open": history.open, "fold": history.fold, "close": history.close}[what]()

    def _change(self, name: str, outcome: SessionRecord | None, do: Callable[[], object]) -> None:
        self.maybe.setdefault(name, []).append(outcome)
        with suppress(Fault):
            do()
            self.kept[name] = outcome
            del self.maybe[name]
