from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.storage.support.histories import OURS

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Writes a data file to an empty folder; returns its path."""
    path = tmp_path / "training.json"
    path.write_text(json.dumps(OURS))
    return path
