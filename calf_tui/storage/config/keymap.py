"""The runner's keys from `keys.toml`: an id, and the key or keys it is to have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from calf_tui.storage.config.tolerant_toml import line_left_out, read_tolerantly
from calf_tui.storage.config.toml_line_numbers import line_numbers, line_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from calf_tui.storage.config.toml_line_numbers import KeyPath


class LoadedKeymap(NamedTuple):
    """Keys by id, several of them with commas between; `faults` are of lines left out."""

    keymap: dict[str, str]
    faults: tuple[str, ...] = ()


def read_keymap(
    path: Path, find_problems: Callable[[Mapping[str, str]], Mapping[str, str]]
) -> LoadedKeymap:
    """The keys of the file, as far as its lines are without faults; none where there is no file.

    `live.pause = "p"` and `[live]` with `pause = "p"` are the same. `find_problems` says of keys by
    id which of them cannot be, and why.
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
