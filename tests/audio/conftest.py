"""The sound server that tests may play into."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.audio.rig import Rig, missing, sound_server

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def rig() -> Iterator[Rig]:
    """A sound server without a sound card; skips, and says so, where there is none to run."""
    if missing():
        pytest.skip(f"sound cannot be recorded without {missing()}")
    with tempfile.TemporaryDirectory(prefix="rig") as folder, sound_server(Path(folder)) as server:
        yield server
