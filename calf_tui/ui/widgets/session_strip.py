"""The session in one row: some cells for each set, with the present position."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, ClassVar, Literal, NamedTuple

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

if TYPE_CHECKING:
    from collections.abc import Sequence

    from calf_tui.core.session.state import Session

State = Literal["done", "short", "skipped", "now", "next", "ahead"]
SHAPES: dict[State, str] = {
    "done": "━",
    "short": "╍",
    "skipped": "·",
    "now": "█",
    "next": "▒",
    "ahead": "─",
}
"""A shape for each state, so that colour is not needed to tell them apart."""


ROOMY = 5
"""The least cells of a set for which there are gaps between sets."""


class SetState(NamedTuple):
    """A set: the number of its move in the session, from 1, and its state."""

    move: int
    state: State


def set_states(session: Session) -> tuple[SetState, ...]:
    """Returns an entry for each set of the session; left and right of one set are one."""
    phases = session.timeline.phases
    outcomes = {result.phase: result.outcome for result in session.results}
    here = next(index for index in range(session.index, len(phases)) if phases[index].is_set)
    at: State = "now" if session.phase.is_set else "next"
    sets: dict[tuple[int, int], list[State]] = {}
    for index, phase in enumerate(phases):
        if phase.is_set:
            is_here = index == here and not session.is_over
            state: State = at if is_here else outcomes.get(index, "ahead")
            sets.setdefault((phase.move, phase.set), []).append(state)
    return tuple(SetState(move, _state_of(sides)) for (move, _), sides in sets.items())


def _state_of(sides: Sequence[State]) -> State:
    """Returns the state of a set: "now" or "next" if a side is, else that of both, or "short"."""
    for state in ("now", "next"):
        if state in sides:
            return state
    return sides[0] if len(set(sides)) == 1 else "short"


class SessionStrip(Widget):
    """A row over the full width; all sets have the same length, with gaps between moves."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"strip--{state}" for state in SHAPES}
    DEFAULT_CSS = """
    SessionStrip { width: 1fr; height: 1; }
    SessionStrip > .strip--done { color: $work; }
    SessionStrip > .strip--short { color: $ready; }
    SessionStrip > .strip--skipped { color: $quiet; }
    SessionStrip > .strip--now { color: $foreground; }
    SessionStrip > .strip--next { color: $foreground; }
    SessionStrip > .strip--ahead { color: $quiet; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._sets: tuple[SetState, ...] = ()
        self._shown: tuple[object, ...] = ()

    def show(self, session: Session) -> None:
        """Shows a session; it is drawn again only if a set has begun or ended."""
        shown = (session.index, session.results, session.is_over)
        if shown != self._shown:
            self._shown, sets = shown, set_states(session)
            if sets != self._sets:
                self._sets = sets
                self.refresh()

    def render_line(self, y: int) -> Strip:
        """Returns the row."""
        assert y == 0
        segments = [
            Segment(text, self.get_component_rich_style(f"strip--{state or 'ahead'}"))
            for text, state in row_of(self._sets, self.size.width)
        ]
        return Strip(segments).adjust_cell_length(self.size.width, self.rich_style)


def row_of(sets: Sequence[SetState], width: int) -> list[tuple[str, State | None]]:
    """Returns the row in pieces of one state, None for gaps; a cell a move if sets do not fit."""
    count = len(sets)
    if count > width:
        moves = [list(each) for _, each in groupby(sets, key=lambda each: each.move)]
        return [(SHAPES[state := _least(move)], state) for move in moves[:width]]
    row: list[tuple[str, State | None]] = []
    for number, each in enumerate(sets):
        cells = (number + 1) * width // count - number * width // count
        is_last = number + 1 == count
        ends_move = not is_last and sets[number + 1].move != each.move
        gap = int(cells > 1 and (ends_move or (cells >= ROOMY and not is_last)))
        row.append((SHAPES[each.state] * (cells - gap), each.state))
        row.append((" " * gap, None))
    return row


def _least(move: Sequence[SetState]) -> State:
    order: tuple[State, ...] = ("now", "next", "ahead", "skipped", "short", "done")
    return min((each.state for each in move), key=order.index)
