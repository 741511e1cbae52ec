"""A sample of records, which shows a newcomer what pages will look like."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from textual.containers import Container
from textual.widgets import Static

from calf_tui.core.progress.progress_snapshot import ProgressSnapshot

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date

    from textual.widget import Widget

    from calf_tui.core.routines.routine import Routine
    from calf_tui.core.settings import FirstDay

SAMPLE = "A sample, none of it yours: two years of training"


def sample_of(snapshot: ProgressSnapshot, routines: Sequence[Routine]) -> ProgressSnapshot:
    """Returns two invented years up to the day of a snapshot.

    Without the built-in routines it is empty.
    """
    return _invented_years(snapshot.today, snapshot.first_day_of_week, tuple(routines))


@lru_cache(maxsize=1)  # each page asks for it when it opens
def _invented_years(
    today: date, first_day: FirstDay, routines: tuple[Routine, ...]
) -> ProgressSnapshot:
    from calf_tui.core.records.demo_history import demo_of, has_all_for_demo

    if not has_all_for_demo(routines):
        return ProgressSnapshot(today, (), first_day_of_week=first_day)
    demo = demo_of(today, routines)
    return ProgressSnapshot(today, demo.sessions, demo.targets, demo.pauses, demo.tests, first_day)


class Sample(Container):
    """What a page will show, drawn from a sample; it has no keys."""

    def __init__(self, *parts: Widget) -> None:
        super().__init__(*parts, id="sample", disabled=True)
        self.border_title = SAMPLE


def invitation(
    text: str, sample: ProgressSnapshot, parts: Callable[[], Iterable[Widget]]
) -> Iterator[Widget]:
    """Yields what a page without records says, and its parts drawn from a sample.

    Where the sample is empty, the text has all the room.
    """
    yield Static(text, id="empty", classes="" if sample.sessions else "-alone")
    if sample.sessions:
        yield Sample(*parts())
