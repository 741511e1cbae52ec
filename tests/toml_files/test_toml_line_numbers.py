from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calf_tui.core.errors import UserError
from calf_tui.toml_files.toml_line_numbers import KeyPath, line_numbers, line_of, read_toml

TOML_LIKE = st.text(alphabet="abc19_-.,:=[]{}\"'\\# \t\n\r\x00é", max_size=60)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", {}),
        ("# a = [\n\n  # more\n", {}),
        ("a = 1", {("a",): 1}),
        ("\r\n\r\na = 1\r\nb = 2\r\n", {("a",): 3, ("b",): 4}),
        ("a.b = 1", {("a",): 1, ("a", "b"): 1}),
        ('"a b" = "[#" # [\nb = 1', {("a b",): 1, ("b",): 2}),
        ("a = [\n1,\n# ]\n2]\nb = 1", {("a",): 1, ("a", 0): 1, ("a", 1): 1, ("b",): 5}),
        ('a = """\n[x]\n"" \\"""" # "\nb = 1', {("a",): 1, ("b",): 4}),
        ("a = '''\n'[x]'''''\nb = 1", {("a",): 1, ("b",): 3}),
        ("a = { b = { c = 1 } }", {("a",): 1, ("a", "b"): 1, ("a", "b", "c"): 1}),
        (
            "[a]\nb = 1\n[c.d]\ne = 1",
            {("a",): 1, ("a", "b"): 2, ("c",): 3, ("c", "d"): 3, ("c", "d", "e"): 4},
        ),
        (
            "[[a.b]]\nc = 1\n[a]",
            {("a",): 3, ("a", "b"): 1, ("a", "b", 0): 1, ("a", "b", 0, "c"): 2},
        ),
        (
            "[[a]]\nb = 1\n\n[[a]]\nb = 1\n[a.c]\nd = 1",
            {
                ("a",): 1,
                ("a", 0): 1,
                ("a", 0, "b"): 2,
                ("a", 1): 4,
                ("a", 1, "b"): 5,
                ("a", 1, "c"): 6,
                ("a", 1, "c", "d"): 7,
            },
        ),
        (
            "[[a]]\n[[a.b]]\nc = 1\n[[a.b]]\nc = 1\n[[a]]\n[[a.b]]\nc = 1",
            {
                ("a",): 1,
                ("a", 0): 1,
                ("a", 0, "b"): 2,
                ("a", 0, "b", 0): 2,
                ("a", 0, "b", 0, "c"): 3,
                ("a", 0, "b", 1): 4,
                ("a", 0, "b", 1, "c"): 5,
                ("a", 1): 6,
                ("a", 1, "b"): 7,
                ("a", 1, "b", 0): 7,
                ("a", 1, "b", 0, "c"): 8,
            },
        ),
    ],
)
def test_every_key_has_the_line_on_which_it_is_written(
    text: str, expected: dict[KeyPath, int]
) -> None:
    assert line_numbers(text) == expected


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("step", 0, "reps"), 3),
        (("step", 0, "missing"), 2),
        (("step", 0, "tempo", "missing"), 4),
        (("step", 7, "reps"), 2),
        (("missing",), 1),
        ((), 1),
    ],
)
def test_what_is_not_written_has_the_line_of_the_table_around_it(path: KeyPath, line: int) -> None:
    lines = line_numbers('name = "x"\n[[step]]\nreps = 1\ntempo = { up = 1 }')

    assert line_of(path, lines) == line


def test_a_key_nested_as_deep_as_the_file_is_long_has_the_line_of_its_statement() -> None:
    deep = ".".join("a" * 900)

    lines = line_numbers(f"b = 1\n{deep} = 1\n[c.{deep}]\nd = 1")

    assert line_of(("a",) * 900, lines) == 2
    assert line_of(("c", *("a",) * 900, "d"), lines) == 3


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a = 1\nb\n", "x.toml:2: "),
        ("a = 1\nb = [\n\n", "x.toml:2: "),
        ("a = 1\n\n\na = 2", "x.toml:4: "),
        ("a = 2026-02-31", "x.toml:1: "),
        ("[a]\n[a]", "x.toml:2: "),
        ("a = " + "[" * 100_000, "x.toml: "),
        ("a = " + "1" * 10_000, "x.toml: "),
    ],
)
def test_a_text_that_is_no_toml_is_refused_in_one_line_that_names_the_place(
    text: str, place: str
) -> None:
    with pytest.raises(UserError) as refusal:
        read_toml(text, "x.toml")

    message = str(refusal.value)
    assert message.startswith(place)
    assert message.endswith(".")
    assert "\n" not in message


def refusal(text: str) -> str | None:
    try:
        read_toml(text, "x.toml")
    except UserError as fault:
        return str(fault)
    return None


@given(TOML_LIKE)
def test_any_text_is_either_refused_or_has_lines_within_it(text: str) -> None:
    message = refusal(text)

    if message is None:
        assert all(1 <= line <= text.count("\n") + 1 for line in line_numbers(text).values())
    else:
        assert re.fullmatch(r"x\.toml(:\d+)?: .+\.", message)


VALUES = st.sampled_from(
    [
        "1",
        "1.5",
        "true",
        "2026-11-22T17:03:11Z",
        '"#[{"',
        '"\\""',
        "'\\'",
        '""',
        '"""\n\n[[step]]\na = 1\n"""',
        '"""""a"""""',
        '"""\\\n  \\\\"""',
        "'''\n''\n#'''",
        "''''a''''",
        "[]",
        "[\n  1,\n  [2, # ]]\n  3],\n]",
        '[{ a = "]" }, {}]',
        '{ b = [1, { c = "}" }] }',
    ]
)
GAPS = st.sampled_from(["", "\n", "# a = [\n", " \t\n#\n\n"])
TAILS = st.sampled_from(["", "  ", " # ] } \" '''"])


@given(st.lists(st.lists(st.tuples(GAPS, VALUES, TAILS), max_size=4), max_size=4), st.data())
def test_the_lines_of_a_document_are_those_it_was_written_on(
    tables: list[list[tuple[str, str, str]]], data: st.DataObject
) -> None:
    text = ""
    expected: dict[KeyPath, int] = {}
    for position, rows in enumerate(tables):
        text += data.draw(GAPS)
        expected[("step", position)] = text.count("\n") + 1
        expected.setdefault(("step",), text.count("\n") + 1)
        text += "[[step]]" + data.draw(TAILS) + "\n"
        for number, (gap, value, tail) in enumerate(rows):
            text += gap
            expected[("step", position, f"key{number}")] = text.count("\n") + 1
            text += f"key{number} = {value}{tail}\n"
    read_toml(text, "x.toml")

    lines = line_numbers(text)

    assert {path: line for path, line in lines.items() if len(path) <= 3} == expected
    assert all(line == expected[path[:3]] for path, line in lines.items())
