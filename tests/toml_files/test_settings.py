from __future__ import annotations

import os
import stat
from datetime import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calf_tui.core.errors import UserError
from calf_tui.core.settings import Settings
from calf_tui.toml_files.settings import read_settings, with_setting, write_setting
from calf_tui.toml_files.toml_line_numbers import read_toml
from tests.storage.support.disks import FailingDisk

if TYPE_CHECKING:
    from pathlib import Path


RUNNERS_OWN = """\
# My settings
day_cutoff   =  '02:00'   # night shifts
mute = true

volume = 80 # loud = "enough"
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings.toml"


def faults_of(path: Path) -> list[str]:
    return list(read_settings(path)[1])


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
    assert read_settings(path)[0] == Settings(sound="bell")


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
    chosen, faults = read_settings(path)
    assert chosen == Settings(mute=True, sound="bell")
    assert [each.split(": ")[0] for each in faults] == [f"{path}:{line}"]
    assert faults[0].endswith(" This line is left out.")


def test_a_file_of_nothing_but_faults_is_left_out_whole(path: Path) -> None:
    path.write_text("= 3\n" * 1000)
    assert read_settings(path) == (
        Settings(),
        (f"{path}: too many lines are not valid TOML. The whole file is left out.",),
    )
    path.write_text("volume = " + "[" * 10_000)
    assert read_settings(path)[0] == Settings()


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


@pytest.fixture
def settings_path(tmp_path: Path) -> Path:
    return tmp_path / "config" / "settings.toml"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", 'day_cutoff = "04:30"\n'),
        ("mute = true", 'mute = true\nday_cutoff = "04:30"\n'),
        ("mute = true\r\n", 'mute = true\r\nday_cutoff = "04:30"\r\n'),
        ('\ufeffday_cutoff = "03:00"', '\ufeffday_cutoff = "04:30"'),
        (RUNNERS_OWN, RUNNERS_OWN.replace("'02:00'", '"04:30"')),
        ('"day_cutoff" = "03:00"\n', '"day_cutoff" = "04:30"\n'),
        ('# day_cutoff = "01:00"\n', '# day_cutoff = "01:00"\nday_cutoff = "04:30"\n'),
        ('# \u2028 odd\nday_cutoff="03:00"\n', '# \u2028 odd\nday_cutoff="04:30"\n'),
    ],
)
def test_a_setting_changes_on_its_line_and_nothing_else_does(before: str, after: str) -> None:
    assert with_setting(before, "day_cutoff", "04:30", "settings.toml") == after


def test_a_setting_written_in_another_way_is_left_to_the_runner() -> None:
    text = 'mute = true\nday_cutoff = """03:00"""\n'
    with pytest.raises(UserError, match=r"settings\.toml:2: day_cutoff cannot be changed here"):
        with_setting(text, "day_cutoff", "04:30", "settings.toml")


lines = st.lists(
    st.sampled_from(
        [
            "# a remark",
            "",
            "mute = false",
            "volume = 7 # day_cutoff",
            "sound = \"day_cutoff = '01:00'\"",
            "day_cutoff = '01:00'  # mine",
            'first_day_of_week = "sunday"',
        ]
    ),
    unique=True,
)


@given(lines, st.sampled_from(["\n", "\r\n"]), st.booleans(), st.times())
def test_whatever_the_file_says_only_the_one_setting_changes(
    written: list[str], end: str, ends: bool, at: time
) -> None:
    before = end.join(written) + (end if ends and written else "")
    value = f"{at:%H:%M}"
    after = with_setting(before, "day_cutoff", value, "f")
    assert read_toml(after, "f") == {**read_toml(before, "f"), "day_cutoff": value}
    assert others(after) == others(before)


def others(text: str) -> list[str]:
    """The lines of the file but the setting's own, and but the empty end of the last."""
    lines = [line for line in text.splitlines() if not line.startswith("day_cutoff")]
    return lines if lines and lines[-1] else lines[:-1]


def test_a_file_is_made_where_there_is_none_and_then_read(settings_path: Path) -> None:
    write_setting(settings_path, "day_cutoff", "04:30")
    write_setting(settings_path, "first_day_of_week", "sunday")
    kept = Settings(day_cutoff=time(4, 30), first_day_of_week="sunday")
    assert read_settings(settings_path) == (kept, ())
    assert [each.name for each in settings_path.parent.iterdir()] == ["settings.toml"]


def test_a_line_with_a_fault_stays_and_the_setting_is_kept(settings_path: Path) -> None:
    settings_path.parent.mkdir()
    settings_path.write_text("volume = 700\n")
    write_setting(settings_path, "day_cutoff", "04:30")
    assert settings_path.read_text() == 'volume = 700\nday_cutoff = "04:30"\n'


def test_a_file_that_is_no_toml_is_refused_and_left(settings_path: Path) -> None:
    settings_path.parent.mkdir()
    settings_path.write_text("volume = = 7\n")
    with pytest.raises(UserError, match=r"settings\.toml:1: not valid TOML"):
        write_setting(settings_path, "day_cutoff", "04:30")
    assert settings_path.read_text() == "volume = = 7\n"


@pytest.mark.skipif(os.name == "nt", reason="links and modes are another matter there")
def test_a_link_stays_a_link_and_the_file_keeps_its_mode(
    tmp_path: Path, settings_path: Path
) -> None:
    real = tmp_path / "dotfiles.toml"
    real.write_text(RUNNERS_OWN)
    real.chmod(0o644)
    settings_path.parent.mkdir()
    settings_path.symlink_to(real)
    write_setting(settings_path, "day_cutoff", "04:30")
    assert settings_path.is_symlink()
    assert read_settings(real)[0].day_cutoff == time(4, 30)
    assert stat.S_IMODE(real.stat().st_mode) == 0o644


@pytest.mark.parametrize("step", ["write", "sync", "replace"])
def test_a_disk_that_fails_leaves_the_settings_as_they_were(settings_path: Path, step: str) -> None:
    settings_path.parent.mkdir()
    settings_path.write_text(RUNNERS_OWN)
    disk = FailingDisk()
    disk.failing = step
    with pytest.raises(UserError, match=r"settings\.toml: cannot be written: .*as they were"):
        write_setting(settings_path, "day_cutoff", "04:30", disk)
    assert settings_path.read_text() == RUNNERS_OWN
    assert [each.name for each in settings_path.parent.iterdir()] == ["settings.toml"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "quiet_lead_in = 1.5\n"),
        ("quiet_lead_in = 0 # none\nmute = true\n", "quiet_lead_in = 1.5 # none\nmute = true\n"),
        ("quiet_lead_in=0.5", "quiet_lead_in=1.5"),
    ],
)
def test_a_number_is_changed_where_it_stands(before: str, after: str) -> None:
    assert with_setting(before, "quiet_lead_in", 1.5, "settings.toml") == after
