"""The sets of a session, as JSON until somebody looks at one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, overload

from calf_tui.core.records.session_record import SetRecord
from calf_tui.documents.validation import sets_in_json

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import SupportsIndex


class LazySets(Sequence[SetRecord]):
    """Equal to the tuple of the sets in a session's JSON, which is known to be sound.

    Ten years have fifty thousand sets, and most of what is shown needs the sets of some days only.
    """

    __slots__ = ("_count", "_document", "_sets")

    def __init__(self, document: bytes, count: int) -> None:
        self._document: bytes | None = document
        self._count = count
        self._sets: tuple[SetRecord, ...] = ()

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, place: SupportsIndex) -> SetRecord: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[SetRecord, ...]: ...

    def __getitem__(self, place: SupportsIndex | slice) -> SetRecord | tuple[SetRecord, ...]:
        return self._opened()[place]

    def __iter__(self) -> Iterator[SetRecord]:
        return iter(self._opened())

    def __eq__(self, other: object) -> bool:
        if isinstance(other, (tuple, LazySets)):
            return self._opened() == tuple(other)
        return NotImplemented

    def __hash__(self) -> int:
        return hash(self._opened())

    def __repr__(self) -> str:
        return repr(self._opened())

    def _opened(self) -> tuple[SetRecord, ...]:
        document = self._document
        if document is not None:
            self._sets = _opened(document)
            self._document = None  # last, for another thread may look too
        return self._sets


def _opened(document: bytes) -> tuple[SetRecord, ...]:
    try:
        return sets_in_json(document)
    except RecursionError:  # a stranger's field lies deep in it, and so does the caller
        from concurrent.futures import ThreadPoolExecutor

        with ThreadPoolExecutor(1) as fresh:  # whose stack is as empty as when it was read
            return fresh.submit(sets_in_json, document).result()
