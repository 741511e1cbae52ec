"""The guided heel-rise test, line by line: warm-up, beat, what ends it, the rest, the result."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from calf_tui.core.progress.heel_rise_test import result_lines
from calf_tui.core.records.coach_records import UNKNOWN_PROFILE, Profile
from calf_tui.core.records.session_record import HeelRiseTest
from calf_tui.core.session.cue import Sound
from calf_tui.core.session.cue_schedule import phase_cues
from calf_tui.core.session.guided_heel_rise_test import Leg, ends_the_leg, timeline_of
from tests.records import AN_INSTANT

A_DAY = date(2026, 11, 22)
TEST = HeelRiseTest("now", AN_INSTANT, A_DAY, 23, 25, AN_INSTANT)


@pytest.mark.parametrize(("first", "other"), [("left", "right"), ("right", "left")])
def test_ten_two_leg_raises_then_one_leg_then_two_minutes_then_the_other(
    first: Leg, other: Leg
) -> None:
    phases = timeline_of(first).phases
    assert [(each.kind, each.side, each.seconds) for each in phases] == [
        ("ready", "both", 5),
        ("work", "both", 20),
        ("change", first, 10),
        ("work", first, 600),
        ("switch", other, 120),
        ("work", other, 600),
    ]


def test_the_metronome_gives_60_beats_a_minute_up_on_one_down_on_the_next() -> None:
    leg = timeline_of("left").phases[3]
    up, down = (
        [cue.at for cue in phase_cues(leg) if cue.sound is sound]
        for sound in (Sound.UP, Sound.DOWN)
    )
    assert up[:30] == list(range(0, 60, 2))
    assert down[:30] == list(range(1, 60, 2))


@pytest.mark.parametrize(
    ("seen_at", "ends"),
    [
        ([], False),
        ([4], False),
        ([4, 5], False),
        ([4, 5, 6], True),
        ([4, 4, 4], True),
        ([4, 6, 7], False),
        ([4, 5, 9, 10], False),
        ([4, 9, 10, 12], False),
        ([4, 9, 10, 11], True),
    ],
)
def test_one_reminder_per_fault_over_after_two_unanswered_in_a_row(
    seen_at: list[int], ends: bool
) -> None:
    assert ends_the_leg(seen_at) is ends


def said(test: HeelRiseTest, *earlier: HeelRiseTest, profile: Profile = UNKNOWN_PROFILE) -> str:
    return "\n".join(result_lines(test, (*earlier, test), profile))


def before(days: int, left: int | None, right: int | None) -> HeelRiseTest:
    taken = AN_INSTANT - timedelta(days=days)
    return HeelRiseTest(str(days), taken, A_DAY - timedelta(days=days), left, right, taken)


def test_the_result_has_a_band_and_the_noise_and_never_a_grade() -> None:
    told = said(TEST, profile=Profile(birth_year=1985, sex="female"))
    assert "Left 23, right 25." in told
    assert "Typical for women of 41: 24, from 18 to 30" in told
    assert "25 and 24 at any age" in told
    assert "From day to day a test differs by 6 either way" in told
    for grade in ("good", "poor", "weak", "excellent", "average", "%"):
        assert grade not in told


def test_without_age_and_sex_it_says_how_to_get_a_band() -> None:
    assert "With your year of birth and your sex" in said(TEST)
    assert "With your year of birth" in said(TEST, profile=Profile(birth_year=1985))


@pytest.mark.parametrize(
    ("earlier", "words"),
    [
        ((16, 19), "left +7, likely real; right +6, within the noise"),
        ((30, None), "left -7, likely real. From"),
        ((None, None), "From day to day"),
    ],
)
def test_what_changed_since_last_time(earlier: tuple[int | None, int | None], words: str) -> None:
    told = said(TEST, before(60, 99, 99), before(28, *earlier))
    assert words in told
    assert ("Since 25 Oct 2026" in told) is (earlier != (None, None))


def test_an_imbalance_of_two_tests_is_said_with_the_result() -> None:
    weak = replace(TEST, left=18, right=28)
    assert "The left leg was weaker" in said(weak, before(28, 18, 28))
    assert "The left leg was weaker" not in said(weak)
