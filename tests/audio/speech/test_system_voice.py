"""Voices: which is chosen, how it is called, and that none can do harm."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calf_tui.audio.sounds.synthesis import FULL_SCALE, RATE
from calf_tui.audio.speech.system_voice import (
    Speaker,
    Voice,
    advice,
    find_speaker,
    speakable,
    speakers_of,
)
from calf_tui.core.cues.phrases import HALF_WAY, LAST_SET, OTHER_LEG
from tests.audio.speech.speakers import HUMS, speaker_of

PLATFORMS = ("linux", "darwin", "win32")
TEXTS = ("Heel raise on a box", OTHER_LEG, LAST_SET, HALF_WAY, "five", "ninety-five")
FILE = Path("folder") / "it's.wav"


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


def test_a_text_is_spoken_once_and_kept(tmp_path: Path) -> None:
    calls = tmp_path / "calls"
    voice = Voice(speaker_of(HUMS, str(calls)))
    for text in ("half", "last set", "half"):
        voice.samples(text)
    assert voice.samples("half") == voice.samples("half")
    assert calls.read_text().splitlines() == ["half", "last set"]


def test_only_the_lengths_of_what_was_said_are_known(tmp_path: Path) -> None:
    voice = Voice(speaker_of(HUMS, str(tmp_path / "calls")))
    assert voice.seconds() == {}
    assert voice.samples("?!") is None
    voice.samples("half")
    assert voice.seconds() == {"half": pytest.approx(4 * 1000 / 22050, abs=0.02)}


@pytest.mark.parametrize(
    "script",
    [
        "raise SystemExit(1)",
        "pass",
        "import sys; open(sys.argv[2], 'w').write('no wav')",
        "import os; os.abort()",
    ],
)
def test_a_speaker_that_fails_says_nothing(script: str, capfd: pytest.CaptureFixture[str]) -> None:
    voice = Voice(speaker_of(script))
    assert voice.samples("half") is None
    assert voice.seconds() == {}
    assert capfd.readouterr() == ("", "")


def test_what_a_speaker_prints_stays_off_the_screen(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert Voice(speaker_of(HUMS, str(tmp_path / "calls"))).samples("half")
    assert capfd.readouterr() == ("", "")


def test_a_speaker_that_hangs_is_ended() -> None:
    voice = Voice(speaker_of("import time; time.sleep(600)"), limit=0.2)
    assert voice.samples("half") is None


def test_a_voice_that_was_closed_says_no_more_than_it_has_said(tmp_path: Path) -> None:
    voice = Voice(speaker_of(HUMS, str(tmp_path / "calls")))
    before = voice.samples("half")
    voice.close()
    assert voice.samples("half") == before
    assert voice.samples("last set") is None


def test_a_speaker_that_is_not_there_or_missing_says_nothing() -> None:
    gone = Speaker("gone", lambda text, file: ["calf-tui-no-such-program"])
    assert Voice(gone).samples("half") is None
    assert Voice(None).samples("half") is None


@pytest.mark.parametrize("text", TEXTS)
def test_the_voice_of_this_machine_is_heard(text: str) -> None:
    speaker = find_speaker()
    if speaker is None:
        pytest.skip(advice())
    samples = Voice(speaker).samples(text)
    assert samples is not None
    assert 0.1 <= len(samples) / RATE <= 3.0
    assert (samples[0], samples[-1]) == (0, 0)
    assert FULL_SCALE // 4 < max(map(abs, samples)) < 0.75 * FULL_SCALE
    loud = sum(abs(value) > FULL_SCALE // 50 for value in samples)
    assert loud > len(samples) // 4
