"""Keeps the files of every program that tests and benchmarks start out of the real home folder."""

from __future__ import annotations

import os
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

KINDS = ("STATE", "DATA", "CONFIG")


@contextmanager
def own_places() -> Iterator[Path]:
    """Gives a temporary home folder, which this program and those it starts use until the end."""
    before = os.environ.copy()
    with TemporaryDirectory(prefix="calf-tui-home-", ignore_cleanup_errors=True) as folder:
        os.environ["HOME"] = folder
        os.environ.update({f"XDG_{kind}_HOME": f"{folder}/{kind.lower()}" for kind in KINDS})
        try:
            yield Path(folder)
        finally:
            for name in ("HOME", *(f"XDG_{kind}_HOME" for kind in KINDS)):
                if name in before:
                    os.environ[name] = before[name]
                else:
                    del os.environ[name]


def folders_of(state: Path, files: Path) -> list[str]:
    """Returns the folders below `state` that belong to data files below `files`."""
    journals = state.glob("*/*/*.journal")
    needle = f'"file":"{files}/'.encode()
    return sorted({str(each.parent) for each in journals if needle in each.read_bytes()[:4096]})
