from __future__ import annotations

from typing import TYPE_CHECKING

from calf_tui import __version__
from calf_tui.cli.commands.maintenance import Section, doctor_page

if TYPE_CHECKING:
    from tests.cli.support.running import CommandLine


def test_the_page_has_its_facts_in_two_columns() -> None:
    sections = [Section("One", (("a", "first"), ("long", "second"))), Section("Two", (("b", "x"),))]
    assert doctor_page(sections) == "One\n  a     first\n  long  second\n\nTwo\n  b     x"


def test_the_doctor_tells_versions_terminal_files_and_sound(calf_tui: CommandLine) -> None:
    result = calf_tui("--sound", "silence", "doctor")

    assert (result.code, result.errors) == (0, "")
    titles = [line for line in result.output.splitlines() if line and not line.startswith(" ")]
    assert titles == ["Versions", "Terminal", "Files", "Sound"]
    facts = {
        words[0]: " ".join(words[1:])
        for words in map(str.split, result.output.splitlines())
        if words
    }
    assert facts["calf-tui"] == __version__
    assert facts["data"] == f"{calf_tui.data} (not there)"
    assert facts["found"] == "no faults"
    assert facts["plays"] == "no sound"


def test_the_doctor_tells_what_is_wrong_with_the_files(calf_tui: CommandLine) -> None:
    calf_tui.data.parent.mkdir(parents=True)
    calf_tui.data.write_text("no JSON")
    calf_tui.config.mkdir()
    (calf_tui.config / "settings.toml").write_text('day_cutof = "03:00"\n')

    result = calf_tui("--sound", "silence", "doctor")

    assert result.code == 0
    assert "training.json" in result.output
    assert "day_cutoff" in result.output
    assert "(7 bytes)" in result.output


def test_a_backend_there_is_none_of_is_told_on_the_page(calf_tui: CommandLine) -> None:
    result = calf_tui("doctor", "--sound", "gramophone")

    assert result.code == 0
    assert 'There is no sound backend called "gramophone"' in result.output
