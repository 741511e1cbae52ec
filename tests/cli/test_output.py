"""Lines for a terminal are broken at words; elsewhere they stay whole."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calf_tui.cli.output import WIDEST, wrapped, wrapped_for
from calf_tui.core.coach.pain_monitoring import DISCLAIMER

if TYPE_CHECKING:
    from tests.cli.support.running import CommandLine

ROW = "2026-11-29  Kitchen                     2:03  3 of 3 sets     completed"


@pytest.mark.parametrize(
    ("line", "columns", "rows"),
    [
        ("short", 10, ["short"]),
        ("see `calf-tui log --help`", 20, ["see `calf-tui log", "  --help`"]),
        ("  a rule with its reason", 16, ["  a rule with", "  its reason"]),
        (ROW, 40, ["2026-11-29  Kitchen  2:03  3 of 3 sets", " " * 12 + "completed"]),
        ("  data      /home/runner/a (not there)", 30, None),
        ("simpleaudio-patched  not installed here", 30, None),
        ("/a/path/that/is/longer/than/the/line is kept", 20, None),
    ],
)
def test_a_line_is_broken_at_spaces_below_its_second_column(
    line: str, columns: int, rows: list[str] | None
) -> None:
    found = wrapped(line, columns).splitlines()
    assert rows is None or found == rows
    assert " ".join(found).split() == line.split()


@given(st.text(alphabet="ab -\n", max_size=200), st.integers(10, 60))
def test_no_word_is_broken_and_none_is_lost(text: str, columns: int) -> None:
    found = wrapped(text, columns)
    assert found.split() == text.split()
    longest = max(map(len, text.split()), default=0)
    assert all(len(row) <= max(columns, columns // 2 + longest) for row in found.splitlines())


class Screen(io.StringIO):
    """A terminal that nobody can ask for its size."""

    def isatty(self) -> bool:
        return True


def test_only_a_terminal_gets_broken_lines() -> None:
    asked = {"COLUMNS": "12"}
    assert wrapped_for("one two three", Screen(), asked) == "one two\n  three"
    assert wrapped_for("one two three", io.StringIO(), asked) == "one two three"
    assert wrapped_for("one two three", Screen(), {}) == "one two three"


@pytest.mark.parametrize(
    ("command", "paragraph"),
    [
        ("today", f"You decide. {DISCLAIMER}"),
        ("evidence", DISCLAIMER),
        ("report", DISCLAIMER),
        ("plans weeks", "  today   First week, "),
    ],
)
def test_a_paragraph_is_broken_once_for_a_terminal_and_never_elsewhere(
    calf_tui: CommandLine, command: str, paragraph: str
) -> None:
    output = calf_tui(*command.split()).output
    (line,) = [each for each in output.splitlines() if each.startswith(paragraph)]
    assert len(line) > 80 or line == paragraph
    shown = wrapped_for(output, Screen(), {"COLUMNS": "40"})
    assert max(map(len, shown.splitlines())) <= 40
    assert shown.split() == output.split()


def test_a_paragraph_is_not_as_wide_as_a_wide_terminal_and_a_row_is() -> None:
    assert max(map(len, wrapped("word " * 99, 200).splitlines())) in range(WIDEST - 5, WIDEST + 1)
    assert wrapped("day        " + "word " * 35, 200).count("\n") == 0
