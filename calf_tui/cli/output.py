"""Prints the results of commands to the output, and notices to the error output.

Every printed text goes through `terminal_text`, here or in `argument_parser`. Lines for a terminal
are broken at words; what goes elsewhere stays as it is.
"""

from __future__ import annotations

import errno
import os
import sys
from io import TextIOWrapper

from calf_tui import __version__
from calf_tui.core.errors import TERMINAL_GONE, UserError
from calf_tui.core.text.sanitizing import encodable_text, terminal_text

TYPE_CHECKING = False  # `typing` is slow to import
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import NoReturn, TextIO

    from calf_tui.storage.history import TinyHistory
    from calf_tui.training.trainer import Trainer

    Json = dict[str, object]

JSON = ("[", "{")
VERSION = f"calf-tui {__version__}"
HANGING = 2
"""The further indent of a broken line."""
WIDEST = 100
"""The most columns of a paragraph, which is hard to read if it is wider [ours]."""


def print_line(text: str) -> None:
    """Prints a result at once, with replacements for signs that the encoding lacks."""
    text = terminal_text(text)
    # A line break within a text of JSON would be another text.
    _print(text if text.startswith(JSON) else wrapped_for(text, sys.stdout))


def _print(text: str) -> None:
    try:
        print(encodable_text(text, sys.stdout.encoding), flush=True)
    except BrokenPipeError:
        raise
    except OSError as error:
        end_without_output(error)


def end_without_output(error: OSError) -> NoReturn:
    """Ends the program, or raises `UserError`, after the output could not be written."""
    discard_output()
    if error.errno == errno.EIO:
        raise SystemExit(TERMINAL_GONE) from None
    raise UserError(f"The output cannot be written: {error.strerror}.") from None


def print_json(value: object) -> None:
    """Prints a value as JSON in ASCII, which every encoding has; dates as YYYY-MM-DD."""
    import json

    print_line(json.dumps(value, default=str, indent=2))


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


def print_notice(text: str) -> None:
    """Prints a notice to the error output."""
    said = wrapped_for(terminal_text(text), sys.stderr)
    try:
        print(encodable_text(said, sys.stderr.encoding), file=sys.stderr)
    except OSError:
        return  # there is no other way to tell the runner


def print_record_notices(records: Trainer | TinyHistory) -> None:
    """Prints the notices about the records to the error output."""
    for notice in records.notices():
        print_notice(notice)


def discard_output() -> None:
    """Drops all output from now on: nobody reads it, and Python would report that at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def wrapped_for(
    text: str, stream: TextIO | None, environment: Mapping[str, str] = os.environ
) -> str:
    """Returns the text with lines as long as the terminal of a stream is wide; COLUMNS wins."""
    columns = columns_of(stream, environment)
    return text if columns is None else wrapped(text, columns)


def wrapped(text: str, columns: int) -> str:
    """Returns the text with lines of at most so many columns, broken at spaces alone.

    What is broken off stands below the second column of the line, if that is in its left half, or
    else a little further in than the line. A longer word, such as a path, stays whole. A paragraph,
    which is a line without columns, has at most `WIDEST`.
    """
    if all(len(line) <= min(columns, WIDEST) for line in text.splitlines()):
        return text
    return "\n".join(_wrapped_line(line, columns) for line in text.split("\n"))


def _wrapped_line(line: str, columns: int) -> str:
    import re
    import textwrap

    from calf_tui.core.text.formatting import second_column

    content = line.lstrip(" ")
    indent = len(line) - len(content)
    second = second_column(content)
    columns = columns if second else min(columns, WIDEST)
    if len(line) <= columns:
        return line
    hanging = indent + (second or (0 if indent else HANGING))
    if hanging > columns // 2:
        hanging = min(indent + HANGING, columns // 2)
    # Columns that do not fit any more stand closer.
    first = content[:second] if hanging == indent + second else ""
    rest = re.sub(r" {2,}", "  ", content[len(first) :])
    return textwrap.fill(
        first + rest,
        columns,
        initial_indent=" " * indent,
        subsequent_indent=" " * hanging,
        break_long_words=False,
        break_on_hyphens=False,
    )


def columns_of(stream: TextIO | None, environment: Mapping[str, str] = os.environ) -> int | None:
    """Returns the width of the terminal that a stream writes to; None if it is none."""
    try:
        if stream is None or not stream.isatty():
            return None
        asked = int(environment.get("COLUMNS") or 0)
        return asked or os.get_terminal_size(stream.fileno()).columns or None
    except (OSError, ValueError):
        return None
