"""The heel-rise test: what a result means, and each leg's repetitions in time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calf_tui.core.progress.trends import Line, Point, Trend, best_of
from calf_tui.core.text import formatting

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from calf_tui.core.progress.progress_snapshot import ProgressSnapshot
    from calf_tui.core.records.coach_records import Profile, Sex
    from calf_tui.core.records.session_record import HeelRiseTest

NOISE = 6
"""Repetitions by which a test differs from day to day [S66]."""
ALIKE = 90.0
"""Limb symmetry in percent below which a difference is mentioned."""
HALF_TO_ALL = (50.0, 100.0)
LIKELY_REAL = NOISE + 1

TYPICAL: dict[Sex, tuple[int, ...]] = {
    "male": (37, 32, 28, 23, 19, 14),
    "female": (30, 27, 24, 21, 19, 16),
}
"""Repetitions by decade of age from the twenties to the seventies [S66, as S67 quotes it]."""
FIRST_DECADE = 20
NO_BAND = "With your year of birth and your sex, under About you (y), it says what is typical."
NO_EFFECT_OF_AGE = "Another study found 25 and 24 at any age [S70]."
WEEKS = 4
WORDS_OF_SEX = {"male": "men", "female": "women"}


def heel_rise_trends(snapshot: ProgressSnapshot) -> Iterator[Trend]:
    """Yields the trend of each leg's repetitions, and that of the legs' symmetry."""
    tests = [each for each in snapshot.tests if each.local_date <= snapshot.today]
    lines = []
    for name in ("left", "right"):
        points = tuple(
            Point(each.local_date, getattr(each, name))
            for each in tests
            if getattr(each, name) is not None
        )
        if points:
            lines.append(Line(name, points, best_of(points)))
    if lines:
        yield Trend("Heel-rise test", "reps", tuple(lines), NOISE, note=_change(lines))
    points = tuple(
        Point(each.local_date, percent) for each in tests if (percent := symmetry(each)) is not None
    )
    if points:
        line = Line("weaker", points)
        note = imbalance(tests) or "Legs differ a little in everyone."
        yield Trend("Left and right", "%", (line,), bounds=HALF_TO_ALL, note=note)


def symmetry(test: HeelRiseTest) -> float | None:
    """Returns the weaker leg in percent of the stronger; None if one is missing or both are 0."""
    left, right = test.left, test.right
    if left is None or right is None or not max(left, right):
        return None
    return 100.0 * min(left, right) / max(left, right)


def imbalance(tests: Sequence[HeelRiseTest]) -> str:
    """Returns a sentence if one leg was weaker in the last two tests, beyond noise; else ""."""
    last_two = [each for each in tests if symmetry(each) is not None][-2:]
    if len(last_two) < 2 or not all(map(_is_apart, last_two)):
        return ""
    weaker = {"left" if (each.left or 0) < (each.right or 0) else "right" for each in last_two}
    if len(weaker) > 1:
        return ""
    return f"The {weaker.pop()} leg was weaker in the last two tests, by more than their noise."


def _is_apart(test: HeelRiseTest) -> bool:
    percent = symmetry(test)
    gap = abs((test.left or 0) - (test.right or 0))
    return percent is not None and percent < ALIKE and gap >= LIKELY_REAL


def _change(lines: Sequence[Line]) -> str:
    """Returns a sentence about the change from the first test to the last, and about its noise."""
    changes = [(line.name, line.points[-1].value - line.points[0].value) for line in lines]
    said = ", ".join(f"{name} {change:+.0f}" for name, change in changes)
    if all(len(line.points) == 1 for line in lines):
        return f"One test so far; from the next on, a change of {LIKELY_REAL} is likely real."
    if all(abs(change) <= NOISE for _, change in changes):
        return f"Since the first test: {said}, within the noise of ±{NOISE}."
    return f"Since the first test: {said}; a change of {LIKELY_REAL} or more is likely real."


def typical_rises(sex: Sex, age: int) -> int:
    """Returns the repetitions that are typical, to be shown with the noise of a day [S66, ours].

    The twenties stand for younger, the seventies for older runners. Another study found no effect
    of age, with medians of 25 and 24 [S70].
    """
    decades = TYPICAL[sex]
    return decades[min(len(decades) - 1, max(0, (age - FIRST_DECADE) // 10))]


def is_likely_real(before: int, after: int) -> bool:
    """Whether a change is beyond the noise of ±6 from day to day: from 7 on [S66]."""
    return abs(after - before) >= LIKELY_REAL


def result_lines(test: HeelRiseTest, tests: Sequence[HeelRiseTest], profile: Profile) -> list[str]:
    """Returns what the result means, a sentence or two a line.

    `tests` are all tests, oldest first; the one before `test` is compared with.
    """
    legs = formatting.legs_in_words(test)
    return [
        f"{formatting.capitalized(legs)}.",
        _band(test, profile),
        _change_since_last(test, [each for each in tests if each.id != test.id]),
        *filter(None, [imbalance(tests)]),
        f"Take it again in {WEEKS} weeks.",
    ]


def _band(test: HeelRiseTest, profile: Profile) -> str:
    if profile.sex is None or profile.birth_year is None:
        return NO_BAND
    age = test.local_date.year - profile.birth_year
    typical = typical_rises(profile.sex, age)
    return (
        f"Typical for {WORDS_OF_SEX[profile.sex]} of {age}: {typical}, from {typical - NOISE} to "
        f"{typical + NOISE} with the noise of a day [S66, S67]. {NO_EFFECT_OF_AGE}"
    )


def _change_since_last(test: HeelRiseTest, others: Sequence[HeelRiseTest]) -> str:
    noise = f"From day to day a test differs by {NOISE} either way"
    earlier = [each for each in others if each.taken_at <= test.taken_at]
    if not earlier:
        return f"{noise}: from the next one on, a change of {NOISE + 1} is likely real."
    last = earlier[-1]
    said = []
    for leg in ("left", "right"):
        before, after = getattr(last, leg), getattr(test, leg)
        if before is not None and after is not None:
            real = "likely real" if is_likely_real(before, after) else "within the noise"
            said.append(f"{leg} {after - before:+d}, {real}")
    if not said:
        return f"{noise}."
    return f"Since {last.local_date:%d %b %Y}: {'; '.join(said)}. {noise}."
