"""The two lists of the first screen: the routines under the proposal, and the moves of one."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.message import Message

from calf_tui.ui.keys.home_bindings import PROPOSED_MOVES
from calf_tui.ui.widgets.choice_list import ChoiceList

if TYPE_CHECKING:
    from textual.binding import BindingType


class RoutineList(ChoiceList):
    """The routines; above the first of them stands the proposal."""

    class Above(Message):
        """From the first line the cursor is to go up."""

    def action_move(self, lines: int) -> None:
        """Moves the cursor by so many lines; from the first one up to what stands above."""
        if lines < 0 and self.cursor == 0:
            self.post_message(self.Above())
        super().action_move(lines)


class Moves(ChoiceList):
    """The moves of a routine; those of the session proposed can be changed."""

    BINDINGS: ClassVar[list[BindingType]] = PROPOSED_MOVES
