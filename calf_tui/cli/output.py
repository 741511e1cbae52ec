"""What commands say: results on the output, everything else beside it.

Everything printed goes through `terminal_text` here; what argparse prints, in `arguments`.
"""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from io import TextIOWrapper
from typing import TYPE_CHECKING

from calf_tui.core.errors import TERMINAL_GONE, UserError
from calf_tui.core.text.sanitizing import encodable_text, terminal_text

if TYPE_CHECKING:
    from calf_tui.training.trainer import Trainer


def print_line(text: str) -> None:
    """At once, with a plainer sign for one that the output has no code for."""
    _print(terminal_text(text))


def _print(text: str) -> None:
    try:
        print(encodable_text(text, sys.stdout.encoding), flush=True)
    except BrokenPipeError:
        raise
    except OSError as error:
        discard_output()
        if error.errno == errno.EIO:
            raise SystemExit(TERMINAL_GONE) from None
        raise UserError(f"The output cannot be written: {error.strerror}.") from None


def print_done(verb: str, what: str) -> None:
    """What a command did, in the form of all of them: "Exported: 12 sessions, to records.json"."""
    print_line(f"{verb}: {what}")


def print_data(text: str) -> None:
    """For other programs, exactly, in UTF-8 and with its own line ends; a terminal's as others."""
    text = text.removesuffix("\n")
    if sys.stdout.isatty():
        print_line(text)
        return
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="")
    _print(text)


def print_aside(text: str) -> None:
    """What is no result, where programs that read the results do not look."""
    with suppress(OSError):  # nobody can be told
        print(encodable_text(terminal_text(text), sys.stderr.encoding), file=sys.stderr)


def print_notices(trainer: Trainer) -> None:
    """What was found damaged, recovered or changed by others."""
    for notice in trainer.notices():
        print_aside(notice)


def discard_output() -> None:
    """Nobody reads it any more, and Python would say so at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
