"""The figures, each in a TOML file: the runner's own and the built-in ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calf_tui.core.errors import UserError
from calf_tui.storage.config.toml_file import Mark, mark_of, read_text, shipped

if TYPE_CHECKING:
    from pathlib import Path

    from calf_tui.core.figures.figure import Figure


class FigureFolders:
    """Implements `core.ports.Figures`: own figures before built-in ones, read when needed."""

    def __init__(self, built_in: Path, own: Path) -> None:
        self._built_in = built_in
        self._own = own
        self._found: dict[str, Figure | None] = {}
        self._marks: dict[str, Mark] = {}
        self._faults: dict[str, str] = {}

    def find(self, exercise: str) -> Figure | None:
        """Returns the figure of the move with this id; None if there is none.

        If the runner's file has errors, it raises `UserError` the first time, and returns the
        built-in figure from then on.
        """
        if exercise not in self._found:
            own = self._own_path(exercise)
            self._marks[exercise] = mark_of(own)
            self._found[exercise] = None
            self._found[exercise] = self._shipped(exercise)
            if _is_there(own):
                name = f"figures/{own.name}"
                self._found[exercise] = _checked(read_text(own, name), name)
        return self._found[exercise]

    def renew(self) -> bool:
        """Reads again the runner's files that have changed; returns whether any has.

        If the new text has errors, the figure stays as it was, and `faults` say why.
        """
        changed = [
            each for each, mark in self._marks.items() if mark_of(self._own_path(each)) != mark
        ]
        for exercise in changed:
            before = self._found.pop(exercise)
            self._faults.pop(exercise, None)
            try:
                self.find(exercise)
            except UserError as fault:
                self._faults[exercise] = str(fault)
                self._found[exercise] = before
        return bool(changed)

    def faults(self) -> tuple[str, ...]:
        """Returns the errors in changed files, a line for each problem."""
        return tuple(line for text in self._faults.values() for line in text.splitlines())

    def _own_path(self, exercise: str) -> Path:
        return self._own / f"{exercise}.toml"

    def _shipped(self, exercise: str) -> Figure | None:
        # Imported here, because figures are only needed after the first frame.
        from calf_tui.library.figure_tables import figure_of

        path = self._built_in / f"{exercise}.toml"
        return shipped(path, figure_of, _checked) if _is_there(path) else None


def _is_there(path: Path) -> bool:
    """Returns whether the file exists or may not be accessed; reading it then raises an error."""
    try:
        return path.is_file()
    except OSError:
        return True


def _checked(text: str, file: str) -> Figure:
    # The import is slow, and the built-in files need no checks.
    from calf_tui.library.figure_file import parse_figure

    return parse_figure(text, file)
