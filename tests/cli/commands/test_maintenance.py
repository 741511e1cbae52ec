from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from tests.cli.support.histories import DAYS, sessions_on, write_history

if TYPE_CHECKING:
    from tests.cli.support.running import CommandLine


def stats(calf_tui: CommandLine) -> object:
    return json.loads(calf_tui("stats", "--json", "--as-of", "2026-11-22").output)


def test_before_the_first_session_all_is_well(calf_tui: CommandLine) -> None:
    result = calf_tui("check")
    assert (result.code, result.errors) == (0, "")
    assert result.output.splitlines() == [
        f"Your records: {calf_tui.data}",
        "  There is no data file yet.",
        "All is well.",
    ]


def test_a_whole_history_is_told_piece_by_piece(calf_tui: CommandLine) -> None:
    write_history(calf_tui.data, sessions_on(DAYS))
    result = calf_tui("check")
    assert (result.code, result.errors) == (0, "")
    assert "  The data file is whole: 8 sessions up to 2026-11-22.\n" in result.output
    assert result.output.endswith("All is well.\n")


def test_damage_is_told_and_repaired(calf_tui: CommandLine) -> None:
    write_history(calf_tui.data, sessions_on(DAYS[:4]))
    write_history(calf_tui.data, sessions_on(DAYS[4:]))
    before = stats(calf_tui)
    calf_tui.data.write_bytes(calf_tui.data.read_bytes()[:-20])

    told = calf_tui("check")
    assert told.code == 1
    assert "! The data file cannot be used: it is not JSON.\n" in told.output
    assert "    With --repair: it is kept aside, and 8 sessions up to 2026-11-22" in told.output
    assert told.errors.startswith("Not all is well; `calf-tui check --repair` mends it")

    repaired = calf_tui("check", "--repair")
    assert (repaired.code, repaired.errors) == (0, "")
    assert "8 sessions up to 2026-11-22 came back from training.json.last" in repaired.output
    assert repaired.output.endswith("All is well.\n")
    assert stats(calf_tui) == before
    assert calf_tui("check").code == 0
    assert calf_tui("check", "--repair").code == 0


def test_what_nothing_stands_in_for_stays_as_it_was(calf_tui: CommandLine) -> None:
    calf_tui.data.parent.mkdir()
    calf_tui.data.write_text("Dear diary")
    calf_tui.data.chmod(0o600)
    told = calf_tui("check")
    assert told.code == 1
    assert told.errors == "Not all is well, and a repair can do nothing about it.\n"
    repaired = calf_tui("check", "--repair")
    assert repaired.code == 1
    assert "the file was left as it was" in repaired.errors
    assert calf_tui.data.read_text() == "Dear diary"


@pytest.mark.skipif(os.name != "posix", reason="modes are of POSIX")
def test_a_repair_makes_private_what_others_could_read(calf_tui: CommandLine) -> None:
    write_history(calf_tui.data, sessions_on(DAYS))
    calf_tui.data.chmod(0o644)
    assert calf_tui("check").code == 1
    assert f"Only you may use {calf_tui.data} now." in calf_tui("check", "--repair").output
    assert calf_tui.data.stat().st_mode & 0o777 == 0o600
