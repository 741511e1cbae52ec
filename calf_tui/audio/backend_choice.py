"""The sound backends: their names, order and interface; and a player without any."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from calf_tui.core.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from calf_tui.audio.protocol import AnyCue

BELL = "bell"
SILENCE = "silence"
IN_ORDER = ("simpleaudio", "miniaudio", "pw-play", "paplay", "aplay", "afplay", "winsound", BELL)
"""Every backend, the preferred one first."""
PROBE_SECONDS = 2.5
"""How long a suspended device may take to play a first, short silence."""

SERVER_AHEAD = 1.0
"""Seconds of samples that a sound server is asked to buffer, so that it plays on while our
processes wait for a processor. They do not delay a stop: they are dropped with the process."""


class CannotPlayError(Exception):
    """Raised if a backend is not installed or has no device."""


class Backend(Protocol):
    """One way to play cues, in the helper process; if a method raises, a new helper starts."""

    device: str
    """The name of the device, in words."""

    def probe(self) -> float | None:
        """Plays a short silence; raises `CannotPlayError` if that fails.

        Returns the seconds from the order until it was heard, None if they are not known.
        """

    def play(self, cues: Sequence[AnyCue]) -> bool:
        """Plays these cues in place of what plays; `at` is an instant of the monotonic clock.

        Returns False and does nothing if what plays can only be stopped by ending the process.
        """

    def stop(self) -> bool:
        """Stops what plays; is called about twice a second while there is nothing to play.

        Returns False and does nothing if only the end of the process stops what plays.
        """

    def stands_still(self) -> bool:
        """Returns whether the device has stalled, so that only a new helper can play on time.

        It is called a few times a second while something plays.
        """


def backends_to_try(name: str = "", *, bell: bool = True) -> tuple[str, ...]:
    """Returns the backends to probe, in order: all, or the one called `name`, or none ("silence").

    `bell` says whether there is a terminal to ring. Raises `UserError` for an unknown name.
    """
    if name not in ("", SILENCE, *IN_ORDER):
        from calf_tui.core.text.sanitizing import quoted

        names = ", ".join((*IN_ORDER, SILENCE))
        raise UserError(f"There is no sound backend called {quoted(name)}: choose one of {names}.")
    wanted = IN_ORDER if name == "" else () if name == SILENCE else (name,)
    return tuple(each for each in wanted if bell or each != BELL)


STARTING, NO_SOUND = "starting sound", "no sound"


class SilentPlayer:
    """Implements `core.ports.Player` without sound."""

    def _do_nothing(self, *_arguments: object, **_named: object) -> None:
        """Plays nothing, so there is nothing to do."""

    prepare = render_speech = play = set_muted = close = _do_nothing

    def status(self) -> str:
        """Returns "no sound"."""
        return NO_SOUND

    def output(self) -> str:
        """Returns ""."""
        return ""
