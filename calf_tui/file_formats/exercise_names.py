"""Finds the move that a name in another program means, if it is certain."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from calf_tui.core.routines.routine import Side

_CLEAR: Mapping[str, tuple[str, ...]] = {
    "tiptoe_walk": (
        "tiptoe walk",
        "tip toe walk",
        "toe walk",
        "farmer's walk on the toes",
        "farmer's walk on tiptoes",
        "farmer's carry on the toes",
    ),
    "heel_raise_box": (
        "heel raise",
        "calf raise",
        "heel rise",
        "calf rise",
        "heel raise on a box",
        "heel raise on a step",
        "calf raise on a box",
        "calf raise on a step",
        "standing calf raise on a step",
        "standing calf raise on a box",
        "standing heel raise on a step",
        "standing calf raise on a staircase",
    ),
    "jump_squat": ("jump squat",),
    "downward_dog": (
        "downward dog",
        "downward-facing dog",
        "down dog",
        "downdog",
        "adho mukha svanasana",
        "downward dog pose",
        "downward-facing dog pose",
    ),
    "wall_calf_stretch": (
        "wall calf stretch",
        "wall stretch",
        "standing wall calf stretch",
        "standing gastrocnemius stretch",
        "wall gastrocnemius stretch",
    ),
    "foam_roll_calf": (
        "foam roll calf",
        "foam roller calf",
        "foam rolling calf stretch",
        "calf roll",
        "calf roller",
        "calf smr foam roller",
    ),
}
"""Names in other programs and books that can mean only one of the six moves [ours]."""
_LIKELY = {
    "heel_raise_box": re.compile(r"calf|calves|heel"),
    "jump_squat": re.compile(r"squat"),
    "tiptoe_walk": re.compile(r"tip ?toe|farmer"),
    "downward_dog": re.compile(r"dog\b"),
    "foam_roll_calf": re.compile(r"foam roll"),
}
"""Words in names that probably mean one of the moves, which only the runner knows."""
_NO_MATTER = frozenset(("a", "an", "the", "on", "at", "against", "with", "bodyweight", "my"))
_SIDE = re.compile(r"\b(left|right)(?:\s+(?:leg|side|foot|calf))?\b")


def words_of(name: str) -> frozenset[str]:
    """Returns the words that matter: {"foam", "roll", "calf"} for "Foam rolling, calves"."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    plain = re.sub(r"['\N{RIGHT SINGLE QUOTATION MARK}]", "", plain)
    words = re.split(r"[\W_]+", plain)
    return frozenset(_stem(each) for each in words if each and each not in _NO_MATTER)


def spelling_of(name: str) -> str:
    """Returns the name in lower case with single spaces."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def side_in(name: str) -> tuple[str, Side]:
    """Returns the name without "left" or "right", and the side."""
    found = _SIDE.search(name.casefold())
    if found is None:
        return name, "both"
    rest = name[: found.start()] + name[found.end() :]
    return rest, "left" if found[1] == "left" else "right"


class ExerciseNames:
    """Finds the move that a name means.

    `known` are the names of the moves by id; `named` are the ids that the runner gave for names in
    another program.
    """

    def __init__(self, known: Mapping[str, str], named: Mapping[str, str]) -> None:
        self._named = {spelling_of(name): move for name, move in named.items()}
        self._clear = {words_of(each): move for move, names in _CLEAR.items() for each in names}
        self._clear |= {words_of(name): move for move, name in known.items()}
        self._clear |= {words_of(move): move for move in (*_CLEAR, *known)}
        self.used: set[str] = set()
        """The runner's names that were found, as `spelling_of` returns them."""

    def find(self, name: str) -> tuple[str, Side] | None:
        """Returns the id of the move and the side in the name; None if the move is not certain."""
        spelling = spelling_of(name)
        if spelling in self._named:
            self.used.add(spelling)
            return self._named[spelling], side_in(name)[1]
        rest, side = side_in(name)
        move = self._clear.get(words_of(rest))
        return (move, side) if move else None


def likely_exercise(name: str) -> str:
    """Returns the id of the move that a name probably means; "" if there is none."""
    plain = " ".join(re.split(r"[\W_]+", name.casefold()))
    if "calf" in plain or "calves" in plain:
        if "stretch" in plain:
            return "wall_calf_stretch"
        if "roll" in plain:
            return "foam_roll_calf"
    if "squat" in plain and "jump" not in plain:
        return ""
    return next((move for move, found in _LIKELY.items() if found.search(plain)), "")


def likely_first(names: Iterable[str]) -> list[str]:
    """Returns the names in order, those first that probably mean a move."""
    return sorted(names, key=lambda name: (not likely_exercise(name), name.casefold()))


def _stem(word: str) -> str:
    if word == "calves":
        return "calf"
    for ending in ("ing", "s"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return word.removesuffix(ending)
    return word
