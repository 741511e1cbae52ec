"""Pain in some sessions by place, with the mornings after them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from calf_tui.core.frozen_dataclass import dataclass
from calf_tui.core.session.state import PAIN_SITES
from calf_tui.core.text.formatting import place_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from calf_tui.core.records.session_record import SessionRecord, SetRecord

UNSAID = "not said"
LEGS = ("left", "right")


@dataclass(frozen=True, slots=True)
class PainAt:
    """Pain above 0 at a place, on a scale to 10.

    `mornings` are the answers on the mornings after those sessions; `higher` says how many of them
    were above the highest pain of their session.
    """

    place: str
    sessions: int
    worst: int
    mean: float
    last: date
    mornings: tuple[int, ...]
    higher: int


@dataclass(frozen=True, slots=True)
class PainSums:
    """How many sets have an answer and how many hurt, where, and all answers of mornings after.

    The places with most sessions come first, `UNSAID` last.
    """

    answered: int
    painful: int
    places: tuple[PainAt, ...]
    mornings: tuple[int, ...]


def pain_place(painful: SetRecord) -> str:
    """Returns "left Achilles" for a place that the app offers, "other" for the runner's own words.

    Of a set on one side, that side is meant where no other was said.
    """
    words = (painful.pain_site or "").split()
    if not words:
        return UNSAID
    leg = words.pop(0) if words[0] in LEGS else painful.side
    site = next((each for each in PAIN_SITES if [each] == words), "other")
    return place_words(f"{leg} {site}" if leg in LEGS else site)


def pain_sums(sessions: Iterable[SessionRecord]) -> PainSums:
    """Returns the sums of these sessions, which are oldest first."""
    pains: dict[str, list[int]] = {}
    where: dict[str, list[SessionRecord]] = {}
    answers, painful = 0, 0
    mornings: list[int] = []
    for session in sessions:
        if session.morning_pain is not None:
            mornings.append(session.morning_pain)
        here: set[str] = set()
        for each in session.sets:
            answers += each.pain is not None
            if each.pain:
                painful += 1
                place = pain_place(each)
                pains.setdefault(place, []).append(each.pain)
                here.add(place)
        for place in here:
            where.setdefault(place, []).append(session)
    order = sorted(pains, key=lambda place: (place == UNSAID, -len(where[place]), place))
    places = tuple(_at(place, pains[place], where[place]) for place in order)
    return PainSums(answers, painful, places, tuple(mornings))


def _at(place: str, pains: list[int], sessions: list[SessionRecord]) -> PainAt:
    asked = [(_worst(each), each.morning_pain) for each in sessions]
    return PainAt(
        place,
        len(sessions),
        max(pains),
        sum(pains) / len(pains),
        sessions[-1].local_date,
        tuple(morning for _, morning in asked if morning is not None),
        sum(morning is not None and morning > worst for worst, morning in asked),
    )


def _worst(session: SessionRecord) -> int:
    return max((each.pain or 0 for each in session.sets), default=0)
