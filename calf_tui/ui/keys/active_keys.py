"""Finds all keys that work on a screen, and their meanings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from textual.app import App
from textual.binding import Binding
from textual.screen import Screen

from calf_tui.ui.keys.bindings import SCALE
from calf_tui.ui.keys.home_bindings import key_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.binding import ActiveBinding

HERE, AT_CURSOR, EVERYWHERE = "Here", "At the cursor", "Everywhere"
MANY = 4
"""If a meaning has more keys than this, only their range is shown."""

IN_FULL = {
    "list.up": "up in the list",
    "list.down": "down in the list",
    "list.first": "to the first in the list",
    "list.last": "to the last in the list",
    "list.page_up": "a page up in the list",
    "list.page_down": "a page down in the list",
    "scroll.up": "scroll up",
    "scroll.down": "scroll down",
    "help": "all keys, and why calves",
    "routines.start": "start it; on a day of rest, what is offered, or go to the routines",
    "routines.moves": "to the moves of the routine",
    "routines.list": "back to the routines",
    "routines.progress": "progress: weeks, calendar, trends, history, plan",
    "routines.question": "to the question",
    "routines.merge_copies": "merge the other version of your records",
    "routines.quit": "leave Calf TUI",
    "live.help": "all keys, and why calves",
    "live.end": "end the session; what you did is kept",
    "live.mistake": "the common mistake beside right form",
    "live.lighter": "less load, for the sets to come",
    "live.heavier": "more load, for the sets to come",
    "summary.note": "write a note to the session",
    "summary.back": "back to the routines",
    "progress.next_page": "the next page",
    "progress.previous_page": "the page before",
    "progress.back": "back to the routines",
    "chart.text": "read it as text, and back",
    "chart.svg": "save it as a picture",
    "chart.png": "save it as a PNG",
    "weeks.earlier": "a week earlier",
    "weeks.later": "a week later",
    "weeks.page_earlier": "many weeks earlier",
    "weeks.page_later": "many weeks later",
    "weeks.first": "to the first week",
    "weeks.last": "to this week",
    "weeks.open": "open the week",
    "chart.open_line": "open what the line says",
    "trends.next": "the next trend",
    "trends.previous": "the trend before",
    "trends.delete": "delete the last heel-rise test; u undoes it",
    "trends.range": "a longer or shorter time",
    "calendar.week_earlier": "a week earlier",
    "calendar.week_later": "a week later",
    "calendar.day_earlier": "a day earlier",
    "calendar.day_later": "a day later",
    "calendar.month_earlier": "a month earlier",
    "calendar.month_later": "a month later",
    "calendar.year_earlier": "a year earlier",
    "calendar.year_later": "a year later",
    "calendar.first": "to the first day",
    "calendar.last": "to today",
    "calendar.measure": "minutes or sets",
    "calendar.open": "open the day",
    "period.open": "open the session",
    "period.delete_run": "delete the last run of the day; u undoes it",
    "history.open": "open the session",
    "history.find": "find sessions",
    "history.add": "add a session done elsewhere",
    "session.edit": "edit the session",
    "session.note": "write a note to the session",
    "session.copy": "train the same routine again, now",
    "session.delete": "delete the session; u undoes it",
    "session.up": "scroll up",
    "session.down": "scroll down",
    "records.undo": "undo the last change",
    "plan.more": "more, or later",
    "plan.less": "less, or earlier",
    "plan.add": "add a pause: an injury, an illness, a holiday",
    "plan.edit": "edit the pause",
    "plan.end_today": "the pause ends today",
    "plan.delete": "delete the pause; u undoes it",
    "form.up": "to the row above",
    "form.down": "to the row below",
    "form.page_up": "ten rows up",
    "form.page_down": "ten rows down",
    "form.left": "to the field on the left, or less",
    "form.right": "to the field on the right, or more",
    "form.more": "more, or the next choice; figures and letters can be typed, too",
    "form.less": "less, or the choice before",
    "form.erase": "erase the last sign",
    "form.empty": "empty the field",
    "form.keep": "keep it",
    "form.leave": "leave it; nothing changes",
    "pain.higher": "up the scale of the question",
    "pain.lower": "down the scale of the question",
    "pain.keep": "keep the answer",
    "pain.leave": "leave the question",
    "answer.keep": "keep the answer",
    "answer.pass_over": "leave the question",
    **{f"page.{number}": "the page with this number" for number in range(1, 10)},
}
"""By the id of a binding, where the word beside the key is too short to stand alone."""
OF_TEXTUAL = {"quit": "leave Calf TUI", "command_palette": "the palette: type what you want to do"}
"""By action, for the keys that Textual gives to every app."""


class ActiveKey(NamedTuple):
    """A meaning with all its keys."""

    group: str
    keys: str
    meaning: str


def _unnamed(_action: str) -> str:
    return ""


def keys_on(screen: Screen[Any], named: Callable[[str], str] = _unnamed) -> list[ActiveKey]:
    """Returns the keys of the screen in their order, then of the focused widget, then of the app.

    `named` says what an action does now, where that changes.
    """
    found: dict[tuple[str, str], list[Binding]] = {}
    for each in screen.active_bindings.values():
        is_ours = each.binding.id is not None or isinstance(each.node, App)
        if each.enabled and each.binding.description and is_ours:
            meaning = meaning_of(each.binding, named)
            found.setdefault((_group(each), meaning), []).append(each.binding)
    order = [HERE, AT_CURSOR, EVERYWHERE]
    rows = [ActiveKey(group, _keys(same), meaning) for (group, meaning), same in found.items()]
    places = [meaning_of(each, named) for each in screen.BINDINGS if isinstance(each, Binding)]
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
    is_of_screen = isinstance(each.node, Screen) or each.node.BINDINGS is SCALE
    return HERE if is_of_screen else AT_CURSOR


def meaning_of(binding: Binding, named: Callable[[str], str] = _unnamed) -> str:
    """Returns what a binding does, in full; what differs by its figure alone is the same."""
    text = binding.tooltip or named(binding.action) or binding.description
    said = IN_FULL.get(binding.id or "") or OF_TEXTUAL.get(binding.action, "")
    return said or text.rstrip("0123456789").rstrip() or text


def _keys(same: list[Binding]) -> str:
    if len(same) > MANY:
        return f"{key_name(same[0].key)} to {key_name(same[-1].key)}"
    # What every program has comes last.
    keys = sorted((each.key for each in same), key=lambda key: key.startswith("ctrl+"))
    return _any_of(list(dict.fromkeys(map(key_name, keys))))


def _any_of(keys: list[str]) -> str:
    """Returns "q", "q or esc" or "q, esc or ctrl+c"."""
    *others, last = keys
    return f"{', '.join(others)} or {last}" if others else last
