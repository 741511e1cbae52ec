"""What two machines write comes together, whatever a sync service does with their files.

A run is short by default; `CALF_TUI_FULL=1` makes a thousand of them.
"""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from calf_tui.core.records.coach_records import CoachAnswer, PlanEntry, Profile, Run
from calf_tui.core.records.session_record import Pause, Target
from calf_tui.storage.database.record_quarantine import RECORDS
from calf_tui.storage.sync.external_change import NOUNS
from tests.full import seeded
from tests.records import AN_INSTANT
from tests.storage.support.machines import (
    FILE,
    SERVICES,
    Machine,
    World,
    require_nothing_lost,
    sync,
)

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("service", SERVICES)
def test_nothing_acknowledged_is_lost_by_any_service(service: str) -> None:
    require_nothing_lost(service, seeded(service), World)


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Machine, Machine]:
    """Two machines with the session x in common."""
    ours, theirs = (Machine(tmp_path, name, timedelta(0), lambda: 0) for name in "ab")
    ours.save("x", "")
    ours.close()
    sync(ours, theirs, "last writer wins")
    return ours, theirs


def test_an_arriving_file_that_lacks_what_was_written_here_takes_nothing_away(
    pair: tuple[Machine, Machine],
) -> None:
    ours, theirs = pair
    for name in "yz":
        ours.save(name, "")
        ours.close()
    theirs.save("w", "")
    theirs.close()
    sync(theirs, ours, "last writer wins")
    shutil.rmtree(ours.folder / "backups")
    ours.history.open()

    assert {each.id for each in ours.history.sessions()} == set("wxyz")
    assert ours.history.notices() == (
        f"{ours.path} came in from elsewhere: 1 session new, 1 already here; "
        "2 sessions that it lacked came back.",
    )
    ours.close()
    ours.history.open()
    assert ours.history.notices() == ()
    ours.close()


def test_targets_and_pauses_that_an_arriving_file_lacks_come_back_and_are_told(
    pair: tuple[Machine, Machine],
) -> None:
    ours, theirs = pair
    today = AN_INSTANT.date()
    ours.save("y", "")
    ours.history.keep(Target(today, 3, "t", AN_INSTANT))
    for name in "pq":
        ours.history.keep(Pause(today, today, "ill", name, AN_INSTANT))
    ours.close()
    theirs.save("w", "")
    theirs.close()
    sync(theirs, ours, "last writer wins")
    ours.history.open()

    assert [each.days for each in ours.history.targets()] == [3]
    assert ours.history.notices() == (
        f"{ours.path} came in from elsewhere: 1 session new, 1 already here; "
        "1 session, 1 weekly target and 2 pauses that it lacked came back.",
    )
    ours.close()


def test_every_kind_of_record_that_an_arriving_file_lacks_is_told(
    pair: tuple[Machine, Machine],
) -> None:
    ours, theirs = pair
    today = AN_INSTANT.date()
    for kept in (
        Run(today, 50.0, id="r"),
        CoachAnswer(today, "gone", id="c"),
        Profile(heel_raises=20),
        PlanEntry(today, "build-up", id="u"),
    ):
        ours.history.keep(replace(kept, updated_at=AN_INSTANT))
    ours.close()
    theirs.save("w", "")
    theirs.close()
    (ours.folder / FILE).write_bytes(theirs.path.read_bytes())
    ours.history.open()

    assert ours.history.notices() == (
        f"{ours.path} came in from elsewhere: 1 session new, 1 already here; "
        "1 run, 1 coach answer, 1 profile and 1 plan choice that it lacked came back.",
    )
    ours.close()


def test_every_table_of_records_has_a_name_in_notices() -> None:
    assert {*NOUNS} == {*RECORDS}
