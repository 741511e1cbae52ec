"""What was done in a set, without the rest of its record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from calf_tui.core.routines.routine import Side


class _Amount(Protocol):
    @property
    def reps(self) -> int | None: ...

    @property
    def seconds(self) -> float | None: ...


class _Tempo(Protocol):
    @property
    def up(self) -> float: ...

    @property
    def top(self) -> float: ...

    @property
    def down(self) -> float: ...

    @property
    def bottom(self) -> float: ...


class SetAmounts(Protocol):
    """The fields of a `SetRecord` that sums need: many are read in a third of the time."""

    @property
    def exercise(self) -> str:
        """The id of its exercise."""

    @property
    def side(self) -> Side:
        """The side."""

    @property
    def done(self) -> _Amount:
        """What was done."""

    @property
    def load_kg(self) -> float:
        """The load."""

    @property
    def tempo(self) -> _Tempo | None:
        """The tempo, None for timed and free sets."""

    @property
    def pain(self) -> int | None:
        """The pain, 0-10, None if not answered."""
