"""The parser of the command line, with plain words for errors, and the types of its arguments."""

from __future__ import annotations

import argparse
import os
import sys

from calf_tui.cli.output import columns_of, fitted, print_line
from calf_tui.core.text.sanitizing import encodable_text, quoted, terminal_text

TYPE_CHECKING = False  # `typing` is slow to import
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import NoReturn

    from _typeshed import SupportsWrite

WRONG_USAGE = 2
COLUMNS = 80
"""The width of a help text that goes to no terminal."""
UNDO_ELSEWHERE = (
    "a change is taken back where it was made, in the app with u on its page; `calf-tui plans "
    "undo` takes back a change of the plan's week"
)
MOST = 9999
"""The most weeks or sessions that may be asked for [ours]."""


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
            fits = fitted(message, sys.stderr)
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


# The types of arguments; each raises `ArgumentTypeError` for a wrong one.


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
