"""The options and words of each command, with their help."""

from __future__ import annotations

from argparse import RawDescriptionHelpFormatter

from calf_tui.cli.argument_types import (
    a_beginning,
    a_count,
    a_date,
    a_lead_in,
    a_naming,
    a_number_of,
    a_path,
)

TYPE_CHECKING = False  # `typing` is slow to import
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Mapping

RUN, HEEL_RISE_TEST = "run", "heel-rise-test"
MOST_HEEL_RISES = 300
REPORT_WEEKS = 12
_OPTIONS_OF = {
    "minutes": RUN,
    "km": RUN,
    "hard": RUN,
    "left": HEEL_RISE_TEST,
    "right": HEEL_RISE_TEST,
    "remove": HEEL_RISE_TEST,
}
_A_ROUTINE = "its id, its name, or a path to a .toml"
_BY_FORCE = "in the place of a file that exists"


def add_options(parsers: Mapping[str, ArgumentParser], commands: Mapping[str, str]) -> None:
    """Adds to each command's parser its own options; `commands` says what each command does."""
    start, check = parsers["start"], parsers["check"]
    start.add_argument("routine", metavar="ROUTINE", help=f"{_A_ROUTINE}; or heel-rise-test")
    check.add_argument("--repair", action="store_true", help="mend it; no record is deleted")
    _add_to_routines(parsers)
    _add_to_history(parsers["history"])
    _add_to_log(parsers["log"])
    _add_to_stats(parsers["stats"])
    _add_to_report(parsers["report"])
    _add_to_today(parsers["today"])
    parsers["evidence"].add_argument("--json", action="store_true", help="as JSON")
    _add_to_plans(parsers, commands)
    _add_to_export(parsers["export"])
    _add_to_import(parsers["import"])
    _add_to_sound(parsers)


def _add_to_routines(parsers: Mapping[str, ArgumentParser]) -> None:
    routines, show = parsers["routines"], parsers["routines show"]
    routines.usage = "calf-tui routines [list | show ROUTINE | check FILE | new NAME] [OPTIONS]"
    show.add_argument("routine", metavar="ROUTINE", help=_A_ROUTINE)
    show.add_argument("--json", action="store_true", help="the whole timeline with every cue")
    parsers["routines check"].add_argument("file", metavar="FILE", help="a path to a .toml")
    parsers["routines new"].add_argument("name", metavar="NAME", help="what it is to be called")


def _add_to_history(history: ArgumentParser) -> None:
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


def _add_to_log(log: ArgumentParser) -> None:
    from calf_tui.core.records.coach_records import LONGEST_RUN  # the import is slow

    log.usage = "calf-tui log [ROUTINE | run | heel-rise-test] [OPTIONS]"
    log.add_argument(
        "routine",
        metavar="ROUTINE",
        help="a session: its id, its name, or a path to a .toml; or run, or heel-rise-test",
    )
    log.add_argument(
        "--date",
        type=a_date,
        metavar="DATE",
        help="the day it was, as 2026-11-22, yesterday, monday or -2; today if not said",
    )
    log.add_argument("--again", action="store_true", help="also where it is kept already")
    log.add_argument("--note", default="", metavar="TEXT", help="what to remember of a session")
    run = log.add_argument_group("log run")
    minutes, km = LONGEST_RUN
    run.add_argument(
        "--minutes", type=a_number_of("minutes", minutes), metavar="M", help="how long it took"
    )
    run.add_argument("--km", type=a_number_of("km", km), metavar="K", help="how far it was")
    run.add_argument("--hard", action="store_true", help="it was hard, not easy")
    test = log.add_argument_group("log heel-rise-test")
    for leg in ("left", "right"):
        test.add_argument(
            f"--{leg}",
            type=a_number_of("heel rises", MOST_HEEL_RISES, is_whole=True),
            metavar="N",
            help=f"how often the {leg} heel rose",
        )
    test.add_argument(
        "--remove",
        action="store_true",
        help="take the last test out that was kept by mistake, or the last one of --date",
    )


def log_fault(options: Namespace) -> str:
    """Returns the error in the arguments of `log`, with the whole command; "" if there is none."""
    kind = options.routine if options.routine in (RUN, HEEL_RISE_TEST) else ""
    for name, of in _OPTIONS_OF.items():
        if of != kind and getattr(options, name) not in (None, False):
            return f"--{name} goes with `calf-tui log {of}`"
    if kind and options.note:
        return "--note goes with a session"
    if kind == RUN and options.minutes is None and options.km is None:
        return "say how long the run was, with --minutes M, --km K or both"
    legs = (options.left, options.right)
    if kind == HEEL_RISE_TEST and options.remove and legs != (None, None):
        return "--remove takes a test out: leave --left and --right away"
    if kind == HEEL_RISE_TEST and not options.remove and legs == (None, None):
        return "say how often a heel rose, with --left N, --right N or both"
    if kind:
        options.command = f"log {kind}"
    return ""


def _add_to_stats(stats: ArgumentParser) -> None:
    form = stats.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="as JSON, with every week")
    stats.add_argument(
        "--weeks", type=a_count, default=12, metavar="N", help="how many weeks; 12 if not given"
    )
    form.add_argument("--line", action="store_true", help="one short line, for a prompt")
    stats.add_argument("--as-of", type=a_date, metavar="DATE", help="as if DATE were today")


def _add_to_report(report: ArgumentParser) -> None:
    report.add_argument(
        "-o",
        "--output",
        type=a_path,
        metavar="FILE",
        help="into a file, as a page of HTML unless it ends in .txt; - is the output, as text",
    )
    report.add_argument(
        "--weeks",
        type=a_count,
        default=REPORT_WEEKS,
        metavar="N",
        help=f"how many weeks; {REPORT_WEEKS} if not given",
    )
    form = report.add_mutually_exclusive_group()
    form.add_argument("--html", action="store_true", help="a page with charts, to print or send")
    form.add_argument("--text", action="store_true", help="lines of text")
    report.add_argument(
        "--notes", action="store_true", help="with your notes and other words of your own"
    )
    report.add_argument("--force", action="store_true", help=_BY_FORCE)


def _add_to_today(today: ArgumentParser) -> None:
    today.add_argument("--json", action="store_true", help="as JSON, with every reason")
    today.add_argument("--as-of", type=a_date, metavar="DATE", help="as if DATE were today")
    today.add_argument(
        "--for",
        dest="day_type",
        choices=("before-run", "after-run", "rest-day"),
        help="what kind of day it is",
    )
    today.add_argument(
        "--after-stop",
        choices=("gone", "checked", "not-yet"),
        help="keep what became of the pain you stopped for: checked is by a professional",
    )
    today.add_argument(
        "--deload", action="store_true", help="take a deload week from today on, as offered"
    )


def _add_to_plans(parsers: Mapping[str, ArgumentParser], commands: Mapping[str, str]) -> None:
    """The help of `plans` itself says what each of its commands does."""
    plans = parsers["plans"]
    plans.usage = (
        "calf-tui plans [list | show P | use P | weeks | move | skip | repeat | undo | check FILE]"
    )
    plans.formatter_class = RawDescriptionHelpFormatter
    lines = (
        f"  {word:<8}{commands[name]}"
        for name in commands
        if (word := name.removeprefix("plans ")) != name
    )
    plans.description = "\n".join(("The plans of weeks, and the one in use.", "", *lines))
    parsers["plans show"].add_argument("plan", metavar="PLAN", help=_A_ROUTINE)
    use, check = parsers["plans use"], parsers["plans check"]
    use.add_argument("plan", metavar="PLAN", help="its id or its name; none to use none")
    check.add_argument("file", metavar="FILE", help="a path to a .toml, or a plan's name")


def _add_to_sound(parsers: Mapping[str, ArgumentParser]) -> None:
    sound = parsers["sound"]
    sound.usage = "calf-tui sound [test | devices] [OPTIONS]"
    sound.set_defaults(quiet_lead_in=None)  # without a word it is `sound test`
    parsers["sound test"].add_argument(
        "--quiet-lead-in",
        type=a_lead_in,
        metavar="SECONDS",
        help="inaudible sound first, which wakes a wireless speaker; from 0, without, to 2",
    )


def _add_to_export(export: ArgumentParser) -> None:
    export.add_argument(
        "--format", choices=("json", "csv"), default="json", help="json if not given"
    )
    export.add_argument(
        "-o", "--output", type=a_path, default="-", metavar="FILE", help="into a file"
    )
    export.add_argument("--force", action="store_true", help=_BY_FORCE)
    export.formatter_class = RawDescriptionHelpFormatter


def _add_to_import(take_in: ArgumentParser) -> None:
    take_in.formatter_class = RawDescriptionHelpFormatter
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


ABOUT_TABLES = """\
tables: the CSV that Strong, Hevy, FitNotes and StrongLifts export, or one of your own, with a
head such as date,exercise,reps: a date, a move, and repetitions or seconds are needed. What is
taken for the rest is said. The same file a second time changes nothing.

runs: day, duration and distance are kept, and no more. FIT needs pip install 'calf-tui[fit]'."""
"""What stands below the options of `import`."""


def csv_columns() -> str:
    """Returns what the columns of the CSV are, which stands below the options of `export`."""
    from calf_tui.file_formats.csv_columns import COLUMNS

    width = max(map(len, COLUMNS)) + 2
    lines = (f"  {name:<{width}}{column.meaning}".rstrip() for name, column in COLUMNS.items())
    return "\n".join(("columns of the CSV, which import takes, too:", *lines))
