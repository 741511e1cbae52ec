"""A helper's place among all that want a processor."""

from __future__ import annotations

import os
import sys
from pathlib import Path

_LONGEST_BURST = 2_000_000
"""Microseconds a thread may compute without waiting for anything before the system ends it."""


def raise_priority(process: int) -> None:
    """Has all threads of the process, and what they start, run before anything ordinary.

    A busy machine may keep an ordinary process waiting for seconds, which nothing held ahead
    outlasts. Allowed to root and to users with a limit for real-time priority, as members of an
    `audio` group often have; for others nothing changes. A fault that makes it compute without
    end is its end.
    """
    if sys.platform != "linux":
        return
    import resource

    try:
        _, hard = resource.prlimit(process, resource.RLIMIT_RTTIME)
        allowed = _LONGEST_BURST if hard < 0 else min(_LONGEST_BURST, hard)
        resource.prlimit(process, resource.RLIMIT_RTTIME, (allowed, hard))
        lowest = os.sched_param(os.sched_get_priority_min(os.SCHED_RR))
        for thread in Path(f"/proc/{process}/task").iterdir():
            os.sched_setscheduler(int(thread.name), os.SCHED_RR, lowest)
    except OSError:
        return


def raise_priority_at_start(process: int) -> None:
    """The same for a helper just started, where its start does not keep the screen waiting.

    A start computes for a third of a second, for which the screen needs another processor.
    """
    if sys.platform == "linux" and len(os.sched_getaffinity(process)) > 1:
        raise_priority(process)
