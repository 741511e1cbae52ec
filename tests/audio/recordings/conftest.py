"""The sound server that tests may play into."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.audio.recordings.rig import Rig, missing, sound_server

if TYPE_CHECKING:
    from collections.abc import Iterator

WANTED = "CALF_TUI_RECORD"


@pytest.fixture(scope="session")
def rigs() -> Iterator[tuple[Rig, ...]]:
    """Runs a sound server without a sound card; skips if none is installed.

    Recordings take their real time, and a machine that has nothing else to do.
    """
    if not os.environ.get(WANTED):
        pytest.skip(f"recordings take minutes: set {WANTED}=1 and run tests/audio by itself")
    if missing():
        pytest.skip(f"sound cannot be recorded without {missing()}")
    with (
        tempfile.TemporaryDirectory(prefix="rig") as folder,
        sound_server(Path(folder), sinks=4) as sinks,
    ):
        yield sinks


@pytest.fixture
def rig(rigs: tuple[Rig, ...]) -> Rig:
    """Returns one sink of the server."""
    return rigs[0]
