"""The two lists of the first screen: routines and moves."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.message import Message

from calf_tui.ui.keys.home_bindings import PROPOSED_MOVES
from calf_tui.ui.widgets.choice_list import ChoiceList

if TYPE_CHECKING:
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
