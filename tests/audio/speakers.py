"""Speakers that are scripts."""

from __future__ import annotations

import sys

from calf_tui.audio.system_voice import Speaker

HUMS = """
import sys, wave
with wave.open(sys.argv[2], "wb") as file:
    file.setnchannels(1)
    file.setsampwidth(2)
    file.setframerate(22050)
    file.writeframes((b"\\0\\x10" * 50 + b"\\0\\xf0" * 50) * 10 * len(sys.argv[1]))
with open(sys.argv[3], "a") as calls:
    calls.write(sys.argv[1] + "\\n")
print("noise for the screen")
"""


def speaker_of(script: str, *more: str) -> Speaker:
    """A speaker that is a script; its arguments are the text, the file, and what else is given."""
    return Speaker(
        "script", lambda text, file: [sys.executable, "-c", script, text, str(file), *more]
    )
