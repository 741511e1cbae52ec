from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from calf_tui.core.progress.progress_snapshot import ProgressSnapshot
from calf_tui.core.records.demo_history import Demo, demo_of
from calf_tui.storage.database.record_loading import write_demo
from calf_tui.storage.history import TinyHistory
from tests.full import of_full
from tests.records import AN_INSTANT
from tests.ui.conftest import BUILT_IN

if TYPE_CHECKING:
    from pathlib import Path

TODAY = date(2026, 11, 22)


def demo_on(today: date) -> Demo:
    return demo_of(today, BUILT_IN.all())


@settings(max_examples=of_full(15, 5))
@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)))
def test_a_demo_tells_two_years_up_to_any_day(today: date) -> None:
    demo = demo_on(today)
    past = ProgressSnapshot(today, demo.sessions, demo.targets, demo.pauses, demo.tests)
    progress = past.progress
    states = {week.state for week in progress.weeks}
    assert len(progress.weeks) == 104
    assert states >= {"met", "missed", "frozen"}
    assert progress.streak.current >= 10
    assert progress.this_week.days >= 1 or today.weekday() > 5
    assert {week.target for week in progress.weeks} == {2, 3, 4}
    assert all(each.local_date <= today for each in demo.sessions)
    assert any(each.status == "stopped_pain" for each in demo.sessions)
    assert {one.side for each in demo.sessions for one in each.sets} == {"both", "left", "right"}
    assert len(demo.tests) >= 20


def test_the_same_day_tells_the_same() -> None:
    assert demo_on(TODAY) == demo_on(TODAY)
    assert demo_on(TODAY) != demo_on(TODAY - timedelta(days=1))


def test_loads_grow() -> None:
    loads = [
        max(one.load_kg for one in each.sets)
        for each in demo_on(TODAY).sessions
        if each.routine == "strength"
    ]
    assert loads[0] < loads[len(loads) // 3] < loads[-1]


def test_the_file_of_a_demo_holds_all_of_it(tmp_path: Path) -> None:
    demo = demo_on(TODAY)
    write_demo(tmp_path / "demo.json", demo, AN_INSTANT)
    history = TinyHistory(tmp_path / "demo.json", lambda: AN_INSTANT)
    assert history.left_out() == 0
    assert history.sessions() == demo.sessions
    assert (history.targets(), history.pauses()) == (demo.targets, demo.pauses)
    assert history.tests() == demo.tests


def test_every_record_has_an_id_of_its_own() -> None:
    demo = demo_on(TODAY)
    ids = [each.id for each in demo.sessions]
    ids += [each.id for each in demo.tests] + [each.id for each in demo.targets]
    assert len(set(ids)) == len(ids)
    assert len(demo.sessions) > 200
