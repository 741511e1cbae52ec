"""Whatever stands in the place of a record: no command ends over it, or prints a control."""

from __future__ import annotations

import gc
import json
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calf_tui.cli.main import main
from calf_tui.core.records.coach_records import CoachAnswer, PlanEntry, Profile, Run
from calf_tui.core.records.session_record import Pause, Target
from calf_tui.core.text.sanitizing import terminal_text
from calf_tui.serialization.codec import session_document
from calf_tui.serialization.record_tables import document_of
from tests.cli.support.running import Result, run_piped
from tests.full import of_full
from tests.records import AN_INSTANT, make_session
from tests.storage.support.histories import MEMORY

SESSION = session_document(make_session())
DOCUMENTS: dict[str, dict[str, Any]] = {
    "meta": {"id": "m", "schema_version": 1, "created_at": "2026-11-22T17:03:11.482Z"},
    "sessions": SESSION,
    "targets": document_of(Target(AN_INSTANT.date(), 3, "t", AN_INSTANT)),
    "pauses": document_of(Pause(AN_INSTANT.date(), None, "flu", "p", AN_INSTANT)),
    "tests": {
        "id": "h",
        "taken_at": "2026-11-22T17:03:11.482Z",
        "local_date": "2026-11-22",
        "left": 21,
        "right": None,
        "ended_by": None,
        "updated_at": "2026-11-22T17:03:11.482Z",
    },
    "runs": document_of(Run(AN_INSTANT.date(), 50.0, 9.1, id="r", updated_at=AN_INSTANT)),
    "loads": document_of(CoachAnswer(AN_INSTANT.date(), "gone", id="c", updated_at=AN_INSTANT)),
    "profile": document_of(Profile(weekdays=frozenset((0, 2)), updated_at=AN_INSTANT)),
    "plan": document_of(PlanEntry(AN_INSTANT.date(), "build-up", id="u", updated_at=AN_INSTANT)),
    "quarantine": {"id": "q", "table": "sessions", "reason": "x", "document": SESSION},
}
LOOKS = (
    "stats --json",
    "today",
    "today --json",
    "report --weeks 9999",
    "report --html --notes",
    "stats --plain",
    "history",
    "history --json",
    "history heel note:x",
    "export",
    "export --format csv",
    "check",
)
WRITES = ("log five-minutes", "check --repair", "stats", "history", "check", "export --format csv")
ENDINGS = (0, 1)
"""Fine, or said why not."""
DEEP: list[Any] = json.loads("[" * 400 + "]" * 400)
ODD: tuple[Any, ...] = (
    *("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59.999-14:00", "8999-12-31T23:59:59.999Z"),
    *("1900-01-01T00:00:00+14:00", "0001-01-01", "9999-12-31", "8999-12-31", "1900-01-01"),
    *("\ud83d", "\x1b]2;T\x07", "\x9b2J", "a\u202eb", "two\r\nlines", "\x00", "a\x7f", ""),
    *(float("nan"), float("inf"), 10**30, 1e300, -1, 0, True, None, {"a": 1}, [[]], DEEP),
)
values: st.SearchStrategy[Any] = st.sampled_from(ODD) | st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=5,
)


def run(folder: str, words: str, *more: str) -> Result:
    """The command over the files of the folder, in this process."""
    places = ("--data", f"{folder}/training.json", "--config", folder)
    return run_piped(*places, *words.split(), *more)


def places_in(document: Any) -> list[tuple[str | int, ...]]:
    """The way to each value, the document itself first."""
    inner = document.items() if isinstance(document, dict) else enumerate(document)
    return [
        (),
        *(
            (key, *way)
            for key, each in inner
            for way in (places_in(each) if isinstance(each, dict | list) else [()])
        ),
    ]


def changed(document: Any, way: tuple[str | int, ...], value: object) -> Any:
    """The document with another value there."""
    if not way:
        return value
    copy = document.copy()
    copy[way[0]] = changed(copy[way[0]], way[1:], value)
    return copy


@st.composite
def odd_documents(draw: st.DrawFn) -> tuple[str, Any]:
    """A table, and a document for it that has a few odd values."""
    table = draw(st.sampled_from(["sessions", *DOCUMENTS]))
    document: Any = DOCUMENTS[table]
    for _ in range(draw(st.integers(1, 3))):
        places = places_in(document) if isinstance(document, dict | list) else [()]
        document = changed(document, draw(st.sampled_from(places)), draw(values))
    if isinstance(document, dict) and draw(st.booleans()):
        document = {name: document[name] for name in document if draw(st.integers(0, 9))}
    return table, document


def file_with(table: str, documents: list[Any]) -> str:
    """A data file with these documents beside a sound one of each table."""
    tables = {name: {"1": each} for name, each in DOCUMENTS.items()}
    sound = {**SESSION, "id": "sound"}
    tables["sessions"] = {"1": sound}
    held = {str(number): each for number, each in enumerate(documents, start=2)}
    tables[table] = {**tables[table], **held}
    return json.dumps(tables)


def require_alive(result: Result) -> None:
    assert result.code in ENDINGS
    assert result.code == 0 or result.errors
    for written in (result.output, result.errors):
        assert written.replace("\r\n", "\n") == terminal_text(written)


@settings(settings.get_profile("short"), max_examples=of_full(10, 2))
@given(st.lists(odd_documents(), min_size=1, max_size=3))
def test_any_json_in_a_records_place_leaves_every_command_alive(
    found: list[tuple[str, Any]],
) -> None:
    table = found[0][0]
    data = file_with(table, [document for name, document in found if name == table])
    with TemporaryDirectory(dir=MEMORY) as folder:
        path, other = Path(folder, "training.json"), Path(folder, "other.json")
        path.write_text(data)
        for words in LOOKS:
            require_alive(run(folder, words))
        assert path.read_text() == data
        for words in WRITES:
            require_alive(run(folder, words))
        assert '"sound"' in run(folder, "history --json").output
        other.write_text(data)
        path.unlink()
        for words in ("import --dry-run", "import", "import --skip-bad"):
            require_alive(run(folder, words, str(other)))
        assert all(run(folder, words).code == 0 for words in LOOKS if words != "check")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["routines", "show", "\x1b[2J\x9b"], '"\\x1b[2J\\x9b"'),
        (["history", "--since", "\x1b[2J"], "\\x1b[2J"),
        (["export", "-o", "/nowhere/\x1b]2;T\x07\u202e"], "\\x1b]2;T\\x07\\u202e"),
        (["import", "/nowhere/\ud83d"], "\\ud83d"),
        (["frob\x1b[2J"], "\\x1b[2J"),
    ],
)
def test_words_of_the_command_line_are_written_out(
    words: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with suppress(SystemExit):
        main(["--data", str(tmp_path / "a.json"), "--config", str(tmp_path), *words])
    gc.enable()
    written = capsys.readouterr()
    assert said in written.err
    assert written.err == terminal_text(written.err)
    assert written.out == ""
