"""The sections of a report on pain: by place, heel-rise tests, time off, and notes."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from calf_tui.core.coach.pain_monitoring import STOP_SIGNS
from calf_tui.core.frozen_dataclass import dataclass
from calf_tui.core.progress.heel_rise_test import (
    LIKELY_REAL,
    NOISE,
    TYPICAL,
    WORDS_OF_SEX,
    heel_rise_trends,
    imbalance,
    symmetry,
    typical_rises,
)
from calf_tui.core.progress.trends import pain_trend
from calf_tui.core.report.sections import NONE, Period, Row, Section, clean, day_words, rounded
from calf_tui.core.session.guided_heel_rise_test import FAULTS
from calf_tui.core.session.pain_scale import CARRY_ON, TOO_MUCH, UNSAID, pain_place
from calf_tui.core.text.formatting import count
from calf_tui.core.text.sanitizing import storable_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from calf_tui.core.records.coach_records import Profile
    from calf_tui.core.records.session_record import HeelRiseTest, Pause, SessionRecord

PAUSE_REASONS = ("holiday", "illness", "injury")
"""Reasons that the app offers; others are the runner's own words."""


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
    asked = [
        (max((one.pain or 0 for one in each.sets), default=0), each.morning_pain)
        for each in sessions
    ]
    return PainAt(
        place,
        len(sessions),
        max(pains),
        sum(pains) / len(pains),
        sessions[-1].local_date,
        tuple(morning for _, morning in asked if morning is not None),
        sum(morning is not None and morning > worst for worst, morning in asked),
    )


def pain_section(period: Period) -> Section:
    """Returns the pain at each place, and the answers of the mornings after."""
    pain = pain_sums(period.sessions)
    if not pain.answered and not pain.mornings:
        return Section("Pain", ["No question about pain was answered in these weeks."])
    trend = pain_trend(period.snapshot)
    paragraphs = [
        f"{count(pain.answered, 'set')} answered, {pain.painful} of them above 0 of 10. "
        f"The app asks to carry on up to {CARRY_ON}, not to add load and not to jump from "
        f"{CARRY_ON + 1} to {TOO_MUCH}, and to end the move above {TOO_MUCH}."
    ]
    if pain.mornings:
        asked = count(len(pain.mornings), "morning")
        paragraphs.append(
            f"{asked} after a session answered: {_worst_and_mean(pain.mornings)}. "
            "The question is about the whole session, so one that hurt at two places counts at "
            "both. Higher are mornings with more pain than the worst of their session."
        )
    return Section(
        "Pain by place, and the mornings after",
        paragraphs,
        ("Place", "Sessions", "Worst", "Mean", "Last", "Mornings after", "Higher")
        if pain.places
        else (),
        [_place_row(each) for each in pain.places],
        trends=tuple(period.drawable([] if trend is None else [trend])),
    )


def _place_row(each: PainAt) -> Row:
    return (
        each.place,
        str(each.sessions),
        str(each.worst),
        rounded(each.mean),
        day_words(each.last),
        _worst_and_mean(each.mornings) if each.mornings else "not answered",
        f"{each.higher} of {len(each.mornings)}" if each.mornings else NONE,
    )


def _worst_and_mean(answers: Sequence[int]) -> str:
    return f"worst {max(answers)}, mean {rounded(sum(answers) / len(answers))}"


def tests_section(period: Period) -> Section:
    """Returns the heel-rise tests, and the last one before them."""
    snapshot = period.snapshot
    every = [each for each in snapshot.tests if each.local_date <= snapshot.today]
    recent = [each for each in every if each.local_date >= period.start]
    before = [each for each in every if each.local_date < period.start][-1:]
    shown = [(each, _why_ended(each, period)) for each in (*before, *recent)]
    if not shown:
        return Section("Heel-rise tests", ["No test has been kept."])
    paragraphs = [
        f"Repetitions differ by ±{NOISE} from day to day: a change of {LIKELY_REAL} or more is "
        "likely real (Hébert-Losier 2017).",
        *_typical(snapshot.coach.profile, snapshot.today),
        *filter(None, [imbalance(every)]),
    ]
    if before:
        paragraphs.append("The first row is the last test before these weeks.")
    says_why = any(why for _, why in shown)
    return Section(
        "Heel-rise tests",
        paragraphs,
        ("Day", "Left", "Right", "Weaker leg", *(("Ended by",) if says_why else ())),
        [(*_test_row(each), *((why or NONE,) if says_why else ())) for each, why in shown],
        trends=tuple(period.drawable(heel_rise_trends(snapshot))),
    )


def _why_ended(test: HeelRiseTest, period: Period) -> str:
    why = test.ended_by or ""
    return clean(why) if period.with_notes or why in FAULTS else ""


def _typical(profile: Profile, today: date) -> Iterator[str]:
    """What is typical of the runner's decade of life, where age and sex are known.

    The age is that in the year of the report: the day of birth is not kept.
    """
    if profile.sex is None or profile.birth_year is None or profile.birth_year > today.year:
        return
    age = today.year - profile.birth_year
    who, typical = WORDS_OF_SEX[profile.sex], typical_rises(profile.sex, age)
    first, last = 20, 10 + 10 * len(TYPICAL[profile.sex])
    decade = min(last, max(first, age // 10 * 10))
    yield (
        f"Typical for {who} in their {decade}s: {typical}, with a day's noise {typical - NOISE} to "
        f"{typical + NOISE} (Hébert-Losier 2017). A band and no grade: another study found no "
        "effect of age, and medians of 25 and 24."
    )


def _test_row(each: HeelRiseTest) -> Row:
    percent = symmetry(each)
    return (
        day_words(each.local_date),
        NONE if each.left is None else str(each.left),
        NONE if each.right is None else str(each.right),
        NONE if percent is None else f"{percent:.0f} % of the stronger",
    )


def time_off_section(period: Period) -> Section:
    """Returns the pauses, and the sessions that were stopped for pain."""
    today = period.snapshot.today
    pauses = [each for each in period.snapshot.pauses if each.overlaps(period.start, today)]
    stops = [each for each in period.sessions if each.status == "stopped_pain"]
    rows = sorted(
        (
            *((each.start, _pause_row(each, period)) for each in pauses),
            *((each.local_date, _stop_row(each)) for each in stops),
        )
    )
    if not rows:
        return Section("Pauses and stops for pain", ["None in these weeks."])
    return Section(
        "Pauses and stops for pain", (), ("What", "When", "Why"), [row for _, row in rows]
    )


def _pause_row(pause: Pause, period: Period) -> Row:
    until = ", still on" if pause.end is None else f" to {day_words(pause.end)}"
    is_shown = period.with_notes or pause.reason in PAUSE_REASONS
    reason = clean(pause.reason) if is_shown else ""
    return "pause", f"{day_words(pause.start)}{until}", reason or NONE


def _stop_row(session: SessionRecord) -> Row:
    """A stop keeps its sign as the note, to which the runner may have added lines."""
    first_line = session.note.partition("\n")[0]
    sign = first_line if any(each.sign == first_line for each in STOP_SIGNS) else ""
    places = ", ".join(dict.fromkeys(pain_place(each) for each in session.sets if each.pain))
    why = "; ".join(filter(None, (sign, places and f"pain: {places}")))
    return "stopped for pain", day_words(session.local_date), why or NONE


def notes_section(period: Period) -> Section:
    """Returns what the runner wrote of the sessions."""
    notes = []
    for each in period.sessions:
        lines = [clean(line) for line in storable_text(each.note).split("\n")]
        if any(line.strip() for line in lines):
            notes.append((day_words(each.local_date), lines))
    return Section("Notes", () if notes else ["None in these weeks."], notes=notes)
