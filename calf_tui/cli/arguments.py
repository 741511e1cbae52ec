"""The arguments of the command line, and their help."""

from __future__ import annotations

import argparse

from calf_tui.cli.argument_parser import (
    OverviewFormatter,
    Parser,
    a_beginning,
    a_count,
    a_date,
    a_lead_in,
    a_naming,
    a_path,
)
from calf_tui.cli.output import VERSION

TYPE_CHECKING = False  # `typing` is slow to import
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

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


def parse(words: Sequence[str]) -> argparse.Namespace:
    """Parses the arguments; `command` of the result is the command's full name, "" for the app.

    Ends the program after a help text, and if the arguments are wrong.
    """
    parser = _program()
    if "help" in words:
        _, rest = _everywhere(default=None).parse_known_args(words)
        words = [*rest[1:], "--help"] if rest[0] == "help" else words
    if list(words) not in (["--help"], ["-h"]):  # which is there sooner without the commands' own
        _add_commands(parser)
    return parser.parse_args(words)


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


def _add_commands(parser: Parser) -> None:
    from calf_tui.cli.coach_arguments import (
        add_coach_commands,
        add_log,
        add_plans_commands,
        add_report,
        log_fault,
    )

    everywhere = _everywhere(default=argparse.SUPPRESS)
    command = _adder(parser, everywhere)
    start = command("start", "Go straight into a session, or into the guided heel-rise test.")
    what = "its id, its name, or a path to a .toml; or heel-rise-test"
    start.add_argument("routine", metavar="ROUTINE", help=what)
    routines = command("routines", "List all routines, show one move by move, or check a file.")
    routines.usage = "calf-tui routines [list | show ROUTINE | check FILE | new NAME] [OPTIONS]"
    _add_routines_commands(_adder(routines, everywhere))
    history = command("history", "The sessions so far, the newest first.")
    history.usage = "calf-tui history [WORD ...] [OPTIONS]"
    history.add_argument(
        "filter",
        nargs="*",
        metavar="WORD",
        help="only with it, as in: knee move:heel status:partly",
    )
    history.add_argument("--json", action="store_true", help="as JSON, as they are on disk")
    history.add_argument("--since", type=a_beginning, metavar="DATE", help="only from this date on")
    history.add_argument("--limit", type=a_count, metavar="N", help="only the newest N")
    log = command("log", "Keep what was done elsewhere: a session as planned, a run, or a test.")
    add_log(log)
    log.fault = log_fault
    stats = command("stats", "This week, the streak and the weeks before.")
    form = stats.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="as JSON, with every week")
    stats.add_argument(
        "--weeks", type=a_count, default=12, metavar="N", help="how many weeks; 12 if not given"
    )
    form.add_argument("--line", action="store_true", help="one short line, for a prompt")
    stats.add_argument("--as-of", type=a_date, metavar="DATE", help="as if DATE were today")
    add_report(command("report", "A page to take along: weeks, loads, pain by place, tests, runs."))
    add_coach_commands(command)
    plans = command("plans", "List the plans of weeks, show one, use one, or check a file.")
    add_plans_commands(plans, _adder(plans, everywhere))
    check = command("check", "Look at your records and everything around them; exit 1 if damaged.")
    check.add_argument("--repair", action="store_true", help="mend it; no record is deleted")
    _add_import_export_commands(command)
    sound = command("sound", "Hear every cue by its name, or see what can play here.")
    sound.usage = "calf-tui sound [test | devices] [OPTIONS]"
    sound.set_defaults(quiet_lead_in=None)  # without a word it is `sound test`
    kinds = _adder(sound, everywhere)
    test = kinds("test", "Every cue by its name, and what plays it.")
    test.add_argument(
        "--quiet-lead-in",
        type=a_lead_in,
        metavar="SECONDS",
        help="inaudible sound first, which wakes a wireless speaker; from 0, without, to 2",
    )
    kinds("devices", "The backends that can be heard here, and the devices there are.")
    command("demo", "Look around in two years of training that nobody did.")
    command("doctor", "One page about this machine, to be pasted into a report.")
    command("locate", "Where your files are, or will be.")


def _adder(parser: Parser, everywhere: Parser) -> Callable[[str, str], Parser]:
    """Returns a function that adds a command to a parser whose own text lists its commands."""
    commands = parser.add_subparsers(
        metavar="command", help=argparse.SUPPRESS, prog=parser.prog, parser_class=Parser
    )

    def add(name: str, text: str) -> Parser:
        added = commands.add_parser(
            name, description=text, parents=[everywhere], allow_abbrev=False
        )
        added.set_defaults(command=f"{parser.prog} {name}".removeprefix("calf-tui "))
        return added

    return add


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


def _add_routines_commands(command: Callable[[str, str], Parser]) -> None:
    command("list", "All routines, with their lengths.")
    show = command("show", "One routine, move by move.")
    show.add_argument("routine", metavar="ROUTINE", help="its id, its name, or a path to a .toml")
    show.add_argument("--json", action="store_true", help="the whole timeline with every cue")
    check = command("check", "Every fault of a routine's file, with its line.")
    check.add_argument("file", metavar="FILE", help="a path to a .toml")
    new = command("new", "A routine of your own, in a file to edit.")
    new.add_argument("name", metavar="NAME", help="what it is to be called")


def _add_import_export_commands(command: Callable[[str, str], Parser]) -> None:
    export = command("export", "Your records: everything as JSON, or a row a set as CSV.")
    export.add_argument(
        "--format", choices=("json", "csv"), default="json", help="json if not given"
    )
    export.add_argument(
        "-o", "--output", type=a_path, default="-", metavar="FILE", help="into a file"
    )
    export.add_argument("--force", action="store_true", help="in the place of a file that exists")
    export.formatter_class = argparse.RawDescriptionHelpFormatter
    export.more = _columns
    take_in = command("import", "Merge other files into your records.")
    take_in.more = lambda: _ABOUT_TABLES
    take_in.formatter_class = argparse.RawDescriptionHelpFormatter
    take_in.add_argument(
        "files",
        nargs="+",
        type=a_path,
        metavar="FILE",
        help="an export in JSON or CSV, another data file, a backup, a conflict copy, the table of "
        "another program, or the GPX, TCX and FIT files of runs, one or a folder of them",
    )
    take_in.add_argument("--skip-bad", action="store_true", help="leave out what is not understood")
    take_in.add_argument("--dry-run", action="store_true", help="only say what would come")
    take_in.add_argument(
        "--dates",
        choices=("dmy", "mdy", "ymd"),
        help="the order of day, month and year in a table that leaves it open",
    )
    take_in.add_argument(
        "--weights", choices=("kg", "lb"), help="the unit of weights without one; kg if not given"
    )
    take_in.add_argument(
        "--as",
        dest="named",
        action="append",
        type=a_naming,
        metavar="MOVE=NAME",
        help="which move a name in a table means, as heel_raise_box='Standing Calf Raise'",
    )


_ABOUT_TABLES = """\
tables: the CSV that Strong, Hevy, FitNotes and StrongLifts export, or one of your own, with a
head such as date,exercise,reps: a date, a move, and repetitions or seconds are needed. What is
taken for the rest is said. The same file a second time changes nothing.

runs: day, duration and distance are kept, and no more. FIT needs pip install 'calf-tui[fit]'."""


def _columns() -> str:
    from calf_tui.file_formats.csv_columns import COLUMNS

    width = max(map(len, COLUMNS)) + 2
    lines = (f"  {name:<{width}}{column.meaning}".rstrip() for name, column in COLUMNS.items())
    return "\n".join(("columns of the CSV, which import takes, too:", *lines))
