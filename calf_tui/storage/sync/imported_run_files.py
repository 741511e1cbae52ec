"""Reads the runs of a file or a folder; sizes are limited, and files without a run are named."""

from __future__ import annotations

import gzip
import os
import stat
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from calf_tui.core.errors import UserError
from calf_tui.core.text.formatting import count
from calf_tui.core.text.sanitizing import line_text
from calf_tui.storage.files.disk import plain_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from calf_tui.core.records.imported_runs import Activity

MOST_BYTES = 64 * 1024 * 1024
"""The largest file that is read, in bytes, also after decompression [ours]."""
MOST_FILES = 20_000
"""The most files of a folder: a run a day for half a century [ours]."""
ENDINGS = (".gpx", ".tcx", ".fit")
COMPRESSED = ".gz"
NAMED = 3
"""The most files with the same error that are named one by one [ours]."""


class RunsFound(NamedTuple):
    """The runs of files, and the errors of other files, each with its files."""

    runs: tuple[Activity, ...]
    faults: Mapping[str, tuple[str, ...]]

    def notices(self) -> Iterator[str]:
        """Returns a line for each error."""
        for fault, names in self.faults.items():
            more = f" and {count(len(names) - NAMED, 'other')}" if len(names) > NAMED else ""
            yield line_text(f"{', '.join(names[:NAMED])}{more}: {fault}")


def is_of_runs(path: Path) -> bool:
    """Whether the path is a folder, or has the name of a file of a run."""
    return os.path.isdir(path) or _ending(path) in ENDINGS


def read_runs(path: Path) -> RunsFound:
    """Returns the runs of a file or a folder's files; raises `UserError` where there are none."""
    files = tuple(_files_of(path))
    runs: list[Activity] = []
    faults: dict[str, tuple[str, ...]] = {}
    for each in files:
        found_here, fault = _found_in(each)
        runs += found_here
        if fault:
            name = str(each.relative_to(path)) if each != path else str(path)
            faults[fault] = (*faults.get(fault, ()), name)
    found = RunsFound(tuple(runs), faults)
    if not runs:
        said = "; ".join(found.notices()) or f"{path}: there is no file in it"
        raise UserError(f"Nothing was imported: {said}.")
    return found


def _found_in(path: Path) -> tuple[tuple[Activity, ...], str]:
    """Returns the runs of a file, or its error."""
    try:
        return _runs_of(path), ""
    except OSError as error:
        return (), plain_words(error)
    except ValueError as error:
        return (), str(error)


def _files_of(path: Path) -> Iterator[Path]:
    if not os.path.isdir(path):
        yield path
        return
    so_far = 0
    for folder, folders, names in os.walk(path):
        folders.sort()
        folders[:] = [each for each in folders if not each.startswith(".")]
        for name in sorted(names):
            so_far += 1
            if so_far > MOST_FILES:
                raise UserError(
                    f"{path} holds more than {MOST_FILES:,} files; import a smaller folder."
                )
            if not name.startswith("."):
                yield Path(folder, name)


def _runs_of(path: Path) -> tuple[Activity, ...]:
    from calf_tui.file_formats.fit import runs_in_fit
    from calf_tui.file_formats.gpx_and_tcx import runs_in_xml

    ending = _ending(path)
    if ending not in ENDINGS:
        raise ValueError("no GPX, TCX or FIT")
    data = _bytes_of(path)
    return runs_in_fit(data) if ending == ".fit" else runs_in_xml(data)


def _ending(path: Path) -> str:
    name = path.name.lower().removesuffix(COMPRESSED)
    return Path(name).suffix


def _bytes_of(path: Path) -> bytes:
    if not stat.S_ISREG(path.stat().st_mode):
        raise ValueError("it is no file")
    try:
        if path.name.lower().endswith(COMPRESSED):
            with gzip.open(path) as packed:
                data = packed.read(MOST_BYTES + 1)
        else:
            with path.open("rb") as file:
                data = file.read(MOST_BYTES + 1)
    except (EOFError, gzip.BadGzipFile, zlib.error):
        raise ValueError("it is compressed, and damaged") from None
    if len(data) > MOST_BYTES:
        raise ValueError(f"it is larger than {MOST_BYTES // 1024**2} MB, which no run is")
    return data
