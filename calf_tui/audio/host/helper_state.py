"""What is known of one helper: what it plays through, and whether it owes an answer."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from calf_tui.audio.host.helper_process import HelperProcess
from calf_tui.audio.protocol import Command

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from calf_tui.audio.protocol import Report

_BEATS_TO_LIVE = 2
"""Beats after which a helper that was only asked whether it lives hangs."""
_BEATS_TO_ACT = 8
"""The same for one that starts, probes or plays: some devices need seconds to wake up."""


class HelperState:
    """From a helper's start to its end.

    `name` is its backend, empty as long as it has to find one; `trial` says that it may find one
    that had been given up. `device` and `latency` are what it says of its backend, empty
    before. Raises `OSError` where it cannot be started.
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
        """Whether it owes no answer."""
        return self.plays and self._owes == 0

    @property
    def is_settled(self) -> bool:
        """Whether what it was told last is done, or takes it long."""
        return self.is_ready or (self.plays and self._beats > 0)

    def tell(self, command: Command) -> None:
        """Sends a command, which it owes an answer to."""
        self._owes = _BEATS_TO_LIVE if command.word == "alive" else _BEATS_TO_ACT
        self._beats = 0
        self._helper.tell(command)

    def hear(self, report: Report) -> None:
        """It is alive, and may have answered."""
        self._beats = 0
        if report.word == "device":
            self.device = report.name
        elif report.word == "latency":
            self.latency = report.name
        elif report.word == "backend":
            self.name, self.plays = report.name, True
        if report.word in ("backend", "done"):
            self._owes = 0

    def hangs_at_beat(self, *, is_late: bool) -> bool:
        """Whether it does: it is asked for a sign of life, or owes one since too many beats.

        A late beat does not count: whoever was kept waiting may not have heard the answer yet.
        """
        if self.is_ready:
            self.tell(Command("alive"))
        elif not is_late:
            self._beats += 1
        return self._beats >= self._owes
