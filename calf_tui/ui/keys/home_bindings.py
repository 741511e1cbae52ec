"""The bindings of the first screen and the names of keys; the others would delay its frame."""

from __future__ import annotations

from textual.binding import Binding, BindingType
from textual.keys import format_key

_NAMES = {
    "enter": "enter",
    "escape": "esc",
    "delete": "del",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
    "f1": "F1",
    "minus": "−",
}

HELP_KEY = Binding("question_mark,f1", "app.help", "keys", key_display="?", id="help")

SCROLL_KEYS = (
    Binding("pagedown", "app.scroll_pane(4)", "more", key_display="PgDn", id="scroll.down"),
    Binding("pageup", "app.scroll_pane(-4)", "less", show=False, id="scroll.up"),
)
"""The keys of every screen with a `ScrollPane`."""

APP: list[BindingType] = [
    Binding(
        "ctrl+z",
        "suspend_process",
        "suspend",
        show=False,
        id="app.suspend",
        tooltip="back to the shell; fg brings this back, paused",
        priority=True,
    )
]
"""The keys of every screen and dialog."""

CHOICES: list[BindingType] = [
    Binding("up,k", "move(-1)", "move", key_display="↑↓", id="list.up"),
    Binding("down,j", "move(1)", "down", show=False, id="list.down"),
    Binding("home,g", "move(-100000)", "first", show=False, id="list.first"),
    Binding("end,G", "move(100000)", "last", show=False, id="list.last"),
    Binding("pageup", "page(-1)", "page up", show=False, id="list.page_up"),
    Binding("pagedown", "page(1)", "page down", show=False, id="list.page_down"),
]

ABOUT_YOU = "about you, for the coach: kit, days, race"

ROUTINES: list[BindingType] = [
    Binding("enter", "start", "start", key_display="enter", id="routines.start"),
    Binding("right,l", "moves", "moves", key_display="→", id="routines.moves"),
    Binding("left,h,escape", "list", "routines", key_display="←", id="routines.list"),
    *SCROLL_KEYS,
    Binding("w", "why", "why", id="routines.why", tooltip="why this is proposed"),
    Binding(
        "t", "day_type", "today", id="routines.wish", tooltip="before or after a run, rest day"
    ),
    Binding("r", "ran", "I ran", id="routines.ran", tooltip="keep a run: minutes or km"),
    Binding("b", "test", "heel-rise test", id="routines.test", tooltip="the test that is due"),
    Binding("s", "stop_question", "is it gone?", id="routines.stop_question"),
    Binding("y", "about_you", "about you", show=False, id="routines.profile", tooltip=ABOUT_YOU),
    Binding("u", "undo", "undo", show=False, id="routines.undo", tooltip="undo the last change"),
    Binding("p", "app.progress", "progress", id="routines.progress"),
    *(
        Binding(key, f"answer({key})", f"pain {key}", show=False, id=f"routines.pain_{key}")
        for key in "0123456789"
    ),
    Binding("minus", "choose_number(10)", "pain 10", show=False, id="routines.pain_10"),
    Binding("tab", "to_question", "answer", id="routines.question"),
    Binding("c", "merge_copies", "merge", id="routines.merge_copies"),
    HELP_KEY,
    Binding("q", "app.quit", "quit", id="routines.quit"),
]

UNDOES = "u undoes it."
"""The end of a notice that names this key."""

PROPOSED_MOVES: list[BindingType] = [
    Binding("plus,equals_sign", "screen.more(1)", "more", key_display="+ −", id="proposal.more"),
    Binding("minus", "screen.more(-1)", "less", show=False, id="proposal.less"),
    Binding("full_stop", "screen.heavier(1)", "load", key_display=", .", id="proposal.heavier"),
    Binding("comma", "screen.heavier(-1)", "less load", show=False, id="proposal.lighter"),
    Binding("f", "screen.other_form", "form", id="proposal.form", tooltip="another form of it"),
    Binding("d", "screen.hold", "hold", id="proposal.hold", tooltip="as before, no increase"),
    Binding(
        "u", "screen.as_proposed", "as proposed", id="proposal.undo", tooltip="as it was proposed"
    ),
]
"""Of the moves of the session proposed."""

PROPOSAL: list[BindingType] = [
    Binding("down,j", "screen.to_routines", "routines", key_display="↓", id="proposal.down")
]
"""Of the line that proposes, on the first screen."""


def key_name(key: str) -> str:
    """Returns a key in the one form in which it stands everywhere: "PgDn", "ctrl+q", "?"."""
    modifiers, _, name = key.rpartition("+")
    said = _NAMES.get(name) or format_key(name)
    return f"{modifiers}+{said}" if modifiers else said
