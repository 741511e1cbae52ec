"""The first screen's lists of routines and of the moves of one, and the faults under them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.message import Message
from textual.widgets import Static

from calf_tui.ui.home import routine_text
from calf_tui.ui.keys.home_bindings import PROPOSED_MOVES
from calf_tui.ui.widgets.choice_list import ChoiceList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.binding import BindingType


class RoutineList(ChoiceList):
    """The list of routines below the proposal."""

    class Above(Message):
        """The cursor leaves the first line upwards."""

    def action_move(self, lines: int) -> None:
        """Moves the cursor by `lines`; from the first line upwards it leaves the list."""
        if lines < 0 and self.cursor == 0:
            self.post_message(self.Above())
        super().action_move(lines)


class Moves(ChoiceList):
    """The list of moves; those of the session proposed can be changed."""

    BINDINGS: ClassVar[list[BindingType]] = PROPOSED_MOVES


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
        self.display = bool(faults)
        self.draw()

    def draw(self) -> None:
        """Says it again where the size of the screen has changed."""
        is_low = self.is_attached and self.screen.has_class("-low")
        said = routine_text.faults_in_short(self._faults, is_low=is_low)
        if said != self.content:
            self.update(said)
