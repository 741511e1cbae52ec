"""The installed command shows a report on a terminal, and writes the page into a file."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("there are no pseudo-terminals on Windows", allow_module_level=True)

from tests.terminal import run_in_terminal


def test_a_report_is_read_on_a_terminal_and_its_page_goes_into_a_file(tmp_path: Path) -> None:
    installed = shutil.which("calf-tui", path=str(Path(sys.executable).parent))
    if installed is None:
        pytest.skip("the command calf-tui is not installed beside this Python")
    own = ("--data", str(tmp_path / "training.json"), "--config", str(tmp_path / "config"))
    for words, said, code in (
        ((), "WEEKS AGAINST TARGETS", 0),
        (("--html",), "A page is no use on a terminal: name a file for it", 1),
        (("-o", str(tmp_path / "report.html")), "Written: Calf training, ", 0),
    ):
        with run_in_terminal([installed, "report", *words, *own]) as terminal:
            terminal.wait_for(said)
            assert "<html" not in terminal.output
            assert terminal.wait_for_end() == code
    assert "<html" in (tmp_path / "report.html").read_text(encoding="utf-8")
