"""Parses the arguments of the command line, with plain words for errors and help."""

from __future__ import annotations

import argparse
import os
import sys
from functools import cache

from calf_tui.cli.argument_types import a_path
from calf_tui.cli.output import VERSION, columns_of, print_line, wrapped_for
from calf_tui.core.text.sanitizing import encodable_text, terminal_text

TYPE_CHECKING = False  # `typing` is slow to import
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import NoReturn

    from _typeshed import SupportsWrite

WRONG_USAGE = 2
COLUMNS = 80
"""The width of a help text that goes to no terminal."""
UNDO_ELSEWHERE = (
    "a change is taken back where it was made, in the app with u on its page; `calf-tui plans "
    "undo` takes back a change of the plan's week"
)

OVERVIEW = """\
A coach for a runner's calves, in the terminal. Without a command: the app.

commands:
  start ROUTINE          go straight into a session
  start heel-rise-test   how often one leg lifts you, guided
  routines [list]        all routines
  routines show ROUTINE  one routine, move by move
  routines check FILE    every fault of a routine's file
  routines new NAME      a routine of your own to edit
  history [WORD ...]     the sessions so far, the newest first
  log ROUTINE            keep a session done elsewhere
  log run                keep a run: --minutes M, --km K, --hard
  log heel-rise-test     keep a heel-rise test: --left N, --right N
  today                  what to do today, how much of it, and why
  evidence               the rules of the coach and their sources
  plans [list]           the plans of weeks; show P, use P, weeks, move, skip, repeat, check F
  stats                  this week, the streak and the weeks before
  report                 a page to print or send: weeks, loads, pain, tests
  check [--repair]       whether your records are well, and what mends them
  export                 your records as JSON, or as a table for a spreadsheet
  import FILE ...        merge other files into your records
  sound [test | devices] hear every cue, or see what can play here
  demo                   look around in two years that nobody trained
  doctor                 one page about this machine, for a report
  locate                 where your files are

ROUTINE is an id, a name, or a path to a .toml file.
`calf-tui help COMMAND` says more about one of them."""


def parse(words: Sequence[str], commands: Mapping[str, str]) -> argparse.Namespace:
    """Parses the arguments; `command` of the result is the command's full name, "" for the app.

    `commands` has what each command does by its full name. Ends the program after a help text, and
    if the arguments are wrong.
    """
    if "help" in words:
        _, rest = _everywhere(default=None).parse_known_args(words)
        words = [*rest[1:], "--help"] if rest[0] == "help" else words
    if list(words) in (["--help"], ["-h"]):  # which is there sooner without the commands' own
        return _program().parse_args(words)
    return _with_commands(tuple(commands.items())).parse_args(words)


@cache
def _with_commands(commands: tuple[tuple[str, str], ...]) -> Parser:
    from calf_tui.cli.command_options import ABOUT_TABLES, add_options, csv_columns, log_fault

    parser = _program()
    parsers = _add_commands(parser, dict(commands))
    add_options(parsers, dict(commands))
    parsers["log"].fault = log_fault
    parsers["export"].more = csv_columns
    parsers["import"].more = lambda: ABOUT_TABLES
    return parser


def _program() -> Parser:
    parser = Parser(
        prog="calf-tui",
        usage="calf-tui [OPTIONS] [COMMAND]",
        description=OVERVIEW,
        formatter_class=OverviewFormatter,
        parents=[_everywhere(default=None)],
        allow_abbrev=False,
    )
    parser.add_argument(
        "--version", action="version", version=VERSION, help="show the version and exit"
    )
    parser.set_defaults(command="")
    return parser


def _add_commands(parser: Parser, commands: Mapping[str, str]) -> dict[str, Parser]:
    """Adds a parser for each command within that of its group, and returns them by full name."""
    everywhere = _everywhere(default=argparse.SUPPRESS)
    parsers, groups = {"": parser}, {}
    for name, text in commands.items():
        group, _, word = name.rpartition(" ")
        if group not in groups:
            program = parsers[group].prog
            groups[group] = parsers[group].add_subparsers(
                metavar="command", help=argparse.SUPPRESS, prog=program, parser_class=Parser
            )
        parsers[name] = groups[group].add_parser(
            word, description=text, parents=[everywhere], allow_abbrev=False
        )
        parsers[name].set_defaults(command=name)
    return parsers


def _everywhere(default: object) -> Parser:
    """Returns a parser for the options of every command, before or after its name."""
    parser = Parser(add_help=False, argument_default=default, allow_abbrev=False)
    options = parser.add_argument_group("options of every command")
    options.add_argument("--data", type=a_path, metavar="FILE", help="the file of your sessions")
    options.add_argument(
        "--config", type=a_path, metavar="DIR", help="the folder of your settings and routines"
    )
    options.add_argument(
        "--sound", metavar="NAME", help="the backend to play through, such as miniaudio"
    )
    options.add_argument("--mute", action="store_const", const=True, help="start without sound")
    options.add_argument(
        "--plain", action="store_const", const=True, help="lines of text instead of screens"
    )
    return parser


class OverviewFormatter(argparse.RawDescriptionHelpFormatter):
    """Asks for the width as the commands do: what argparse imports to ask for it is slow."""

    def __init__(self, prog: str) -> None:
        asked = os.environ.get("COLUMNS", "")
        columns = int(asked) if asked.isdecimal() else 0
        columns = columns or columns_of(sys.stdout) or COLUMNS
        super().__init__(prog, width=columns - 2)


class Parser(argparse.ArgumentParser):
    """A parser that reports errors in one sentence."""

    more: Callable[[], str] = staticmethod(str)
    """What stands below the options in its help; asked for only then."""
    fault: Callable[[argparse.Namespace], str] = staticmethod(lambda _options: "")
    """What is wrong with words that are right one by one; empty where nothing is."""

    def parse_known_args(  # type: ignore[override]
        self, args: Sequence[str] | None = None, namespace: argparse.Namespace | None = None
    ) -> tuple[argparse.Namespace, list[str]]:
        """Ends the program, as `error` does, where `fault` finds one."""
        options, rest = super().parse_known_args(args, namespace)
        if not rest and (fault := self.fault(options)):
            self.error(fault)
        return options, rest

    def format_help(self) -> str:
        """Returns the help, with `more` below it."""
        self.epilog = self.more()
        return super().format_help()

    def _print_message(self, message: str, file: SupportsWrite[str] | None = None) -> None:
        """Prints as the commands do, so that an output that cannot be written is an error."""
        if message and file is sys.stdout:
            print_line(message.removesuffix("\n"))
        else:
            fits = wrapped_for(message, sys.stderr)
            super()._print_message(encodable_text(fits, sys.stderr.encoding), file)

    def _check_value(self, action: argparse.Action, value: object) -> None:
        """Says in plain words that there is no such command."""
        if isinstance(action, argparse._SubParsersAction) and value not in (action.choices or ()):
            self.error(_no_command(self.prog, str(value), tuple(action.choices or ())))
        super()._check_value(action, value)

    def error(self, message: str) -> NoReturn:
        """Ends the program with a sentence that says what is wrong."""
        said = message.removeprefix("argument ")
        self.exit(WRONG_USAGE, terminal_text(f"calf-tui: {said}; see `{self.prog} --help`.\n"))


def _no_command(program: str, word: str, known: Sequence[str]) -> str:
    from difflib import get_close_matches

    whole = f"{program} {word}".removeprefix("calf-tui ")
    near = "".join(get_close_matches(word, known, n=1))
    hint = f", did you mean `{program} {near}`?" if near else ""
    return UNDO_ELSEWHERE if whole == "undo" else f"there is no command `{whole}`{hint}"
