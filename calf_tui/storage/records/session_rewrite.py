"""A session that is saved again with every set of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calf_tui.storage.records.codec import session_head, session_of, set_document

if TYPE_CHECKING:
    from collections.abc import Sequence

    from calf_tui.core.records.session_record import SessionRecord, SetRecord
    from calf_tui.storage.records.codec import Document


class SessionRewriter:
    """Makes a document of each set, and checks it, once: the sets before it were saved with it."""

    def __init__(self) -> None:
        self._sets: Sequence[SetRecord] = ()
        self._made: list[Document] = []

    def document(self, record: SessionRecord) -> Document:
        """The session as it is stored; raises ValueError where a value is out of range.

        Documents share those of their sets: nobody may change one.
        """
        known = 0
        for one, other in zip(self._sets, record.sets, strict=False):
            if one is not other:
                break
            known += 1
        new = [set_document(each) for each in record.sets[known:]]
        document = session_head(record)
        document["sets"] = new
        session_of(document)
        self._sets, self._made = record.sets, [*self._made[:known], *new]
        document["sets"] = self._made
        return document
