"""The sounds themselves: the files, their shape, and that no two are alike."""

from __future__ import annotations

from itertools import combinations, pairwise
from pathlib import Path

import pytest

from calf_tui.audio.synthesis import FULL_SCALE, RATE, frames, samples, table, wav
from calf_tui.audio.tones import RECIPES
from calf_tui.core.cues import Sound
from tests.audio.listening import PITCHES, heard, likeness

SOUNDS = Path(__file__).parents[2] / "assets" / "sounds"
LARGEST_STEP = 0.3
"""Of full scale, between two neighbouring samples: a knock stays below, a click does not."""


@pytest.mark.parametrize("sound", Sound)
def test_the_file_is_what_its_recipe_makes(sound: Sound) -> None:
    assert (SOUNDS / f"{sound.value}.wav").read_bytes() == wav(samples(sound))


def test_the_page_about_the_sounds_is_what_the_recipes_say() -> None:
    assert (SOUNDS / "README.md").read_text(encoding="utf-8") == table()


def test_there_is_a_file_for_every_meaning_and_no_other() -> None:
    assert {path.stem for path in SOUNDS.glob("*.wav")} == {sound.value for sound in Sound}


@pytest.mark.parametrize("sound", Sound)
def test_a_sound_begins_and_ends_in_silence_and_is_as_loud_as_promised(sound: Sound) -> None:
    wave = samples(sound)
    assert (wave[0], wave[-1]) == (0, 0)
    assert max(map(abs, wave)) == pytest.approx(
        FULL_SCALE * 10 ** (RECIPES[sound].peak_db / 20), abs=2
    )
    steps = (abs(later - earlier) for earlier, later in pairwise(wave))
    assert max(steps) < LARGEST_STEP * FULL_SCALE


@pytest.mark.parametrize("sound", Sound)
def test_a_sound_is_where_small_speakers_and_ears_are_good(sound: Sound) -> None:
    moments = heard(samples(sound))
    energy = {
        pitch: sum(moment[place] ** 2 for moment in moments) for place, pitch in enumerate(PITCHES)
    }
    inside = sum(value for pitch, value in energy.items() if 490 <= pitch <= 3000)
    assert inside > 0.95 * sum(energy.values())


def test_no_two_sounds_are_alike() -> None:
    moments = {sound: heard(samples(sound)) for sound in Sound}
    alike = {
        (one.value, other.value): likeness(moments[one], moments[other])
        for one, other in combinations(Sound, 2)
    }
    assert {pair: value for pair, value in alike.items() if value > 0.6} == {}


@pytest.mark.parametrize("sound", [Sound.UP, Sound.DOWN])
@pytest.mark.parametrize("seconds", [0.05, 0.5, 1.0, 3.0, 10.0])
def test_a_held_note_lasts_as_long_as_the_movement_and_keeps_soft_edges(
    sound: Sound, seconds: float
) -> None:
    wave = samples(sound, seconds)
    assert len(wave) == frames(sound, seconds) == round(seconds * RATE)
    assert (wave[0], wave[-1]) == (0, 0)
    steps = (abs(later - earlier) for earlier, later in pairwise(wave))
    assert max(steps) < 0.05 * FULL_SCALE


@pytest.mark.parametrize(("asked", "given"), [(0.0, 0.05), (60.0, 10.0)])
def test_a_held_note_has_a_shortest_and_a_longest_length(asked: float, given: float) -> None:
    assert len(samples(Sound.DOWN, asked)) == round(given * RATE)


@pytest.mark.parametrize(("sound", "rises"), [(Sound.UP, True), (Sound.DOWN, False)])
def test_up_rises_and_down_falls(sound: Sound, rises: bool) -> None:
    moments = heard(samples(sound, 2.0))
    first, last = (moment.index(max(moment)) for moment in (moments[3], moments[-4]))
    assert (last > first) == rises
