"""How often the threads that a sound library started woke up: the only sign that it plays on."""

from __future__ import annotations

import threading
from pathlib import Path

_TASKS = Path("/proc/self/task")
_FIELD = "voluntary_ctxt_switches:"


def device_wake_ups() -> int | None:
    """The sum over all threads but the interpreter's own; None where the system does not say."""
    own = {str(thread.native_id) for thread in threading.enumerate()}
    if not _TASKS.is_dir():
        return None
    return sum(_wake_ups(task) for task in _TASKS.iterdir() if task.name not in own)


def _wake_ups(task: Path) -> int:
    try:
        status = (task / "status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0
    _, _, rest = status.partition(_FIELD)
    return int(rest.split(maxsplit=1)[0]) if rest else 0
