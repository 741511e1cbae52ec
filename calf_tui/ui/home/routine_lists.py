"""The first screen's lists of routines and of the moves of one, and the faults under them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.message import Message
from textual.widgets import Static

from calf_tui.core.text import formatting
from calf_tui.ui.home import routine_text
from calf_tui.ui.home.proposal_screen import PROPOSING
from calf_tui.ui.keys.home_bindings import PROPOSED_MOVES
from calf_tui.ui.widgets.choice_list import ChoiceList

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rich.style import Style

    from calf_tui.core.routines.routine import Routine
    from calf_tui.ui.widgets.choice_list import Row

LEAST_COLUMNS = 12
EDGES = 2
"""The columns of a list beside its lines."""


class RoutineList(ChoiceList):
    """The list of routines below the proposal: name, length, moves and last day of each."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"routines--beside"}
    DEFAULT_CSS = "RoutineList > .routines--beside { color: $quiet; }"

    def __init__(self, routines: Sequence[Routine], *, id: str) -> None:  # noqa: A002
        super().__init__((), id=id)
        self._routines = routines
        self._last: Mapping[str, str] = {}
        self._width = 0
        self._lines = self._written()

    def show_routines(self, routines: Sequence[Routine], cursor: int) -> None:
        """Shows other routines, with the cursor on this one."""
        self._routines = routines
        self.show(self._written(), cursor)

    def show_last(self, last: Mapping[str, str]) -> None:
        """Shows when each routine was last done, by its id."""
        if last != self._last:
            self._last = last
            self._lines = self._written()
            self.refresh()

    def segments(self, line: int, text: str, style: Style) -> list[Segment]:
        """Returns the segments of a row: all but the name stands back, except under the cursor."""
        if line == self.cursor and not self.screen.has_class(PROPOSING):
            return super().segments(line, text, style)
        beside = self.get_component_rich_style("routines--beside")
        end = text.rindex(formatting.length(self._routines[line]))
        return [Segment(f" {text[:end]}", style), Segment(text[end:], beside)]

    def _rows(self, width: int) -> Sequence[Row]:
        """Returns the rows, written for this width: the first frame has no other lines."""
        if width != self._width:
            self._width = width
            self._lines = self._written()
        return super()._rows(width)

    def _written(self) -> list[str]:
        room = max(LEAST_COLUMNS, self._width - EDGES)
        return [
            routine_text.routine_line(each, room, self._last.get(each.id, ""))
            for each in self._routines
        ]

    class Above(Message):
        """The cursor leaves the first line upwards."""

    def action_move(self, lines: int) -> None:
        """Moves the cursor by `lines`; from the first line upwards it leaves the list."""
        if lines < 0 and self.cursor == 0:
            self.post_message(self.Above())
        super().action_move(lines)


class Moves(ChoiceList):
    """The list of moves; those of the session proposed can be changed."""

    BINDINGS = PROPOSED_MOVES


class FaultsInFiles(Static):
    """What is wrong in the runner's files; on a low screen in few rows, for the list below."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__(id="faults")
        self._faults: Sequence[str] = ()
        self.show(faults)

    def on_mount(self) -> None:
        """Says it for the size of the screen."""
        self.draw()

    def show(self, faults: Sequence[str]) -> None:
        """Shows these, or nothing if there are none."""
        self._faults = faults
        self.set_class(not faults, "-none")
        self.draw()

    def draw(self) -> None:
        """Says it again where the size of the screen has changed."""
        is_low = self.is_attached and self.screen.has_class("-low")
        said = routine_text.faults_in_short(self._faults, is_low=is_low)
        if said != self.content:
            self.update(said)
