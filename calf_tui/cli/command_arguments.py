"""The arguments of single commands, and the types of arguments.

A type raises `ArgumentTypeError` for a wrong argument.
"""

from __future__ import annotations

import argparse

from calf_tui.core.text.quoting import quoted

TYPE_CHECKING = False  # `typing` is slow to import
if TYPE_CHECKING:
    from collections.abc import Callable

MOST = 9999
"""The most weeks or sessions that may be asked for [ours]."""


def a_path(text: str) -> str:
    """Returns a path that is not empty."""
    if not text:
        raise argparse.ArgumentTypeError("the path is empty")
    return text


def a_date(text: str) -> str:
    """Checks that a text means a day; `core.text.date_parsing` says which one."""
    from datetime import date

    from calf_tui.core.text.date_parsing import date_fault, day_of

    if day_of(text, date.today()) is None:
        raise argparse.ArgumentTypeError(date_fault(text))
    return text


def a_beginning(text: str) -> str:
    """Checks that a text means a day, or a month or a year, whose first day is meant."""
    from datetime import date

    from calf_tui.core.text.date_parsing import date_fault, span_of

    if span_of(text, date.today()) is None:
        raise argparse.ArgumentTypeError(date_fault(text, "a date, a month or a year"))
    return text


def a_count(text: str) -> int:
    """Returns a whole number from 1 to `MOST`."""
    if text.isdecimal() and len(text) <= len(str(MOST)) and 1 <= int(text) <= MOST:
        return int(text)
    raise argparse.ArgumentTypeError(f"{quoted(text)} is not a whole number from 1 to {MOST}")


def a_lead_in(text: str) -> float:
    """Returns the seconds of a quiet lead-in."""
    from calf_tui.core.settings import LONGEST_LEAD_IN

    try:
        seconds = float(text.replace(",", "."))
    except ValueError:
        seconds = -1.0
    if 0 <= seconds <= LONGEST_LEAD_IN:
        return seconds
    raise argparse.ArgumentTypeError(
        f"{quoted(text)} is not a number of seconds from 0 to {LONGEST_LEAD_IN:g}"
    )


def a_number_of(what: str, most: float, *, is_whole: bool = False) -> Callable[[str], float]:
    """Returns the type of a number of `what`: above 0, or a whole number from 0 on."""

    def read(text: str) -> float:
        try:
            number = int(text) if is_whole else float(text.replace(",", "."))
        except ValueError:
            number = -1
        if 0 <= number <= most and (is_whole or number):
            return number
        bounds = f"a whole number from 0 to {most}" if is_whole else f"a number up to {most}"
        raise argparse.ArgumentTypeError(
            f"{quoted(text)} is not a number of {what}; write {bounds}"
        )

    return read


def a_naming(text: str) -> tuple[str, str]:
    """Returns a move's id and its name in another program, as in heel_raise_box=Calf Raise."""
    move, sign, name = (each.strip() for each in text.partition("="))
    if move and sign and name:
        return move, name
    raise argparse.ArgumentTypeError(
        f"{quoted(text)} does not name a move; write it as in heel_raise_box='Standing Calf Raise'"
    )


RUN, HEEL_RISE_TEST = "run", "heel-rise-test"
MOST_HEEL_RISES = 300
_OPTIONS_OF = {
    "note": None,
    "again": None,
    "date": None,
    "minutes": RUN,
    "km": RUN,
    "hard": RUN,
    "left": HEEL_RISE_TEST,
    "right": HEEL_RISE_TEST,
    "remove": HEEL_RISE_TEST,
}


def add_log(log: argparse.ArgumentParser) -> None:
    """Adds the arguments of `log`: a session, a run or a heel-rise test done elsewhere."""
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


def log_fault(options: argparse.Namespace) -> str:
    """Returns the error in the arguments of `log`, with the whole command; "" if there is none."""
    kind = options.routine if options.routine in (RUN, HEEL_RISE_TEST) else ""
    for name, of in _OPTIONS_OF.items():
        if of and of != kind and getattr(options, name) not in (None, False):
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


def add_coach_commands(
    command: Callable[[str, str], argparse.ArgumentParser],
) -> None:
    """Adds the arguments of `today` and `evidence`."""
    today = command("today", "What to do today, how much of it, and why. You decide.")
    today.add_argument("--json", action="store_true", help="as JSON, with every reason")
    today.add_argument("--as-of", type=a_date, metavar="DATE", help="as if DATE were today")
    today.add_argument(
        "--for",
        dest="wish",
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
    evidence = command("evidence", "The rules of the coach, their labels and their sources.")
    evidence.add_argument("--json", action="store_true", help="as JSON")


_PLANS = {
    "list": "All plans of weeks, and which one is in use; also without a word.",
    "show": "One plan, week by week.",
    "use": "Use a plan from this week on; the weekly target becomes its days.",
    "weeks": "The weeks of the plan in use: what was done, and what comes.",
    "move": "This week's sessions wait: next week has them, the later ones follow.",
    "skip": "Leave this week out: the plan's next week begins now.",
    "repeat": "Do the plan's week before this one once more, now.",
    "undo": "Take back the last move, skip or repeat.",
    "check": "Every fault of a plan's file, with its line.",
}


def add_plans_commands(
    plans: argparse.ArgumentParser, command: Callable[[str, str], argparse.ArgumentParser]
) -> None:
    """Adds the arguments of `plans`, whose own help says what each of them does."""
    from argparse import RawDescriptionHelpFormatter

    plans.usage = (
        "calf-tui plans [list | show P | use P | weeks | move | skip | repeat | undo | check FILE]"
    )
    plans.formatter_class = RawDescriptionHelpFormatter
    lines = (f"  {name:<8}{text}" for name, text in _PLANS.items())
    plans.description = "\n".join(("The plans of weeks, and the one in use.", "", *lines))
    added = {name: command(name, text) for name, text in _PLANS.items()}
    plan = "its id, its name, or a path to a .toml"
    added["show"].add_argument("plan", metavar="PLAN", help=plan)
    added["use"].add_argument("plan", metavar="PLAN", help="its id or its name; none to use none")
    added["check"].add_argument("file", metavar="FILE", help="a path to a .toml, or a plan's name")


WEEKS = 12


def add_report(report: argparse.ArgumentParser) -> None:
    """What the page holds, its form, and where it goes."""
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
        default=WEEKS,
        metavar="N",
        help=f"how many weeks; {WEEKS} if not given",
    )
    form = report.add_mutually_exclusive_group()
    form.add_argument("--html", action="store_true", help="a page with charts, to print or send")
    form.add_argument("--text", action="store_true", help="lines of text")
    report.add_argument(
        "--notes", action="store_true", help="with your notes and other words of your own"
    )
    report.add_argument("--force", action="store_true", help="in the place of a file that exists")


def add_routines_commands(command: Callable[[str, str], argparse.ArgumentParser]) -> None:
    """Adds `list`, `show`, `check` and `new` to `routines`."""
    command("list", "All routines, with their lengths.")
    show = command("show", "One routine, move by move.")
    show.add_argument("routine", metavar="ROUTINE", help="its id, its name, or a path to a .toml")
    show.add_argument("--json", action="store_true", help="the whole timeline with every cue")
    check = command("check", "Every fault of a routine's file, with its line.")
    check.add_argument("file", metavar="FILE", help="a path to a .toml")
    new = command("new", "A routine of your own, in a file to edit.")
    new.add_argument("name", metavar="NAME", help="what it is to be called")
