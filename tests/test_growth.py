"""What is done with many sessions grows with their number and no faster, counted in calls."""

from __future__ import annotations

import json
import sys
from contextlib import closing
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

import pytest

from calf_tui.cli.main import main
from calf_tui.core.coach.runner_state_from_records import runner_state
from calf_tui.core.progress.exercise_totals import exercise_weeks
from calf_tui.core.progress.progress_snapshot import ProgressSnapshot
from calf_tui.core.progress.training_calendar import WeekCalendar
from calf_tui.core.records.search import SessionSearch, query_of
from calf_tui.core.records.session_sets import set_count
from calf_tui.serialization.codec import session_document, session_in
from calf_tui.storage.history import TinyHistory
from tests.bench.history import fill_ours
from tests.full import by_turns
from tests.records import AN_INSTANT, make_session

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from calf_tui.core.records.session_record import SessionRecord

FEW, TIMES = 100, 4
TODAY = date(2026, 11, 22)


def sessions(count: int) -> list[SessionRecord]:
    days = [TODAY - timedelta(days=back) for back in reversed(range(count))]
    return [make_session(day, record_id=str(day), sets=3) for day in days]


def calls_of(do: Callable[[], object]) -> int:
    """Returns how many functions are called, built-in ones too."""
    calls = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        do()
    finally:
        sys.setprofile(before)
    return calls


def progress(records: Sequence[SessionRecord]) -> None:
    assert ProgressSnapshot(TODAY, tuple(records)).progress.totals.sessions == len(records)


def coach(records: Sequence[SessionRecord]) -> None:
    assert runner_state(ProgressSnapshot(TODAY, tuple(records)), TODAY).past.sessions


def trends(records: Sequence[SessionRecord]) -> None:
    assert exercise_weeks(records, WeekCalendar("monday"))


def counts(records: Sequence[SessionRecord]) -> None:
    assert sum(set_count(each).finished for each in records) == 3 * len(records)


def documents(records: Sequence[SessionRecord]) -> None:
    for each in records:
        session_in(json.dumps(session_document(each)).encode())


def search(records: Sequence[SessionRecord]) -> None:
    found = SessionSearch({}).matching(records, query_of("heel", TODAY))
    assert len(found) == len(records)


@pytest.mark.parametrize("job", [progress, coach, trends, counts, documents, search])
def test_a_job_over_all_sessions_grows_no_faster_than_they_do(
    job: Callable[[Sequence[SessionRecord]], None],
) -> None:
    few, many = sessions(FEW), sessions(FEW * TIMES)
    job(few)  # what is made once is made now

    assert calls_of(lambda: job(many)) <= 1.2 * TIMES * calls_of(lambda: job(few))


def calls_of_a_save(path: Path, count: int) -> int:
    """Returns the calls of a save into a history with so many sessions."""
    fill_ours(path, sessions(count))
    first, second = (
        make_session(TODAY + timedelta(days=days), record_id=f"new {days}", sets=3)
        for days in (1, 2)
    )
    with closing(TinyHistory(path, lambda: AN_INSTANT)) as history:
        history.open()
        assert len(history.sessions()) == count
        history.save(first)  # what is made once is made now
        return calls_of(lambda: history.save(second))


def test_a_session_is_saved_with_the_same_calls_whatever_is_there(tmp_path: Path) -> None:
    few, many = (calls_of_a_save(tmp_path / f"{count}.json", count) for count in (FEW, FEW * TIMES))

    assert many <= 1.1 * few


COMMANDS = {
    "stats": "stats",
    "today": "today",
    "history": "history --limit 3",
    "export": "export --force -o {out}",
    "merge": "import {out}",
    "check": "check",
    "report": "report --force -o {folder}/report.txt",
}


def run(command: str, folder: Path) -> None:
    words = command.format(out=folder / "out.json", folder=folder).split()
    own = ["--data", str(folder / "training.json"), "--config", str(folder)]
    assert main([*words, *own]) == 0


def test_a_command_grows_no_faster_than_the_sessions(tmp_path: Path) -> None:
    folders = tmp_path / "few", tmp_path / "many"
    for folder, count in zip(folders, (FEW, FEW * TIMES), strict=True):
        folder.mkdir()
        fill_ours(folder / "training.json", sessions(count))
        run(COMMANDS["export"], folder)
    grown = {}
    for name, command in by_turns(COMMANDS.items(), 2):
        run(command, folders[0])  # what is made once is made now
        few, many = (calls_of(partial(run, command, folder)) for folder in folders)
        grown[name] = many / few

    assert {name: growth for name, growth in grown.items() if growth > 1.2 * TIMES} == {}
