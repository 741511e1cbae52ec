"""Schemas of TOML files as data, and the check that finds every problem with a document."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from calf_tui.core.errors import UserError
from calf_tui.core.text.sanitizing import line_text, nearest, quoted, shown
from calf_tui.toml_files.toml_line_numbers import KeyPath, Table, line_numbers, line_of


class Problem(NamedTuple):
    """A problem with the value at `path`."""

    path: KeyPath
    text: str


Rule = Callable[[Table, KeyPath], Iterable[Problem]]


class Plain(NamedTuple):
    """A value that is not a table. `expected` completes "expected ..."."""

    expected: str
    accepts: Callable[[object], bool]


class Keys(NamedTuple):
    """A table: its known keys, its required keys, and a rule for several keys together."""

    known: Mapping[str, Kind]
    required: tuple[str, ...] = ()
    rule: Rule = lambda _table, _path: ()


class Tables(NamedTuple):
    """An array of `least` to `most` tables of one kind."""

    each: Keys
    least: int
    most: int


Kind = Plain | Keys | Tables


YES_OR_NO = Plain("true or false", lambda value: isinstance(value, bool))


def whole_number(low: int, high: int) -> Plain:
    """Accepts an integer from `low` to `high`, but not true and false."""
    return Plain(
        f"a whole number from {low} to {high}",
        lambda value: type(value) is int and _within(low, value, high),
    )


def number(low: float, high: float) -> Plain:
    """Accepts a number from `low` to `high`, but not true and false."""
    return Plain(f"a number from {low:g} to {high:g}", lambda value: _within(low, value, high))


def positive_number(high: float) -> Plain:
    """Accepts a number above 0, at most `high`."""
    return Plain(
        f"a number above 0, at most {high:g}", lambda value: _within(0, value, high) and value != 0
    )


def _within(low: float, value: object, high: float) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and low <= value <= high


def text(most: int) -> Plain:
    """Accepts one line that is not blank, of at most `most` characters."""
    return Plain(f"one line of 1 to {most} characters", lambda value: is_line(value, most))


def texts(most: int, longest: int) -> Plain:
    """Accepts an array of at most `most` lines, each of at most `longest` characters."""
    return Plain(
        f"up to {most} texts in brackets, each one line of 1 to {longest} characters",
        lambda value: (
            isinstance(value, list)
            and len(value) <= most
            and all(is_line(item, longest) for item in value)
        ),
    )


def one_of(*words: str) -> Plain:
    """Accepts one of these texts."""
    return Plain(" or ".join(f'"{word}"' for word in words), lambda value: value in words)


def is_line(value: object, most: int) -> bool:
    """Returns whether it is one line of text, not blank, of at most `most` characters."""
    return (
        isinstance(value, str)
        and 0 < len(value) <= most
        and not value.isspace()
        and line_text(value) == value
    )


def find_problems(kind: Kind, value: object, path: KeyPath = ()) -> Iterator[Problem]:
    """Yields every problem with the value that its kind does not allow."""
    if isinstance(kind, Plain):
        if not kind.accepts(value):
            yield _mismatch(kind, value, path)
    elif isinstance(kind, Keys):
        if isinstance(value, dict):
            yield from _find_key_problems(kind, value, path)
        else:
            yield _mismatch(kind, value, path)
    elif isinstance(value, list) and kind.least <= len(value) <= kind.most:
        for position, each in enumerate(value):
            yield from find_problems(kind.each, each, (*path, position))
    else:
        yield _mismatch(kind, value, path)


def _find_key_problems(kind: Keys, table: Table, path: KeyPath) -> Iterator[Problem]:
    for key, value in table.items():
        inner = kind.known.get(key)
        if inner is None:
            yield Problem((*path, key), f"unknown key; {nearest(key, kind.known)}")
        else:
            yield from find_problems(inner, value, (*path, key))
    for key in kind.required:
        if key not in table:
            expected = _expected(kind.known[key], (*path, key))
            yield Problem((*path, key), f"missing; expected {expected}")
    yield from kind.rule(table, path)


def _mismatch(kind: Kind, value: object, path: KeyPath) -> Problem:
    return Problem(path, f"expected {_expected(kind, path)}, not {shown(value)}")


def _expected(kind: Kind, path: KeyPath) -> str:
    if isinstance(kind, Plain):
        return kind.expected
    if isinstance(kind, Keys):
        return "a table"
    header = ".".join(key for key in path if isinstance(key, str))
    return f"{kind.least} to {kind.most} tables, each under a header [[{header}]]"


def fault_of(problems: Collection[Problem], source: str, file: str) -> UserError:
    """Returns an error with a line for each problem, in order of the lines of `source`."""
    lines = line_numbers(source)
    found = sorted((line_of(each.path, lines), _sentence(each)) for each in problems)
    return UserError("\n".join(line_text(f"{file}:{line}: {sentence}") for line, sentence in found))


def _sentence(problem: Problem) -> str:
    """Returns a problem for the runner: `step 2, "reps": ...`."""
    words: list[str] = []
    for key in problem.path:
        if isinstance(key, int):
            words[-1] = f"{words[-1]} {key + 1}"
        else:
            words.append(key)
    if problem.path and isinstance(problem.path[-1], str):
        words[-1] = quoted(words[-1])
    return f"{', '.join(words)}: {problem.text}" if words else problem.text
