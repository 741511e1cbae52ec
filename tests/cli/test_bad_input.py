"""Everything a runner can get wrong: an exit code, a sentence, and nothing lost."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.cli.support.broken_files import BROKEN, NEWER
from tests.cli.support.running import run_in_one_process
from tests.full import IS_FULL

if TYPE_CHECKING:
    from tests.cli.support.running import CommandLine, Result

FAULTY = 'name = "Faulty"\n[[step]]\nexercise = "downward_dog"\nseconds = -1\nset = 2\n'
LOOKS_BACK = ("stats", "stats --json", "history", "history --json")
TRAINS = ("start five-minutes", "--plain start five-minutes", "")
"""The last one is the app itself."""
DATE = "is not a date; write it as YYYY-MM-DD, as in 2026-11-22"
SINCE = DATE.replace("a date", "a date, a month or a year")
NUMBER = "is not a whole number from 1 to 9999"


def each_of(calf_tui: CommandLine, *commands: str) -> list[Result]:
    """Runs the commands one after another; each is refused before it could train."""
    return [calf_tui(*words.split()) for words in commands]


@pytest.mark.parametrize(
    ("words", "sentence", "see"),
    [
        (["frob"], "`frob`", "calf-tui"),
        (["Stats"], "`calf-tui stats`", "calf-tui"),
        (["routines", "frob"], "`routines frob`", "calf-tui routines"),
        (["--frob"], "--frob", "calf-tui"),
        (["stats", "--frob"], "--frob", "calf-tui"),
        (["stats", "--week", "3"], "--week 3", "calf-tui"),
        (["stats", "more"], "more", "calf-tui"),
        (["start"], "ROUTINE", "calf-tui start"),
        (["start", "a", "b"], "b", "calf-tui"),
        (["routines", "show"], "ROUTINE", "calf-tui routines show"),
        (["routines", "check"], "FILE", "calf-tui routines check"),
        (["--data"], "--data", "calf-tui"),
        (["--data", ""], "--data: the path is empty", "calf-tui"),
        (["stats", "--config", ""], "--config: the path is empty", "calf-tui stats"),
        (["stats", "--as-of", "someday"], f'--as-of: "someday" {DATE}', "calf-tui stats"),
        (["stats", "--as-of", "2026-02-29"], f'"2026-02-29" {DATE}', "calf-tui stats"),
        (["stats", "--as-of", "20261322"], f'"20261322" {DATE}', "calf-tui stats"),
        (["stats", "--as-of", "2026-W47-7"], f'"2026-W47-7" {DATE}', "calf-tui stats"),
        (["stats", "--as-of", "2026-11"], f'"2026-11" {DATE}', "calf-tui stats"),
        (["stats", "--as-of", "22.11.26"], f'"22.11.26" {DATE}', "calf-tui stats"),
        (["log", "x", "--date", "1/2/2026"], "may be 2026-02-01 or 2026-01-02", "calf-tui log"),
        (["history", "--since", ""], f'--since: "" {SINCE}', "calf-tui history"),
        (["history", "--since", "0000-01-01"], f'"0000-01-01" {SINCE}', "calf-tui history"),
        (["stats", "--weeks", "0"], f'--weeks: "0" {NUMBER}', "calf-tui stats"),
        (["stats", "--weeks", "10000"], f'"10000" {NUMBER}', "calf-tui stats"),
        (["stats", "--weeks", "9" * 5000], NUMBER, "calf-tui stats"),
        (["stats", "--weeks", "1.5"], f'"1.5" {NUMBER}', "calf-tui stats"),
        (["history", "--limit", "-1"], f'--limit: "-1" {NUMBER}', "calf-tui history"),
        (["history", "--limit", "ten"], f'"ten" {NUMBER}', "calf-tui history"),
    ],
    ids=lambda value: " ".join(value)[:30] if isinstance(value, list) else "",
)
def test_wrong_usage_is_a_sentence_that_names_the_help(
    calf_tui: CommandLine, words: list[str], sentence: str, see: str
) -> None:
    result = calf_tui.run(*words)

    assert result.code == 2
    assert result.error.startswith("calf-tui: ")
    assert sentence in result.error
    assert result.error.endswith(f"; see `{see} --help`.")


@pytest.mark.parametrize("words", LOOKS_BACK)
@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
def test_looking_back_into_a_file_that_is_not_ours_says_so_and_leaves_it(
    calf_tui: CommandLine, content: bytes, words: str
) -> None:
    calf_tui.data.parent.mkdir()
    calf_tui.data.write_bytes(content)

    result = calf_tui(*words.split())

    assert result.code == 1
    assert result.error.startswith(f"{calf_tui.data} cannot be used: ")
    assert result.error.endswith("the file was left as it was, choose another with --data FILE.")
    assert calf_tui.data.read_bytes() == content
    assert list(calf_tui.data.parent.iterdir()) == [calf_tui.data]


def test_no_session_begins_over_a_file_that_is_not_ours(
    calf_tui: CommandLine, tmp_path: Path
) -> None:
    tried = [(TRAINS[0], name) for name in BROKEN] + [(words, "not JSON") for words in TRAINS[1:]]
    files = [tmp_path / str(place) / "training.json" for place in range(len(tried))]
    for file, (_, content) in zip(files, tried, strict=True):
        file.parent.mkdir()
        file.write_bytes(BROKEN[content])

    for file, (words, content) in zip(files, tried, strict=True):
        calf_tui.data = file
        result = calf_tui(*words.split())
        assert result.code == 1, (words, content)
        assert result.error.startswith(f"{file} cannot be used: "), (words, content)
        assert file.read_bytes() == BROKEN[content]
        assert list(file.parent.iterdir()) == [file]


@pytest.mark.parametrize("words", LOOKS_BACK)
def test_looking_back_into_a_file_of_a_newer_version_works_and_says_so(
    calf_tui: CommandLine, words: str
) -> None:
    calf_tui.data.parent.mkdir()
    calf_tui.data.write_bytes(NEWER)

    result = calf_tui(*words.split())

    assert result.code == 0
    assert result.output
    assert result.errors == (
        f"{calf_tui.data} was written by a newer version of Calf TUI; "
        "update Calf TUI to train here, looking back works meanwhile.\n"
    )
    assert list(calf_tui.data.parent.iterdir()) == [calf_tui.data]


def test_no_session_begins_over_a_file_of_a_newer_version(calf_tui: CommandLine) -> None:
    calf_tui.data.parent.mkdir()
    calf_tui.data.write_bytes(NEWER)
    newer = f"{calf_tui.data} was written by a newer version of Calf TUI; update"

    for result in each_of(calf_tui, *TRAINS):
        assert result.code == 1
        assert result.error.startswith(newer)
    assert calf_tui.data.read_bytes() == NEWER
    assert list(calf_tui.data.parent.iterdir()) == [calf_tui.data]


def test_a_folder_is_no_file_of_records(calf_tui: CommandLine) -> None:
    calf_tui.data.mkdir(parents=True)
    said = f"{calf_tui.data} is a folder, not a file of records; choose another with --data FILE."

    for result in each_of(calf_tui, *LOOKS_BACK, *TRAINS):
        assert (result.code, result.error) == (1, said)
    assert list(calf_tui.data.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="the paths are those of POSIX systems")
def test_a_place_that_can_hold_no_records_is_a_fault(calf_tui: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "a-file").touch()
    (tmp_path / "loop").symlink_to("loop")
    reasons = {
        "below/a-file/x.json": "cannot be read: a part of its path is not a folder",
        "/dev/null/x.json": "cannot be read: a part of its path is not a folder",
        "/dev/null": "is a device or a pipe, not a file of records",
        "x" * 300: "cannot be read: its name is too long",
        "loop": "cannot be read: its links lead round in a circle",
    }
    for place, reason in reasons.items():
        calf_tui.data = tmp_path / place
        sentence = f"{calf_tui.data} {reason}; choose another with --data FILE."
        for words in ("stats", "history", *TRAINS):
            result = calf_tui(*words.split())
            assert (result.code, result.error) == (1, sentence), words


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="there is no /proc here")
def test_no_session_begins_where_it_could_not_be_kept(calf_tui: CommandLine) -> None:
    calf_tui.data = Path("/proc/x/y.json")

    for result in each_of(calf_tui, *TRAINS):
        assert result.code == 1
        assert result.error.startswith("/proc/x/y.json cannot be written: ")
        assert "--data FILE" in result.error


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is read-only to this user"
)
def test_no_session_begins_in_a_read_only_folder(calf_tui: CommandLine) -> None:
    calf_tui.data.parent.mkdir(mode=0o500)

    for result in each_of(calf_tui, *TRAINS):
        assert result.code == 1
        assert result.error.startswith(f"{calf_tui.data} cannot be written: you have no permission")


def test_a_routine_that_is_not_there_is_a_fault(calf_tui: CommandLine) -> None:
    sentences = {
        "daily-sicks": 'There is no routine "daily-sicks"; .* did you mean "daily-six"[?]',
        "no/such.toml": "There is no file no/such.toml; check its path[.]",
        ".": 'There is no routine "."; .*',
    }
    commands = ("routines show", "routines check", "start", "--plain start")
    tried = [(command, routine) for command in commands for routine in sentences]

    results = each_of(calf_tui, *map(" ".join, tried))

    for result, (command, routine) in zip(results, tried, strict=True):
        assert result.code == 1, command
        assert re.fullmatch(sentences[routine], result.error), command
    assert not calf_tui.data.exists()


def test_a_routine_file_with_faults_says_them_all_and_nothing_begins(
    calf_tui: CommandLine, tmp_path: Path
) -> None:
    path = tmp_path / "faulty.toml"
    path.write_text(FAULTY)
    shows = ("routines show", "routines show --json", "routines check")
    commands = [f"{words} {path}" for words in (*shows, "start", "--plain start")]

    for words, result in zip(commands, each_of(calf_tui, *commands), strict=True):
        assert (result.code, result.output) == (1, ""), words
        assert result.errors.splitlines() == [
            f'{path}:4: step 1, "seconds": expected a number above 0, at most 3600, not -1',
            f'{path}:5: step 1, "set": unknown key; did you mean "sets"?',
        ], words
    assert not calf_tui.data.exists()


def test_a_setting_with_a_fault_is_said_and_keeps_no_command_from_its_work(
    calf_tui: CommandLine,
) -> None:
    calf_tui.config.mkdir()
    settings = calf_tui.config / "settings.toml"
    settings.write_text('\nvolum = 3\nfirst_day_of_week = "sunday"\n')
    said = f'{settings}:2: "volum": unknown key; did you mean "volume"? This line is left out.\n'

    devices = ["sound devices --sound silence"] if IS_FULL else []  # they take long to start
    for words in ("stats", "history", "log five-minutes", "plans", *devices):
        result = calf_tui(*words.split())
        assert (result.code, result.errors) == (0, said), words
    assert calf_tui("--plain", "start", "daily-sicks").errors.startswith(f"{said}There is no")
    assert json.loads(calf_tui("stats", "--json", "--as-of", "2026-11-22").output)["this_week"][
        "start"
    ] == ("2026-11-22")
    assert calf_tui("stats", "--line").errors == ""


def test_check_and_doctor_name_what_is_wrong_with_settings_and_keys(calf_tui: CommandLine) -> None:
    calf_tui.config.mkdir()
    (calf_tui.config / "settings.toml").write_text("volume = 300\n")
    (calf_tui.config / "keys.toml").write_text('live.skip = "c"\nlive.next = "right,x"\n')

    check, doctor = calf_tui("check"), calf_tui("--sound", "silence", "doctor")

    assert (check.code, doctor.code) == (1, 0)
    for said in (
        'settings.toml:1: "volume": expected a whole number from 0 to 100, not 300.',
        "keys.toml:2: live.next: x is live.stop already (it hurts: stop, and what to do).",
    ):
        assert said in check.output
        assert said in doctor.output
    assert "no faults" not in doctor.output
    assert not any(line.startswith("!") for line in check.output.splitlines())
    assert check.errors == (
        "Your records are well, and training works: 2 lines above are left out, and in their place "
        "the default is used. Correct them, or delete them.\n"
    )


def test_the_app_needs_a_terminal(calf_tui: CommandLine) -> None:
    for result in each_of(calf_tui, "", "start daily-six"):
        assert (result.code, result.error) == (
            1,
            "Calf TUI needs a terminal to show its screens; run it in one, "
            "or add --plain for lines of text.",
        )
    assert not calf_tui.data.exists()


def test_without_a_keyboard_lines_of_text_need_a_routine_named(calf_tui: CommandLine) -> None:
    places = ("--data", str(calf_tui.data), "--config", str(calf_tui.config))
    (result,) = run_in_one_process([[*places, "--plain"]])
    assert (result.code, result.error) == (
        1,
        "Name the routine to train, as in `calf-tui --plain start daily-six`.",
    )


@pytest.mark.parametrize(
    "words",
    ["import {}", "import {}.gpx", "check --data {}", "doctor --data {}", "doctor --config {}"],
)
def test_a_path_that_cannot_be_looked_at_is_a_sentence(calf_tui: CommandLine, words: str) -> None:
    """One too long for any file system fails as one in another user's closed folder does."""
    result = calf_tui("--sound", "silence", *words.format("x" * 5000).split())

    assert "Traceback" not in result.errors
    assert result.code == (0 if words.startswith("doctor") else 1)


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is closed to this user"
)
@pytest.mark.parametrize("command", ["check", "doctor", "history", "routines", "plans", "today"])
def test_a_closed_folder_ends_no_command(
    calf_tui: CommandLine, tmp_path: Path, command: str
) -> None:
    calf_tui("log", "daily-six")
    calf_tui("routines", "new", "Mine")
    folders = [path for path in tmp_path.rglob("*") if path.is_dir()]
    for folder in folders:
        mode = folder.stat().st_mode
        folder.chmod(0)
        try:
            assert "Traceback" not in calf_tui(*command.split()).errors, folder
        finally:
            folder.chmod(mode)
    assert len(folders) > 3
