"""The commands `check`, `doctor` and `locate`."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import shutil
import sys
from typing import TYPE_CHECKING, NamedTuple

from calf_tui import __version__
from calf_tui.cli.command_setup import wait_for_other, wiring_of
from calf_tui.cli.output import print_done, print_line
from calf_tui.core.errors import UserError
from calf_tui.core.text.formatting import count
from calf_tui.platform.clock import SystemClock
from calf_tui.platform.terminal import is_terminal

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from calf_tui.platform.paths import AppPaths
    from calf_tui.wiring import Wiring


BELL = "terminal bell"
NO_DEVICE = "no library above found a device to play on; `calf-tui sound devices` tries each"
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


def check(options: Namespace) -> None:
    """Prints the state of the files, after a repair if asked for; raises `UserError` for damage."""
    from calf_tui.storage.files.disk import Disk
    from calf_tui.storage.health_check import examine, repair

    wiring, now = wiring_of(options), SystemClock().now
    print_line(f"Your records: {wiring.paths.data.absolute()}")
    if options.repair:
        wait_for_other(wiring.is_in_use)
        for done in repair(wiring.names(), now, Disk()):
            print_done("Mended", done)
    findings = examine(wiring.names(), now())
    problems = [each for each in findings if not each.is_well]
    for each in findings:
        print_line(f"{'  ' if each.is_well else '! '}{each.text}")
        if each.repair:
            print_line(f"    With --repair: {each.repair}.")
    mistyped = (*wiring.setting_faults(), *wiring.key_faults())
    if mistyped:
        print_line("Your settings and keys:")
    for fault in mistyped:
        print_line(f"  {fault}")
    if not problems and not mistyped:
        print_line("All is well.")
    elif not problems:
        raise UserError(_mistyped_in_words(len(mistyped)))
    elif any(each.repair for each in problems):
        raise UserError(
            "Not all is well; `calf-tui check --repair` mends it and deletes no record."
        )
    else:
        raise UserError("Not all is well, and a repair can do nothing about it.")


def _mistyped_in_words(lines: int) -> str:
    """Returns what wrong lines of settings or keys mean for the runner."""
    its_place, it = ("its place", "it") if lines == 1 else ("their place", "them")
    return (
        f"Your records are well, and training works: {count(lines, 'line')} above "
        f"{'is' if lines == 1 else 'are'} left out, and in {its_place} the default is used. "
        f"Correct {it}, or delete {it}."
    )


def doctor(options: Namespace) -> None:
    """Prints a page about this machine, for a report."""
    print_line(doctor_page(doctor_sections(wiring_of(options))))


def locate(options: Namespace) -> None:
    """Prints where the files are, or will be."""
    paths = wiring_of(options).paths
    for name, path in (
        ("data", paths.data),
        ("settings", paths.settings),
        ("keys", paths.keys),
        ("routines", paths.own_routines),
        ("plans", paths.own_plans),
        ("figures", paths.own_figures),
    ):
        print_line(f"{name:<8}  {path.absolute()}")


def doctor_sections(wiring: Wiring) -> Iterator[Section]:
    """Yields the sections of `doctor`; the one about sound takes a moment."""
    from calf_tui.audio.system_voice import advice, find_speaker

    yield versions()
    yield terminal(os.environ, is_terminal(), sys.stdout.encoding)
    routines = wiring.routines()
    faults = (*wiring.setting_faults(), *wiring.key_faults(), *routines.faults())
    yield files(wiring.paths, faults, (routines.all, wiring.history().sessions))
    speaker = find_speaker()
    voice = advice() if speaker is None else speaker.name
    heard = _heard(wiring)
    why = (("why", NO_DEVICE),) if heard.startswith(BELL) else ()
    yield Section("Sound", (("plays", heard), *why, ("voice", voice)))


def _heard(wiring: Wiring) -> str:
    """Returns what plays, or why nothing plays."""
    from calf_tui.cli.commands.sound import start_and_describe

    try:
        # As it would be in a terminal, whatever this output is; nothing is played here.
        with wiring._replace(may_ring=True).player() as player:
            return start_and_describe(player)
    except UserError as error:
        return str(error)


class Section(NamedTuple):
    """A heading and its facts, each a name and a text."""

    title: str
    facts: tuple[tuple[str, str], ...]


def doctor_page(sections: Iterable[Section]) -> str:
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
        files = len(list(path.iterdir())) if os.path.isdir(path) else None
    except PermissionError:
        return f"{path.absolute()} (you have no permission)"
    except OSError:
        return f"{path.absolute()} (not there)"
    return f"{path.absolute()} ({f'{size} bytes' if files is None else f'{files} files'})"


def _problem(check: Callable[[], object]) -> str:
    try:
        check()
    except UserError as error:
        return str(error)
    return ""
