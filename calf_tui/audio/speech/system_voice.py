"""The system's own voice: short texts as samples, made ahead of time and kept by their text."""

from __future__ import annotations

import base64
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from calf_tui.audio.sounds.synthesis import RATE
from calf_tui.audio.speech.voice_samples import read_recording, spoken_samples

if TYPE_CHECKING:
    from array import array
    from collections.abc import Callable, Iterable

LIMIT = 10.0
"""Seconds a voice may take over one text; the Windows one needs some of them to start."""
_LONGEST_TEXT = 60
"""Characters; a name of one's own may be longer."""
_WORDS_A_MINUTE = 160


class Speaker(NamedTuple):
    """A program that speaks: `command` makes it write a text to a wav file."""

    name: str
    command: Callable[[str, Path], list[str]]


def _espeak(program: str) -> Speaker:
    options = ["-v", "en", "-s", str(_WORDS_A_MINUTE)]
    return Speaker(program, lambda text, file: [program, *options, "-w", str(file), text])


def _say(text: str, file: Path) -> list[str]:
    return ["say", "-r", str(_WORDS_A_MINUTE), "-o", str(file), f"--data-format=LEI16@{RATE}", text]


def _windows_voice(text: str, file: Path) -> list[str]:
    """Speaks English where such a voice is installed, else with the default one."""
    script = f"""
$ErrorActionPreference = 'Stop'
Add-Type -AssemblyName System.Speech
$voice = New-Object System.Speech.Synthesis.SpeechSynthesizer
try {{ $voice.SelectVoiceByHints('NotSet', 'NotSet', 0, 'en-US') }} catch {{ }}
$format = New-Object System.Speech.AudioFormat.SpeechAudioFormatInfo({RATE}, 'Sixteen', 'Mono')
$voice.SetOutputToWaveFile({_quoted(str(file))}, $format)
$voice.Speak({_quoted(text)})
$voice.Dispose()
"""
    encoded = base64.b64encode(script.encode("utf-16-le")).decode("ascii")
    return ["powershell", "-NoProfile", "-NonInteractive", "-EncodedCommand", encoded]


def _quoted(text: str) -> str:
    """As PowerShell reads it."""
    return "'" + text.replace("'", "''") + "'"


def speakers_of(platform: str) -> tuple[Speaker, ...]:
    """The speakers a platform may have, by its name in `sys.platform`, the best first."""
    if platform == "darwin":
        return (Speaker("say", _say),)
    if platform == "win32":
        return (Speaker("powershell", _windows_voice),)
    return (_espeak("espeak-ng"), _espeak("espeak"))


def find_speaker(
    platform: str = sys.platform, which: Callable[[str], str | None] = shutil.which
) -> Speaker | None:
    """The first speaker that is installed."""
    return next((each for each in speakers_of(platform) if which(each.name)), None)


def advice(platform: str = sys.platform) -> str:
    """What to do where there is no speaker, in a sentence."""
    if platform == "darwin":
        return "No voice was found: `say`, a part of macOS, is missing from the PATH."
    if platform == "win32":
        return "No voice was found: PowerShell, a part of Windows, is missing from the PATH."
    return "No voice was found: install espeak-ng, for example with `sudo apt install espeak-ng`."


def speakable(text: str) -> str:
    """The words of a text alone, so that none of it is an option or a command to a speaker."""
    words = re.findall(r"[^\W_]+(?:['.,-][^\W_]+)*[.,]?", text.replace("’", "'"))
    return " ".join(words)[:_LONGEST_TEXT]


class Voice:
    """Texts as samples. Nothing of it raises; what cannot be said is None."""

    def __init__(self, speaker: Speaker | None, limit: float = LIMIT) -> None:
        """`limit` is the time in seconds a speaker is given for each text."""
        self._speaker = speaker
        self._limit = limit
        self._known: dict[str, array[int] | None] = {}
        self._speaking: subprocess.Popen[bytes] | None = None
        self._closed = False

    def prepare(self, texts: Iterable[str]) -> None:
        """Has these said, those not known yet, one after the other; to be called from a thread."""
        for text in texts:
            self.samples(text)

    def samples(self, text: str) -> array[int] | None:
        """The text spoken: 16 bit, one channel, `RATE` a second; None where it cannot be.

        The first time this takes as long as the speaker does.
        """
        if text not in self._known:
            self._known[text] = self._speak(speakable(text))
        return self._known[text]

    def seconds(self) -> dict[str, float]:
        """The length of every text that was said so far; never waits."""
        known = self._known.copy()
        return {text: len(spoken) / RATE for text, spoken in known.items() if spoken}

    def close(self) -> None:
        """Ends what is under way, from any thread; nothing new is said from now on."""
        self._closed = True
        if self._speaking is not None:
            self._speaking.kill()

    def _speak(self, text: str) -> array[int] | None:
        if self._speaker is None or not text or self._closed:
            return None
        try:
            with tempfile.TemporaryDirectory(prefix="calf-tui-") as folder:
                file = Path(folder) / "speech.wav"
                self._run(self._speaker.command(text, file))
                recording = read_recording(file)
        except (OSError, subprocess.SubprocessError):
            return None
        return None if recording is None else spoken_samples(recording)

    def _run(self, command: list[str]) -> None:
        """Away from the screen and its keys; raises where the speaker fails or takes too long."""
        windowless = 0
        if sys.platform == "win32":
            windowless = subprocess.CREATE_NO_WINDOW
        with subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            creationflags=windowless,
        ) as self._speaking:
            try:
                self._speaking.wait(0 if self._closed else self._limit)
            finally:
                self._speaking.kill()
        if self._speaking.returncode != 0:
            raise subprocess.SubprocessError
