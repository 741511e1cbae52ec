"""Saves charts as pictures, in a folder where the runner finds them."""

from __future__ import annotations

import os
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from calf_tui.core.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def save_picture(
    name: str,
    svg: str,
    *,
    png: bool = False,
    folders: Sequence[Path] | None = None,
    load: Callable[[str], object] = import_module,
) -> Path:
    """Writes a new file into the first folder that can be written; returns its full path.

    The folders are the current one, then the downloads, then the home folder. `load` imports the
    optional library that makes a PNG. Raises `UserError`.
    """
    data = _png_of(svg, load) if png else svg.encode()
    reason = ""
    for folder in folders if folders is not None else _folders():
        path, reason = _write_new(folder, name, ".png" if png else ".svg", data)
        if path is not None:
            return path
    raise UserError(f"The picture could not be saved: {reason}.")


def _folders() -> Sequence[Path]:
    home = Path(os.path.expanduser("~"))  # noqa: PTH111 - never fails where there is no home
    return [Path.cwd(), home / "Downloads", home]


def _write_new(folder: Path, name: str, ending: str, data: bytes) -> tuple[Path | None, str]:
    """Writes a new file without replacing any; returns its path, or None and the reason."""
    number = 1
    while os.path.exists(path := folder / f"{name}{f'-{number}' if number > 1 else ''}{ending}"):
        number += 1
    try:
        with path.open("xb") as file:
            file.write(data)
    except OSError as error:
        return None, f"{error.strerror}: {folder}"
    return path.absolute(), ""


def _png_of(svg: str, load: Callable[[str], object]) -> bytes:
    try:
        convert = load("cairosvg").svg2png  # type: ignore[attr-defined]
    except (ImportError, OSError):  # OSError if the C library it needs is missing
        raise UserError(
            "A PNG needs cairosvg: `pip install 'calf-tui[png]'` brings it. Press e for an SVG."
        ) from None
    made: bytes = convert(bytestring=svg.encode(), scale=2)
    return made
