"""A helper runs before what is ordinary, where that is allowed; and who waits for a processor."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from calf_tui.audio.process_priority import raise_priority_at_start, waits_for_processor
from tests.audio.recordings.playing import frozen
from tests.audio.recordings.rig import wait_until

if TYPE_CHECKING:
    from collections.abc import Iterator

on_linux = pytest.mark.skipif(
    sys.platform != "linux", reason="real-time priority is asked for on Linux only"
)

POLICIES = """
import os, threading
from pathlib import Path
over = threading.Event()
threading.Thread(target=over.wait).start()
{order}
threading.Thread(target=over.wait).start()
tasks = [int(task.name) for task in Path("/proc/self/task").iterdir()]
print(*(os.sched_getscheduler(task) for task in tasks))
over.set()
"""
OURS = "from calf_tui.audio.process_priority import raise_priority; raise_priority(os.getpid())"
ANYONES = """
try:
    for task in Path("/proc/self/task").iterdir():
        os.sched_setscheduler(int(task.name), os.SCHED_RR, os.sched_param(1))
except OSError:
    pass
"""


def policies(order: str) -> list[str]:
    """Of three threads: two that were there before the order, and one that came later."""
    script = POLICIES.format(order=order)
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, text=True)
    return ran.stdout.split()


@on_linux
def test_every_thread_takes_precedence_where_the_system_allows_it() -> None:
    taken = policies(OURS)
    assert len(taken) == 3
    assert taken == policies(ANYONES)


@on_linux
def test_a_helper_that_computes_without_end_is_ended() -> None:
    if str(os.SCHED_RR) not in policies(ANYONES):
        pytest.skip("real-time priority is not allowed here")
    order = OURS.replace("getpid()", "getpid(), longest_burst=200_000")
    endless = f"import os\n{order}\nwhile True: pass"
    ran = subprocess.run([sys.executable, "-c", endless], timeout=60)
    assert ran.returncode < 0


@on_linux
def test_from_the_start_it_has_precedence_only_beside_a_processor_for_the_screen() -> None:
    ours = os.sched_getaffinity(0)
    for processors in (ours, {min(ours)}):
        with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as helper:
            os.sched_setaffinity(helper.pid, processors)
            raise_priority_at_start(helper.pid)
            policy = str(os.sched_getscheduler(helper.pid))
            helper.communicate(b"\n")
        alone = len(processors) == 1
        assert policy == (str(os.SCHED_OTHER) if alone else policies(ANYONES)[0])


APP = 4711


@pytest.mark.parametrize(
    ("states", "waits"), [("SSS", False), ("SRS", True), ("TTT", False), ("SD", False), ("", False)]
)
def test_it_waits_if_any_of_its_threads_does(tmp_path: Path, states: str, waits: bool) -> None:
    for number, state in enumerate(states):
        thread = tmp_path / f"{APP}/task/{number}"
        thread.mkdir(parents=True)
        (thread / "stat").write_text(f"{number} (an R) x) {state} 1 2 3\n")
    assert waits_for_processor(APP, tmp_path) == waits


@pytest.fixture
def restless() -> Iterator[int]:
    """A process that never rests."""
    if not Path("/proc/self/task").exists():
        pytest.skip("this system does not list a program's threads")
    with subprocess.Popen([sys.executable, "-c", "while True: pass"]) as process:
        try:
            yield process.pid
        finally:
            process.kill()


def test_a_real_process_that_wants_to_run_waits_until_it_is_stopped(restless: int) -> None:
    wait_until(lambda: waits_for_processor(restless))
    with frozen(restless):
        wait_until(lambda: not waits_for_processor(restless))
    wait_until(lambda: waits_for_processor(restless))


def test_a_process_that_has_ended_waits_for_nothing(restless: int) -> None:
    os.kill(restless, signal.SIGKILL)
    wait_until(lambda: not waits_for_processor(restless))
