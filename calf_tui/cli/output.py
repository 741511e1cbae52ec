"""Prints the results of commands to the output, and notices to the error output.

Every printed text goes through `terminal_text`, here or in `arguments`.
"""

from __future__ import annotations

import errno
import os
import sys
from io import TextIOWrapper

from calf_tui import __version__
from calf_tui.cli.line_wrapping import fitted
from calf_tui.core.errors import TERMINAL_GONE, UserError
from calf_tui.core.text.sanitizing import encodable_text, terminal_text

TYPE_CHECKING = False  # `typing` is slow to import
if TYPE_CHECKING:
    from typing import NoReturn

    from calf_tui.training.trainer import Trainer

JSON = ("[", "{")
VERSION = f"calf-tui {__version__}"


def print_line(text: str) -> None:
    """Prints a result at once, with replacements for signs that the encoding lacks."""
    text = terminal_text(text)
    # A line break within a text of JSON would be another text.
    _print(text if text.startswith(JSON) else fitted(text, sys.stdout))


def _print(text: str) -> None:
    try:
        print(encodable_text(text, sys.stdout.encoding), flush=True)
    except BrokenPipeError:
        raise
    except OSError as error:
        give_up(error)


def give_up(error: OSError) -> NoReturn:
    """Ends the program, or raises `UserError`, after the output could not be written."""
    discard_output()
    if error.errno == errno.EIO:
        raise SystemExit(TERMINAL_GONE) from None
    raise UserError(f"The output cannot be written: {error.strerror}.") from None


def print_done(verb: str, what: str) -> None:
    """Prints what a command did: "Exported: 12 sessions, to records.json"."""
    print_line(f"{verb}: {what}")


def print_data(text: str) -> None:
    """Prints data for other programs in UTF-8, unchanged; to a terminal it prints a normal text."""
    text = text.removesuffix("\n")
    if sys.stdout.isatty():
        _print(terminal_text(text))
        return
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="")
    _print(text)


def print_aside(text: str) -> None:
    """Prints a notice to the error output."""
    said = fitted(terminal_text(text), sys.stderr)
    try:
        print(encodable_text(said, sys.stderr.encoding), file=sys.stderr)
    except OSError:
        return  # there is no other way to tell the runner


def print_notices(trainer: Trainer) -> None:
    """Prints the notices about the records to the error output."""
    for notice in trainer.notices():
        print_aside(notice)


def discard_output() -> None:
    """Drops all output from now on: nobody reads it, and Python would report that at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
