"""What a terminal sends for keys, and one without UTF-8, in the installed program."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

if sys.platform == "win32":
    pytest.skip("there are no pseudo-terminals on Windows", allow_module_level=True)

from tests.bench.screen_waits import ScreenWaits
from tests.full import seeded
from tests.platform.sequences import BAD, random_sequence
from tests.terminal import command_to_hold, run_in_terminal

if TYPE_CHECKING:
    from pathlib import Path

HURTS = "\x1b[1095::120;1u"
"""The key X on a Russian keyboard, by the kitty keyboard protocol."""


def test_no_sequence_ends_the_program_and_it_hurts_is_heard(tmp_path: Path) -> None:
    chance = seeded("keys of a terminal")
    with run_in_terminal(command_to_hold(tmp_path, 1, 60, 0)[:-2]) as terminal:
        terminal.wait_for("Your first session starts week one.")
        for sequence in (*BAD, *(random_sequence(chance) for _ in range(100))):
            # A pasted text hides what is a key of the program, such as q.
            terminal.press(f"\x1b[200~{sequence}" if sequence not in BAD else sequence)
            terminal.press("\x1b[201~")
            terminal.read_once(0)
        assert terminal.process.poll() is None
        terminal.press("\x1b\r")
    with run_in_terminal(command_to_hold(tmp_path, 1, 60, 0)) as terminal:
        terminal.wait_for("GET READY")
        # Read from the screen: only what changes is written, so a text may come in parts.
        ScreenWaits(terminal).milliseconds("".join(BAD) + HURTS, "What do you feel?")


def test_a_terminal_without_the_signs_of_the_screens_gets_lines_of_text(tmp_path: Path) -> None:
    command = command_to_hold(tmp_path, 1, 1, 0)
    with run_in_terminal(command, {"PYTHONIOENCODING": "latin-1"}) as terminal:
        terminal.wait_for("This terminal is set to iso8859-1")
        terminal.wait_for("completed: 1 set", seconds=15)
        assert terminal.output.replace("\r\n", "").isprintable()
