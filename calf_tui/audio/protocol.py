"""What the app and its sound helper say to each other: one line of words each way, in ASCII.

To the helper:

    play AT=SOUND[:SECONDS] ...    play these in place of whatever was still to come;
                                   AT=speech:FILE is a wav file, its path percent-encoded
    stop                           fall silent and forget whatever was still to come
    alive                          the app still runs

From the helper:

    trying NAME     it is about to play a silence through this backend
    device NAME     it is this device that the backend plays on, the words percent-encoded
    latency MILLI   so many milliseconds after the order that silence was heard
    backend NAME    this one plays; commands are answered from now on
    nothing         no backend plays; it ends
    done            the answer to each command, once it is carried out
    bell            the terminal should ring
    leaving         only its end silences what plays: it ends, another has to take its place
    stalled         the device stands still or is gone: it ends, another has to take its place

`AT` is an instant of `time.monotonic`, which is one clock for all processes of a machine, so that
a line that waits makes no beep late. A helper that plays and hears nothing for `LEASE` seconds
leaves: the app was stopped. An app that waits for a processor counts as heard. At the end of its
input it ends at once. Lines that fit neither list are left unread.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args
from urllib.parse import quote, unquote

from calf_tui.audio.spoken_cue import AnyCue, SpokenCue
from calf_tui.core.cues.cue import Cue, Sound

LEASE = 6.0
"""Seconds; above the 5 s after which a session that was stopped comes back paused."""
LEAD_IN_OPTION = "--quiet-lead-in="
"""With the seconds, on the helper's command line."""

CommandWord = Literal["play", "stop", "alive"]
ReportWord = Literal[
    "trying", "device", "latency", "backend", "nothing", "done", "bell", "leaving", "stalled"
]
_NAMED = ("trying", "device", "latency", "backend")
_SPEECH = "speech"


@dataclass(frozen=True, slots=True)
class Command:
    """What the helper is to do; `cues` are what to play, `at` instants of the monotonic clock."""

    word: CommandWord
    cues: tuple[AnyCue, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """What the helper says; `name` is the backend's, the device's, a number, or empty."""

    word: ReportWord
    name: str = ""


def command_line(command: Command) -> str:
    """The command as a line, its end included."""
    return " ".join((command.word, *map(_cue_word, command.cues))) + "\n"


def parse_command(line: str) -> Command | None:
    """The command of a line, None where it is none."""
    words = line.split()
    for word in get_args(CommandWord):
        if words[:1] == [word] and (len(words) == 1 or word == "play"):
            try:
                return Command(word, tuple(map(_parse_cue, words[1:])))
            except ValueError:
                return None
    return None


def report_line(report: Report) -> str:
    """The report as a line, its end included."""
    return f"{report.word} {quote(report.name)}".rstrip() + "\n"


def parse_report(line: str) -> Report | None:
    """The report of a line, None where it is none."""
    words = line.split()
    for word in get_args(ReportWord):
        if words[:1] == [word] and len(words) == 1 + (word in _NAMED):
            return Report(word, *map(unquote, words[1:]))
    return None


def _cue_word(cue: AnyCue) -> str:
    if isinstance(cue, SpokenCue):
        return f"{cue.at!r}={_SPEECH}:{quote(str(cue.sound), safe='')}"
    length = "" if cue.seconds is None else f":{cue.seconds!r}"
    return f"{cue.at!r}={cue.sound.value}{length}"


def _parse_cue(word: str) -> AnyCue:
    at, _, rest = word.partition("=")
    name, colon, more = rest.partition(":")
    if not math.isfinite(float(at)):
        raise ValueError(word)
    if name == _SPEECH:
        return SpokenCue(float(at), Path(unquote(more, errors="strict")))
    seconds = float(more) if colon else None
    if not math.isfinite(seconds or 0.0):
        raise ValueError(word)
    return Cue(float(at), Sound(name), seconds)
