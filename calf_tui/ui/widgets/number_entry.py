"""A number that is entered digit by digit or step by step: an answer, or repetitions."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from calf_tui.core.frozen_dataclass import dataclass

if TYPE_CHECKING:
    from calf_tui.core.session.state import Session

MOST_REPS = 999
SECONDS_TO_NEXT_FIGURE = 1.5
"""Seconds that a number of repetitions waits for another digit [ours]."""


@dataclass(frozen=True, slots=True)
class NumberEntry:
    """A number from `least` to `most` that is being entered.

    `number` is None until there is one. A digit after which no other can follow is the whole
    answer; any other waits for the next key. A number above `expected` is unlikely, so it waits
    until it is confirmed. Steps begin at `first`. While `is_typed`, another digit continues the
    number.
    """

    least: int
    expected: int
    most: int
    first: int
    number: int | None = None
    is_typed: bool = False

    def typed(self, figure: int) -> NumberEntry:
        """Returns the entry after a digit, which continues the number, or begins another one."""
        longer = (self.number or 0) * 10 + figure if self.is_typed else figure
        number = longer if longer <= self.most else figure
        if not self.least <= number <= self.most:
            return self
        return replace(self, number=number, is_typed=True)

    def moved(self, steps: int) -> NumberEntry:
        """Returns the entry this many steps up or down; the first step goes to `first`."""
        number = self.first if self.number is None else self.number + steps
        return replace(self, number=min(self.most, max(self.least, number)), is_typed=False)

    @property
    def is_whole(self) -> bool:
        """Whether the number was typed, is at most `expected`, and no digit can follow."""
        return self.may_settle and not 0 < (self.number or 0) * 10 <= self.most

    @property
    def may_settle(self) -> bool:
        """Whether the number was typed and counts if no other digit follows."""
        return self.is_typed and (self.number or 0) <= self.expected


def reps_entry(session: Session) -> NumberEntry:
    """Returns the entry for the repetitions of the present open set."""
    asked_for = session.phase.step.dose.reps or 0
    return NumberEntry(0, asked_for, MOST_REPS, first=asked_for)


def more_than_asked_for(entry: NumberEntry) -> str:
    """Returns a sentence if the number is more than planned; else ""."""
    more = (entry.number or 0) - entry.expected
    return f"{entry.number}: {more} more than were asked for." if more > 0 else ""


def refusal(figure: int, entry: NumberEntry) -> str:
    """Returns "0 is no answer: 1 to 10."."""
    return f"{figure} is no answer: {entry.least} to {entry.most}."
