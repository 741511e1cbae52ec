"""Whatever lies where our files were: it is read or refused, and never written over uncopied."""

from __future__ import annotations

import gzip
import json
from contextlib import closing, suppress
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from calf_tui.core.errors import UserError
from calf_tui.storage.history import TinyHistory
from tests.full import of_full
from tests.records import AN_INSTANT, make_session
from tests.storage.support.faulty_disk import FastDisk
from tests.storage.support.histories import MEMORY

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import TypeAlias

    Files: TypeAlias = dict[str, bytes]
    Change: TypeAlias = Callable[[Files], None]

BASE = "training.json"
FILES = (BASE, f"{BASE}.bak", f"{BASE}.journal", f"{BASE}.last")


def open_history(folder: Path) -> TinyHistory:
    return TinyHistory(folder / BASE, lambda: AN_INSTANT, FastDisk())


@cache
def sound_files() -> Mapping[str, bytes]:
    """As two runs of the program leave them."""
    with TemporaryDirectory(dir=MEMORY) as made:
        folder = Path(made)
        for run in ("ab", "cd"):
            with closing(open_history(folder)) as history:
                for name in run:
                    history.save(make_session(record_id=name))
        return {name: (folder / name).read_bytes().rstrip(b"\\0") for name in FILES}


def bytes_in(name: str, at: float, length: int, new: bytes) -> Change:
    def change(files: Files) -> None:
        data = files.get(name, b"")
        start = round(at * len(data))
        files[name] = data[:start] + new + data[start + length :]

    return change


def document_in(table: str, number: str, document: object) -> Change:
    def change(files: Files) -> None:
        tables: dict[str, Any] = json.loads(sound_files()[BASE])
        tables.setdefault(table, {})[number] = document
        files[BASE] = json.dumps(tables).encode()

    return change


names = st.sampled_from(FILES)
fields = st.sampled_from(
    ["id", "sets", "updated_at", "deleted", "started_at", "folded", "schema_version", "x"]
)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(fields, inner, max_size=4),
    max_leaves=8,
)
changes = st.lists(
    st.builds(bytes_in, names, st.floats(0, 1), st.integers(0, 9999), st.binary(max_size=40))
    | st.builds(
        document_in,
        st.sampled_from(["meta", "sessions", "targets", "quarantine", "x"]),
        st.sampled_from(["1", "2", "7", "01", "one"]),
        json_values,
    )
    | st.builds(lambda name: lambda files: files.pop(name, None), names),
    min_size=1,
    max_size=4,
)


def contents_of(folder: Path) -> set[bytes]:
    """The bytes of every file, the packed ones unpacked."""
    found = [each for each in folder.rglob("*") if each.is_file()]
    return {
        gzip.decompress(each.read_bytes()) if each.suffix == ".gz" else each.read_bytes()
        for each in found
    }


@settings(max_examples=of_full(300, 25), deadline=None)
@given(changes)
@example([document_in("sessions", "1", ["\x08"]), lambda files: files.pop(FILES[3], None)])
def test_whatever_lies_there_is_read_or_refused_and_kept(changes: list[Change]) -> None:
    files = dict(sound_files())
    for change in changes:
        change(files)
    with TemporaryDirectory(dir=MEMORY) as made:
        folder = Path(made)
        for name, data in files.items():
            (folder / name).write_bytes(data)
        read_all(folder)
        assert {each.name: each.read_bytes() for each in folder.iterdir()} == files
        try:
            with closing(open_history(folder)) as history:
                history.open()
                assert files.get(BASE, b"") in contents_of(folder) | {b""}
                history.save(make_session(record_id="new"))
                assert "new" in {each.id for each in history.sessions()}
        except UserError:
            assert files.get(BASE, b"") in contents_of(folder) | {b""}
        read_all(folder)


def read_all(folder: Path) -> None:
    """A fault is an answer, any other exception is none."""
    history = open_history(folder)
    with suppress(UserError):
        history.sessions()
        history.left_out()
        history.notices()
