"""Checks the runner's own keys before they are used."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from textual.binding import Binding
from textual.keys import KEY_TO_UNICODE_NAME, Keys

from calf_tui.core.text.sanitizing import alike
from calf_tui.ui.keys import bindings, dialog_bindings, home_bindings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from textual.binding import BindingType

BINDING_GROUPS = {
    name: list(value)
    for name, value in {**vars(home_bindings), **vars(bindings), **vars(dialog_bindings)}.items()
    if name.isupper() and isinstance(value, list)
}
"""The lists of bindings that are active at the same time, by name."""
MODIFIERS = {"ctrl", "shift", "alt", "super", "hyper", "meta"}
NAMED_KEYS = {each.value.rpartition("+")[2] for each in Keys} | set(KEY_TO_UNICODE_NAME)


def keymap_problems(keymap: Mapping[str, str]) -> dict[str, str]:
    """Returns the ids whose keys are impossible, with the reasons; the others can be used."""
    problems: dict[str, str] = {}
    known = {each.id or "" for each in _all_bindings()}
    for name, wanted in keymap.items():
        wrong = [key for key in wanted.split(",") if not _is_key(key)]
        if name not in known:
            problems[name] = f"there is no key with this id{_advice(name, known)}"
        elif wrong:
            problems[name] = f"there is no key {wrong[0]}{_advice(wrong[0], NAMED_KEYS)}"
    sound = {name: keys for name, keys in keymap.items() if name not in problems}
    while conflict := next(_conflicts(sound), None):
        name, problem = conflict
        problems[name] = problem
        del sound[name]
    return problems


def _advice(word: str, known: Iterable[str]) -> str:
    near = alike(word, known)
    return f"; did you mean {near}?" if near else ""


def _is_key(key: str) -> bool:
    *modifiers, name = key.split("+")
    if not MODIFIERS.issuperset(modifiers):
        return False
    if len(name) == 1 or name in NAMED_KEYS:
        return True
    try:
        unicodedata.lookup(name.replace("_", " "))
    except KeyError:
        return any(name in each.key.split(",") for each in _all_bindings())
    return True


def _conflicts(keymap: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yields the ids with a key that another id has too; of two in the keymap, the later one."""
    order = list(keymap)
    for together in BINDING_GROUPS.values():
        holders: dict[str, Binding] = {}
        for binding in _bindings(together):
            for key in _keys(keymap.get(binding.id or "", binding.key)):
                other = holders.setdefault(key, binding)
                changed = sorted(
                    (each for each in (binding, other) if each.id in keymap),
                    key=lambda each: order.index(each.id or ""),
                )
                if other.id != binding.id and changed:
                    loser = changed[-1]
                    holder = other if loser is binding else binding
                    meaning = holder.tooltip or holder.description
                    yield loser.id or "", f"{key} is {holder.id} already ({meaning})"


def _keys(keys: str) -> list[str]:
    """Returns the keys as Textual names them."""
    return [each.key for each in Binding.make_bindings([Binding(keys, "", "")])]


def _all_bindings() -> Iterator[Binding]:
    for together in BINDING_GROUPS.values():
        yield from _bindings(together)


def _bindings(together: Sequence[BindingType]) -> Iterator[Binding]:
    return (each for each in together if isinstance(each, Binding))
