"""The figures in TOML files: the runner's own before the built-in ones."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from calf_tui.core.errors import UserError
from calf_tui.toml_files.toml_reader import WatchedFile, read_text, shipped

if TYPE_CHECKING:
    from pathlib import Path

    from calf_tui.core.figures.figure import Figure
    from calf_tui.toml_files.toml_reader import Read


class FigureFolders:
    """Implements `core.ports.Figures`; a file is read when it is first needed."""

    def __init__(self, built_in: Path, own: Path) -> None:
        self._built_in = built_in
        self._own = own
        self._files: dict[str, WatchedFile[Figure | None]] = {}

    def find(self, exercise: str) -> Figure | None:
        """Returns the figure of the move with this id; None if there is none.

        If the runner's file has errors, it raises `UserError` the first time, and returns the
        built-in figure from then on.
        """
        if exercise not in self._files:
            own = self._own / f"{exercise}.toml"
            file = self._files[exercise] = WatchedFile(own, partial(self._read, exercise))
            if file.faults:
                raise UserError(*file.faults)
        return self._files[exercise].content

    def renew(self) -> bool:
        """Reads again the runner's files that have changed; returns whether any has.

        If the new text has errors, the figure stays as it was, and `faults` say why.
        """
        changed = [each.renew() for each in self._files.values()]
        return any(changed)

    def faults(self) -> tuple[str, ...]:
        """Returns the errors in changed files, a line for each problem."""
        outdated = (each for each in self._files.values() if each.is_outdated)
        return tuple(line for each in outdated for said in each.faults for line in said.split("\n"))

    def _read(self, exercise: str, own: Path) -> Read[Figure | None]:
        figure = None
        try:
            figure = self._shipped(exercise)
            if _is_there(own):
                name = f"figures/{own.name}"
                figure = _checked(read_text(own, name), name)
        except UserError as error:
            return figure, (str(error),)
        return figure, ()

    def _shipped(self, exercise: str) -> Figure | None:
        # Imported here, because figures are only needed after the first frame.
        from calf_tui.toml_files.figure_tables import figure_of

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
    from calf_tui.toml_files.figure_schema import parse_figure

    return parse_figure(text, file)
