"""A whole number being chosen: by figure keys, or step by step."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class NumberEntry:
    """What was chosen so far of a number from `least` to `most`.

    `number` is None until one is. A figure which begins no longer number is the whole answer; any
    other waits for the next key. Nobody is expected to mean more than `expected`, so that a number
    above it waits until it is kept.
    Stepping begins at `first`. `is_typed` while another figure would continue the number.
    """

    least: int
    expected: int
    most: int
    first: int
    number: int | None = None
    is_typed: bool = False

    def typed(self, figure: int) -> NumberEntry:
        """After a figure key: it continues the number, or begins another; unchanged if neither."""
        longer = (self.number or 0) * 10 + figure if self.is_typed else figure
        number = longer if longer <= self.most else figure
        if not self.least <= number <= self.most:
            return self
        return replace(self, number=number, is_typed=True)

    def moved(self, steps: int) -> NumberEntry:
        """So many steps up, or down; the first press shows where stepping begins."""
        number = self.first if self.number is None else self.number + steps
        return replace(self, number=min(self.most, max(self.least, number)), is_typed=False)

    @property
    def is_whole(self) -> bool:
        """Whether it was typed, is expected, and no figure can follow."""
        return self.may_settle and not 0 < (self.number or 0) * 10 <= self.most

    @property
    def may_settle(self) -> bool:
        """Whether it was typed and is expected, so that it stands once no other figure follows."""
        return self.is_typed and (self.number or 0) <= self.expected
