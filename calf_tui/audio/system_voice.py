"""The system's own voice: short texts as wav files, as loud as the tones."""

from __future__ import annotations

import base64
import math
import re
import shutil
import subprocess
import sys
from array import array
from typing import TYPE_CHECKING, NamedTuple

from calf_tui.audio.sounds.synthesis import FULL_SCALE, RATE, Recording, read_recording, wav

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


LIMIT = 10.0
"""The most seconds for one text; the voice of Windows needs several to start."""
_LONGEST_TEXT = 60
"""The most characters that are spoken; a runner's own name may be longer."""
_WORDS_A_MINUTE = 160

LONGEST = 3.0
"""The most seconds of a spoken text."""
PEAK = 10 ** (-3 / 20)
"""The highest sample of speech, relative to full scale: the peak of the tones."""
LOUDNESS = 10 ** (-14 / 20)
"""The root mean square of speech relative to full scale, before limiting: that of a tone [ours]."""
_QUIET = 0.02
"""Samples below this part of the peak, before and after the words, are silence."""
_EDGE = 0.01
"""Seconds that are kept, and faded, before the first loud sample and after the last."""


def spoken_samples(recording: Recording) -> array[int] | None:
    """Returns the speech without the silence around it, `LONGEST` at most; None for silence."""
    mono = _one_channel(recording)
    loud = _loud_part(mono, recording.rate)
    if not loud:
        return None
    return _levelled(_resampled(loud, recording.rate)[: round(LONGEST * RATE)])


def _one_channel(recording: Recording) -> array[int]:
    if recording.channels == 1:
        return recording.samples
    channels = (recording.samples[each :: recording.channels] for each in range(recording.channels))
    return array("h", [sum(moment) // len(moment) for moment in zip(*channels, strict=True)])


def _loud_part(samples: array[int], rate: int) -> array[int]:
    """Returns the samples from just before the first loud one to just after the last."""
    threshold = _QUIET * max(map(abs, samples), default=0)
    loud = [index for index, value in enumerate(samples) if abs(value) > threshold]
    if not loud:
        return array("h")
    margin = round(_EDGE * rate)
    return samples[max(0, loud[0] - margin) : loud[-1] + 1 + margin]


def _resampled(samples: array[int], rate: int) -> list[float]:
    """Returns the samples at `RATE`, by linear interpolation."""
    last = len(samples) - 1
    values = []
    for position in range(last * RATE // rate + 1):
        before, part = divmod(position * rate, RATE)
        after = samples[min(before + 1, last)]
        values.append(samples[before] + (after - samples[before]) * part / RATE)
    return values


def _levelled(values: list[float]) -> array[int]:
    """Returns samples as loud as the tones, with soft edges and limited peaks."""
    edge = min(round(_EDGE * RATE), (len(values) + 1) // 2)
    for index in range(edge):
        values[index] *= index / edge
        values[-1 - index] *= index / edge
    mean = math.sqrt(sum(value * value for value in values) / len(values))
    gain = LOUDNESS / (PEAK * mean) if mean else 0.0
    return array("h", [round(FULL_SCALE * PEAK * math.tanh(gain * value)) for value in values])


class Speaker(NamedTuple):
    """A speech program; `command` returns the command that writes a text to a wav file."""

    name: str
    command: Callable[[str, Path], list[str]]


def _espeak(program: str) -> Speaker:
    options = ["-v", "en", "-s", str(_WORDS_A_MINUTE)]
    return Speaker(program, lambda text, file: [program, *options, "-w", str(file), text])


def _say(text: str, file: Path) -> list[str]:
    return ["say", "-r", str(_WORDS_A_MINUTE), "-o", str(file), f"--data-format=LEI16@{RATE}", text]


def _windows_voice(text: str, file: Path) -> list[str]:
    """Returns the command for an English voice, or the default voice if there is none."""
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
    """Returns the text as a PowerShell string."""
    return "'" + text.replace("'", "''") + "'"


def speakers_of(platform: str) -> tuple[Speaker, ...]:
    """Returns the speech programs of a platform (named as in `sys.platform`), the best first."""
    if platform == "darwin":
        return (Speaker("say", _say),)
    if platform == "win32":
        return (Speaker("powershell", _windows_voice),)
    return (_espeak("espeak-ng"), _espeak("espeak"))


def find_speaker(
    platform: str = sys.platform, which: Callable[[str], str | None] = shutil.which
) -> Speaker | None:
    """Returns the first speech program that is installed, if any."""
    return next((each for each in speakers_of(platform) if which(each.name)), None)


def advice(platform: str = sys.platform) -> str:
    """Returns a sentence that says how to get a speech program."""
    if platform == "darwin":
        return "No voice was found: `say`, a part of macOS, is missing from the PATH."
    if platform == "win32":
        return "No voice was found: PowerShell, a part of Windows, is missing from the PATH."
    return "No voice was found: install espeak-ng, for example with `sudo apt install espeak-ng`."


def speakable(text: str) -> str:
    """Returns only the words of a text, so that no part of it is an option or a command."""
    words = re.findall(r"[^\W_]+(?:['.,-][^\W_]+)*[.,]?", text.replace("’", "'"))
    return " ".join(words)[:_LONGEST_TEXT]


class Voice:
    """Speaks texts with a speech program. No method raises."""

    def __init__(self, speaker: Speaker | None, limit: float = LIMIT) -> None:
        """`limit` is the most seconds for each text."""
        self._speaker = speaker
        self._limit = limit
        self._speaking: subprocess.Popen[bytes] | None = None
        self._closed = False

    def speak(self, text: str, file: Path) -> float | None:
        """Writes a spoken text to a wav file: 16 bit, one channel, `RATE` samples a second.

        Waits for the speech program. Returns the length in seconds; None if it fails.
        """
        words = speakable(text)
        if self._speaker is None or not words or self._closed:
            return None
        try:
            self._run(self._speaker.command(words, file))
            recording = read_recording(file)
            samples = None if recording is None else spoken_samples(recording)
            if samples is None:
                return None
            file.write_bytes(wav(samples))
        except (OSError, subprocess.SubprocessError):
            return None
        return len(samples) / RATE

    def close(self) -> None:
        """Ends the present text and refuses new ones; may be called from any thread."""
        self._closed = True
        if self._speaking is not None:
            self._speaking.kill()

    def _run(self, command: list[str]) -> None:
        """Runs a command without a terminal; raises if it fails or takes too long."""
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
