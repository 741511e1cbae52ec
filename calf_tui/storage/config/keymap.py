"""Reads the runner's own keys from `keys.toml`: the id of a binding and its key or keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from calf_tui.storage.config.toml_file import line_left_out, read_tolerantly
from calf_tui.storage.config.toml_line_numbers import KeyPath, line_numbers, line_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path


class LoadedKeymap(NamedTuple):
    """Keys by id, separated by commas if there are several; `faults` are the errors in the file."""

    keymap: dict[str, str]
    faults: tuple[str, ...] = ()


def read_keymap(
    path: Path, find_problems: Callable[[Mapping[str, str]], Mapping[str, str]]
) -> LoadedKeymap:
    """Returns the keys of the file, without lines that have errors; none if there is no file.

    `live.pause = "p"` and `[live]` with `pause = "p"` mean the same. `find_problems` takes keys by
    id, and returns for those that are impossible the reason by id.
    """
    read = read_tolerantly(path)
    written = {".".join(map(str, place)): (place, keys) for place, keys in _flat(read.document)}
    wrong = {
        name: 'write a key in quotes, such as "p" or "p,space"'
        for name, (_, keys) in written.items()
        if not _are_keys(keys)
    }
    keymap = {name: keys for name, (_, keys) in written.items() if name not in wrong}
    wrong |= find_problems(keymap)
    lines = line_numbers(read.text) if wrong else {}
    found = sorted((line_of(written[name][0], lines), name) for name in wrong)
    faults = tuple(line_left_out(f"{path}:{line}: {name}: {wrong[name]}") for line, name in found)
    kept = {name: keys for name, keys in keymap.items() if name not in wrong}
    return LoadedKeymap(kept, read.faults + faults)


def _flat(table: Mapping[str, Any], before: KeyPath = ()) -> Iterator[tuple[KeyPath, Any]]:
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, (*before, name))
        else:
            yield (*before, name), value


def _are_keys(value: object) -> bool:
    return isinstance(value, str) and all(
        key and not any(sign.isspace() for sign in key) for key in value.split(",")
    )
