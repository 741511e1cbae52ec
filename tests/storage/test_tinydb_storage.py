"""The records as a TinyDB: its own operations, over the app's lock and the app's writes."""

from __future__ import annotations

import json
import shutil
from contextlib import closing
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from tinydb import TinyDB, where
from tinydb.middlewares import CachingMiddleware
from tinydb.operations import delete, increment
from tinydb.operations import set as set_field

from calf_tui.core.errors import UserError
from calf_tui.storage import open_tinydb
from calf_tui.storage.files.file_names import names_of
from calf_tui.storage.health_check import examine
from calf_tui.storage.history import TinyHistory
from calf_tui.storage.tinydb_storage import LockedStore, open_database
from tests.cli.support.histories import own_history
from tests.fakes import FakeClock
from tests.records import make_session
from tests.storage.support.faulty_disk import FastDisk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tinydb.storages import Storage
    from tinydb.table import Table

CLOCK = FakeClock()
DAYS = [{"day": day, "kg": 70 + day, "tags": ["a"]} for day in range(1, 4)]


def numbers(database: TinyDB) -> list[int]:
    return [each.doc_id for each in database.table("t")]


def insert(table: Table) -> object:
    return table.insert({"day": 9}), table.insert({"day": 10})


def upsert(table: Table) -> object:
    return table.upsert({"kg": 1}, where("day") == 2), table.upsert({"day": 7}, where("day") == 7)


def update_multiple(table: Table) -> object:
    return table.update_multiple(
        [({"kg": 1}, where("day") == 1), (delete("tags"), where("kg").exists())]
    )


OPERATIONS: dict[str, Callable[[Table], object]] = {
    "insert": insert,
    "insert_multiple": lambda table: table.insert_multiple({"day": day} for day in (8, 9)),
    "update": lambda table: table.update({"kg": 1}),
    "update with a query": lambda table: table.update({"kg": 1}, where("day") > 1),
    "update with an operation": lambda table: table.update(increment("kg"), doc_ids=[1, 3]),
    "update_multiple": update_multiple,
    "upsert": upsert,
    "remove": lambda table: table.remove(where("tags").any(["a"]) & (where("day") < 3)),
    "remove by number": lambda table: table.remove(doc_ids=[2]),
    "search": lambda table: table.search((where("day") == 1) | ~(where("kg") < 73)),
    "search below a field": lambda table: table.search(where("tags").any(["a"])),
    "get": lambda table: (table.get(where("day") == 2), table.get(doc_id=3), table.get(doc_id=7)),
    "count": lambda table: (table.count(where("kg") >= 72), len(table)),
    "contains": lambda table: (table.contains(where("day") == 5), table.contains(doc_id=1)),
    "all": lambda table: table.all(),
    "truncate": lambda table: table.truncate(),
    "set a field to what is no ASCII": lambda table: table.update(set_field("note", "größer ✓")),
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file of the app with a session."""
    path = tmp_path / "training.json"
    with closing(TinyHistory(path, CLOCK.now, FastDisk())) as history:
        history.save(make_session(record_id="a"))
    return path


@pytest.fixture(params=[None, CachingMiddleware], ids=["plain", "caching"])
def middleware(request: pytest.FixtureRequest) -> Any:
    return request.param


@pytest.fixture
def database(
    path: Path, middleware: Callable[[type[Storage]], Callable[..., Storage]] | None
) -> Iterator[TinyDB]:
    with open_database(LockedStore(path, CLOCK.now, FastDisk()), middleware) as database:
        yield database


@pytest.mark.parametrize("name", OPERATIONS)
def test_an_operation_does_as_in_a_plain_tinydb(
    database: TinyDB, path: Path, tmp_path: Path, name: str
) -> None:
    with TinyDB(tmp_path / "plain.json") as plain:
        for each in (plain, database):
            each.table("t").insert_multiple(DAYS)
        assert OPERATIONS[name](database.table("t")) == OPERATIONS[name](plain.table("t"))
        expected = {each.doc_id: dict(each) for each in plain.table("t")}
    database.close()
    with TinyDB(path) as kept:
        assert {each.doc_id: dict(each) for each in kept.table("t")} == expected
        assert [each["id"] for each in kept.table("sessions")] == ["a"]
    assert all(each.is_well for each in examine(names_of(path), CLOCK.now()))


def test_tables_come_and_go_and_the_programs_own_stays(database: TinyDB, path: Path) -> None:
    assert database.tables() == {"meta", "sessions"}
    database.insert({"in": "the default table"})
    database.table("t").insert({})
    assert database.tables() == {"meta", "sessions", "_default", "t"}
    database.drop_table("t")
    assert database.tables() == {"meta", "sessions", "_default"}
    database.drop_tables()
    database.table("t").insert({"day": 1})
    database.close()
    with TinyDB(path) as kept:
        assert kept.tables() == {"meta", "t"}
    with closing(TinyHistory(path, CLOCK.now, FastDisk())) as history:
        history.open()
        assert history.sessions() == ()


def test_the_app_goes_on_from_what_a_script_wrote(database: TinyDB, path: Path) -> None:
    database.table("sessions").update({"note": "New shoes"}, where("id") == "a")
    database.close()
    with closing(TinyHistory(path, CLOCK.now, FastDisk())) as history:
        history.save(make_session(date(2026, 11, 23), record_id="b"))
        assert [each.note for each in history.sessions()] == ["New shoes", ""]
        assert not any("edited by another program" in each for each in history.notices())


def test_what_another_program_writes_meanwhile_is_there_too(path: Path) -> None:
    with open_database(LockedStore(path, CLOCK.now, FastDisk())) as database:
        with TinyDB(path) as other:
            other.table("theirs").insert({"day": 1})
        database.table("t").insert({"day": 2})
    with TinyDB(path) as kept:
        assert kept.tables() == {"meta", "sessions", "theirs", "t"}


def test_what_waits_in_the_journal_is_compacted_in_first(path: Path, tmp_path: Path) -> None:
    with closing(TinyHistory(path, CLOCK.now, FastDisk())) as history:
        history.save(make_session(record_id="b"))
        killed = shutil.copytree(tmp_path, tmp_path / "killed")
    with TinyDB(killed / path.name) as plain:
        assert len(plain.table("sessions")) == 1
    with open_database(LockedStore(killed / path.name, CLOCK.now, FastDisk())) as database:
        assert {each["id"] for each in database.table("sessions")} == {"a", "b"}


def test_the_file_before_a_change_stays_beside_it(path: Path) -> None:
    with open_database(LockedStore(path, CLOCK.now, FastDisk())) as database:
        before = path.read_bytes()
        database.table("t").insert({"day": 1})
        assert path.with_name("training.json.bak").read_bytes() == before
        now = path.read_bytes()
        with pytest.raises(TypeError):
            database.table("t").insert({"what": object()})
        assert path.read_bytes() == now
        assert numbers(database) == [1]


def test_a_change_of_the_programs_own_table_is_refused(path: Path) -> None:
    with open_database(LockedStore(path, CLOCK.now, FastDisk())) as database:
        with pytest.raises(UserError, match="is the program's own; nothing was written"):
            database.table("meta").insert({"schema_version": 99})
        assert len(database.table("meta")) == 1


def test_what_is_closed_is_not_opened_again_by_accident(database: TinyDB) -> None:
    database.close()
    storage = getattr(database.storage, "storage", database.storage)  # past a cache
    for use in (storage.read, lambda: storage.write({})):
        with pytest.raises(ValueError, match="the records are closed: use them inside `with open"):
            use()


def test_a_script_opens_the_file_that_the_app_uses_and_not_while_it_does(tmp_path: Path) -> None:
    path = tmp_path / "training.json"
    with closing(own_history(path)) as history:
        history.save(make_session(record_id="a"))
        with pytest.raises(UserError, match="is in use by another Calf TUI"), open_tinydb(path):
            pass
    with open_tinydb(path) as database:
        assert [each["id"] for each in database.table("sessions")] == ["a"]
        with pytest.raises(UserError, match="is in use by another Calf TUI"):
            own_history(path).open()
    with closing(own_history(path)) as history:
        history.open()


def test_an_error_in_the_script_lets_the_file_go(tmp_path: Path) -> None:
    path = tmp_path / "training.json"

    def script() -> None:
        with open_tinydb(str(path), CachingMiddleware) as database:
            database.table("t").insert({"day": 1})
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        script()
    with open_tinydb(path) as database:
        assert numbers(database) == [1]


def test_what_was_mended_is_a_warning(tmp_path: Path) -> None:
    path = tmp_path / "training.json"
    with closing(own_history(path)) as history:
        history.save(make_session(record_id="a"))
    tables = json.loads(path.read_text())
    tables["sessions"]["2"] = 7
    path.write_text(json.dumps(tables))
    with (
        pytest.warns(UserWarning, match="was edited by another program|kept in quarantine") as said,
        open_tinydb(path) as database,
    ):
        assert database.tables() == {"meta", "sessions", "quarantine"}
    assert len(said) == 2
