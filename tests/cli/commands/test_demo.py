from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tests.cli.support.running import MODULE
from tests.terminal import run_in_terminal

if TYPE_CHECKING:
    from tests.cli.support.running import CommandLine


def test_a_demo_says_so_and_leaves_nothing(tmp_path: Path) -> None:
    data = tmp_path / "training.json"
    files = ["--data", str(data), "--config", str(tmp_path)]
    command = [*MODULE, "demo", *files, "--sound", "silence"]
    with run_in_terminal(command, {"TMPDIR": str(tmp_path)}) as terminal:
        terminal.wait_for("Calf TUI demo")
        terminal.wait_for("Two years that nobody trained")
        assert [each.name for each in tmp_path.glob("calf-tui-demo-*/*.json")] == ["demo.json"]
        terminal.press("p")
        terminal.wait_for("weeks in a row")
        terminal.press("qq")  # to the first screen, and out
        assert terminal.wait_for_end() == 0
    assert not list(tmp_path.glob("calf-tui-demo-*"))
    assert not data.exists()


def test_a_demo_needs_a_terminal(calf_tui: CommandLine) -> None:
    before = set(Path(tempfile.gettempdir()).glob("calf-tui-demo-*"))
    assert calf_tui("demo").error.startswith("The demo needs a terminal")
    assert set(Path(tempfile.gettempdir()).glob("calf-tui-demo-*")) == before
