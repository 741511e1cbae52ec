"""Keys bound anew: whether they can be, before any of them is pressed."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from textual.binding import Binding

from calf_tui.core.faults import Fault
from calf_tui.ui import first_keys, keys

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from textual.binding import BindingType

TOGETHER = {
    name: list(value)
    for name, value in {**vars(first_keys), **vars(keys)}.items()
    if name.isupper() and isinstance(value, list)
}
"""The bindings that work at the same time, by the name of their list."""


def require_sound(keymap: Mapping[str, str], place: str) -> None:
    """Raises `Fault`, a line per unknown id and per key that would mean two things at once."""
    problems = [*_unknown(keymap), *dict.fromkeys(_conflicts(keymap))]
    if problems:
        raise Fault("\n".join(f"{place}: {problem}" for problem in problems))


def _unknown(keymap: Mapping[str, str]) -> Iterator[str]:
    known = {binding.id or "" for each in TOGETHER.values() for binding in _bindings(each)}
    for name in keymap:
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            advice = f"; did you mean {near[0]}?" if near else "."
            yield f"there is no key with the id {name}{advice}"


def _conflicts(keymap: Mapping[str, str]) -> Iterator[str]:
    for together in TOGETHER.values():
        holders: dict[str, str] = {}
        for binding in _bindings(together):
            name = binding.id or ""
            for key in keymap.get(name, binding.key).split(","):
                other = holders.setdefault(key.strip(), name)
                if other != name and (other in keymap or name in keymap):
                    yield f"{key} would mean both {other} and {name}."


def _bindings(together: Sequence[BindingType]) -> Iterator[Binding]:
    return (each for each in together if isinstance(each, Binding))
