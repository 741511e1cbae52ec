"""What voices write, made fit for the track."""

from __future__ import annotations

import math
import wave
from array import array
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calf_tui.audio.sounds.synthesis import FULL_SCALE, RATE, little_endian
from calf_tui.audio.speech.voice_samples import (
    LONGEST,
    LOUDNESS,
    PEAK,
    Recording,
    read_recording,
    spoken_samples,
)

if TYPE_CHECKING:
    from pathlib import Path

RATES = (8_000, 11_025, 16_000, 22_050, 24_000, 44_100, 48_000)


def hum(rate: int, seconds: float, hertz: float = 200.0, strength: float = 0.5) -> array[int]:
    turn = 2 * math.pi * hertz / rate
    values = (math.sin(turn * place) for place in range(round(rate * seconds)))
    return array("h", [round(FULL_SCALE * strength * value) for value in values])


def silence(rate: int, seconds: float) -> array[int]:
    return array("h", bytes(2 * round(rate * seconds)))


def fit(recording: Recording) -> array[int]:
    samples = spoken_samples(recording)
    assert samples is not None
    return samples


def crossings(samples: array[int]) -> int:
    return sum(before < 0 <= after for before, after in pairwise(samples))


@pytest.mark.parametrize("rate", RATES)
def test_whatever_the_rate_length_pitch_and_loudness_are_the_same(rate: int) -> None:
    samples = fit(Recording(hum(rate, 1.0), rate, 1))
    assert len(samples) == pytest.approx(RATE, abs=RATE // 100)
    assert crossings(samples) == pytest.approx(200, abs=2)
    root = math.sqrt(sum(value * value for value in samples) / len(samples)) / FULL_SCALE
    assert root == pytest.approx(LOUDNESS, rel=0.15)


@pytest.mark.parametrize("strength", [0.01, 0.1, 1.0])
def test_a_soft_voice_is_as_loud_as_a_loud_one(strength: float) -> None:
    samples = fit(Recording(hum(RATE, 0.5, strength=strength), RATE, 1))
    loud = fit(Recording(hum(RATE, 0.5, strength=0.5), RATE, 1))
    assert max(samples) == pytest.approx(max(loud), rel=0.02)


def test_the_silence_around_the_words_is_left_out_and_the_one_between_kept() -> None:
    pause, word = silence(RATE, 0.3), hum(RATE, 0.4)
    samples = fit(Recording(pause + word + pause + word + pause, RATE, 1))
    assert len(samples) / RATE == pytest.approx(1.1, abs=0.03)


def test_channels_become_one() -> None:
    word = hum(RATE, 0.5)
    both = array("h", [value for value in word for _ in range(2)])
    assert spoken_samples(Recording(both, RATE, 2)) == spoken_samples(Recording(word, RATE, 1))


@pytest.mark.parametrize("seconds", [2.9, 4.0, 20.0])
def test_nothing_is_said_for_longer_than_the_longest(seconds: float) -> None:
    samples = fit(Recording(hum(8_000, seconds), 8_000, 1))
    assert len(samples) / RATE == pytest.approx(min(seconds, LONGEST), abs=0.01)
    assert (samples[0], samples[-1]) == (0, 0)


@pytest.mark.parametrize("samples", [silence(RATE, 0.5), array("h")])
def test_silence_says_nothing(samples: array[int]) -> None:
    assert spoken_samples(Recording(samples, RATE, 1)) is None


@given(
    st.lists(st.integers(-32_768, 32_767), max_size=300),
    st.sampled_from(RATES),
    st.sampled_from([1, 2]),
)
def test_no_recording_breaks_it_clips_or_clicks_at_its_ends(
    values: list[int], rate: int, channels: int
) -> None:
    whole = values[: len(values) - len(values) % channels]
    samples = spoken_samples(Recording(array("h", whole), rate, channels))
    if samples is None:
        return
    assert (samples[0], samples[-1]) == (0, 0)
    assert max(map(abs, samples)) <= round(PEAK * FULL_SCALE)


@pytest.mark.parametrize("channels", [1, 2])
def test_a_wav_file_is_read_as_it_is(tmp_path: Path, channels: int) -> None:
    path, samples = tmp_path / "speech.wav", array("h", [1, -2, 3, -4])
    with wave.open(str(path), "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(22_050)
        file.writeframes(little_endian(samples))
    assert read_recording(path) == Recording(samples, 22_050, channels)


def test_a_file_that_was_not_written_to_its_end_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    path = tmp_path / "speech.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(bytes(40))
    path.write_bytes(path.read_bytes()[:-3])
    recording = read_recording(path)
    assert recording is not None
    assert len(recording.samples) == 18


@pytest.mark.parametrize("content", [None, b"", b"RIFF", b"no wav at all, but quite long" * 9])
def test_a_file_that_is_none_is_no_recording(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "speech.wav"
    if content is not None:
        path.write_bytes(content)
    assert read_recording(path) is None


def test_samples_of_eight_bits_are_no_recording(tmp_path: Path) -> None:
    path = tmp_path / "speech.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(RATE)
        file.writeframes(bytes(40))
    assert read_recording(path) is None
