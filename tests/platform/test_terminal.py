"""Nobody reads keys, or nobody reads the output; afterwards the terminal is as it was."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress

import pytest

from calf_tui.core.errors import TERMINAL_GONE
from calf_tui.platform.terminal import no_echo, wait_with_terminal

if sys.platform == "win32":
    pytest.skip("there is no termios", allow_module_level=True)

import pty
import select
import termios


class FaultError(Exception):
    """What ends the waiting."""


def is_echoing(descriptor: int) -> bool:
    return bool(termios.tcgetattr(descriptor)[3] & termios.ECHO)


@pytest.mark.parametrize("ends_with", [None, FaultError, signal.SIGTERM, signal.SIGHUP])
def test_keys_are_not_shown_meanwhile_and_wait_for_who_reads_next(ends_with: object) -> None:
    master, slave = pty.openpty()
    before = termios.tcgetattr(slave)
    handlers = [signal.getsignal(each) for each in (signal.SIGTERM, signal.SIGHUP)]
    with suppress(FaultError, SystemExit), no_echo(slave):
        assert not is_echoing(slave)
        os.write(master, b"\x1b[6~q\n")
        assert select.select([slave], [], [], 10)[0]  # the system passes keys on a moment later
        if isinstance(ends_with, signal.Signals):
            os.kill(os.getpid(), ends_with)
        elif ends_with is not None:
            raise FaultError
    assert termios.tcgetattr(slave) == before
    assert [signal.getsignal(each) for each in (signal.SIGTERM, signal.SIGHUP)] == handlers
    assert os.read(slave, 99) == b"\x1b[6~q\n"
    os.set_blocking(master, False)
    with pytest.raises(BlockingIOError):
        os.read(master, 99)
    os.close(master)
    os.close(slave)


def test_what_is_no_terminal_is_left_alone() -> None:
    reading, writing = os.pipe()
    with no_echo(reading):
        pass
    os.close(reading)
    os.close(writing)


def test_waiting_ends_with_the_terminal() -> None:
    master, slave = pty.openpty()
    wait_with_terminal(0.01, slave)  # it is there
    os.close(master)
    with pytest.raises(SystemExit) as ending:
        wait_with_terminal(3600, slave)
    assert ending.value.code == TERMINAL_GONE
    os.close(slave)
