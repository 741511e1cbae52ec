from __future__ import annotations

from itertools import pairwise
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calf_tui.core.session.cue import Cue, Sound
from calf_tui.training.cue_player import SPACING_SECONDS, flash_at, flash_instants

stretches = st.lists(st.floats(0, 20), max_size=60).map(
    lambda instants: [Cue(at, Sound.TICK) for at in sorted(instants)]
)


@given(stretches, st.floats(0, 1000), st.floats(0, 1000))
def test_there_are_never_more_than_three_flashes_a_second(
    cues: list[Cue], start: float, before: float
) -> None:
    instants = (before, *flash_instants(cues, start, before))
    assert all(later - earlier >= SPACING_SECONDS for earlier, later in pairwise(instants))


@given(stretches, st.floats(0, 1000))
def test_every_cue_flashes_or_follows_a_flash_closely(cues: list[Cue], start: float) -> None:
    instants = flash_instants(cues, start)
    for cue in cues:
        at = start + cue.at
        assert any(0 <= at - instant < SPACING_SECONDS for instant in instants)


def test_beeps_a_second_apart_flash_one_by_one() -> None:
    instants = flash_instants([Cue(at, Sound.TICK) for at in (1, 2, 3)], 100)
    assert list(instants) == [101, 102, 103]
    seen = [flash_at(instants, now) for now in (100.9, 101.1, 101.3, 104)]
    assert [flash.is_on for flash in seen] == [False, True, False, False]
    assert [flash.seconds for flash in seen] == pytest.approx([0.1, 0.05, 0.7, inf])
