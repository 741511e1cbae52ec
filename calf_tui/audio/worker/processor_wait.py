"""Whether the app that is not heard of any more only waits for a processor."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

_READY = "R"
"""The state of a thread that runs, or would if it were let."""


def waits_for_processor(process: int, processes: Path = Path("/proc")) -> bool:
    """Whether any thread of the process does, on Linux; one that was stopped waits for nothing."""
    with suppress(OSError):
        for thread in (processes / str(process) / "task").iterdir():
            with suppress(OSError):  # it may have ended meanwhile
                _, _, after_name = (thread / "stat").read_text(errors="replace").rpartition(")")
                if after_name.split()[:1] == [_READY]:
                    return True
    return False
