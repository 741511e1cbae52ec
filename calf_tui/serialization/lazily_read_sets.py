"""The sets of a session, which stay JSON until one is read."""

from __future__ import annotations

from typing import TYPE_CHECKING, SupportsIndex, TypeVar, overload

from calf_tui.core.records.session_sets import KnownSets
from calf_tui.serialization.validation import amounts_in_json, sets_in_json

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from calf_tui.core.records.session_record import SetRecord
    from calf_tui.core.records.session_sets import SetAmounts
    from calf_tui.serialization.validation import SetSummary

Read = TypeVar("Read")


class LazilyReadSets(KnownSets):
    """A sequence of the sets in a session's JSON, which is known to be valid.

    It equals the tuple of these sets. Ten years have fifty thousand sets, and most screens need
    only those of a few days, and of the others what is known from the start.
    """

    __slots__ = ("_count", "_document", "_sets", "_summary")

    def __init__(self, document: bytes, count: int, summary: SetSummary) -> None:
        self._document: bytes | None = document
        self._count = count
        self._summary = summary
        self._sets: tuple[SetRecord, ...] = ()

    @property
    def finished(self) -> int:
        """How many of them are finished."""
        return self._summary.finished

    @property
    def exercises(self) -> frozenset[str]:
        """The ids of their exercises."""
        return self._summary.exercises

    @property
    def amounts(self) -> Sequence[SetAmounts]:
        """The amounts of these sets, none of which is kept."""
        document = self._document
        return self._sets if document is None else _read(document, amounts_in_json)

    @property
    def pain_sites(self) -> frozenset[str]:
        """Where they hurt."""
        return self._summary.pain_sites

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, place: SupportsIndex) -> SetRecord: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[SetRecord, ...]: ...

    def __getitem__(self, place: SupportsIndex | slice) -> SetRecord | tuple[SetRecord, ...]:
        return self._opened()[place]

    def __iter__(self) -> Iterator[SetRecord]:
        """Yields the sets, but keeps none that was not kept: a page may go through all sessions.

        The two hundred thousand objects of ten years would take 30 MB, and the garbage collector
        would look at them again and again while they are made.
        """
        document = self._document
        return iter(self._sets if document is None else _read(document, sets_in_json))

    def __eq__(self, other: object) -> bool:
        if isinstance(other, (tuple, LazilyReadSets)):
            return self._opened() == tuple(other)
        return NotImplemented

    def __hash__(self) -> int:
        return hash(self._opened())

    def __repr__(self) -> str:
        return repr(self._opened())

    def _opened(self) -> tuple[SetRecord, ...]:
        document = self._document
        if document is not None:
            self._sets = _read(document, sets_in_json)
            self._document = None  # last, because another thread may read at the same time
        return self._sets


def _read(document: bytes, read: Callable[[bytes], tuple[Read, ...]]) -> tuple[Read, ...]:
    try:
        return read(document)
    except RecursionError:  # an unknown field is nested deeply, and the stack is deep already
        from concurrent.futures import ThreadPoolExecutor

        with ThreadPoolExecutor(1) as fresh:  # its stack is empty
            return fresh.submit(read, document).result()
