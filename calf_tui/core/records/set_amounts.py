"""What was done in a set, without the rest of its record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from calf_tui.core.routines.routine import Side


class Amount(Protocol):
    """Repetitions or seconds; the other one is None."""

    @property
    def reps(self) -> int | None:
        """The repetitions."""

    @property
    def seconds(self) -> float | None:
        """The seconds."""


class Pace(Protocol):
    """The four parts of a repetition, in seconds each."""

    @property
    def up(self) -> float:
        """The way up."""

    @property
    def top(self) -> float:
        """The hold at the top."""

    @property
    def down(self) -> float:
        """The way down."""

    @property
    def bottom(self) -> float:
        """The hold at the bottom."""


class SetAmounts(Protocol):
    """The fields of a `SetRecord` that sums need: many are read in a third of the time."""

    @property
    def exercise(self) -> str:
        """The id of its exercise."""

    @property
    def side(self) -> Side:
        """The side."""

    @property
    def done(self) -> Amount:
        """What was done."""

    @property
    def load_kg(self) -> float:
        """The load."""

    @property
    def tempo(self) -> Pace | None:
        """The tempo, None for timed and free sets."""

    @property
    def pain(self) -> int | None:
        """The pain, 0-10, None if not answered."""
