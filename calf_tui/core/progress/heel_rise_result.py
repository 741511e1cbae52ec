"""The result of a heel-rise test in sentences: the band, the noise, the change; never a grade."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calf_tui.core.progress.heel_rise_test import NOISE, band_of, imbalance, is_likely_real

if TYPE_CHECKING:
    from collections.abc import Sequence

    from calf_tui.core.records.coach_records import Profile
    from calf_tui.core.records.session_record import HeelRiseTest

NO_BAND = (
    "With your year of birth and your sex, under About you on the plan page (y), it says what is "
    "typical."
)
NO_EFFECT_OF_AGE = "Another study found 25 and 24 at any age [S70]."
WEEKS = 4
WORDS_OF_SEX = {"male": "men", "female": "women"}


def legs_in_words(left: int | None, right: int | None) -> str:
    """ "Left 23, right 25"; a leg that was not tested is left out."""
    legs = (("left", left), ("right", right))
    said = ", ".join(f"{leg} {rises}" for leg, rises in legs if rises is not None)
    return f"{said[:1].upper()}{said[1:]}"


def result_lines(test: HeelRiseTest, tests: Sequence[HeelRiseTest], profile: Profile) -> list[str]:
    """Returns what the result means, a sentence or two a line.

    `tests` are all tests, oldest first; the one before `test` is compared with.
    """
    return [
        f"{legs_in_words(test.left, test.right)}.",
        _band(test, profile),
        _change(test, [each for each in tests if each.id != test.id]),
        *filter(None, [imbalance(tests)]),
        f"Take it again in {WEEKS} weeks.",
    ]


def _band(test: HeelRiseTest, profile: Profile) -> str:
    if profile.sex is None or profile.birth_year is None:
        return NO_BAND
    age = test.local_date.year - profile.birth_year
    band = band_of(profile.sex, age)
    return (
        f"Typical for {WORDS_OF_SEX[profile.sex]} of {age}: {band.typical}, from {band.low} to "
        f"{band.high} with the noise of a day [S66, S67]. {NO_EFFECT_OF_AGE}"
    )


def _change(test: HeelRiseTest, others: Sequence[HeelRiseTest]) -> str:
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
