"""The parser of the command line: plain words for errors, and a help that is there at once."""

from __future__ import annotations

import argparse
import os
import sys

from calf_tui.cli.line_wrapping import columns_of, fitted
from calf_tui.cli.output import print_line
from calf_tui.core.text.sanitizing import encodable_text, terminal_text

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
