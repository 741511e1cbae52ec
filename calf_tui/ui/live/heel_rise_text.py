"""What the guided heel-rise test says at each moment, for the screen and for lines of text."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Literal

from calf_tui.core.coach.pain_monitoring import DISCLAIMER
from calf_tui.core.errors import UserError
from calf_tui.core.session.guided_heel_rise_test import (
    ENDING_WORDS,
    ENDINGS,
    HOW,
    REST_SECONDS,
    WARM_UP_RAISES,
    leg_of,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from calf_tui.core.session.guided_heel_rise_test import LegResult
    from calf_tui.core.session.state import Session
    from calf_tui.training.coach import Coach
    from calf_tui.training.heel_rise_testing import HeelRiseTesting

Stage = Literal["first", "test", "last", "kept"]
"""Before the test, in it, at its result, or after the result is saved."""
INTRODUCTION = (
    "How often can one leg lift you? It takes about five minutes, and is no session.",
    f"First {WARM_UP_RAISES} raises with both legs to warm up, then one leg, "
    f"{REST_SECONDS // 60} minutes of rest, the other leg.",
    *(f"{each}." for each in HOW),
    "Somebody who watches you sees more than you do. Not with pain: stop where it hurts.",
)
WHICH_FIRST = "Which leg first?"
PAUSED = "Paused. A pause in a leg makes its count worth little: b begins it again."
FAULTS_LINE = "A fault seen? 1 heel, 2 pace, 3 knee."


def require_no_open_stop(coach: Coach) -> None:
    """Raises `UserError` while a stop for pain is not settled."""
    stop = coach.open_stop()
    if stop is not None:
        raise UserError(
            f"No test yet: what you stopped for on {stop.date:%d %b %Y} is not settled. Once you "
            "know more, say so: s on the first screen, or `calf-tui today --after-stop`."
        )


def key_meaning(action: str, stage: Stage, *, in_leg: bool, is_narrow: bool) -> str:
    """Returns what a key of the test does now; "" where its usual hint is right."""
    if action == "answer(1)":
        return "a fault seen" if in_leg else "what ended it"
    if action == "begin('right')" and is_narrow:
        return "right first"
    if action != "go_on":
        return ""
    first = "left first" if is_narrow else "left leg first"
    on = "the leg is over" if in_leg else "on"
    return {"first": first, "test": on, "last": "keep it", "kept": "leave"}[stage]


def headline(session: Session) -> str:
    """ "Warm up with both legs", "Left leg", "Rest, then the right leg"."""
    if session.is_over:
        return "Done"
    phase = session.phase
    leg = leg_of(session)
    if leg is not None:
        return f"{leg.capitalize()} leg"
    if phase.side == "both":
        return "Get ready to warm up" if phase.kind == "ready" else "Warm up with both legs"
    return f"{'Rest' if phase.kind == 'switch' else 'Get ready'}, then the {phase.side} leg"


def large_figure(session: Session, now: float, rises: int) -> tuple[str, str]:
    """Returns the large figure and what it counts: repetitions in a set, else seconds left."""
    if session.phase.is_set:
        return str(rises), "heel rises"
    left = ceil(session.remaining(now) or 0)
    return (f"{left // 60}:{left % 60:02}", "left") if left >= 60 else (str(left), "seconds left")


def leg_told(result: LegResult) -> str:
    """ "Left leg 23: the heel no longer lifts"."""
    said = f"{result.leg.capitalize()} leg {result.rises}"
    return said if result.ended_by is None else f"{said}: {ENDING_WORDS[result.ended_by]}"


def before_and_after(testing: HeelRiseTesting | None, lines: Sequence[str]) -> str:
    """Returns the introduction, the legs with the open question, or the saved result `lines`."""
    if testing is None:
        return "\n\n".join([*INTRODUCTION, DISCLAIMER])
    told = [f"{leg_told(each)}." for each in testing.results]
    if lines:
        return "\n\n".join(["\n".join(["Kept.", *told]), *lines[1:]])
    return "\n".join([*told[: len(told) - testing.is_unanswered], *question(testing)])


def below_the_count(testing: HeelRiseTesting) -> str:
    """Returns what stands below the large figure while the test runs."""
    if testing.session.is_paused:
        return PAUSED
    if leg_of(testing.session) is not None:
        return testing.reminder or FAULTS_LINE
    return "\n".join(question(testing) or map(leg_told, testing.results))


def question(testing: HeelRiseTesting) -> list[str]:
    """Returns what ended the last leg, as a question with its answers; nothing where it is said."""
    if not testing.is_unanswered:
        return []
    last = testing.results[-1]
    choices = (f"{key} {ENDING_WORDS[each]}" for key, each in enumerate(ENDINGS, start=1))
    return [f"{last.leg.capitalize()} leg {last.rises}. What ended it?", *choices]
