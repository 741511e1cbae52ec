"""The page of `doctor` about this machine and installation, for a report."""

from __future__ import annotations

import importlib.metadata
import platform
import shutil
from typing import TYPE_CHECKING, NamedTuple

from calf_tui import __version__
from calf_tui.core.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from calf_tui.platform.paths import AppPaths

PACKAGES = ("textual", "tinydb", "msgspec", "simpleaudio", "simpleaudio-patched", "miniaudio")
VARIABLES = (
    "TERM",
    "COLORTERM",
    "TERM_PROGRAM",
    "NO_COLOR",
    "TEXTUAL_THEME",
    "TEXTUAL_ANIMATIONS",
    "LANG",
    "CALF_TUI_DATA",
    "CALF_TUI_CONFIG",
)


class Section(NamedTuple):
    """A heading and its facts, each a name and a text."""

    title: str
    facts: tuple[tuple[str, str], ...]


def page(sections: Iterable[Section]) -> str:
    """Returns the sections one below the other, with their facts in two columns."""
    sections = tuple(sections)
    width = max(len(name) for section in sections for name, _ in section.facts)
    blocks = (
        "\n".join([section.title, *(f"  {name:<{width}}  {said}" for name, said in section.facts)])
        for section in sections
    )
    return "\n\n".join(blocks)


def versions() -> Section:
    """Returns the versions of the program, Python, the system and the main packages."""
    python = f"{platform.python_version()} ({platform.python_implementation()})"
    facts = [("calf-tui", __version__), ("python", python), ("system", platform.platform())]
    return Section("Versions", (*facts, *((name, _version(name)) for name in PACKAGES)))


def terminal(environment: Mapping[str, str], is_terminal: bool, encoding: str) -> Section:
    """Returns the size and encoding of the terminal, and the variables that matter."""
    columns, rows = shutil.get_terminal_size()
    where = f"{columns} × {rows}" if is_terminal else "the output is not a terminal"
    asked = ((name, environment[name]) for name in VARIABLES if name in environment)
    return Section("Terminal", (("size", where), ("encoding", encoding), *asked))


def files(
    paths: AppPaths, faults: Iterable[str], checks: Iterable[Callable[[], object]]
) -> Section:
    """Returns the paths of the runner's files and their errors; a check raises `UserError`."""
    named = (
        ("data", paths.data),
        ("settings", paths.settings),
        ("keys", paths.keys),
        ("routines", paths.own_routines),
    )
    found = list(filter(None, (*faults, *map(_problem, checks)))) or ["no faults"]
    return Section(
        "Files",
        (*((name, _path(path)) for name, path in named), *(("found", each) for each in found)),
    )


def _version(package: str) -> str:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return "not installed"


def _path(path: Path) -> str:
    try:
        size = path.stat().st_size
    except OSError:
        return f"{path.absolute()} (not there)"
    if path.is_dir():
        return f"{path.absolute()} ({len(list(path.iterdir()))} files)"
    return f"{path.absolute()} ({size} bytes)"


def _problem(check: Callable[[], object]) -> str:
    try:
        check()
    except UserError as error:
        return str(error)
    return ""
