"""A helper that behaves as its first argument says, and notes what it was told in a file.

`python fake_helper.py BEHAVIOUR NOTES SOUNDS_FOLDER SET VOLUME BACKENDS [--proven]`
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

BEHAVIOUR, NOTES, _, _, _, NAMES, *PROVEN = sys.argv[1:]
FIRST = NAMES.split(",")[0]
PLAYED: list[str] = []
FAULT = 139
"""The exit status of a process that died of a segmentation fault."""


def note(*words: str) -> None:
    with Path(NOTES).open("a", encoding="utf-8") as file:
        file.write(" ".join(words) + "\n")


def say(*words: str) -> None:
    sys.stdout.write(" ".join(words) + "\n")
    sys.stdout.flush()


def is_the_first() -> bool:
    return Path(NOTES).read_text(encoding="utf-8").count("start") == 1


def begin() -> None:
    """Comes to the point where commands are answered, or does not."""
    if BEHAVIOUR == "mute":
        time.sleep(60)  # here and below: longer than any test; it is killed before
    if BEHAVIOUR == "rubbish":
        say("ALSA lib pcm.c: cannot open", "x" * 10_000)
        time.sleep(60)
    if BEHAVIOUR == "nothing":
        say("nothing")
        sys.exit()
    say("trying", FIRST)
    if BEHAVIOUR == "dies in the probe of simpleaudio" and FIRST == "simpleaudio":
        os._exit(FAULT)
    if BEHAVIOUR == "dies in its first probe" and is_the_first():
        os._exit(FAULT)
    say("device", "a%20test%20bench")
    if not PROVEN:
        say("latency", "20")
    say("backend", FIRST)
    if BEHAVIOUR == "deaf":
        time.sleep(60)


def answer(line: str) -> None:
    note(line.strip())
    if BEHAVIOUR == "leaves" and not PROVEN:
        say("leaving")
        sys.exit()
    if BEHAVIOUR == "lingers" and line != "alive\n" and PLAYED:
        say("leaving")
        sys.exit()
    if BEHAVIOUR == "stalls" and line.startswith("play") and not PROVEN:
        say("stalled")
        sys.exit()
    if line.startswith("play"):
        PLAYED.append(line)
    say("done")
    if BEHAVIOUR == "rings":
        say("bell")
    if BEHAVIOUR == "dies after each stretch" and line.startswith("play"):
        os._exit(FAULT)


note("start", str(os.getpid()), NAMES, *PROVEN)
begin()
for command in sys.stdin:
    answer(command)
