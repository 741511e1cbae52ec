"""The reasons for a day in at most 38 characters, for where there is no room for the sentence."""

from __future__ import annotations

from types import MappingProxyType

BRIEF = MappingProxyType(
    {
        "in-progress": "Begun at {1:%H:%M}, and not ended.",
        "paused": "Paused {0}.",
        "rest-day": "You called it a rest day.",
        "before-run": "Before a run: no long stretches.",
        "after-run": "After a run: stretch and roll.",
        "after-stop": "{2}",
        "stopped-today": "Stopped for pain today: nothing hard.",
        "first-session": "{1} moves in their easiest forms.",
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
        "before-hard-run": "A hard run {0} tomorrow.",
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
"""By the id of the rule; a form in the syntax of `str.format` for the values of its reason."""
