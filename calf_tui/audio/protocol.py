"""The protocol between the app and a sound helper: its command line, and lines of ASCII words.

The command line:

    python -m calf_tui.audio.worker.main SOUNDS_FOLDER SET VOLUME BACKEND,... [OPTIONS]

    --proven                   the first backend plays, so it is not probed
    --quiet-lead-in=SECONDS    inaudible sound before the first cue

Commands to the helper:

    play AT=SOUND[:SECONDS] ...    play these in place of everything that was still to be played;
                                   AT=speech:FILE is a wav file, its path percent-encoded
                                   AT=awake:SINCE keeps the device awake from SINCE to AT
    stop                           stop and drop everything that was still to be played
    alive                          the app still runs

Reports of the helper:

    trying NAME     it is about to probe this backend
    device NAME     the backend plays on this device; the name is percent-encoded
    latency MILLI   the milliseconds from the order until the probe was heard
    backend NAME    this backend plays; from now on commands are answered
    nothing         no backend plays; the helper ends
    done            the answer to each command, when it has been carried out
    bell            the terminal's bell should ring
    leaving         the helper ends because only that stops what plays; another must replace it
    stalled         the helper ends because its device has stalled; another must replace it

`AT` is an instant of `time.monotonic`, which is the same clock for all processes of a machine, so
that a line that arrives late does not delay a beep. A helper that plays ends if it reads nothing
for `LEASE` seconds, because then the app was stopped. That does not apply while the app waits for
a processor. A helper ends at once at the end of its input. Other lines are ignored.
"""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple, cast, get_args
from urllib.parse import quote, unquote

from calf_tui.core.session.cue import LOUDEST, Cue, Sound

if TYPE_CHECKING:
    from collections.abc import Sequence

    from calf_tui.core.settings import SoundSet

LEASE = 6.0
"""Seconds; more than the 5 s after which a stopped session pauses."""
_PROVEN, _LEAD_IN = "--proven", "--quiet-lead-in="

CommandWord = Literal["play", "stop", "alive"]
ReportWord = Literal[
    "trying", "device", "latency", "backend", "nothing", "done", "bell", "leaving", "stalled"
]
_NAMED = ("trying", "device", "latency", "backend")
_SPEECH, _AWAKE = "speech", "awake"


class HelperOptions(NamedTuple):
    """The command line of a helper.

    `sounds` is the folder of the sound sets, `volume` goes from 0 to 100. The first of `backends`
    that plays is used; a `proven` one is not probed. `quiet_lead_in` is in seconds, 0 for none.
    """

    sounds: Path
    sound_set: SoundSet = "bell"
    volume: int = LOUDEST
    backends: tuple[str, ...] = ()
    proven: bool = False
    quiet_lead_in: float = 0.0

    def words(self) -> list[str]:
        """Returns the arguments of the command line."""
        words = [str(self.sounds), self.sound_set, str(self.volume), ",".join(self.backends)]
        words += [_PROVEN] * self.proven
        words += [f"{_LEAD_IN}{self.quiet_lead_in:g}"] * (self.quiet_lead_in > 0)
        return words


def parse_options(words: Sequence[str]) -> HelperOptions:
    """Returns the options in the arguments of a command line."""
    sounds, sound_set, volume, backends, *rest = words
    lead_ins = [word.removeprefix(_LEAD_IN) for word in rest if word.startswith(_LEAD_IN)]
    return HelperOptions(
        Path(sounds),
        cast("SoundSet", sound_set),
        int(volume),
        tuple(backends.split(",")),
        proven=_PROVEN in rest,
        quiet_lead_in=max(map(float, lead_ins), default=0.0),
    )


class Command(NamedTuple):
    """A command to the helper; the `at` of its cues is an instant of the monotonic clock."""

    word: CommandWord
    cues: tuple[AnyCue, ...] = ()


class Report(NamedTuple):
    """A report of the helper; `name` is a backend, a device, a number, or empty."""

    word: ReportWord
    name: str = ""


def command_line(command: Command) -> str:
    """Returns a command as a line, with its newline."""
    return " ".join((command.word, *map(_cue_word, command.cues))) + "\n"


def parse_command(line: str) -> Command | None:
    """Returns the command in a line; None if it is not a command."""
    words = line.split()
    for word in get_args(CommandWord):
        if words[:1] == [word] and (len(words) == 1 or word == "play"):
            try:
                return Command(word, tuple(map(_parse_cue, words[1:])))
            except ValueError:
                return None
    return None


def report_line(report: Report) -> str:
    """Returns a report as a line, with its newline."""
    return f"{report.word} {quote(report.name)}".rstrip() + "\n"


def parse_report(line: str) -> Report | None:
    """Returns the report in a line; None if it is not a report."""
    words = line.split()
    for word in get_args(ReportWord):
        if words[:1] == [word] and len(words) == 1 + (word in _NAMED):
            return Report(word, *map(unquote, words[1:]))
    return None


def _cue_word(cue: AnyCue) -> str:
    if isinstance(cue, SpokenCue):
        return f"{cue.at!r}={_SPEECH}:{quote(str(cue.sound), safe='')}"
    if isinstance(cue, AwakeCue):
        return f"{cue.at!r}={_AWAKE}:{cue.since!r}"
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
    if name == _AWAKE and seconds is not None:
        return AwakeCue(float(at), seconds)
    return Cue(float(at), Sound(name), seconds)


class SpokenCue(NamedTuple):
    """Speech at an instant, with the fields of a `Cue`; `sound` is its wav file."""

    at: float
    sound: Path
    seconds: None = None


class AwakeCue(NamedTuple):
    """The end of a time, from `since` on, in which a quiet lead-in keeps the device awake."""

    at: float
    since: float
    seconds: None = None


AnyCue = Cue | SpokenCue | AwakeCue
