"""The sounds of a set as they are played: from their files, or made anew, at a volume."""

from __future__ import annotations

from array import array
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calf_tui.audio.sounds.synthesis import samples, wav
from calf_tui.audio.worker.sample_cache import SampleCache, gain_of
from calf_tui.audio.worker.track_rendering import arrange, block
from calf_tui.core.session.cue import Cue, Sound
from calf_tui.core.settings import SOUND_SETS, SoundSet

SOUNDS = Path(__file__).parents[3] / "assets" / "sounds"
WORDS = array("h", [0, 800, -900, 1000, 0])


def file_in(folder: Path, sound_set: SoundSet = "bell") -> Path:
    (folder / sound_set).mkdir()
    return folder / sound_set / "tick.wav"


@pytest.mark.parametrize("sound_set", SOUND_SETS)
@pytest.mark.parametrize("sound", [Sound.TICK, Sound.UP])
def test_a_set_is_heard_as_its_recipes_say(sound: Sound, sound_set: SoundSet) -> None:
    cache = SampleCache(SOUNDS, sound_set)
    assert cache.waveform(sound).samples == samples(sound, None, sound_set)
    assert cache.waveform(Sound.DOWN, 0.4).samples == samples(Sound.DOWN, 0.4, sound_set)


@pytest.mark.parametrize("sound_set", SOUND_SETS)
def test_the_file_of_the_set_is_taken_as_it_is(tmp_path: Path, sound_set: SoundSet) -> None:
    file_in(tmp_path, sound_set).write_bytes(wav(array("h", [0, 500, -500, 0])))
    assert SampleCache(tmp_path, sound_set).waveform(Sound.TICK).samples.tolist() == [
        0,
        500,
        -500,
        0,
    ]


@pytest.mark.parametrize("content", [b"", b"no wav", wav(array("h"))])
def test_a_sound_whose_file_is_broken_is_made_anew(tmp_path: Path, content: bytes) -> None:
    file_in(tmp_path).write_bytes(content)
    assert SampleCache(tmp_path).waveform(Sound.TICK).samples == samples(Sound.TICK)


@pytest.mark.parametrize(
    ("volume", "heard"), [(100, 10_000), (50, 3150), (25, 992), (1, 5), (0, 0)]
)
def test_half_the_volume_is_ten_decibels_less(tmp_path: Path, volume: int, heard: int) -> None:
    file_in(tmp_path).write_bytes(wav(array("h", [0, 10_000, -10_000, 0])))
    wave = SampleCache(tmp_path, volume=volume).waveform(Sound.TICK)
    assert wave.samples.tolist() == [0, heard, -heard, 0]


@pytest.mark.parametrize("sound_set", SOUND_SETS)
def test_held_notes_follow_the_volume_as_the_others_do(sound_set: SoundSet) -> None:
    for sound in (Sound.TICK, Sound.DOWN):
        whole, half = (
            SampleCache(SOUNDS, sound_set, volume).waveform(sound, 0.5).peak for volume in (100, 50)
        )
        assert half == pytest.approx(whole * gain_of(50), rel=0.01)


@given(st.integers(0, 99))
def test_a_higher_volume_is_louder(volume: int) -> None:
    assert 0 <= gain_of(volume) < gain_of(volume + 1) <= 1


def test_at_volume_nought_a_whole_stretch_is_silence() -> None:
    cache = SampleCache(SOUNDS, volume=0)
    notes = arrange([Cue(0.1, sound, 0.3) for sound in Sound], 0.0, cache.waveform)
    assert not any(block(notes, 0, notes[-1].end, cache.waveform))


@pytest.mark.parametrize(("volume", "gain"), [(100, 1.0), (50, gain_of(50)), (0, 0.0)])
def test_words_follow_the_volume(tmp_path: Path, volume: int, gain: float) -> None:
    (tmp_path / "0.wav").write_bytes(wav(WORDS))
    heard = SampleCache(tmp_path, volume=volume).waveform(tmp_path / "0.wav").samples
    assert heard.tolist() == [round(gain * value) for value in WORDS]


def test_words_whose_file_is_gone_are_silent(tmp_path: Path) -> None:
    assert not any(SampleCache(tmp_path).waveform(tmp_path / "0.wav").samples)
