"""The helpers there are: the one at work, the spare, and those that are still ending."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calf_tui.audio.host.helper_state import Life

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from calf_tui.audio.protocol import Report


class Crew:
    """`work` is told what to play; `spare` waits to take its place; None where there is none."""

    def __init__(
        self,
        command: Callable[[Sequence[str], bool], Sequence[str]],
        on_report: Callable[[Life, Report | None], None],
    ) -> None:
        """`command` gives the words that start a helper for these backends, proven or not.

        `on_report` is called from a thread of each helper's own, at last with None.
        """
        self.work: Life | None = None
        self.spare: Life | None = None
        self._command = command
        self._on_report = on_report
        self._lives: set[Life] = set()
        self._has_started = False

    @property
    def on_duty(self) -> tuple[Life, ...]:
        """Those that were not dismissed."""
        return tuple(life for life in (self.work, self.spare) if life is not None)

    def start(self, names: Sequence[str], *, name: str = "", trial: bool = False) -> Life:
        """A new helper, which plays through `name` where that is given.

        Only the first is awaited so much that the screen may wait for its start. Raises `OSError`
        where it cannot be started.
        """
        life = Life(
            self._command(names, bool(name)),
            self._on_report,
            name=name,
            trial=trial,
            in_haste=not self._has_started,
        )
        self._has_started = True
        self._lives.add(life)
        return life

    def fill_in(self) -> bool:
        """Puts the spare to work where nobody is; whether that was so."""
        if self.work is not None or self.spare is None:
            return False
        self.work, self.spare = self.spare, None
        return True

    def dismiss(self, life: Life) -> None:
        """Silences a helper; its end is heard of later, so nothing waits for it."""
        life.kill()
        if life is self.work:
            self.work = None
        elif life is self.spare:
            self.spare = None

    def see_off(self, life: Life) -> None:
        """After a helper's last report: leaves nothing of it open."""
        life.end()
        self._lives.discard(life)

    def kill(self) -> None:
        """Silences everyone, from any thread."""
        for life in tuple(self._lives):
            life.kill()

    def end(self) -> None:
        """Ends everyone, and leaves nothing open."""
        self.kill()
        for life in self._lives:
            life.end()
