"""A helper runs before what is ordinary, where that is allowed."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from calf_tui.audio.process_priority import raise_priority_at_start

if sys.platform != "linux":
    pytest.skip("real-time priority is asked for on Linux only", allow_module_level=True)

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


def test_every_thread_takes_precedence_where_the_system_allows_it() -> None:
    taken = policies(OURS)
    assert len(taken) == 3
    assert taken == policies(ANYONES)


def test_a_helper_that_computes_without_end_is_ended() -> None:
    if str(os.SCHED_RR) not in policies(ANYONES):
        pytest.skip("real-time priority is not allowed here")
    order = OURS.replace("getpid()", "getpid(), longest_burst=200_000")
    endless = f"import os\n{order}\nwhile True: pass"
    ran = subprocess.run([sys.executable, "-c", endless], timeout=60)
    assert ran.returncode < 0


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
