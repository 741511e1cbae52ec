"""A rule of training: its label, its sources, and the reason it gives when it speaks."""

from __future__ import annotations

import re
from collections.abc import Callable
from types import MappingProxyType
from typing import Any, NamedTuple, ParamSpec, TypeAlias, TypeVar

from calf_tui.core.frozen_dataclass import dataclass

Asked = ParamSpec("Asked")
Facts = TypeVar("Facts")
Values: TypeAlias = tuple[object, ...] | None
"""What a rule says of its reason; None where it does not speak."""
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
BRIEF = MappingProxyType(
    {
        "in-progress": "Begun at {1:%H:%M}, and not ended.",
        "paused": "Paused {0}.",
        "rest-day": "You called it a rest day.",
        "before-run": "Before a run: no long stretches.",
        "after-run": "After a run: stretch and roll.",
        "after-stop": "{2}",
        "stopped-today": "Stopped for pain today: nothing hard.",
        "first-session": "{1} moves {2}.",
        "week-met": "The week is met.",
        "done-today": "You trained today.",
        "begun-today": "One set so far; two make a day.",
        "day-off": "Not one of your days.",
        "other-day": "Not one of your days.",
        "after-race": "The race was {0}.",
        "race-week": "The race is {0}.",
        "race-rest": "Race {0}: rest is enough.",
        "race-today": "The race is today.",
        "rest-48h": "Hard again from {1} on.",
        "before-hard-run": "A hard run {0}.",
        "plan-session": "Day {1} of {2} of the plan's week.",
        "plan-daily": "Daily, as the article asks.",
        "strength": "{0} of {1} days; 48 h without hard work.",
        "jumps-pain": "No jumps: pain was {0} {1}.",
        "doctor-first": "Ask a doctor before you train.",
        "see-physio": "Consider a physiotherapist.",
        "deload": "Consider an easy week (a deload).",
        "test-due": "A heel-rise test is due.",
        "imbalance": "The legs differ in the tests.",
    }
)
"""Reasons in at most 38 characters, by the id of the rule, as forms like `Rule.why`."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule in plain words, which is called with what it asks about.

    `why` is the form of its reasons, in the syntax of `str.format`; `decide` returns the values for
    it, or None where the rule does not speak.
    """

    id: str
    label: str
    text: str
    why: str
    decide: Callable[..., Values]

    def __call__(self, *asked: Any, **named: Any) -> Reason | None:
        """The reason that the rule gives, if it speaks."""
        values = self.decide(*asked, **named)
        return None if values is None else Reason(self, values)

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


def rule(
    id: str,  # noqa: A002
    why: str,
) -> Callable[[Callable[Asked, Values]], Callable[Asked, Reason | None]]:
    """Makes a function a rule, with the text and, in brackets, the label of its docstring.

    The function returns the values for `why`, or None where it does not speak.
    """

    def register(decide: Callable[Asked, Values]) -> Callable[Asked, Reason | None]:
        words = " ".join((decide.__doc__ or "").split())
        label = _LABEL.search(words)
        return Rule(id, label[1] if label else "ours", _LABEL.sub("", words), why, decide)

    return register


def together(
    *rules: Callable[[Facts], Reason | None],
) -> Callable[[Facts], tuple[Reason, ...]]:
    """Returns what says of some facts all that these rules have to say, in their order."""
    return lambda facts: tuple(said for each in rules if (said := each(facts)) is not None)
