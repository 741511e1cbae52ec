"""The helper processes: the one that plays, the spare, and those that are still ending."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calf_tui.audio.host.helper_state import HelperState

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from calf_tui.audio.protocol import Report


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
