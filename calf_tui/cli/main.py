"""The entry point of the command line: parses the arguments and runs one command.

The command lines that are typed most are read here, because argparse is slow to import.
"""

from __future__ import annotations

import gc
import os
import sys
from types import SimpleNamespace

from calf_tui.cli.output import VERSION, discard_output, print_aside, print_line
from calf_tui.core.errors import RecordsInUseError, UserError

TYPE_CHECKING = False  # `typing` is slow to import
if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

FAILED = 1
IN_THE_APP = (
    "What you did can be added in the app that is open: a session in History (p, 4, a), a run with "
    "r on the first screen."
)
COMMANDS = {
    "": "training.train",
    "start": "training.train",
    "routines": "routines.list_all",
    "routines list": "routines.list_all",
    "routines show": "routines.show",
    "routines check": "routines.check",
    "routines new": "routines.new",
    "history": "records.history",
    "log": "records.log",
    "log run": "records.log_run",
    "log heel-rise-test": "records.log_heel_rise_test",
    "stats": "records.stats",
    "report": "records.report",
    "plans": "plans.list_all",
    "plans list": "plans.list_all",
    "plans show": "plans.show",
    "plans use": "plans.use",
    "plans check": "plans.check",
    "plans weeks": "plans.weeks",
    "plans move": "plans.change",
    "plans skip": "plans.change",
    "plans repeat": "plans.change",
    "plans undo": "plans.undo",
    "today": "coaching.today",
    "evidence": "coaching.evidence",
    "check": "maintenance.check",
    "export": "import_export.export",
    "import": "import_export.import_files",
    "sound": "sound.test",
    "sound test": "sound.test",
    "sound devices": "sound.devices",
    "demo": "training.demo",
    "doctor": "maintenance.doctor",
    "locate": "maintenance.locate",
}
"""The module of `cli.commands` and the function for each command; it is imported when needed."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; returns its exit code: 0 success, 1 failure, 2 wrong usage, 130 Ctrl+C."""
    # Garbage collection while modules load takes a tenth of the start (tests/bench).
    gc.disable()
    _open_closed_streams()
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        if words == ["--version"]:
            print_line(VERSION)
        else:
            _run(read_short(words) or _parsed(words))
    except UserError as error:
        print_aside(said_of(error, words))
        return FAILED
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        discard_output()
    return 0


def _run(options: Namespace | SimpleNamespace) -> None:
    from importlib import import_module

    module, _, function = COMMANDS[options.command].partition(".")
    getattr(import_module(f"calf_tui.cli.commands.{module}"), function)(options)


def _parsed(words: Sequence[str]) -> Namespace:
    from calf_tui.cli.arguments import parse

    return parse(words)


def said_of(error: UserError, words: Sequence[str]) -> str:
    """Returns an error for the runner, with the way out where a record could not be added."""
    is_of_log = isinstance(error, RecordsInUseError) and "log" in words
    return f"{error} {IN_THE_APP}" if is_of_log else str(error)


def _open_closed_streams() -> None:
    """Opens streams that the shell has closed, so that no other file gets their descriptors."""
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:
            mode = "r" if name == "stdin" else "w"
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_RDWR), mode))


WITH_VALUE = ("--data", "--config", "--sound")
ALONE = ("--mute", "--plain")
STATS_LINE = {"json": False, "weeks": 12, "line": True, "as_of": None}


def read_short(words: Sequence[str]) -> SimpleNamespace | None:
    """Returns the options of the app or of `stats --line`, if the words are right; else None."""
    options: dict[str, str | bool | None] = {"command": ""}
    options |= {each.strip("-"): None for each in (*WITH_VALUE, *ALONE)}
    command: list[str] = []
    waiting = iter(words)
    for word in waiting:
        if word in WITH_VALUE:
            value = next(waiting, "")
            if not value or value.startswith("-"):
                return None
            options[word.strip("-")] = value
        elif word in ALONE:
            options[word.strip("-")] = True
        else:
            command.append(word)
    if command == ["stats", "--line"]:
        return SimpleNamespace(**options | {"command": "stats"}, **STATS_LINE)
    return None if command else SimpleNamespace(**options)
