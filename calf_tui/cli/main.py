"""The entry point of the command line: parses the arguments and runs one command.

The command lines that are typed most are read here, because argparse is slow to import.
"""

from __future__ import annotations

import gc
import os
import sys
from types import SimpleNamespace

from calf_tui.cli.output import VERSION, discard_output, print_line, print_notice
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
    "": ("training.train", ""),
    "start": ("training.train", "Go straight into a session, or into the guided heel-rise test."),
    "routines": ("routines.list_all", "List all routines, show one move by move, or check a file."),
    "routines list": ("routines.list_all", "All routines, with their lengths."),
    "routines show": ("routines.show", "One routine, move by move."),
    "routines check": ("routines.check", "Every fault of a routine's file, with its line."),
    "routines new": ("routines.new", "A routine of your own, in a file to edit."),
    "history": ("records.history", "The sessions so far, the newest first."),
    "log": ("records.log", "Keep what was done elsewhere: a session as planned, a run, or a test."),
    "log run": ("records.log_run", ""),
    "log heel-rise-test": ("records.log_heel_rise_test", ""),
    "stats": ("records.stats", "This week, the streak and the weeks before."),
    "report": (
        "import_export.report",
        "A page to take along: weeks, loads, pain by place, tests, runs.",
    ),
    "today": ("coaching.today", "What to do today, how much of it, and why. You decide."),
    "evidence": ("coaching.evidence", "The rules of the coach, their labels and their sources."),
    "plans": ("plans.list_all", "List the plans of weeks, show one, use one, or check a file."),
    "plans list": (
        "plans.list_all",
        "All plans of weeks, and which one is in use; also without a word.",
    ),
    "plans show": ("plans.show", "One plan, week by week."),
    "plans use": ("plans.use", "Use a plan from this week on; the weekly target becomes its days."),
    "plans weeks": ("plans.weeks", "The weeks of the plan in use: what was done, and what comes."),
    "plans move": (
        "plans.change",
        "This week's sessions wait: next week has them, the later ones follow.",
    ),
    "plans skip": ("plans.change", "Leave this week out: the plan's next week begins now."),
    "plans repeat": ("plans.change", "Do the plan's week before this one once more, now."),
    "plans undo": ("plans.undo", "Take back the last move, skip or repeat."),
    "plans check": ("plans.check", "Every fault of a plan's file, with its line."),
    "check": (
        "maintenance.check",
        "Look at your records and everything around them; exit 1 if damaged.",
    ),
    "export": ("import_export.export", "Your records: everything as JSON, or a row a set as CSV."),
    "import": ("import_export.import_files", "Merge other files into your records."),
    "sound": ("sound.test", "Hear every cue by its name, or see what can play here."),
    "sound test": ("sound.test", "Every cue by its name, and what plays it."),
    "sound devices": (
        "sound.devices",
        "The backends that can be heard here, and the devices there are.",
    ),
    "demo": ("training.demo", "Look around in two years of training that nobody did."),
    "doctor": ("maintenance.doctor", "One page about this machine, to be pasted into a report."),
    "locate": ("maintenance.locate", "Where your files are, or will be."),
}
"""By name: the function with its module in `cli.commands`, which is imported when it is used, and
what the help says first; "" for what argparse does not know by this name."""


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
            _run(read_short(words) or parsed(words))
    except UserError as error:
        print_notice(error_text(error, words))
        return FAILED
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        discard_output()
    return 0


def _run(options: Namespace | SimpleNamespace) -> None:
    from importlib import import_module

    module, _, function = COMMANDS[options.command][0].partition(".")
    getattr(import_module(f"calf_tui.cli.commands.{module}"), function)(options)


def parsed(words: Sequence[str]) -> Namespace:
    """Returns the options, parsed by argparse; ends the program if the words are wrong."""
    from calf_tui.cli.argument_parser import parse

    return parse(words, {name: text for name, (_, text) in COMMANDS.items() if text})


def error_text(error: UserError, words: Sequence[str]) -> str:
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
