from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import pytest

from calf_tui.cli import command_setup
from tests.cli.support.running import CommandLine

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def calf_tui(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[CommandLine]:
    """The command, over files in the test's own folder."""
    yield CommandLine(tmp_path, capsys)
    gc.enable()  # the command line holds the collector off


@pytest.fixture
def little_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Has commands wait for another Calf TUI just long enough to say so, which would be seconds."""
    monkeypatch.setattr(command_setup, "PATIENCE_SECONDS", command_setup.MOMENT_SECONDS + 0.1)
