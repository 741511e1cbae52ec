"""What the runner reads has one kind of quotes: straight double ones, as on every keyboard."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(__file__).parents[1] / "calf_tui"
ASSETS = PACKAGE.parent / "assets"
CURLY = re.compile("[“”„]")
SINGLE = re.compile(r"(?<![\w=({\[\"'])'[a-z][^']*'(?![\w'])", re.IGNORECASE)
"""A word in single quotes; after an equals sign or a bracket they are part of a command."""
OF_SHELL = re.compile(r"pip install '[^']+'")
NOT_FOR_THE_RUNNER = {
    PACKAGE / name
    for name in (
        "core/text/sanitizing.py",  # replaces curly quotes, so it has to name them
        "core/frozen_dataclass.py",
        "core/report/report.py",
        "audio/protocol.py",
        "audio/system_voice.py",
    )
}
"""Their texts are for other programs."""


def texts_of(module: Path) -> Iterator[str]:
    """The texts in a module, its docstrings left out; `'value'` where one is written by `repr`."""
    tree = ast.parse(module.read_text("utf-8"))
    docstrings = {
        id(each.value)
        for each in ast.walk(tree)
        if isinstance(each, ast.Expr) and isinstance(each.value, ast.Constant)
    }
    for each in ast.walk(tree):
        if isinstance(each, ast.JoinedStr):
            yield "".join(_part(part) for part in each.values)
        elif (
            isinstance(each, ast.Constant)
            and isinstance(each.value, str)
            and id(each) not in docstrings
        ):
            yield each.value


def _part(part: ast.expr) -> str:
    if isinstance(part, ast.Constant):
        return str(part.value)
    is_repr = isinstance(part, ast.FormattedValue) and part.conversion == ord("r")
    return "'value'" if is_repr else "value"


def other_quotes(text: str) -> list[str]:
    return [*CURLY.findall(text), *SINGLE.findall(OF_SHELL.sub("", text))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('There is no plan "z"', []),
        ("the runner's own, and a file's line", []),
        ("pip install 'calf-tui[pdf]'", []),
        ("heel_raise_box='Standing Calf Raise'", []),
        ("There is no plan 'z'", ["'z'"]),
        ("the routine “Evening”", ["“", "”"]),
    ],
)
def test_other_quotes_are_found(text: str, found: list[str]) -> None:
    assert other_quotes(text) == found


def test_every_text_of_the_program_has_straight_double_quotes() -> None:
    modules = [each for each in PACKAGE.rglob("*.py") if each not in NOT_FOR_THE_RUNNER]
    assert len(modules) > 100
    found = {
        f"{module.relative_to(PACKAGE)}: {text[:80]}"
        for module in modules
        for text in texts_of(module)
        if other_quotes(text)
    }
    assert found == set()


def test_every_text_of_the_routines_has_straight_double_quotes() -> None:
    texts = [each.read_text("utf-8") for each in ASSETS.rglob("*.toml")]
    assert texts
    assert [other_quotes(each) for each in texts if other_quotes(each)] == []
