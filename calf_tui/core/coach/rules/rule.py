"""A rule of training: what it says of itself, and the reason it gives when it speaks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import wraps
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, ParamSpec

from calf_tui.core.coach.rules.sources import SOURCES

if TYPE_CHECKING:
    from collections.abc import Callable

Parameters = ParamSpec("Parameters")
_LABEL = re.compile(r"\s*\[([^\]]+)\]\s*$")


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule in plain words. `why` is the form of its reasons, in the syntax of `str.format`."""

    id: str
    label: str
    text: str
    why: str

    @property
    def source(self) -> str:
        """Where each part of its label comes from."""
        return "; ".join(f"{each}: {SOURCES[each]}" for each in self.label.split(", "))


class Reason(NamedTuple):
    """That a rule spoke, and of what. The sentence is made when it is read."""

    by: Rule
    values: tuple[object, ...] = ()

    @property
    def rule(self) -> str:
        """The rule's id."""
        return self.by.id

    @property
    def label(self) -> str:
        """Where the rule comes from."""
        return self.by.label

    @property
    def text(self) -> str:
        """Why, in one sentence."""
        return self.by.why.format(*self.values)


_RULES: dict[str, Rule] = {}
RULES = MappingProxyType(_RULES)
"""Every rule by id, in the order in which they were written."""


def rule(
    id: str,  # noqa: A002
    why: str,
) -> Callable[
    [Callable[Parameters, tuple[object, ...] | None]], Callable[Parameters, Reason | None]
]:
    """Registers a function as a rule, with the text and, in brackets, the label of its docstring.

    The function returns the values for `why`, or None where it does not speak.
    """

    def register(
        decide: Callable[Parameters, tuple[object, ...] | None],
    ) -> Callable[Parameters, Reason | None]:
        words = " ".join((decide.__doc__ or "").split())
        label = _LABEL.search(words)
        made = Rule(id, label[1] if label else "ours", _LABEL.sub("", words), why)
        _RULES[id] = made

        @wraps(decide)
        def speak(*arguments: Parameters.args, **named: Parameters.kwargs) -> Reason | None:
            values = decide(*arguments, **named)
            return None if values is None else Reason(made, values)

        return speak

    return register
