"""A session outlives whatever its terminal does, and ends within two seconds when it is told to.

`CALF_TUI_EVENTS=1000` has so many random events happen; the seed is printed.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from typing import TYPE_CHECKING

import pytest

from tests.full import of_full, seeded
from tests.terminal import command_to_hold, controlling, kept_sessions, run_in_terminal

if TYPE_CHECKING:
    import random
    from pathlib import Path

    from tests.terminal import Terminal

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")

EVENTS = int(os.environ.get("CALF_TUI_EVENTS", of_full(48, 4)))
EVENTS_A_RUN = min(8, EVENTS)
LOADED = 5.0
"""Seconds that an end may take on a machine busy with other tests; alone it is under two."""
SIZES = (0, 1, 2, 24, 80, 400, 65_535)
KEYS = (" ", "n", "s", "?", "\x1b", "x", "q", "u", "1", "\x10", "\x1b[1092::97;1u", "é")


def press(terminal: Terminal, chance: random.Random) -> None:
    terminal.press(chance.choice(KEYS))


def resize(terminal: Terminal, chance: random.Random) -> None:
    terminal.resize(chance.choice(SIZES), chance.choice(SIZES))


def stall(_terminal: Terminal, chance: random.Random) -> None:
    time.sleep(chance.uniform(0.1, 1.2))  # here and below: the real clock of a real program


def trickle(terminal: Terminal, chance: random.Random) -> None:
    for _ in range(chance.randrange(10)):
        terminal.read_once(0.05, at_most=64)


def stop_and_go_on(terminal: Terminal, _chance: random.Random) -> None:
    terminal.process.send_signal(signal.SIGSTOP)
    terminal.process.send_signal(signal.SIGCONT)


def read(terminal: Terminal, chance: random.Random) -> None:
    terminal.read_for(chance.uniform(0.1, 0.6))


def end(terminal: Terminal, chance: random.Random) -> None:
    """Ends the program in one of four ways, its terminal reading or not."""
    if chance.random() < 0.5:
        time.sleep(0.5)
    way = chance.choice(["close", "hang up", "SIGTERM", "SIGHUP"])
    if way == "close":
        os.close(terminal.let_go())
    elif way == "hang up":
        terminal.close_window()
    else:
        terminal.process.send_signal(getattr(signal, way))


def children_of(session: int) -> list[int]:
    found = []
    for name in os.listdir("/proc"):  # noqa: PTH208
        if name.isdigit():
            try:
                with open(f"/proc/{name}/stat") as file:  # noqa: PTH123
                    fields = file.read().rpartition(")")[2].split()
            except OSError:
                continue
            if int(fields[3]) == session and fields[0] != "Z":
                found.append(int(name))
    return found


@pytest.mark.parametrize("run", range(max(1, EVENTS // EVENTS_A_RUN)))
def test_random_events_lose_no_set_and_leave_no_process(tmp_path: Path, run: int) -> None:
    chance = seeded(f"events, run {run}")
    own = [*chance.choice([["--mute"], []]), *chance.choice([["--plain"], [], []])]
    command = command_to_hold(tmp_path, 4, seconds=1, rest=1, options=own)
    is_told = chance.random() < 0.7  # of a new size, and of its end
    with run_in_terminal(controlling(command) if is_told else command) as terminal:
        terminal.wait_for("set 1 of 4" if "--plain" in own else "READY", seconds=30)
        happens = [press, resize, stall, trickle, stop_and_go_on, read]
        for _ in range(EVENTS_A_RUN):
            chance.choice(happens)(terminal, chance)
        end(terminal, chance)
        _, status, used = wait_for_end(terminal)
        assert os.waitstatus_to_exitcode(status) in {0, 129, 143}
        assert used < 12.0  # of a processor, in seconds: nothing went round and round
        until = time.monotonic() + LOADED
        while (left := children_of(terminal.process.pid)) and time.monotonic() < until:
            time.sleep(0.05)  # here and below: a process that ends tells only its parent
        assert left == []
    for session in kept_sessions(tmp_path):
        assert session["status"] != "in_progress"


def wait_for_end(terminal: Terminal) -> tuple[int, int, float]:
    """The process, its status and the processor time it used; fails where it goes on."""
    until = time.monotonic() + LOADED
    while time.monotonic() < until:
        process, status, usage = os.wait4(terminal.process.pid, os.WNOHANG)
        if process:
            terminal.process.returncode = os.waitstatus_to_exitcode(status)
            return process, status, usage.ru_utime + usage.ru_stime
        time.sleep(0.02)
    raise AssertionError("it goes on after its end")
