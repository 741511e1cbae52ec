"""How the system schedules processes: the priority of a helper, and whether the app waits."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

LONGEST_BURST = 2_000_000
"""Microseconds that a thread may run without a pause before the system ends the process."""
_READY = "R"
"""The state of a thread that runs or waits for a processor."""


def raise_priority(process: int, longest_burst: int = LONGEST_BURST) -> None:
    """Gives all threads of the process real-time priority, which their children inherit.

    On a busy machine an ordinary process may wait for seconds, longer than any buffer lasts. Only
    root and users with a limit for real-time priority may do this, such as members of an `audio`
    group; for others nothing changes. A loop of `longest_burst` microseconds ends the process.
    """
    if sys.platform != "linux":
        return
    import resource

    try:
        _, hard = resource.prlimit(process, resource.RLIMIT_RTTIME)
        allowed = longest_burst if hard < 0 else min(longest_burst, hard)
        resource.prlimit(process, resource.RLIMIT_RTTIME, (allowed, hard))
        lowest = os.sched_param(os.sched_get_priority_min(os.SCHED_RR))
        for thread in Path(f"/proc/{process}/task").iterdir():
            os.sched_setscheduler(int(thread.name), os.SCHED_RR, lowest)
    except OSError:
        return


def raise_priority_at_start(process: int) -> None:
    """Does the same for a helper that has just been started, if there is a second processor.

    A start computes for a third of a second, and the screen needs a processor in that time.
    """
    if sys.platform == "linux" and len(os.sched_getaffinity(process)) > 1:
        raise_priority(process)


def waits_for_processor(process: int, processes: Path = Path("/proc")) -> bool:
    """Returns whether a thread of the process runs or waits for a processor; False if not Linux.

    A process that was stopped does not wait for a processor.
    """
    with suppress(OSError):
        for thread in (processes / str(process) / "task").iterdir():
            with suppress(OSError):  # it may have ended meanwhile
                _, _, after_name = (thread / "stat").read_text(errors="replace").rpartition(")")
                if after_name.split()[:1] == [_READY]:
                    return True
    return False
