"""The command line: words in, one use case out. Heavy imports stay inside the command."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from datetime import date
from typing import TYPE_CHECKING, NoReturn

from calf_tui import __version__
from calf_tui.core.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Sequence

    from calf_tui.wiring import Wiring

FAILED = 1
WRONG_USAGE = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; its exit code: 0 fine, 1 it failed and said why, 2 wrong usage."""
    # Collecting while modules load costs a tenth of the start (tests/bench).
    gc.disable()
    options = _parser().parse_args(arguments)
    try:
        options.run(options)
    except Fault as fault:
        print(fault, file=sys.stderr)
        return FAILED
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one sentence."""

    def error(self, message: str) -> NoReturn:
        self.exit(WRONG_USAGE, f"calf-tui: {message}; see `{self.prog} --help`.\n")


def _parser() -> _Parser:
    everywhere = _everywhere(default=argparse.SUPPRESS)
    parser = _Parser(
        prog="calf-tui",
        description="A coach for a runner's calves, in the terminal.",
        parents=[_everywhere(default=None)],
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"calf-tui {__version__}")
    parser.set_defaults(run=_app)
    commands = parser.add_subparsers(title="commands", metavar="", parser_class=_Parser)

    def command(name: str, run: object, text: str) -> _Parser:
        added = commands.add_parser(
            name, help=text, description=text, parents=[everywhere], allow_abbrev=False
        )
        added.set_defaults(run=run)
        return added

    start = command("start", _app, "Go straight into a session.")
    start.add_argument("routine", help="its id, its name, or a path to a .toml")
    routines = command("routines", _routines, "List, show and check routines.")
    _add_routines_commands(routines, everywhere)
    history = command("history", _history, "The sessions so far, the newest first.")
    history.add_argument("--json", action="store_true", help="as JSON, as they are on disk")
    history.add_argument("--since", type=_date, metavar="DATE", help="from this date on")
    history.add_argument("--limit", type=_count, metavar="N", help="at most so many")
    stats = command("stats", _stats, "The week, the streak and the weeks before.")
    stats.add_argument("--json", action="store_true", help="as JSON")
    stats.add_argument("--weeks", type=_count, default=12, metavar="N", help="how many (12)")
    stats.add_argument("--as-of", type=_date, metavar="DATE", help="as if it were this date")
    command("locate", _locate, "Where your files are.")
    return parser


def _everywhere(default: object) -> _Parser:
    """The options every command takes, before or after its name."""
    options = _Parser(add_help=False, argument_default=default)
    options.add_argument("--data", metavar="FILE", help="the file of your sessions")
    options.add_argument("--config", metavar="DIR", help="the folder of settings and routines")
    options.add_argument("--mute", action="store_const", const=True, help="start without sound")
    options.add_argument(
        "--plain", action="store_const", const=True, help="lines of text instead of screens"
    )
    return options


def _add_routines_commands(parser: _Parser, everywhere: _Parser) -> None:
    commands = parser.add_subparsers(title="commands", metavar="", parser_class=_Parser)
    listed = commands.add_parser("list", help="all routines", parents=[everywhere])
    listed.set_defaults(run=_routines)
    show = commands.add_parser("show", help="one routine, move by move", parents=[everywhere])
    show.add_argument("routine", help="its id, its name, or a path to a .toml")
    show.add_argument("--json", action="store_true", help="the whole timeline with every cue")
    show.set_defaults(run=_show_routine)
    check = commands.add_parser("check", help="every fault of a file", parents=[everywhere])
    check.add_argument("file", help="a path to a .toml")
    check.set_defaults(run=_check_routine)


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"{text!r} is not a date; write it as YYYY-MM-DD, as in 2026-11-22"
        ) from None


def _count(text: str) -> int:
    if text.isdecimal() and 1 <= int(text) <= 10_000:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 1 to 10000")


def _wiring(options: argparse.Namespace) -> Wiring:
    from calf_tui.places import find_places
    from calf_tui.wiring import Wiring

    places = find_places(options.data, options.config, os.environ)
    return Wiring(places, mute=bool(options.mute))


def _app(options: argparse.Namespace) -> None:
    from calf_tui.wiring import is_terminal

    name = getattr(options, "routine", None)
    wiring = _wiring(options)
    if options.plain or os.environ.get("TERM") == "dumb":
        wiring.run_plain(name, _print)
        return
    if not is_terminal():
        wiring.require_all_is_well(name)
        raise Fault(
            "Calf TUI needs a terminal to show its screens; run it in one, "
            "or add --plain for lines of text."
        )
    wiring.run_app(name)


def _print(text: str) -> None:
    print(text)
    sys.stdout.flush()


def _routines(options: argparse.Namespace) -> None:
    from calf_tui.report import routines_table

    routines = _wiring(options).routines()
    _print(routines_table(routines.all()))
    for fault in routines.faults():
        print(fault, file=sys.stderr)


def _show_routine(options: argparse.Namespace) -> None:
    from calf_tui.report import routine_json, routine_text

    routine = _wiring(options).routines().find(options.routine)
    _print(routine_json(routine) if options.json else routine_text(routine))


def _check_routine(options: argparse.Namespace) -> None:
    from calf_tui.report import routine_summary

    routine = _wiring(options).routines().find(options.file)
    _print(f"{options.file} is fine: {routine_summary(routine)}")


def _history(options: argparse.Namespace) -> None:
    from calf_tui.report import as_json, history_text
    from calf_tui.storage.codec import session_document

    sessions = _wiring(options).reading_trainer().sessions()
    since = [each for each in sessions if not options.since or each.local_date >= options.since]
    newest_first = since[::-1][: options.limit]
    documents = [session_document(each) for each in newest_first] if options.json else []
    _print(as_json(documents) if options.json else history_text(newest_first))


def _stats(options: argparse.Namespace) -> None:
    from calf_tui.report import stats_json, stats_text

    progress = _wiring(options).reading_trainer().progress(options.weeks, options.as_of)
    _print(stats_json(progress) if options.json else stats_text(progress))


def _locate(options: argparse.Namespace) -> None:
    places = _wiring(options).places
    for name, path in (
        ("data", places.data),
        ("settings", places.settings),
        ("routines", places.own_routines),
    ):
        _print(f"{name:<9} {path}")
