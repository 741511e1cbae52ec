"""The helpers there are: the one at work, the spare, and those that are still ending."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calf_tui.audio.host.helper_state import HelperState

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from calf_tui.audio.protocol import Report


class ProcessPool:
    """`work` is told what to play; `spare` waits to take its place; None where there is none."""

    def __init__(
        self,
        command: Callable[[Sequence[str], bool], Sequence[str]],
        on_report: Callable[[HelperState, Report | None], None],
    ) -> None:
        """`command` gives the words that start a helper for these backends, proven or not.

        `on_report` is called from a thread of each helper's own, at last with None.
        """
        self.work: HelperState | None = None
        self.spare: HelperState | None = None
        self._command = command
        self._on_report = on_report
        self._helpers: set[HelperState] = set()
        self._has_started = False

    @property
    def on_duty(self) -> tuple[HelperState, ...]:
        """Those that were not dismissed."""
        return tuple(helper for helper in (self.work, self.spare) if helper is not None)

    def start(self, names: Sequence[str], *, name: str = "", trial: bool = False) -> HelperState:
        """A new helper, which plays through `name` where that is given.

        Only the first is awaited so much that the screen may wait for its start. Raises `OSError`
        where it cannot be started.
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

    def fill_in(self) -> bool:
        """Puts the spare to work where nobody is; whether that was so."""
        if self.work is not None or self.spare is None:
            return False
        self.work, self.spare = self.spare, None
        return True

    def dismiss(self, helper: HelperState) -> None:
        """Silences a helper; its end is heard of later, so nothing waits for it."""
        helper.kill()
        if helper is self.work:
            self.work = None
        elif helper is self.spare:
            self.spare = None

    def see_off(self, helper: HelperState) -> None:
        """After a helper's last report: leaves nothing of it open."""
        helper.end()
        self._helpers.discard(helper)

    def kill(self) -> None:
        """Silences everyone, from any thread."""
        for helper in tuple(self._helpers):
            helper.kill()

    def end(self) -> None:
        """Ends everyone, and leaves nothing open."""
        self.kill()
        for helper in self._helpers:
            helper.end()
