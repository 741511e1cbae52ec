"""The app's own last words, which must outlive its screen."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from tests.cli.support.broken_files import BROKEN, NEWER
from tests.cli.support.running import MODULE
from tests.full import by_turns

if TYPE_CHECKING:
    from pathlib import Path

pytest.importorskip("termios", reason="there are no pseudo-terminals here")
LEFT_THE_SCREEN = "\x1b[?1049l"
ESCAPES = re.compile(r"\0|\x1b(\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(\x07|\x1b\\)|[ -/]*[0-~])")


def last_words(tmp_path: Path, *words: str) -> tuple[int, list[str]]:
    """The exit code of the app in a terminal, and the lines that stay to be read."""
    from tests.terminal import run_in_terminal

    places = ("--data", str(tmp_path / "training.json"), "--config", str(tmp_path / "config"))
    with run_in_terminal([*MODULE, "--mute", *places, *words]) as terminal:
        code = terminal.wait_for_end(seconds=30)
        terminal.read_for(1)
    stays = terminal.output.rpartition(LEFT_THE_SCREEN)[2]
    rows = [row.rstrip() for row in ESCAPES.sub("", stays).splitlines() if row.strip()]
    assert all(len(row) <= 80 or " " not in row.strip() for row in rows)
    lines: list[str] = []
    for row in rows:
        if row.startswith("  "):  # the rest of a line that is broken at the width
            lines[-1] += f" {row.strip()}"
        else:
            lines.append(row)
    return code, lines


TRAINS = ((), ("start", "five-minutes"), ("--plain", "start", "strength"))
"""The first opens a screen, which ends at once; in the short form each fault meets one of them."""


@pytest.mark.parametrize("words", by_turns(TRAINS, 3, first=2))
def test_a_file_that_is_not_ours_ends_the_app_with_its_sentence(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    path = tmp_path / "training.json"
    path.write_bytes(BROKEN["not JSON"])

    code, (line,) = last_words(tmp_path, *words)

    assert code == 1
    assert line.startswith(f"{path} cannot be used: ")
    assert line.endswith("choose another with --data FILE.")
    assert path.read_bytes() == BROKEN["not JSON"]
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("words", by_turns(TRAINS[1:], 2))
def test_over_a_file_of_a_newer_version_no_session_begins(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    path = tmp_path / "training.json"
    path.write_bytes(NEWER)

    code, (line,) = last_words(tmp_path, *words)

    assert code == 1
    assert line.startswith(f"{path} was written by a newer version of Calf TUI; update Calf TUI")
    assert path.read_bytes() == NEWER
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_for_a_file_ends_the_app_with_its_sentence(tmp_path: Path) -> None:
    path = tmp_path / "training.json"
    path.mkdir()

    assert last_words(tmp_path) == (
        1,
        [f"{path} is a folder, not a file of records; choose another with --data FILE."],
    )


def test_an_unknown_routine_opens_no_screen(tmp_path: Path) -> None:
    code, (line,) = last_words(tmp_path, "start", "daily-sicks")

    assert code == 1
    assert line.startswith('There is no routine "daily-sicks"; ')


def test_json_stays_whole_in_a_narrow_terminal(tmp_path: Path) -> None:
    from tests.terminal import run_in_terminal

    places = ("--data", str(tmp_path / "training.json"), "--config", str(tmp_path / "config"))
    with run_in_terminal([*MODULE, *places, "evidence", "--json"]) as terminal:
        assert terminal.wait_for_end(seconds=30) == 0
        terminal.read_for(0.2)
    assert json.loads(ESCAPES.sub("", terminal.output))
