"""The sentences and keys of a session in lines of text."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from calf_tui.core.session.state import Command
from calf_tui.core.text import formatting, spoken_numbers
from calf_tui.ui.plain.console import DOWN, UP

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from calf_tui.core.routines.routine import Step
    from calf_tui.core.session.timeline import Phase

USUAL: dict[str, tuple[str, ...]] = {
    "live.pause": (" ",),
    "live.next": ("n", "l"),
    "live.back": ("b", "h"),
    "live.done": ("\n", "\r", "d"),
    "live.skip": ("s",),
    "live.longer": ("+", "=", "k", UP),
    "live.shorter": ("-", "j", DOWN),
    "live.undo": ("u",),
    "live.mute": ("m",),
    "live.stop": ("x", "!"),
    "live.leave_move": ("e",),
    "live.lighter": (",",),
    "live.heavier": (".",),
    "live.help": ("?",),
    "live.end": ("q",),
}
"""The keys by the id of their binding, as it stands in the runner's file of keys."""
ASKED_FIRST = (Command.END, Command.STOP, Command.LEAVE_MOVE)
COMMANDS: dict[str, Command] = {
    key: command
    for command in Command
    if command not in ASKED_FIRST
    for key in USUAL.get(f"live.{command.value}", ())
}
"""The commands that need no question first, by their usual keys."""
HOW = "i"
NAMES = {" ": "space", "\n": "enter", "\r": "enter", ",": "comma", ".": "full stop"}
IN_WORDS = {"space": " ", "enter": "\n", "up": UP, "down": DOWN, "plus": "+", "minus": "-"}
"""Keys whose names in the file of keys are not those of Unicode."""


def phase_sentence(phase: Phase, done: str = "enter") -> str:
    """Returns "Heel raise on a box, set 2 of 3. Go."; `done` is the key that ends a set."""
    step = phase.step
    parts = [
        step.exercise.name,
        formatting.which_set(phase),
        spoken_numbers.amount(step.dose, step.exercise),
        formatting.SIDE_WORDS[phase.side],
        formatting.load(step),
    ]
    what = ", ".join(part for part in parts if part)
    if phase.kind == "work":
        return f"{what}. Go."
    if phase.kind == "open":
        return f"{what}. Go, and press {done} when done."
    begin = {"ready": "Get ready", "rest": "Rest", "switch": "Other leg", "change": "Next move"}
    return f"{begin[phase.kind]}, {spoken_numbers.seconds(phase.seconds or 0)}. Then {what}."


def move_sentences(step: Step) -> str:
    """Returns the instructions for a move, its purpose and its dose."""
    how = [
        f"{number}: {each}."
        for number, each in enumerate(spoken_numbers.instructions(step), start=1)
    ]
    more = [f"{title}: {text.rstrip('.')}." for title, text in formatting.background(step.exercise)]
    return " ".join([f"{step.exercise.name}.", *how, *more])


class PlainKeys:
    """Reads the runner's own keys as the usual ones; `keymap` has keys by the id of a binding.

    Keys that lines of text cannot read, such as F2, leave the usual ones in force.
    """

    def __init__(self, keymap: Mapping[str, str]) -> None:
        self._own = {
            name: keys for name in USUAL if (keys := tuple(_readable(keymap.get(name, ""))))
        }
        self._usual_of = {key: USUAL[name][0] for name, keys in self._own.items() for key in keys}
        self._replaced = {key for name in self._own for key in USUAL[name]}

    def usual(self, pressed: str) -> str:
        """Returns the usual key for a pressed one; "" for one that has another meaning now."""
        if pressed in self._usual_of:
            return self._usual_of[pressed]
        return "" if pressed in self._replaced else pressed

    def name(self, binding: str) -> str:
        """Returns the first key of a binding, in a word."""
        key = self._own.get(binding, USUAL[binding])[0]
        return NAMES.get(key, key)

    def help(self) -> str:
        """Returns the sentence about all keys."""
        stop = " or ".join(self._own.get("live.stop", USUAL["live.stop"]))
        how = "" if HOW in self._usual_of else f"{HOW} how and why this move, "
        return (
            f"Keys: {self.name('live.pause')} pause, {self.name('live.next')} next, "
            f"{self.name('live.back')} back, {self.name('live.done')} done, "
            f"{self.name('live.skip')} skip, {self.name('live.longer')} and "
            f"{self.name('live.shorter')} longer and shorter, {self.name('live.undo')} undo, "
            f"{self.name('live.mute')} mute, {stop} it hurts, {how}{self.name('live.end')} end, "
            f"{self.name('live.help')} these keys. After a set: figures answer, or up, down and "
            f"enter; tab passes over; {self.name('live.lighter')} and {self.name('live.heavier')} "
            "change the load."
        )


def _readable(keys: str) -> Iterator[str]:
    """Yields the keys that lines of text can read, as they are read."""
    for name in filter(None, keys.split(",")):
        key = IN_WORDS.get(name) or _sign(name)
        if key and key == key.lower():  # they are read without regard to case
            yield key


def _sign(name: str) -> str:
    """Returns the sign with this name, as in question_mark; "" if there is none."""
    if len(name) == 1:
        return name
    try:
        return unicodedata.lookup(name.replace("_", " "))
    except KeyError:
        return ""
