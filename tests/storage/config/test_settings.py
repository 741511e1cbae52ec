from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING

import pytest

from calf_tui.core.settings import Settings
from calf_tui.storage.config.settings import read_settings

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings.toml"


def faults_of(path: Path) -> list[str]:
    return list(read_settings(path).faults)


def test_no_file_means_the_defaults(path: Path) -> None:
    assert read_settings(path) == (Settings(), ())
    assert read_settings(path / "beyond") == (Settings(), ())
    assert list(path.parent.iterdir()) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", Settings()),
        ("# nothing chosen yet\n", Settings()),
        ('\ufeffday_cutoff = "04:30"\r\n', Settings(day_cutoff=time(4, 30))),
        ('day_cutoff = "00:00"', Settings(day_cutoff=time(0, 0))),
        ('first_day_of_week = "sunday"', Settings(first_day_of_week="sunday")),
        ('first_day_of_week = "saturday"', Settings(first_day_of_week="saturday")),
        ("mute = true", Settings(mute=True)),
        ("quiet_lead_in = 1.5", Settings(quiet_lead_in=1.5)),
        ('sound = "miniaudio"', Settings(sound="miniaudio")),
        ('sound = ""', Settings()),
        ('sound_set = "wood"', Settings(sound_set="wood")),
        ("volume = 0", Settings(volume=0)),
        ("volume = 100", Settings(volume=100)),
        ("speech = true", Settings(speech=True)),
        ('theme = "light"', Settings(theme="light")),
        ("reduced_motion = true", Settings(reduced_motion=True)),
        (
            'day_cutoff = "23:59"\nfirst_day_of_week = "monday"\nmute = false\nsound = "bell"\n',
            Settings(day_cutoff=time(23, 59), sound="bell"),
        ),
    ],
)
def test_what_the_file_says_replaces_the_default(path: Path, text: str, expected: Settings) -> None:
    path.write_text(text, encoding="utf-8", newline="")
    assert read_settings(path) == (expected, ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('day_cutoff = "3"', ['"day_cutoff": expected a time of day like "03:00"', '"3"']),
        ('day_cutoff = "24:00"', ['"day_cutoff"', '"03:00"', '"24:00"']),
        ('day_cutoff = "03:00:00"', ['"day_cutoff"', '"03:00"']),
        ("day_cutoff = 3", ['"day_cutoff"', '"03:00"', "not 3"]),
        ("day_cutoff = 03:00:00", ['"day_cutoff"', '"03:00"', "03:00:00"]),
        (
            'first_day_of_week = "Tuesday"',
            ['"first_day_of_week"', '"monday" or "sunday" or "saturday"'],
        ),
        ('mute = "yes"', ['"mute": expected true or false, not "yes"']),
        ("mute = 1", ['"mute": expected true or false, not 1']),
        ("sound = 1", ['"sound": expected the name of a sound backend']),
        ('sound = "a\\u001b[2J"', ['"sound": expected the name of a sound backend']),
        ('sound_set = "gong"', ['"sound_set": expected "bell" or "wood" or "synth", not "gong"']),
        ("volume = 101", ['"volume": expected a whole number from 0 to 100, not 101']),
        ("volume = -1", ['"volume": expected a whole number from 0 to 100, not -1']),
        ("volume = 50.5", ['"volume": expected a whole number', "50.5"]),
        ('speech = "on"', ['"speech": expected true or false, not "on"']),
        ("muted = true", ['"muted": unknown key; did you mean "mute"?']),
        ("[colour]\nred = 1", ['"colour": unknown key; known are: day_cutoff, first_day']),
        ("mute = true\nmute = true", ["not valid TOML"]),
        ("mute = ", ["not valid TOML"]),
    ],
)
def test_a_fault_names_the_file_the_key_and_what_was_expected(
    path: Path, text: str, expected: list[str]
) -> None:
    path.write_text(text)
    (line,) = faults_of(path)
    assert line.startswith(f"{path}:")
    for words in expected:
        assert words in line


def test_every_fault_is_said_at_once_with_its_line(path: Path) -> None:
    path.write_text('# mine\nmute = 1\n\nday_cutof = "04:00"\nsound = "bell"\n')
    first, second = faults_of(path)
    assert first.startswith(f'{path}:2: "mute": ')
    assert (
        second
        == f'{path}:4: "day_cutof": unknown key; did you mean "day_cutoff"? This line is left out.'
    )
    assert read_settings(path).settings == Settings(sound="bell")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('mute = true\nvolume = = 3\nsound = "bell"\n', 2),
        ('mute = true\nsound = "bell"\nvolume = "3\n', 3),
        ('volume = [\nmute = true\nsound = "bell"\n', 1),
        ('mute = true\nmute = false\nsound = "bell"\n', 2),
        ('mute = true\nsound = "bell"\n' + "a." * 60_000 + "a = 1\n", 3),
    ],
)
def test_a_line_that_is_no_toml_is_left_out_and_the_others_hold(
    path: Path, text: str, line: int
) -> None:
    path.write_text(text)
    read = read_settings(path)
    assert read.settings == Settings(mute=True, sound="bell")
    assert [each.split(": ")[0] for each in read.faults] == [f"{path}:{line}"]
    assert read.faults[0].endswith(" This line is left out.")


def test_a_file_of_nothing_but_faults_is_left_out_whole(path: Path) -> None:
    path.write_text("= 3\n" * 1000)
    assert read_settings(path) == (
        Settings(),
        (f"{path}: too many lines are not valid TOML. The whole file is left out.",),
    )
    path.write_text("volume = " + "[" * 10_000)
    assert read_settings(path).settings == Settings()


def test_a_file_that_is_no_text_is_left_out(path: Path) -> None:
    path.write_bytes(b'mute = true\nsound = "\xff"')
    fault = f"{path}:2: not UTF-8 text; save the file as UTF-8. The whole file is left out."
    assert read_settings(path) == (Settings(), (fault,))


def test_a_folder_in_place_of_the_file_is_a_fault(path: Path) -> None:
    path.mkdir()
    (fault,) = faults_of(path)
    assert fault.startswith(f"{path} is a folder")


def test_a_config_folder_that_is_a_file_is_no_file(path: Path) -> None:
    path.write_text("")
    assert read_settings(path / "settings.toml") == (Settings(), ())
