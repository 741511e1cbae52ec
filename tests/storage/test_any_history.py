from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calf_tui.core.record import Pause, Target
from calf_tui.storage.history import TinyHistory
from tests.fakes import MemoryHistory
from tests.records import AN_INSTANT, make_session, session_records

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from calf_tui.core.ports import History
    from calf_tui.core.record import SessionRecord

FIRST = make_session(date(2026, 11, 20), record_id="first")
SECOND = make_session(date(2026, 11, 21), record_id="second")
THIRD = make_session(date(2026, 11, 22), record_id="third")


def open_history(path: Path) -> TinyHistory:
    return TinyHistory(path, lambda: AN_INSTANT)


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
        later = replace(FIRST, note="the box was too low", sets=FIRST.sets[:1])
        history.save(later)
        assert history.sessions() == (later, SECOND)

    def test_a_session_removed_is_gone_and_can_be_put_back(self, history: History) -> None:
        history.save(FIRST)
        history.save(SECOND)
        history.remove(FIRST.id)
        assert history.sessions() == (SECOND,)
        history.save(FIRST)
        assert history.sessions() == (FIRST, SECOND)

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
            history.save_target(each)
        history.save_pause(pause)
        assert history.targets() == (older, target)
        assert history.pauses() == (pause,)
        history.save_target(replace(target, days=7))
        history.save_pause(replace(pause, end=date(2026, 11, 20)))
        assert history.targets() == (older, replace(target, days=7))
        assert history.pauses() == (replace(pause, end=date(2026, 11, 20)),)
        history.remove_target("o")
        history.remove_target("unknown")
        history.remove_pause("p")
        assert (history.targets(), history.pauses()) == ((replace(target, days=7),), ())
        history.save_pause(pause)
        assert history.pauses() == (pause,)

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
    st.tuples(st.sampled_from(["save", "remove", "fold"]), st.sampled_from("abc"), session_records),
    max_size=8,
)


@settings(deadline=None)  # a real disk may take its time
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
                    history.fold()
        assert file.sessions() == memory.sessions()
        assert open_history(path).sessions() == memory.sessions()
    assert open_history(path).sessions() == memory.sessions()
