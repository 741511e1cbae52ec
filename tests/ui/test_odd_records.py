"""Records at the edges of what is valid, on every page; and texts that would command a terminal."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from calf_tui.core.settings import Settings
from calf_tui.core.text.sanitizing import screen_text
from calf_tui.serialization.codec import session_document
from calf_tui.storage.history import TinyHistory
from calf_tui.training.record_editor import RecordEditor
from calf_tui.ui.progress.progress_page import PAGES
from tests.fakes import FakeClock, MemoryHistory
from tests.records import AN_INSTANT, make_session
from tests.ui.conftest import World
from tests.ui.progress.test_history_page import number_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from calf_tui.ui.app import CalfApp

SESSION = session_document(make_session())
COMMAND = "\x1b]2;T\x07\x9b2J\u202e"
EDGES = (
    ("1900-01-01", "1900-01-01T14:00:00+14:00"),
    ("8999-12-31", "8999-12-31T09:59:59.999-14:00"),
    ("1900-01-01", "8999-12-31T23:59:59.999Z"),
    ("8999-12-31", "1900-01-01T00:00:00Z"),
)


def at_an_edge(number: int, day: str, at: str) -> dict[str, Any]:
    """A session of that day, all of whose instants are this one; its sets have no tempo."""
    without = {name: value for name, value in SESSION["sets"][0].items() if name != "tempo"}
    moments = dict.fromkeys(("started_at", "ended_at", "updated_at"), at)
    sets = [{**without, "ended_at": at, "load_kg": 5.0}]
    return {**SESSION, **moments, "id": f"edge {number}", "local_date": day, "sets": sets}


@pytest.fixture
def history(tmp_path: Path) -> Iterator[TinyHistory]:
    """A data file of such sessions, written by another program."""
    documents = {str(n): at_an_edge(n, *each) for n, each in enumerate(EDGES, start=1)}
    documents["9"] = SESSION
    path = tmp_path / "training.json"
    path.write_text(json.dumps({"meta": {"1": {"schema_version": 1}}, "sessions": documents}))
    history = TinyHistory(path, lambda: AN_INSTANT)
    yield history
    history.close()


def rows_of(app: CalfApp) -> list[str]:
    strips = app.screen._compositor.render_strips()
    return [segment.text for strip in strips for segment in strip if not segment.control]


async def test_every_page_opens_over_records_at_the_edges(history: TinyHistory) -> None:
    world = World(history=history)
    async with world.app().run_test() as pilot:
        await pilot.press("p")
        for page in range(len(PAGES)):
            await pilot.press(str(page + 1))
            await pilot.press("enter", "escape")
            await pilot.pause()
    assert len(history.sessions()) == len(EDGES) + 1


def test_what_is_valid_can_be_edited_deleted_and_brought_back(history: TinyHistory) -> None:
    record_editor = RecordEditor(FakeClock(), history, Settings())
    before = history.sessions()
    for each in before:
        edited = record_editor.edit(each, replace(each, note="edited"))
        assert next(one for one in history.sessions() if one.id == each.id) == edited
        record_editor.delete(edited)
        assert each.id not in {one.id for one in history.sessions()}
        record_editor.undo()
        record_editor.undo()
    assert {(each.id, each.note) for each in history.sessions()} == {
        (each.id, "") for each in before
    }
    assert history.left_out() == 0


async def test_no_row_that_is_drawn_holds_a_control() -> None:
    record = make_session(note=f"note {COMMAND}")
    record = replace(record, routine_name=f"Name {COMMAND}", routine=COMMAND)
    sets = tuple(replace(each, exercise=f"move{COMMAND}") for each in record.sets)
    world = World(history=MemoryHistory([replace(record, sets=sets)]))
    drawn = []
    async with world.app().run_test(size=(100, 40)) as pilot:
        await pilot.press("p")
        for page in ("Week", "History"):
            await pilot.press(number_of(page))
            await pilot.pause()
            drawn += rows_of(world.running)
            await pilot.press("enter")
            await pilot.pause()
            world.running.notify(f"notice {COMMAND}", markup=False)
            await pilot.pause()
            drawn += rows_of(world.running)
            await pilot.press("escape")
    assert any("Name ]2;T" in each for each in drawn)
    assert [each for each in drawn if each != screen_text(each)] == []
