"""The choice of a routine in lines of text, by files that may be edited meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calf_tui.core.errors import UserError
from calf_tui.ui.plain.key_input import TICK_SECONDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from calf_tui.core.ports import OwnFiles, Routines
    from calf_tui.core.routines.routine import Routine
    from calf_tui.training.trainer import Trainer
    from calf_tui.ui.plain.key_input import Keys

MOST = 9
"""Each has a figure as its key."""
LEAVING = ("q", "\x1b")


class RoutineChoice:
    """Lists the routines, again whenever a file of the runner's was edited, and awaits a key.

    `files` are read anew while it waits; None where they cannot change.
    """

    def __init__(
        self,
        trainer: Trainer,
        routines: Routines,
        files: OwnFiles | None,
        keys: Keys,
        write: Callable[[str], None],
    ) -> None:
        self._trainer = trainer
        self._routines = routines
        self._files = files
        self._keys = keys
        self._write = write

    def ask(self) -> Routine | None:
        """The routine that the runner wants, as its file says now; None for none."""
        by_key = self._list(self._routines.faults())
        while (key := self._keys.read(TICK_SECONDS)) not in LEAVING:
            chosen = by_key.get(key)
            if self._files is not None and self._files.renew():
                by_key = self._list(self._faults_of(self._files))
                now = {each.id: each for each in by_key.values()}
                chosen = now.get(chosen.id) if chosen else None
            if chosen is not None:
                return chosen
        return None

    def _list(self, faults: tuple[str, ...]) -> dict[str, Routine]:
        """Says what is wrong with files, and which routines there are; each by its key."""
        for fault in faults:
            self._write(fault)
        by_key = {str(place): each for place, each in enumerate(self._routines.all()[:MOST], 1)}
        for key, routine in by_key.items():
            self._write(f"{key}. {routine.name}")
        self._write("Press a number to start, q to quit.")
        return by_key

    def _faults_of(self, files: OwnFiles) -> tuple[str, ...]:
        """Goes by the settings as they are now; what is wrong with any of the files."""
        try:
            if files.settings != self._trainer.record_editor.settings:
                self._trainer.use(files.settings)
        except UserError as fault:
            return (*files.faults(), str(fault))
        return files.faults()
