"""What a TOML file may say: kinds of values as data, and every departure as a problem."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from calf_tui.core.errors import UserError
from calf_tui.core.text.quoting import nearest, one_line, quoted, shown
from calf_tui.storage.config.toml_line_numbers import KeyPath, Table, line_numbers, line_of


class Problem(NamedTuple):
    """Something wrong with the value at `path`."""

    path: KeyPath
    text: str


Rule = Callable[[Table, KeyPath], Iterable[Problem]]


def no_rule(_table: Table, _path: KeyPath) -> Iterable[Problem]:
    """For a table whose keys do not depend on one another."""
    return ()


class Plain(NamedTuple):
    """A value without keys of its own. `expected` completes "expected ..."."""

    expected: str
    accepts: Callable[[object], bool]


class Keys(NamedTuple):
    """A table: its known keys, those it must have, and a rule that joins several of them."""

    known: Mapping[str, Kind]
    required: tuple[str, ...] = ()
    rule: Rule = no_rule


class Tables(NamedTuple):
    """An array of tables of one kind, `least` to `most` of them."""

    each: Keys
    least: int
    most: int


Kind = Plain | Keys | Tables


def whole_number(low: int, high: int) -> Plain:
    """An integer within both bounds; true and false are none."""
    return Plain(
        f"a whole number from {low} to {high}",
        lambda value: type(value) is int and _within(low, value, high),
    )


def number(low: float, high: float) -> Plain:
    """A finite number within both bounds; true and false are none."""
    return Plain(f"a number from {low:g} to {high:g}", lambda value: _within(low, value, high))


def positive_number(high: float) -> Plain:
    """A number above zero and within the bound."""
    return Plain(
        f"a number above 0, at most {high:g}",
        lambda value: _within(0, value, high) and value != 0,
    )


def _within(low: float, value: object, high: float) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and low <= value <= high


def text(most: int) -> Plain:
    """One line that is not blank, of at most so many characters."""
    return Plain(f"one line of 1 to {most} characters", lambda value: is_line(value, most))


def texts(most: int, longest: int) -> Plain:
    """An array of at most `most` lines, each of at most `longest` characters."""
    return Plain(
        f"up to {most} texts in brackets, each one line of 1 to {longest} characters",
        lambda value: (
            isinstance(value, list)
            and len(value) <= most
            and all(is_line(item, longest) for item in value)
        ),
    )


def one_of(*words: str) -> Plain:
    """One of these texts."""
    return Plain(" or ".join(f'"{word}"' for word in words), lambda value: value in words)


def is_line(value: object, most: int) -> bool:
    """Whether it is a text that is not blank, fits, and moves no cursor."""
    return (
        isinstance(value, str)
        and 0 < len(value) <= most
        and not value.isspace()
        and one_line(value) == value
    )


def find_problems(kind: Kind, value: object, path: KeyPath = ()) -> Iterator[Problem]:
    """Everything about the value that its kind does not allow."""
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
    """All problems of the file with the text `source`, a line each, in order of their lines."""
    lines = line_numbers(source)
    found = sorted((line_of(each.path, lines), _sentence(each)) for each in problems)
    return UserError("\n".join(one_line(f"{file}:{line}: {sentence}") for line, sentence in found))


def _sentence(problem: Problem) -> str:
    """For the runner: `step 2, "reps": ...`."""
    words: list[str] = []
    for key in problem.path:
        if isinstance(key, int):
            words[-1] = f"{words[-1]} {key + 1}"
        else:
            words.append(key)
    if problem.path and isinstance(problem.path[-1], str):
        words[-1] = quoted(words[-1])
    return f"{', '.join(words)}: {problem.text}" if words else problem.text
