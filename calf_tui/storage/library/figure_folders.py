"""The figures on offer: the runner's own and the built-in ones, one TOML file a move."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calf_tui.core.errors import UserError
from calf_tui.storage.config.toml_file import mark_of, read_text, shipped

if TYPE_CHECKING:
    from pathlib import Path

    from calf_tui.core.figures.figure import Figure
    from calf_tui.storage.config.toml_file import Mark


class FigureFolders:
    """Implements `core.ports.Figures` over two folders; each file is read when first asked.

    A figure of the runner's own goes before the built-in one of the same move.
    """

    def __init__(self, built_in: Path, own: Path) -> None:
        self._built_in = built_in
        self._own = own
        self._found: dict[str, Figure | None] = {}
        self._marks: dict[str, Mark] = {}
        self._faults: dict[str, str] = {}

    def find(self, exercise: str) -> Figure | None:
        """The figure of the move with this id; None where there is none.

        Raises `UserError` where its file has faults, once: from then on the next best is found.
        """
        if exercise not in self._found:
            own = self._own_path(exercise)
            self._marks[exercise] = mark_of(own)
            self._found[exercise] = None
            self._found[exercise] = self._shipped(exercise)
            if _is_there(own):
                self._found[exercise] = _read(own)
        return self._found[exercise]

    def renew(self) -> bool:
        """Reads the runner's files that changed since they were asked for; whether any did.

        One whose new text has faults keeps the figure that it was; `faults` say why.
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
        """What is wrong with the new text of files, a line for each problem."""
        return tuple(line for text in self._faults.values() for line in text.splitlines())

    def _own_path(self, exercise: str) -> Path:
        return self._own / f"{exercise}.toml"

    def _shipped(self, exercise: str) -> Figure | None:
        # Not before a figure is wanted, which is after the first frame.
        from calf_tui.storage.library.figure_tables import figure_of

        path = self._built_in / f"{exercise}.toml"
        return shipped(path, figure_of, _checked) if _is_there(path) else None


def _is_there(path: Path) -> bool:
    """Also where it may not be looked at; reading it then says why."""
    try:
        return path.is_file()
    except OSError:
        return True


def _read(path: Path) -> Figure:
    return _checked(read_text(path, f"figures/{path.name}"), f"figures/{path.name}")


def _checked(text: str, file: str) -> Figure:
    # The checks are dear to load, and the shipped files do without.
    from calf_tui.storage.library.figure_file import parse_figure

    return parse_figure(text, file)
