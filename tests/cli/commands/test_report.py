"""The command `report`: its forms, and the files it writes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from tests.cli.support.histories import DAYS, sessions_on, write_history
from tests.cli.support.running import run_piped

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.support.running import CommandLine


def fill(calf_tui: CommandLine) -> None:
    """Weeks of November 2026, each session with a note."""
    noted = [replace(each, note="the <knee>") for each in sessions_on(DAYS)]
    write_history(calf_tui.data, noted)


def test_the_output_is_text(calf_tui: CommandLine) -> None:
    fill(calf_tui)
    code, output, errors = calf_tui("report", "--weeks", "9999")
    assert (code, errors) == (0, "")
    assert output.startswith("Calf training, 02 Nov 2026 to ")
    assert "02 Nov 2026  3 of 3  met" in output
    assert "knee" not in output
    assert "the <knee>" in calf_tui("report", "--weeks", "9999", "--notes").output


def test_a_page_goes_to_a_pipe_whole(calf_tui: CommandLine) -> None:
    fill(calf_tui)
    options = ("--data", str(calf_tui.data), "--config", str(calf_tui.config))
    code, output, errors = run_piped("report", "--html", "--notes", *options)
    assert (code, errors) == (0, "")
    assert "<style>" in output
    assert ET.fromstring(output).tag == "html"


@pytest.mark.parametrize(
    ("words", "is_html"),
    [
        (("-o", "report.html"), True),
        (("-o", "report"), True),
        (("-o", "report.txt"), False),
        (("-o", "report.html", "--text"), False),
        (("-o", "report.TXT", "--html"), True),
        (("-o", "-"), False),
    ],
)
def test_the_form_follows_the_file_unless_it_is_said(
    calf_tui: CommandLine, tmp_path: Path, words: tuple[str, ...], is_html: bool
) -> None:
    target = tmp_path / words[1]
    named = words if words[1] == "-" else ("-o", str(target), *words[2:])
    code, output, errors = calf_tui("report", *named)
    assert (code, errors) == (0, "")
    written = output
    if words[1] != "-":
        written = target.read_text(encoding="utf-8")
        assert output.endswith(f", to {target}\n")
        assert output.startswith("Written: Calf training, ")
    assert written.startswith("<!DOCTYPE html>" if is_html else "Calf training, ")
    assert written.endswith("\n")
    assert not written.endswith("\n\n")


def test_a_file_is_replaced_only_when_told_to(calf_tui: CommandLine, tmp_path: Path) -> None:
    target = tmp_path / "report.html"
    target.write_text("mine")
    refused = calf_tui("report", "-o", str(target))
    assert refused.error == f"{target} exists already; choose another name, or add --force."
    assert target.read_text() == "mine"
    assert calf_tui("report", "-o", str(target), "--force").code == 0
    assert target.read_text().startswith("<!DOCTYPE html>")
    data = calf_tui("report", "-o", str(calf_tui.data), "--force")
    assert "belongs to your records" in data.error


def test_one_form_at_a_time(calf_tui: CommandLine) -> None:
    refused = calf_tui("report", "--html", "--text")
    assert refused.code == 2
    assert "not allowed with" in refused.error
