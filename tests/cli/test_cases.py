"""Small inputs that once failed, each with what every command has to make of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from calf_tui.serialization.codec import session_document
from tests.records import make_session

if TYPE_CHECKING:
    from tests.cli.support.running import CommandLine

SESSION = session_document(make_session())
BARE_SET = {name: value for name, value in SESSION["sets"][0].items() if name != "tempo"}
HALF = "well done \ud83d"
ESCAPES = "R\x1b]2;TITLE\x1b\\\x9b2J\u202ex\x07"
COMES_IN: dict[str, tuple[dict[str, Any], str, str]] = {
    "a set without its tempo": ({"sets": [BARE_SET]}, "", ""),
    "half of an emoji": ({"note": HALF}, "well done \ufffd", "1 character"),
    "escapes in a note": ({"note": ESCAPES}, "R\ufffd]2;TITLE\ufffd\\\ufffd2Jx\ufffd", "5 char"),
    "line ends": ({"note": "one\r\ntwo\n\tthree"}, "one\ntwo\n\tthree", ""),
    "an emoji": ({"note": "👩‍🚀 größer"}, "👩‍🚀 größer", ""),
}
"""By name: what is odd about a session, what its note is then, and what is said of it."""
STAYS_OUT: dict[str, dict[str, Any]] = {
    "a start in year 1": {"started_at": "0001-01-01T00:00:00+14:00"},
    "an end in year 9999": {"ended_at": "9999-12-31T23:59:59-14:00"},
    "a change in year 9999": {"updated_at": "9999-12-31T23:59:59.999Z"},
    "a set's end in year 1": {"sets": [{**BARE_SET, "ended_at": "0001-01-01T00:00:00+14:00"}]},
    "a date in year 9999": {"local_date": "9999-12-31"},
    "an id that is no text": {"id": {"a": 1}},
}
LOOKS = ("stats", "history", "export", "export --format csv", "check")


def write_data(calf_tui: CommandLine, *sessions: dict[str, Any]) -> None:
    calf_tui.data.parent.mkdir()
    documents = {str(number): each for number, each in enumerate(sessions, start=1)}
    content = {"meta": {"1": {"schema_version": 1}}, "sessions": documents}
    calf_tui.data.write_text(json.dumps(content))


def notes(calf_tui: CommandLine) -> list[str]:
    return [each["note"] for each in json.loads(calf_tui("history", "--json").output)]


def test_in_the_data_file_it_is_read_shown_exported_and_kept(calf_tui: CommandLine) -> None:
    cases = [(name, odd) for name, (odd, _, _) in COMES_IN.items()]
    write_data(calf_tui, SESSION, *({**SESSION, "id": name, **odd} for name, odd in cases))
    expected = sorted(["", *(note for _, note, _ in COMES_IN.values())])
    replaced = "6 characters"  # one of half an emoji, five of escapes

    for words in LOOKS:
        result = calf_tui(*words.split())
        assert result.code == (1 if words == "check" else 0)
        assert words == "check" or replaced in result.errors
    assert sorted(notes(calf_tui)) == expected

    mended = calf_tui("check", "--repair")
    assert mended.code == 0
    assert mended.output.count("that no text may hold") == 1
    assert calf_tui("history").errors == ""
    assert sorted(notes(calf_tui)) == expected


@pytest.mark.parametrize("name", COMES_IN)
def test_it_is_imported(calf_tui: CommandLine, name: str) -> None:
    odd, note, said = COMES_IN[name]
    other = calf_tui.data.parents[1] / "other.json"
    other.write_text(json.dumps([{**SESSION, **odd}]))

    result = calf_tui("import", str(other))

    assert result.code == 0
    assert said in result.errors
    assert bool(result.errors) is bool(said)
    assert notes(calf_tui) == [note]
    assert not set("\x1b\x9b\x07\u202e") & set(calf_tui.data.read_text())


def test_in_the_data_file_it_goes_to_quarantine_and_all_else_is_shown(
    calf_tui: CommandLine,
) -> None:
    odd = [{**SESSION, "id": name, **each} for name, each in STAYS_OUT.items()]
    write_data(calf_tui, {**SESSION, "note": "sound"}, *odd)

    for words in LOOKS:
        assert calf_tui(*words.split()).code == (1 if words == "check" else 0)
    assert notes(calf_tui) == ["sound"]

    assert calf_tui("check", "--repair").code == 0
    named = calf_tui("check").output.count("In quarantine: one of the sessions")
    assert named == len(odd)
    held = json.loads(calf_tui("export").output)["quarantine"].values()
    assert [each["document"] for each in held] == odd


def test_it_is_not_imported_and_said_by_its_field(calf_tui: CommandLine) -> None:
    other = calf_tui.data.parents[1] / "other.json"
    other.write_text(json.dumps([{**SESSION, **odd} for odd in STAYS_OUT.values()]))

    result = calf_tui("import", str(other))

    assert result.code == 1
    *lines, _ = result.errors.splitlines()
    for line, odd in zip(lines, STAYS_OUT.values(), strict=True):
        field = next(iter(odd)) if "sets" not in odd else "ended_at"
        assert f'"{field}": expected' in line
    assert not calf_tui.data.exists()


def test_a_note_of_the_command_line_is_kept_without_controls(calf_tui: CommandLine) -> None:
    result = calf_tui("log", "five-minutes", "--note", f"{ESCAPES}\nand {HALF}")

    assert result.code == 0
    assert notes(calf_tui) == ["R\ufffd]2;TITLE\ufffd\\\ufffd2Jx\ufffd and well done \ufffd"]


def test_a_data_stream_is_exact(calf_tui: CommandLine) -> None:
    note = 'two\nlines, "quoted"\tand größer 👩‍🚀'
    write_data(calf_tui, {**SESSION, "note": note})

    assert note.replace('"', '""') in calf_tui("export", "--format", "csv").output
    assert json.loads(calf_tui("export").output)["sessions"]["1"]["note"] == note
