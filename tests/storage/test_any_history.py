from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calf_tui.core.records.coach_records import Profile, Run
from calf_tui.core.records.session_record import Pause, Target
from tests.fakes import MemoryHistory
from tests.full import of_full
from tests.records import AN_INSTANT, session_records
from tests.storage.support.histories import FIRST, SECOND, THIRD, open_history

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from calf_tui.core.ports import History
    from calf_tui.core.records.record_edits import Kept
    from calf_tui.core.records.session_record import SessionRecord


def changed(record: Kept) -> Kept:
    """The record as it was changed a second later."""
    return replace(record, updated_at=record.updated_at + timedelta(seconds=1))


class TestAnyHistory:
    """What the file and the one in memory promise alike."""

    @pytest.fixture(params=["file", "memory"])
    def history(self, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[History]:
        history = open_history(tmp_path / "a.json") if request.param == "file" else MemoryHistory()
        with closing(history):
            yield history

    def test_it_begins_empty(self, history: History) -> None:
        assert (history.sessions(), history.targets(), history.pauses()) == ((), (), ())

    def test_sessions_come_oldest_first(self, history: History) -> None:
        for record in (SECOND, THIRD, FIRST):
            history.save(record)
        assert history.sessions() == (FIRST, SECOND, THIRD)

    def test_a_session_saved_again_takes_the_place_of_the_first(self, history: History) -> None:
        history.save(FIRST)
        history.save(SECOND)
        later = changed(replace(FIRST, note="the box was too low", sets=FIRST.sets[:1]))
        history.save(later)
        assert history.sessions() == (later, SECOND)

    def test_a_session_removed_is_gone_and_can_be_put_back(self, history: History) -> None:
        history.save(FIRST)
        history.save(SECOND)
        history.remove(FIRST.id)
        assert history.sessions() == (SECOND,)
        again = replace(FIRST, updated_at=AN_INSTANT + timedelta(seconds=1))
        history.save(again)
        assert history.sessions() == (again, SECOND)

    def test_removing_what_is_not_there_changes_nothing(self, history: History) -> None:
        history.save(FIRST)
        history.remove("unknown")
        history.remove("unknown")
        assert history.sessions() == (FIRST,)

    def test_targets_and_pauses_are_kept_replaced_and_removed(self, history: History) -> None:
        target = Target(date(2026, 11, 16), 4, "t", AN_INSTANT)
        older = Target(date(2026, 6, 1), 2, "o", AN_INSTANT)
        pause = Pause(date(2026, 11, 16), None, "flu", "p", AN_INSTANT)
        for each in (target, older):
            history.keep(each)
        history.keep(pause)
        assert history.targets() == (older, target)
        assert history.pauses() == (pause,)
        seven, ended = (
            changed(replace(target, days=7)),
            changed(replace(pause, end=date(2026, 11, 20))),
        )
        history.keep(seven)
        history.keep(ended)
        assert history.targets() == (older, seven)
        assert history.pauses() == (ended,)
        history.take_out(Target, "o")
        history.take_out(Target, "unknown")
        history.take_out(Pause, "p")
        assert (history.targets(), history.pauses()) == ((seven,), ())
        again = changed(changed(ended))
        history.keep(again)
        assert history.pauses() == (again,)

    def test_what_the_coach_keeps_is_kept_replaced_and_removed(self, history: History) -> None:
        late = Run(date(2026, 11, 22), 40.0, id="late", updated_at=AN_INSTANT)
        early = Run(date(2026, 11, 20), km=8.0, id="early", updated_at=AN_INSTANT)
        for each in (late, early):
            history.keep(each)
        assert history.kept(Run) == (early, late)
        hard = replace(early, hard=True, updated_at=AN_INSTANT + timedelta(seconds=1))
        history.keep(hard)
        assert history.kept(Run) == (hard, late)
        history.take_out(Run, "late")
        history.take_out(Run, "unknown")
        assert history.kept(Run) == (hard,)
        assert history.kept(Profile) == ()

    def test_sessions_of_one_instant_have_an_order_of_their_own(self, history: History) -> None:
        same = [replace(FIRST, id=name) for name in ("b", "c", "a")]
        for record in same:
            history.save(record)
        assert [each.id for each in history.sessions()] == ["a", "b", "c"]

    def test_a_history_that_can_be_written_says_nothing(self, history: History) -> None:
        history.require_writable()
        history.open()
        assert history.sessions() == ()
        assert history.notices() == ()


records_by_few_ids = st.lists(
    st.tuples(
        st.sampled_from(["save", "remove", "compact"]), st.sampled_from("abc"), session_records
    ),
    max_size=8,
)


@settings(max_examples=of_full(100, 15))
@given(changes=records_by_few_ids)
def test_file_and_memory_agree_after_any_changes(
    changes: list[tuple[str, str, SessionRecord]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("any") / "training.json"
    memory = MemoryHistory()
    with closing(open_history(path)) as file:
        for what, name, record in changes:
            for history in (file, memory):
                if what == "save":
                    history.save(replace(record, id=name))
                elif what == "remove":
                    history.remove(name)
                else:
                    history.compact()
        expected = timeless(memory)
        assert timeless(file) == timeless(open_history(path)) == expected
    assert timeless(open_history(path)) == expected


def timeless(history: History) -> list[SessionRecord]:
    """Its sessions but for their marks of change, which the file keeps in order."""
    return [replace(each, updated_at=AN_INSTANT) for each in history.sessions()]
