"""A data file with a known history in it, and the day it is."""

from __future__ import annotations

from contextlib import closing
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from calf_tui.core.records.session_record import training_date
from calf_tui.core.settings import Settings
from calf_tui.platform.paths import find_paths, this_machine
from calf_tui.storage.files.file_names import names_of
from calf_tui.storage.history import TinyHistory
from tests.records import AN_INSTANT, make_session

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from calf_tui.core.records.session_record import SessionRecord
    from calf_tui.storage.files.file_names import FileNames

SUNDAY = date(2026, 11, 22)
DAYS = (
    *(date(2026, 11, day) for day in (3, 5, 7)),
    *(date(2026, 11, day) for day in (10, 12, 14)),
    *(date(2026, 11, day) for day in (17, 22)),
)
"""Three training days in each of two weeks, two in the week of that Sunday, itself among them."""


def today() -> date:
    """The training day that the commands have now."""
    return training_date(datetime.now().astimezone(), Settings().day_cutoff)


def own_names(path: Path) -> FileNames:
    """As the command line has them on this machine."""
    return names_of(path, find_paths(None, None, {}).state, this_machine())


def own_history(path: Path) -> TinyHistory:
    """As the command line opens it."""
    return TinyHistory(path, lambda: AN_INSTANT, names=own_names(path))


def write_history(path: Path, sessions: Iterable[SessionRecord]) -> None:
    with closing(own_history(path)) as history:
        for each in sessions:
            history.save(each)


def sessions_on(days: Iterable[date]) -> list[SessionRecord]:
    """A session of two finished sets and ten minutes on each of the days."""
    return [make_session(day, record_id=str(UUID(int=day.toordinal()))) for day in days]
