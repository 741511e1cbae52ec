"""A rule of training: its label, its sources, and the reason it gives when it speaks."""

from __future__ import annotations

import re
from functools import wraps
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple, ParamSpec, TypeVar

from calf_tui.core.coach.rules.brief_reasons import BRIEF
from calf_tui.core.frozen_dataclass import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

Parameters = ParamSpec("Parameters")
Facts = TypeVar("Facts")
DAYS_OF_A_WEEK = 7
_LABEL = re.compile(r"\s*\[([^\]]+)\]\s*$")

SOURCES = MappingProxyType(
    {
        "article": "the article that the six moves come from",
        "ours": "a decision of this program; no source says it",
        "practice": "what coaches do; no trial shows it",
        "S1": "American College of Sports Medicine, medscape.com/viewarticle/717047",
        "S3": "ebrary.net/154521",
        "S6": "Beyer 2015, in uptodatefree 103058",
        "S10": "Silbernagel 2020, PMC7249277",
        "S12": "sportsrec.com/465475",
        "S13": "locosports 2017/11/22",
        "S15": "Engeroff 2023, s41598-023-30798-3",
        "S17": "Schoenfeld 2015, s40279-015-0304-0",
        "S18": "Behm 2016, 10.1139/apnm-2015-0235",
        "S29": "the 2-for-2 rule, freedomoffitness.com",
        "S30": "PMC5889786",
        "S32": "PMC9319953",
        "S65": "Sleeswijk Visser, 10.1016/j.bjpt.2025.101188",
        "S66": "Hébert-Losier 2017, Waikato 10289/11322",
        "S84": "Hackett 2017",
        "S91": "evidenceforexercise.com",
        "S92": "Silbernagel 2007",
        "S97–S102": "crescentcityortho, torbayphysio, vdf.org, wpbphysio, health.harvard.edu, "
        "runnersworldonline",
    }
)
"""By label; most were read as abstracts or excerpts."""


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

    @property
    def brief(self) -> str:
        """The same in as few words as possible."""
        return BRIEF.get(self.rule, self.by.why).format(*self.values)


def in_days(days: int) -> str:
    """Returns "today", "tomorrow", "in 5 days"."""
    return {0: "today", 1: "tomorrow"}.get(days, f"in {days} days")


def days_ago(days: int) -> str:
    """Returns "today", "yesterday", "5 days ago"."""
    return {0: "today", 1: "yesterday"}.get(days, f"{days} days ago")


def on_day(day: date, today: date) -> str:
    """Returns "today", "yesterday", "on Tuesday" within a week, else "on 3 November"."""
    ago = (today - day).days
    if ago in (0, 1):
        return "yesterday" if ago else "today"
    return f"on {day:%A}" if 0 < ago < DAYS_OF_A_WEEK else f"on {day.day} {day:%B}"


_RULES: dict[str, Rule] = {}
RULES = MappingProxyType(_RULES)
"""Every rule by id, in the order in which they were written."""
_DECISIONS: dict[Callable[..., Reason | None], tuple[Rule, Callable[..., Any]]] = {}
"""By the function that speaks: its rule, and what decides whether it does."""


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

        _DECISIONS[speak] = made, decide
        return speak

    return register


def together(
    *rules: Callable[[Facts], Reason | None],
) -> Callable[[Facts], tuple[Reason, ...]]:
    """Returns what says of some facts all that these rules have to say, in their order.

    It is asked for each move again and again, so it leaves out what lies around a decision.
    """
    decisions = tuple(_DECISIONS[each] for each in rules)

    def speak(facts: Facts) -> tuple[Reason, ...]:
        said: tuple[Reason, ...] = ()
        for by, decide in decisions:
            values = decide(facts)
            if values is not None:
                said = (*said, Reason(by, values))
        return said

    return speak
