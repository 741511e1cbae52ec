"""Signals end an app even when its event loop is held up, or when it was just stopped."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

from tests.full import by_turns

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals")

PROGRAM = """
import signal, sys, time
from asyncio import run
from calf_tui.ui.terminal_signals import TerminalSignals

class App:
    return_code = None

    def exit(self, return_code):
        pass

async def hold_up():
    TerminalSignals(lambda: False, patience=0.1).follow(App(), lambda: None)
    print("held up", flush=True)
    {how}

run(hold_up())
"""


# Each of these programs is ended long before its minute is over.
IN_LINES = """
import signal, time
from calf_tui.ui.plain.key_input import EndingKeys, NoKeys

for number in (signal.SIGTERM, signal.SIGHUP):
    signal.signal(number, EndingKeys(NoKeys(), lambda: False, leaves_within=0.1).end)
print("held up", flush=True)
time.sleep(60)
"""


PROGRAMS = {
    "sleeping": PROGRAM.format(how="time.sleep(60)"),
    "busy": PROGRAM.format(how="[0 for _ in iter(int, 1)]"),
    # It answers, without an end.
    "answering": PROGRAM.format(how="await __import__('asyncio').sleep(60)"),
    "lines of text": IN_LINES,
}
SIGNALS = (("SIGTERM", 143), ("SIGHUP", 129))


@pytest.mark.parametrize(
    ("program", "name", "code"),
    [
        (program, *each)
        for turn, program in enumerate(PROGRAMS)
        for each in by_turns(SIGNALS, 2, first=turn)
    ],
)
def test_it_ends_by_force(program: str, name: str, code: int) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAMS[program]], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held up\n"
        process.send_signal(getattr(signal, name))
        assert process.wait(timeout=10) == code


STOPPING = """
from calf_tui.ui.terminal_signals import stop_job

told = iter([False, False])
stop_job(lambda: next(told, True), lambda: True)
"""


def test_an_end_that_arrives_just_after_it_goes_on_does_not_meet_another_stop() -> None:
    """Of two signals that wake a program, the second may be seen first."""
    with subprocess.Popen([sys.executable, "-c", STOPPING], start_new_session=True) as process:
        _, status = os.waitpid(process.pid, os.WUNTRACED)
        has_stopped = os.WIFSTOPPED(status)
        if has_stopped:
            process.kill()
        else:
            process.returncode = os.waitstatus_to_exitcode(status)
    assert not has_stopped
    assert process.returncode == 0
