"""The tests leave nothing in the places of a real runner."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from tempfile import gettempdir
from typing import TYPE_CHECKING

import pytest

from calf_tui.platform.paths import find_paths
from tests.cli.support.running import run_process
from tests.own_places import folders_of

if TYPE_CHECKING:
    from tests.cli.support.running import CommandLine

MODULE = (sys.executable, "-m", "calf_tui")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows itself says where they lie")
def test_without_options_every_file_lies_in_a_temporary_folder() -> None:
    paths = find_paths(None, None, os.environ)
    located = [line.split()[1] for line in run_process([*MODULE, "locate"]).output.splitlines()]

    for path in (paths.state, paths.data, paths.config, *map(Path, located)):
        assert path.is_relative_to(gettempdir())


def test_what_a_program_keeps_of_this_machine_is_found_by_its_data_file(
    calf_tui: CommandLine, tmp_path: Path
) -> None:
    state = find_paths(None, None, os.environ).state
    assert folders_of(state, tmp_path) == []

    assert calf_tui("log", "strength").code == 0

    assert len(folders_of(state, tmp_path)) == 1
