"""What the sections of a report share: their shape, the days they are about, and their words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from calf_tui.core.frozen_dataclass import dataclass
from calf_tui.core.progress.met_and_missed_weeks import Week
from calf_tui.core.progress.trends import Trend
from calf_tui.core.text.formatting import number
from calf_tui.core.text.sanitizing import REPLACEMENT, storable_name

if TYPE_CHECKING:
    from datetime import date

    from calf_tui.core.progress.progress_snapshot import ProgressSnapshot
    from calf_tui.core.records.session_record import SessionRecord

Row = tuple[str, ...]
NONE = "–"
_NOT_IN_XML = re.compile("[\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report: paragraphs, a table, then charts; each of them may be missing.

    `heads` are the headings of the columns, `rows` have as many cells. `notes` are days with the
    lines that the runner wrote on them.
    """

    title: str
    paragraphs: Sequence[str] = ()
    heads: Row = ()
    rows: Sequence[Row] = ()
    weeks: Sequence[Week] = ()
    trends: Sequence[Trend] = ()
    notes: Sequence[tuple[str, Sequence[str]]] = ()


class Period(NamedTuple):
    """The days that a report is about: from `start` to `today` of the snapshot, both included.

    `sessions` are those of these days. Without `with_notes` the runner's own words stay out: notes,
    and the reasons of pauses and of the ends of tests that the app does not offer.
    """

    snapshot: ProgressSnapshot
    start: date
    sessions: Sequence[SessionRecord]
    with_notes: bool

    def drawable(self, trends: Iterable[Trend]) -> Iterator[Trend]:
        """Yields the trends with two points or more on a line: one makes no picture."""
        for each in trends:
            since = each.since(self.start)
            if any(len(line.points) > 1 for line in since.lines):
                yield since


def clean(text: str) -> str:
    """Returns a text of the records on one line, with no control and nothing that XML forbids."""
    return _NOT_IN_XML.sub(REPLACEMENT, storable_name(text))


def day_words(day: date) -> str:
    """Returns "07 Sep 2026"."""
    return f"{day:%d %b %Y}"


def rounded(value: float | None) -> str:
    """Returns a number with one decimal at most."""
    return NONE if value is None else number(round(value, 1))
