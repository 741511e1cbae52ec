"""Saves the records on disk.

May import `file_formats`, `serialization` and the core, and `open_tinydb`, which has no composition
root, also clock and paths of `platform`. Each of its packages may import those before it: files,
database, recovery, sync.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from os import PathLike

    from tinydb import TinyDB
    from tinydb.storages import Storage

__all__ = ("open_tinydb",)


@contextmanager
def open_tinydb(
    path: str | PathLike[str] | None = None,
    middleware: Callable[[type[Storage]], Callable[..., Storage]] | None = None,
) -> Iterator[TinyDB]:
    """Opens a runner's records as a `tinydb.TinyDB`, for a script of their own.

    `path` is the data file; without it, the file that `calf-tui` uses. What waits in the journal is
    in it first. Nobody else writes until the end of the `with` block. Each change is on disk when
    its call returns, written as the app writes: all of it or nothing, with the file before as
    `.bak`. `middleware` is one of TinyDB's: `CachingMiddleware` makes many changes one write.

    The table `meta` is the program's own: it stays when all tables are dropped. What was mended at
    the opening is a warning. Raises `UserError`, as every change does, where the app is open, a
    newer version wrote the file, or it cannot be read or written; `ValueError` once it is closed.
    """
    import os
    import warnings
    from contextlib import closing

    from calf_tui.platform.clock import SystemClock
    from calf_tui.platform.paths import find_paths, this_machine
    from calf_tui.storage.files.file_names import names_of
    from calf_tui.storage.tinydb_storage import LockedStore, open_database

    places = find_paths(None if path is None else os.fspath(path), None, os.environ)
    names = names_of(places.data, places.state, this_machine())
    with closing(LockedStore(places.data, SystemClock().now, names=names)) as store:
        database = open_database(store, middleware)
        for notice in store.notices():
            warnings.warn(notice, stacklevel=3)
        with database:
            yield database
