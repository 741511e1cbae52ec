"""The arguments of the coach's commands, of `log` and of `report`."""

from __future__ import annotations

from calf_tui.cli.argument_parser import a_count, a_date, a_number_of, a_path

TYPE_CHECKING = False  # `typing` is slow to import
if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

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


def add_coach_commands(command: Callable[[str, str], argparse.ArgumentParser]) -> None:
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


def add_report(report: argparse.ArgumentParser) -> None:
    """Adds the arguments of `report`: what the page holds, its form, and where it goes."""
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
    report.add_argument("--force", action="store_true", help="in the place of a file that exists")
