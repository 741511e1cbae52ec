from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calf_tui.core.figures.figure import EASINGS, Easing, KeyFrame, Motion, key_pose, pose_at
from calf_tui.core.routines.routine import PARTS, Tempo
from tests.core.session.strategies import tempos

ARTICLE = Tempo(1, 1, 10, 1)
HEEL = Motion(
    (
        KeyFrame({"head": (50.0,)}, 1, "up", "even"),
        KeyFrame({"head": (50.0,)}, 1, "top", "even"),
        KeyFrame({"head": (-20.0,)}, 1, "down", "even"),
        KeyFrame({"head": (-20.0,)}, 1, "bottom", "even"),
    )
)
BREATH = Motion(
    (KeyFrame({"head": (0.0,)}, 0), KeyFrame({"head": (8.0,)}, 2), KeyFrame({"head": (8.0,)}, 3)),
    period=5,
)


def height(motion: Motion, elapsed: float, tempo: Tempo = ARTICLE) -> float:
    return pose_at(motion, elapsed, tempo)["head"][0]


@pytest.mark.parametrize(
    ("elapsed", "expected"),
    [(0, -20), (0.5, 15), (1, 50), (1.5, 50), (2, 50), (7, 15), (12, -20), (12.9, -20), (13.5, 15)],
)
def test_a_paced_motion_follows_the_parts_of_the_repetition(
    elapsed: float, expected: float
) -> None:
    assert height(HEEL, elapsed) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("elapsed", "expected"), [(0, 0), (1, 4), (2, 8), (2.5, 8), (4, 4), (5, 0), (11, 4)]
)
def test_a_loop_comes_round(elapsed: float, expected: float) -> None:
    assert height(BREATH, elapsed) == pytest.approx(expected)


@given(tempos)
def test_every_part_ends_in_its_posture_whatever_the_tempo(tempo: Tempo) -> None:
    passed = 0.0
    for part, frame in zip(PARTS, HEEL.frames, strict=True):
        length = getattr(tempo, part)
        passed += length
        if length:
            almost = passed - min(1e-6, length / 2)
            assert height(HEEL, almost, tempo) == pytest.approx(frame.pose["head"][0], abs=0.01)


@given(tempos, st.floats(0, 1000))
def test_a_motion_never_leaves_its_postures(tempo: Tempo, elapsed: float) -> None:
    assert -20 - 1e-9 <= height(HEEL, elapsed, tempo) <= 50 + 1e-9


@pytest.mark.parametrize("easing", EASINGS)
def test_every_easing_goes_one_way_from_end_to_end(easing: Easing) -> None:
    motion = Motion(
        (KeyFrame({"head": (0.0,)}, 0), KeyFrame({"head": (1.0,)}, 1, easing=easing)), period=2
    )
    values = [height(motion, step / 20) for step in range(21)]

    assert values[0] == 0
    assert values[-1] == pytest.approx(1)
    assert all(before <= after for before, after in pairwise(values))
    early, late = values[5], 1 - values[15]
    order = {
        "even": early == late,
        "smooth": early < 0.2,
        "rise": early > late,
        "fall": early < late,
    }
    assert order[easing]


def test_a_part_stands_in_the_posture_it_leads_to_or_in_the_one_marked() -> None:
    marked = Motion(
        (
            KeyFrame({"head": (1.0,)}, 0.5, "up", is_key=True),
            KeyFrame({"head": (2.0,)}, 1, "up"),
            KeyFrame({"head": (3.0,)}, 1, "down"),
        )
    )

    assert key_pose(HEEL, "down") == {"head": (-20.0,)}
    assert key_pose(marked, "up") == {"head": (1.0,)}
    assert key_pose(marked, "down") == {"head": (3.0,)}
    assert key_pose(marked, "top") == {"head": (1.0,)}
    assert key_pose(BREATH, None) == {"head": (8.0,)}
