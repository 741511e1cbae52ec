"""The first screen: which routine, what its moves are, how the week stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static
from textual.widgets.option_list import Option

from calf_tui.core import words
from calf_tui.core.timeline import build
from calf_tui.ui import move_text
from calf_tui.ui.keys import ROUTINES
from calf_tui.ui.widgets.choices import Choices
from calf_tui.ui.widgets.key_hints import KeyHints

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from calf_tui.core.routine import Routine

NAME_WIDTH = 16


class RoutinesScreen(Screen[None]):
    """Routines on the left; on the right the moves of the one chosen, and the move chosen."""

    CSS_PATH = "routines.tcss"
    BINDINGS: ClassVar[list[BindingType]] = ROUTINES
    AUTO_FOCUS = "#routines"

    class Chosen(Message):
        """A routine is to be trained."""

        def __init__(self, routine: Routine) -> None:
            super().__init__()
            self.routine = routine

    def __init__(self, routines: Sequence[Routine], faults: Sequence[str]) -> None:
        super().__init__()
        self._routines = routines
        self._faults = faults

    def compose(self) -> ComposeResult:
        """Title and week, the two lists, the move, the keys."""
        with Horizontal(id="top"):
            yield Static("Calf TUI", id="title")
            yield Static(id="week")
        with Horizontal(id="panes"):
            with Vertical(id="choice"):
                yield Choices(*(_routine_option(each) for each in self._routines), id="routines")
                yield Static(id="about")
            with Vertical(id="routine"):
                yield Choices(id="moves")
                with VerticalScroll(id="details", can_focus=False):
                    yield Static(id="move")
        yield Static(Content("\n".join(self._faults)), id="faults")
        yield KeyHints()

    def on_mount(self) -> None:
        """Puts the cursor on the first routine."""
        self.set_class(not self._faults, "-whole")
        self.query_one("#routines", Choices).highlighted = 0

    def show_week(self, sentence: str) -> None:
        """How the week stands, once it is known."""
        self.query_one("#week", Static).update(sentence)

    @property
    def routine(self) -> Routine:
        """The one under the cursor."""
        return self._routines[self.query_one("#routines", Choices).highlighted or 0]

    def on_option_list_option_highlighted(self, event: Choices.OptionHighlighted) -> None:
        """Shows the routine or the move under the cursor."""
        if event.option_list.id == "moves":
            self._show_move(event.option_index)
            return
        routine = self.routine
        self.query_one("#about", Static).update(move_text.about(routine))
        moves = self.query_one("#moves", Choices)
        moves.clear_options()
        moves.add_options(move_text.moves(routine))
        moves.highlighted = 0

    def check_action(self, action: str, _parameters: tuple[object, ...]) -> bool | None:
        """Offers the way to the other list only."""
        in_moves = self.has_class("-moves")
        return {"moves": not in_moves, "list": in_moves}.get(action, True)

    def action_start(self) -> None:
        """Trains the routine under the cursor; a click only moves the cursor."""
        self.post_message(self.Chosen(self.routine))

    def action_moves(self) -> None:
        """To the moves of the routine."""
        self.add_class("-moves")
        self.query_one("#moves").focus()
        self.refresh_bindings()

    def action_list(self) -> None:
        """Back to the routines."""
        self.remove_class("-moves")
        self.query_one("#routines").focus()
        self.refresh_bindings()

    def _show_move(self, index: int) -> None:
        step = self.routine.steps[index]
        self.query_one("#move", Static).update(move_text.details(step))
        self.query_one("#details", VerticalScroll).scroll_home(animate=False)


def _routine_option(routine: Routine) -> Option:
    name = routine.name if len(routine.name) <= NAME_WIDTH else f"{routine.name[: NAME_WIDTH - 1]}…"
    return Option(Content(f"{name:<{NAME_WIDTH}} {words.length(build(routine)):>7}"), id=routine.id)
