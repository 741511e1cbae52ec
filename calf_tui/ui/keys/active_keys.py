"""Finds all keys that work on a screen, and their meanings."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual.app import App
from textual.binding import Binding
from textual.keys import format_key
from textual.screen import Screen

from calf_tui.ui.set_feedback.answer_row import AnswerRow

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual.binding import ActiveBinding, BindingType

HERE, IN_LIST, EVERYWHERE = "Here", "In the list", "Everywhere"
MANY = 4
"""If a meaning has more keys than this, only their range is shown."""


class ActiveKey(NamedTuple):
    """A meaning with all its keys."""

    group: str
    keys: str
    meaning: str


def keys_of(
    active: Mapping[str, ActiveBinding], declared: Sequence[BindingType] = ()
) -> list[ActiveKey]:
    """Returns the keys of the screen in their order, then of the focused widget, then of the app.

    Keys that Textual gives to every screen are left out.
    """
    found: dict[tuple[str, str], list[Binding]] = {}
    for each in active.values():
        is_ours = each.binding.id is not None or isinstance(each.node, App)
        if each.enabled and each.binding.description and is_ours:
            meaning = _meaning(each.binding)
            found.setdefault((_group(each), meaning), []).append(each.binding)
    order = [HERE, IN_LIST, EVERYWHERE]
    rows = [ActiveKey(group, _keys(same), meaning) for (group, meaning), same in found.items()]
    places = [_meaning(each) for each in declared if isinstance(each, Binding)]
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
    return HERE if isinstance(each.node, (Screen, AnswerRow)) else IN_LIST


def _meaning(binding: Binding) -> str:
    """Returns the full meaning of a binding without its digit, so that such bindings are one."""
    text = binding.tooltip or binding.description
    return text.rstrip("0123456789").rstrip() or text


def _keys(same: list[Binding]) -> str:
    if len(same) > MANY:
        return f"{format_key(same[0].key)} – {format_key(same[-1].key)}"
    return " ".join(dict.fromkeys(format_key(each.key) for each in same))
