"""The sets of a session: what is known of them before they are read, and how many are finished."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple, Protocol

from calf_tui.core.records.session_record import SessionRecord, SetRecord

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


class KnownSets(Sequence[SetRecord]):
    """A sequence of sets of which the most important is known before any of them is read."""

    __slots__ = ()

    @property
    @abstractmethod
    def finished(self) -> int:
        """What `finished_sets` returns for these sets."""

    @property
    @abstractmethod
    def amounts(self) -> Sequence[SetAmounts]:
        """The amounts of these sets."""

    @property
    @abstractmethod
    def exercises(self) -> frozenset[str]:
        """What `exercises_in` returns for these sets."""

    @property
    @abstractmethod
    def pain_sites(self) -> frozenset[str]:
        """What `pain_sites_in` returns for these sets."""


SideOfSet = tuple[str, int, "Side"]
"""The id of an exercise, the number of a set of it, and a side."""


def count_sets(sets: Iterable[SideOfSet]) -> int:
    """Returns the number of sets; the left and the right side of one set count as one."""
    both, by_set = _tally(sets)
    return both + sum(map(max, by_set.values()))


def _tally(sets: Iterable[SideOfSet]) -> tuple[int, dict[tuple[str, int], list[int]]]:
    """Returns the number of sets of both sides; of the others, by move and set, left and right."""
    both = 0
    by_set: dict[tuple[str, int], list[int]] = {}
    for exercise, number, side in sets:
        if side == "both":
            both += 1
        else:
            by_set.setdefault((exercise, number), [0, 0])[side == "right"] += 1
    return both, by_set


def _sides(sets: Iterable[SetRecord]) -> Iterator[SideOfSet]:
    return ((each.exercise, each.set, each.side) for each in sets)


class SetCount(NamedTuple):
    """The number of finished sets, of those among them that were done in part, and of all planned.

    A set is finished from half of it on, and with one of its two sides. Weeks, training days and
    every text count in this way.
    """

    finished: int
    in_part: int
    planned: int


def counted(sets: Sequence[SetRecord], planned: int | None) -> SetCount:
    """Returns the count of these sets. `planned` is None if the session reached all that it has.

    Then a move with sets on only one side was planned for one side.
    """
    finished = count_sets(_sides(each for each in sets if each.is_finished))
    in_part = max(0, finished - _count_full(sets, is_whole=planned is None))
    return SetCount(finished, in_part, max(planned or 0, count_sets(_sides(sets))))


def _count_full(sets: Sequence[SetRecord], *, is_whole: bool) -> int:
    """Returns how many sets were done in full; a set with two sides counts if both sides were."""
    both, by_set = _tally(_sides(each for each in sets if each.outcome == "done"))
    sides: dict[str, set[Side]] = {}
    for each in sets:
        sides.setdefault(each.exercise, set()).add(each.side)
    return both + sum(
        max(left_right) if is_whole and len(sides[exercise] - {"both"}) == 1 else min(left_right)
        for (exercise, _), left_right in by_set.items()
    )


def set_count(record: SessionRecord) -> SetCount:
    """Returns how many sets of the session are finished, and of how many.

    If the record does not say how many sets were planned, its own sets are the plan.
    """
    return counted(tuple(record.sets), record.planned_sets)


def finished_sets(sets: Iterable[SetRecord]) -> int:
    """Returns the number of finished sets; left and right of one set count as one."""
    if isinstance(sets, KnownSets):
        return sets.finished
    return count_sets(_sides(each for each in sets if each.is_finished))


def sets_of_day(sessions: Sequence[SessionRecord], record: SessionRecord) -> int:
    """Returns the finished sets of a session's date; `sessions`, oldest first, may lack it."""
    day = takewhile(lambda each: each.local_date >= record.local_date, reversed(sessions))
    others = (e for e in day if e.local_date == record.local_date and e.id != record.id)
    return finished_sets(record.sets) + sum(finished_sets(each.sets) for each in others)


def pain_sites_in(sets: Iterable[SetRecord]) -> frozenset[str]:
    """Returns where these sets hurt."""
    if isinstance(sets, KnownSets):
        return sets.pain_sites
    return frozenset(each.pain_site for each in sets if each.pain_site)


def exercises_in(sets: Iterable[SetRecord]) -> frozenset[str]:
    """Returns the ids of the exercises of these sets."""
    if isinstance(sets, KnownSets):
        return sets.exercises
    return frozenset(each.exercise for each in sets)
