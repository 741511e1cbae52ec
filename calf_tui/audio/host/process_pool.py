"""Sound helpers: the one at work, the spare, those that end, and what each was told."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from calf_tui.audio.host.helper_process import HelperProcess
from calf_tui.audio.protocol import AnyCue, Command, Report

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


_BEATS_TO_LIVE = 2
"""A helper hangs if it does not answer "alive" for this many beats."""
_BEATS_TO_ACT = 8
"""The same for a helper that starts, probes or plays: some devices need seconds to resume."""


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
        command: Callable[[Sequence[str], bool], Sequence[str]],
        on_report: Callable[[HelperState, Report | None], None],
    ) -> None:
        """`command` returns the command line of a helper for these backends, probed before or not.

        `on_report` is called from a thread of each helper, and with None when it has ended.
        """
        self.work: HelperState | None = None
        self.spare: HelperState | None = None
        self._command = command
        self._on_report = on_report
        self._helpers: set[HelperState] = set()
        self._has_started = False

    @property
    def active(self) -> tuple[HelperState, ...]:
        """The helpers that were not dismissed."""
        return tuple(helper for helper in (self.work, self.spare) if helper is not None)

    def start(self, names: Sequence[str], *, name: str = "", trial: bool = False) -> HelperState:
        """Starts a helper; with a `name`, it plays through that backend without a probe.

        Only the first one is started in haste. Raises `OSError` if it cannot be started.
        """
        helper = HelperState(
            self._command(names, bool(name)),
            self._on_report,
            name=name,
            trial=trial,
            in_haste=not self._has_started,
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

    def dismiss(self, helper: HelperState) -> None:
        """Kills a helper without waiting for its end, which is reported later."""
        helper.kill()
        if helper is self.work:
            self.work = None
        elif helper is self.spare:
            self.spare = None

    def close(self, helper: HelperState) -> None:
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


class HelperState:
    """A helper from its start to its end.

    `name` is its backend, empty until it has found one. `trial` says that it probes backends that
    were given up. `device` and `latency` are what it reports about its backend, empty before.
    Raises `OSError` if it cannot be started.
    """

    def __init__(
        self,
        command: Sequence[str],
        on_report: Callable[[HelperState, Report | None], None],
        *,
        name: str = "",
        trial: bool = False,
        in_haste: bool = False,
    ) -> None:
        self.name = name
        self.trial = trial
        self.plays = False
        self.device = self.latency = ""
        self._owes = _BEATS_TO_ACT
        self._beats = 0
        self._helper = HelperProcess(command, partial(on_report, self), in_haste=in_haste)
        self.kill = self._helper.kill
        self.end = self._helper.end

    @property
    def is_ready(self) -> bool:
        """Whether it plays and no answer is expected."""
        return self.plays and self._owes == 0

    @property
    def is_settled(self) -> bool:
        """Whether it is ready, or has been busy with its last command for more than a beat."""
        return self.is_ready or (self.plays and self._beats > 0)

    def send(self, command: Command) -> None:
        """Sends a command, to which an answer is expected."""
        self._owes = _BEATS_TO_LIVE if command.word == "alive" else _BEATS_TO_ACT
        self._beats = 0
        self._helper.send(command)

    def take_report(self, report: Report) -> None:
        """Takes a report: the helper is alive, and may have answered."""
        self._beats = 0
        if report.word == "device":
            self.device = report.name
        elif report.word == "latency":
            self.latency = report.name
        elif report.word == "backend":
            self.name, self.plays = report.name, True
        if report.word in ("backend", "done"):
            self._owes = 0

    def hangs(self, *, is_late: bool) -> bool:
        """Counts a beat, and returns whether the helper has not answered for too many beats.

        A helper that is ready is sent "alive". A late beat does not count, because the answer may
        not have been read yet.
        """
        if self.is_ready:
            self.send(Command("alive"))
        elif not is_late:
            self._beats += 1
        return self._beats >= self._owes
