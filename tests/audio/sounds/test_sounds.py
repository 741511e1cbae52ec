"""The sounds themselves: the files, their shape, and that no two of a set are alike."""

from __future__ import annotations

from functools import cache
from itertools import combinations, pairwise, product
from math import log10
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from calf_tui.audio.sounds.sound_sets import RECIPES
from calf_tui.audio.sounds.synthesis import FULL_SCALE, RATE, frames, page, samples, wav
from calf_tui.core.session.cue import Sound
from calf_tui.core.settings import SOUND_SETS, SoundSet
from tests.audio.recordings.listening import PITCHES, Heard, heard, likeness
from tests.full import by_turns

if TYPE_CHECKING:
    from array import array

SOUNDS = Path(__file__).parents[3] / "assets" / "sounds"
HELD = (Sound.UP, Sound.DOWN)
LARGEST_STEP = 0.3
"""Of full scale, between two neighbouring samples: a knock stays below, a click does not."""
LARGEST_FIRST_STEP = 0.06
"""Of the peak, over the first and the last quarter of a thousandth of a second: nothing clicks."""

every_set = pytest.mark.parametrize("sound_set", SOUND_SETS)
every_held_note = pytest.mark.parametrize("sound", HELD)


@cache
def wave_of(sound: Sound, sound_set: SoundSet) -> array[int]:
    return samples(sound, sound_set=sound_set)


@cache
def heard_of(sound: Sound, sound_set: SoundSet) -> Heard:
    return heard(wave_of(sound, sound_set))


@pytest.mark.parametrize(("sound", "sound_set"), by_turns(product(Sound, SOUND_SETS), 4))
def test_the_file_is_what_its_recipe_makes(sound: Sound, sound_set: SoundSet) -> None:
    file = SOUNDS / sound_set / f"{sound.value}.wav"
    assert file.read_bytes() == wav(wave_of(sound, sound_set))


def test_the_page_about_the_sounds_is_what_the_recipes_say() -> None:
    assert (SOUNDS / "README.md").read_text(encoding="utf-8") == page()


def test_there_is_a_file_for_every_meaning_in_every_set_and_no_other() -> None:
    files = {path.relative_to(SOUNDS).as_posix() for path in SOUNDS.rglob("*.wav")}
    assert files == {f"{each}/{sound.value}.wav" for each in SOUND_SETS for sound in Sound}


def test_the_files_of_all_sets_stay_small() -> None:
    assert sum(path.stat().st_size for path in SOUNDS.rglob("*.wav")) < 2_500_000


@pytest.mark.parametrize(("sound", "sound_set"), by_turns(product(Sound, SOUND_SETS), 2))
def test_a_sound_is_as_loud_as_promised_and_does_not_click(
    sound: Sound, sound_set: SoundSet
) -> None:
    wave = wave_of(sound, sound_set)
    peak = max(map(abs, wave))
    promised = RECIPES[sound_set][sound].peak_db
    assert (-16 if sound in HELD else -10) <= promised <= -3
    assert peak == pytest.approx(FULL_SCALE * 10 ** (promised / 20), abs=2)
    steps = [abs(later - earlier) for earlier, later in pairwise(wave)]
    assert max(steps) < LARGEST_STEP * FULL_SCALE
    assert (wave[0], wave[-1]) == (0, 0)
    assert max(steps[:11] + steps[-11:]) < LARGEST_FIRST_STEP * peak


@pytest.mark.parametrize("sound", by_turns(Sound, 2))
def test_a_sound_is_about_as_loud_in_every_set(sound: Sound) -> None:
    levels = [loudness(wave_of(sound, each)) for each in SOUND_SETS]
    assert max(levels) - min(levels) < 3.5


def loudness(wave: array[int]) -> float:
    """The loudest eighth of a second, in decibels; ears take about that long to judge."""
    eighth, step = RATE // 8, RATE // 40
    padded = [0] * eighth + [value * value for value in wave] + [0] * eighth
    return 10 * log10(
        max(sum(padded[at : at + eighth]) for at in range(0, len(padded) - eighth, step)) / eighth
    )


@pytest.mark.parametrize(("sound", "sound_set"), by_turns(product(Sound, SOUND_SETS), 2, first=1))
def test_a_sound_is_where_small_speakers_and_ears_are_good(
    sound: Sound, sound_set: SoundSet
) -> None:
    moments = heard_of(sound, sound_set)
    energy = {
        pitch: sum(moment[place] ** 2 for moment in moments) for place, pitch in enumerate(PITCHES)
    }
    inside = sum(value for pitch, value in energy.items() if 490 <= pitch <= 3000)
    assert inside > 0.95 * sum(energy.values())


@every_set
def test_no_two_sounds_of_a_set_are_alike(sound_set: SoundSet) -> None:
    alike = {
        (one.value, other.value): likeness(heard_of(one, sound_set), heard_of(other, sound_set))
        for one, other in combinations(Sound, 2)
    }
    assert {pair: value for pair, value in alike.items() if value > 0.6} == {}


@pytest.mark.parametrize(("one", "other"), combinations(SOUND_SETS, 2))
def test_a_set_is_no_copy_of_another(one: SoundSet, other: SoundSet) -> None:
    for sound in Sound:
        assert wave_of(sound, one) != wave_of(sound, other)


@every_set
@every_held_note
@pytest.mark.parametrize("seconds", by_turns([0.05, 0.5, 1.0, 3.0, 10.0], 2, first=1))
def test_a_held_note_lasts_as_long_as_the_movement_and_keeps_soft_edges(
    sound: Sound, seconds: float, sound_set: SoundSet
) -> None:
    wave = samples(sound, seconds, sound_set)
    assert len(wave) == frames(sound, seconds, sound_set) == round(seconds * RATE)
    assert (wave[0], wave[-1]) == (0, 0)
    steps = (abs(later - earlier) for earlier, later in pairwise(wave))
    assert max(steps) < 0.07 * FULL_SCALE


@every_set
@pytest.mark.parametrize(("asked", "given"), [(0.0, 0.05), (60.0, 10.0)])
def test_a_held_note_has_a_shortest_and_a_longest_length(
    asked: float, given: float, sound_set: SoundSet
) -> None:
    assert len(samples(Sound.DOWN, asked, sound_set)) == round(given * RATE)


@every_set
@pytest.mark.parametrize(("sound", "rises"), [(Sound.UP, True), (Sound.DOWN, False)])
@pytest.mark.parametrize("seconds", by_turns([1.0, 2.0, 10.0], 3, first=1))
def test_up_rises_and_down_falls_all_the_way(
    sound: Sound, rises: bool, seconds: float, sound_set: SoundSet
) -> None:
    moments = heard(samples(sound, seconds, sound_set))
    fifth = len(moments) // 5
    pitches = [
        max(range(len(PITCHES)), key=lambda place: sum(moment[place] for moment in part))
        for part in (moments[at : at + fifth] for at in range(0, 5 * fifth, fifth))
    ]
    assert pitches == sorted(pitches, reverse=not rises)
    assert pitches[0] != pitches[-1]


@every_set
@every_held_note
def test_a_held_note_is_never_silent_for_longer_than_a_tenth_of_a_second(
    sound: Sound, sound_set: SoundSet
) -> None:
    wave = samples(sound, 10.0, sound_set)
    peak = max(map(abs, wave))
    tenth = RATE // 10
    loudest = [max(map(abs, wave[at : at + tenth])) for at in range(0, len(wave) - tenth, tenth)]
    assert min(loudest) > 0.1 * peak


@every_set
def test_a_sound_made_softer_is_the_same_sound(sound_set: SoundSet) -> None:
    for sound in (Sound.TICK, Sound.UP):
        whole, half = (samples(sound, 0.5, sound_set, gain) for gain in (1.0, 0.5))
        assert all(abs(one / 2 - other) <= 1.5 for one, other in zip(whole, half, strict=True))
        assert not any(samples(sound, 0.5, sound_set, 0.0))
