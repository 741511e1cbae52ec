"""The sound helpers: the one at work, the spare, those that end, and what they are told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calf_tui.audio.host.helper_process import HelperProcess
from calf_tui.audio.protocol import AnyCue, Command, Report

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class WantedTrack:
    """The newest cues; after a helper took them, another one does not play past cues again."""

    def __init__(self) -> None:
        self._cues: Sequence[AnyCue] = ()
        self._muted = False
        self._is_unsent = False
        self._sent: Sequence[AnyCue] | None = None
        self._delivered: Sequence[AnyCue] | None = None

    def play(self, cues: Sequence[AnyCue]) -> None:
        """Sets the cues, `at` an instant of the clock; none for silence."""
        self._cues = cues
        self._is_unsent = True

    @property
    def has_cues(self) -> bool:
        """Whether there is something to play, now or later."""
        return bool(self._cues)

    def mute(self, muted: bool) -> None:
        """Mutes, or unmutes the cues whose time has not come yet."""
        self._is_unsent = self._is_unsent or muted != self._muted
        self._muted = muted

    def send_again(self) -> None:
        """Lets the cues be sent again, to a helper that replaces the one before."""
        self._is_unsent = bool(self._cues)
        self._sent = None

    def note_done(self) -> None:
        """Notes that the helper has carried out its last command, if it was sent any cues."""
        if self._sent is not None:
            self._delivered = self._sent

    def next_command(self, now: float) -> Command | None:
        """Returns the command to send at the instant `now`; None if there is nothing new."""
        if not self._is_unsent:
            return None
        self._is_unsent = False
        self._sent = self._cues
        is_fresh = self._cues is not self._delivered
        cues = tuple(cue for cue in self._cues if is_fresh or cue.at > now)
        return Command("play", cues) if cues and not self._muted else Command("stop")


class ProcessPool:
    """The helpers. `work` plays, `spare` waits to replace it; each is None if there is none."""

    def __init__(
        self,
        command: Callable[[tuple[str, ...], bool], Sequence[str]],
        on_report: Callable[[HelperProcess, Report | None], None],
    ) -> None:
        """`command` returns the command line of a helper for these backends, probed before or not.

        `on_report` is called from a thread of each helper, and with None when it has ended.
        """
        self.work: HelperProcess | None = None
        self.spare: HelperProcess | None = None
        self._command = command
        self._on_report = on_report
        self._helpers: set[HelperProcess] = set()
        self._has_started = False

    @property
    def active(self) -> tuple[HelperProcess, ...]:
        """The helpers that were not dismissed."""
        return tuple(helper for helper in (self.work, self.spare) if helper is not None)

    def start(
        self, names: tuple[str, ...], *, proven: bool = False, trial: bool = False
    ) -> HelperProcess:
        """Starts a helper, which plays through the first backend without a probe if it is `proven`.

        Only the first one is urgent. Raises `OSError` if it cannot be started.
        """
        helper = HelperProcess(
            self._command(names, proven),
            self._on_report,
            name=names[0] if proven else "",
            trial=trial,
            is_urgent=not self._has_started,
        )
        self._has_started = True
        self._helpers.add(helper)
        return helper

    def promote_spare(self) -> bool:
        """Makes the spare the working helper if there is none; returns whether it did."""
        if self.work is not None or self.spare is None:
            return False
        self.work, self.spare = self.spare, None
        return True

    def dismiss(self, helper: HelperProcess) -> None:
        """Kills a helper without waiting for its end, which is reported later."""
        helper.kill()
        if helper is self.work:
            self.work = None
        elif helper is self.spare:
            self.spare = None

    def close(self, helper: HelperProcess) -> None:
        """Closes the pipes of a helper that has ended."""
        helper.end()
        self._helpers.discard(helper)

    def kill(self) -> None:
        """Kills all helpers; may be called from any thread."""
        for helper in tuple(self._helpers):
            helper.kill()

    def end(self) -> None:
        """Kills all helpers and closes their pipes."""
        self.kill()
        for helper in self._helpers:
            helper.end()
