"""The locks that make sure that only one program writes."""

from __future__ import annotations

import os
from contextlib import ExitStack
from typing import TYPE_CHECKING

from calf_tui.core.errors import RecordsInUseError
from calf_tui.serialization.codec import instant, instant_of
from calf_tui.storage.database.data_file import DurableStorage, not_written
from calf_tui.storage.recovery.recovered_state import recover_state

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from calf_tui.storage.files.disk import Disk
    from calf_tui.storage.files.file_names import FileNames


def take_locks(
    names: FileNames,
    disk: Disk,
    storage: DurableStorage,
    now: datetime,
    *,
    only_present: bool = False,
) -> Callable[[], None]:
    """Takes all locks; the returned function releases them. `only_present` creates no lock file.

    Raises `UserError`, which says which process holds a lock; `now` is a local time.
    """
    with ExitStack() as held:
        try:
            for path in names.locks:
                if os.path.lexists(path) or not only_present:
                    held.callback(disk.lock(path))
        except BlockingIOError:
            holder = recover_state(names, storage).holder
            who = _in_words(holder, now) if holder else ""
            raise RecordsInUseError(
                f"{storage.path} is in use by another Calf TUI{who}; close that one to train here, "
                "looking back works meanwhile."
            ) from None
        except OSError as error:
            raise not_written(storage.path, error) from error
        return held.pop_all().close


def _in_words(holder: Mapping[str, object], now: datetime) -> str:
    """Returns the holder and its start in local time: " (process 4711, since 17:03)"."""
    since = instant_of(holder.get("at")).astimezone(now.tzinfo)
    day = "" if since.date() == now.date() else f"{since:%a %d %b %Y}, "
    return f" (process {holder.get('process')}, since {day}{since:%H:%M})"


def this_process(now: datetime) -> dict[str, object]:
    """Returns what the journal notes about the process that opens it."""
    return {"process": os.getpid(), "at": instant(now)}
