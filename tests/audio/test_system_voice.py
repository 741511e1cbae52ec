"""Voices: which is chosen, how it is called, and that none can do harm."""

from __future__ import annotations

import base64
import math
import wave
from array import array
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calf_tui.audio.sounds.synthesis import (
    FULL_SCALE,
    RATE,
    Recording,
    little_endian,
    read_recording,
)
from calf_tui.audio.system_voice import (
    LONGEST,
    LOUDNESS,
    PEAK,
    Speaker,
    Voice,
    advice,
    find_speaker,
    speakable,
    speakers_of,
    spoken_samples,
)
from calf_tui.audio.worker.sample_cache import samples_of_file
from calf_tui.core.session.cue_schedule import HALF_WAY, LAST_SET, OTHER_LEG
from tests.audio.speakers import HUMS, speaker_of
from tests.full import by_turns

PLATFORMS = ("linux", "darwin", "win32")
TEXTS = ("Heel raise on a box", OTHER_LEG, LAST_SET, HALF_WAY, "five", "ninety-five")
FILE = Path("folder") / "it's.wav"

RATES = (8_000, 11_025, 16_000, 22_050, 24_000, 44_100, 48_000)


@pytest.mark.parametrize(
    ("platform", "installed", "expected"),
    [
        ("linux", {"espeak-ng", "espeak"}, "espeak-ng"),
        ("linux", {"espeak"}, "espeak"),
        ("freebsd14", {"espeak-ng"}, "espeak-ng"),
        ("linux", {"say", "powershell"}, None),
        ("darwin", {"say", "espeak-ng"}, "say"),
        ("win32", {"powershell"}, "powershell"),
        ("win32", set(), None),
    ],
)
def test_the_first_speaker_of_the_platform_that_is_installed_speaks(
    platform: str, installed: set[str], expected: str | None
) -> None:
    speaker = find_speaker(platform, lambda name: name if name in installed else None)
    assert (speaker and speaker.name) == expected


def test_without_a_voice_the_advice_names_what_to_install() -> None:
    assert "install espeak-ng" in advice("linux")
    for platform in PLATFORMS:
        assert advice(platform).startswith("No voice was found: ")


@pytest.mark.parametrize("platform", ["linux", "darwin"])
def test_the_text_and_the_file_are_words_of_their_own(platform: str) -> None:
    for speaker in speakers_of(platform):
        command = speaker.command("Tiptoe walk", FILE)
        assert command[0] == speaker.name
        assert command[-1] == "Tiptoe walk"
        assert str(FILE) in command


def test_the_windows_voice_is_given_a_script_in_which_no_quote_ends_the_text() -> None:
    (speaker,) = speakers_of("win32")
    command = speaker.command("Runner's step", FILE)
    script = base64.b64decode(command[-1]).decode("utf-16-le")
    assert "$voice.Speak('Runner''s step')" in script
    assert f"'{str(FILE).replace(chr(39), 2 * chr(39))}'" in script


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Heel raise on a box", "Heel raise on a box"),
        ("Downward-facing dog", "Downward-facing dog"),
        ("Runner’s step, left.", "Runner's step, left."),
        ("Übung für Läufer", "Übung für Läufer"),
        ("-w /etc/passwd", "w etc passwd"),
        ("[[volm 9]] $(date); `x` 'y'", "volm 9 date x y"),
        ("?!", ""),
        ("", ""),
    ],
)
def test_only_words_reach_a_speaker(text: str, expected: str) -> None:
    assert speakable(text) == expected


@given(st.text())
def test_no_text_begins_with_an_option_or_is_long(text: str) -> None:
    spoken = speakable(text)
    assert len(spoken) <= 60
    assert not spoken.startswith(("-", "'", " "))
    assert not set(spoken) & set('[]$`";\n\0\\/<>&|')


def test_only_the_length_of_what_was_said_is_known(tmp_path: Path) -> None:
    voice = Voice(speaker_of(HUMS, str(tmp_path / "calls")))
    assert voice.speak("?!", tmp_path / "1.wav") is None
    assert voice.speak("half", tmp_path / "2.wav") == pytest.approx(4 * 1000 / 22050, abs=0.02)


@pytest.mark.parametrize(
    "script",
    [
        "raise SystemExit(1)",
        "pass",
        "import sys; open(sys.argv[2], 'w').write('no wav')",
        "import os; os.abort()",
    ],
)
def test_a_speaker_that_fails_says_nothing(
    tmp_path: Path, script: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert Voice(speaker_of(script)).speak("half", tmp_path / "0.wav") is None
    assert capfd.readouterr() == ("", "")


def test_what_a_speaker_prints_stays_off_the_screen(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert Voice(speaker_of(HUMS, str(tmp_path / "calls"))).speak("half", tmp_path / "0.wav")
    assert capfd.readouterr() == ("", "")


def test_a_speaker_that_hangs_is_ended(tmp_path: Path) -> None:
    # Longer than any test: it is ended.
    voice = Voice(speaker_of("import time; time.sleep(600)"), limit=0.2)
    assert voice.speak("half", tmp_path / "0.wav") is None


def test_a_voice_that_was_closed_says_no_more(tmp_path: Path) -> None:
    voice = Voice(speaker_of(HUMS, str(tmp_path / "calls")))
    voice.close()
    assert voice.speak("last set", tmp_path / "0.wav") is None


def test_a_speaker_that_is_not_there_or_missing_says_nothing(tmp_path: Path) -> None:
    gone = Speaker("gone", lambda text, file: ["calf-tui-no-such-program"])
    assert Voice(gone).speak("half", tmp_path / "0.wav") is None
    assert Voice(None).speak("half", tmp_path / "0.wav") is None


@pytest.mark.parametrize("text", TEXTS)
def test_the_voice_of_this_machine_is_heard(tmp_path: Path, text: str) -> None:
    speaker = find_speaker()
    if speaker is None:
        pytest.skip(advice())
    seconds = Voice(speaker).speak(text, tmp_path / "0.wav")
    samples = samples_of_file(tmp_path / "0.wav")
    assert samples is not None
    assert seconds == len(samples) / RATE
    assert 0.1 <= len(samples) / RATE <= 3.0
    assert (samples[0], samples[-1]) == (0, 0)
    assert FULL_SCALE // 4 < max(map(abs, samples)) < 0.75 * FULL_SCALE
    loud = sum(abs(value) > FULL_SCALE // 50 for value in samples)
    assert loud > len(samples) // 4


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


@pytest.mark.parametrize("seconds", by_turns([2.9, 20.0, 4.0], 2))
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
