"""Finds all keys that work on a screen, and their meanings."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual.app import App
from textual.binding import Binding
from textual.screen import Screen

from calf_tui.ui.keys.key_names import IN_FULL, OF_TEXTUAL, any_of, key_name
from calf_tui.ui.live.feedback_screen import AnswerRow

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from textual.binding import ActiveBinding, BindingType

HERE, AT_CURSOR, EVERYWHERE = "Here", "At the cursor", "Everywhere"
MANY = 4
"""If a meaning has more keys than this, only their range is shown."""


class ActiveKey(NamedTuple):
    """A meaning with all its keys."""

    group: str
    keys: str
    meaning: str


def keys_of(
    active: Mapping[str, ActiveBinding],
    declared: Sequence[BindingType] = (),
    named: Callable[[str], str] = lambda _: "",
) -> list[ActiveKey]:
    """Returns the keys of the screen in their order, then of the focused widget, then of the app.

    `named` says what an action does now, where that changes, as the hints of the screen do.
    Keys that Textual gives to every screen are left out.
    """
    found: dict[tuple[str, str], list[Binding]] = {}
    for each in active.values():
        is_ours = each.binding.id is not None or isinstance(each.node, App)
        if each.enabled and each.binding.description and is_ours:
            meaning = meaning_of(each.binding, named)
            found.setdefault((_group(each), meaning), []).append(each.binding)
    order = [HERE, AT_CURSOR, EVERYWHERE]
    rows = [ActiveKey(group, _keys(same), meaning) for (group, meaning), same in found.items()]
    places = [meaning_of(each, named) for each in declared if isinstance(each, Binding)]
    return sorted(
        rows,
        key=lambda row: (
            order.index(row.group),
            places.index(row.meaning) if row.meaning in places else -1,
        ),
    )


def _group(each: ActiveBinding) -> str:
    if isinstance(each.node, App):
        return EVERYWHERE
    return HERE if isinstance(each.node, (Screen, AnswerRow)) else AT_CURSOR


def meaning_of(binding: Binding, named: Callable[[str], str] = lambda _: "") -> str:
    """In full; what differs by its figure alone is one."""
    text = binding.tooltip or named(binding.action) or binding.description
    said = IN_FULL.get(binding.id or "") or OF_TEXTUAL.get(binding.action, "")
    return said or text.rstrip("0123456789").rstrip() or text


def _keys(same: list[Binding]) -> str:
    if len(same) > MANY:
        return f"{key_name(same[0].key)} to {key_name(same[-1].key)}"
    # What every program has comes last.
    keys = sorted((each.key for each in same), key=lambda key: key.startswith("ctrl+"))
    return any_of(list(dict.fromkeys(map(key_name, keys))))
