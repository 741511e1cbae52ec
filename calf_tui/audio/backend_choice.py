"""The ways to be heard: their names, their order, and what each of them can do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from calf_tui.core.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from calf_tui.audio.spoken_cue import AnyCue

BELL = "bell"
SILENCE = "silence"
IN_ORDER = (
    "simpleaudio",
    "miniaudio",
    "pw-play",
    "paplay",
    "aplay",
    "afplay",
    "winsound",
    BELL,
)
"""Every backend, the one to prefer first."""
PROBE_SECONDS = 2.5
"""How long a device that was asleep may take over a first, short silence."""

SERVER_AHEAD = 1.0
"""Seconds of samples a sound server is asked to hold, in part in its device: it plays on while all
of us wait for a processor. Silence does not wait for them, for they go with the process."""


class CannotPlayError(Exception):
    """A backend that is not there, or has no device to play through."""


class Backend(Protocol):
    """One way to play a stretch. Made, probed and used in the helper process only.

    Whatever an implementation raises ends the helper, which is started again.
    """

    device: str
    """What it plays on, in words."""

    def probe(self) -> float | None:
        """Plays a short silence; raises `CannotPlayError` where that cannot be done.

        Returns the seconds from the order until it was heard, None where that cannot be told.
        """

    def play(self, cues: Sequence[AnyCue]) -> bool:
        """Plays these, `at` an instant of the monotonic clock, in place of what plays.

        False, and nothing done, where what plays ends with the process only.
        """

    def stop(self) -> bool:
        """Falls silent; False, and nothing done, where that takes the end of the process.

        Called again, about twice a second, while nothing is to be played.
        """

    def stands_still(self) -> bool:
        """Whether what plays has come to a halt, so that only a new helper can be on time.

        Asked a few times a second while something plays.
        """


def backends_to_try(name: str = "", *, bell: bool = True) -> tuple[str, ...]:
    """The backends to probe, in order: all of them, or the one asked for, or none for "silence".

    `bell` says whether there is a terminal to ring. Raises `UserError` for a name that is none.
    """
    if name not in ("", SILENCE, *IN_ORDER):
        names = ", ".join((*IN_ORDER, SILENCE))
        raise UserError(f"There is no sound backend called {name!r}: choose one of {names}.")
    wanted = IN_ORDER if name == "" else () if name == SILENCE else (name,)
    return tuple(each for each in wanted if bell or each != BELL)
