"""The state of one helper: its backend, and whether an answer is expected from it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from calf_tui.audio.host.helper_process import HelperProcess
from calf_tui.audio.protocol import Command

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from calf_tui.audio.protocol import Report

_BEATS_TO_LIVE = 2
"""A helper hangs if it does not answer "alive" for this many beats."""
_BEATS_TO_ACT = 8
"""The same for a helper that starts, probes or plays: some devices need seconds to resume."""


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
