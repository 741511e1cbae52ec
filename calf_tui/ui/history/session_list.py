"""The list of sessions; a line is made when it is drawn, so that ten years open at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, overload

from rich.segment import Segment

from calf_tui.ui.history.session_text import STATUS_MARKS, session_row
from calf_tui.ui.widgets.choice_list import ChoiceList

if TYPE_CHECKING:
    from rich.style import Style

    from calf_tui.core.records.session_record import SessionRecord


class SessionList(ChoiceList):
    """The sessions, the newest first, each with a mark of its status."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *(f"sessions--{status}" for status in STATUS_MARKS),
    }
    DEFAULT_CSS = """
    SessionList > .sessions--completed { color: $work; }
    SessionList > .sessions--partial { color: $ready; }
    SessionList > .sessions--stopped_pain { color: $error; }
    """

    def __init__(
        self,
        sessions: Sequence[SessionRecord],
        this_year: int,
        *,
        id: str | None = None,  # noqa: A002
    ) -> None:
        super().__init__(_Lines(sessions), id=id)
        self._sessions = sessions
        self._this_year = this_year

    @property
    def session(self) -> SessionRecord | None:
        """The session under the cursor."""
        return self._sessions[-1 - self.cursor] if self._sessions else None

    def show_sessions(self, sessions: Sequence[SessionRecord], keep: str = "") -> None:
        """Shows these sessions, which are oldest first.

        The cursor goes to the session with the id `keep`, or stays on its line.
        """
        place = min(self.cursor, max(0, len(sessions) - 1))
        for number, each in enumerate(reversed(sessions)):
            if each.id == keep:
                place = number
                break
        self._sessions = sessions
        self.show(_Lines(sessions), place)

    def segments(self, line: int, _text: str, style: Style) -> list[Segment]:
        """Returns the mark, in its colour except under the cursor, and the row of the session."""
        record = self._sessions[-1 - line]
        mark = f"sessions--{record.status}"
        own = style if line == self.cursor else self.get_component_rich_style(mark)
        row = session_row(record, self._this_year, self.size.width)
        return [Segment(f" {STATUS_MARKS[record.status]} ", own), Segment(row, style)]


class _Lines(Sequence[str]):
    """A line for each session, which is made when it is drawn."""

    def __init__(self, sessions: Sequence[SessionRecord]) -> None:
        self._sessions = sessions

    def __len__(self) -> int:
        return len(self._sessions)

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> list[str]: ...
    def __getitem__(self, place: int | slice) -> str | list[str]:
        if isinstance(place, slice):
            return [self[number] for number in range(*place.indices(len(self)))]
        return self._sessions[-1 - place].id
