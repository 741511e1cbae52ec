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
from calf_tui.storage.config.setting_editor import with_setting, write_setting
from calf_tui.storage.config.settings import read_settings
from calf_tui.storage.config.toml_line_numbers import read_toml
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


def test_a_file_is_made_where_there_is_none_and_then_read(path: Path) -> None:
    write_setting(path, "day_cutoff", "04:30")
    write_setting(path, "first_day_of_week", "sunday")
    kept = Settings(day_cutoff=time(4, 30), first_day_of_week="sunday")
    assert read_settings(path) == (kept, ())
    assert [each.name for each in path.parent.iterdir()] == ["settings.toml"]


def test_a_line_with_a_fault_stays_and_the_setting_is_kept(path: Path) -> None:
    path.parent.mkdir()
    path.write_text("volume = 700\n")
    write_setting(path, "day_cutoff", "04:30")
    assert path.read_text() == 'volume = 700\nday_cutoff = "04:30"\n'


def test_a_file_that_is_no_toml_is_refused_and_left(path: Path) -> None:
    path.parent.mkdir()
    path.write_text("volume = = 7\n")
    with pytest.raises(UserError, match=r"settings\.toml:1: not valid TOML"):
        write_setting(path, "day_cutoff", "04:30")
    assert path.read_text() == "volume = = 7\n"


@pytest.mark.skipif(os.name == "nt", reason="links and modes are another matter there")
def test_a_link_stays_a_link_and_the_file_keeps_its_mode(tmp_path: Path, path: Path) -> None:
    real = tmp_path / "dotfiles.toml"
    real.write_text(RUNNERS_OWN)
    real.chmod(0o644)
    path.parent.mkdir()
    path.symlink_to(real)
    write_setting(path, "day_cutoff", "04:30")
    assert path.is_symlink()
    assert read_settings(real).settings.day_cutoff == time(4, 30)
    assert stat.S_IMODE(real.stat().st_mode) == 0o644


@pytest.mark.parametrize("step", ["write", "sync", "replace"])
def test_a_disk_that_fails_leaves_the_settings_as_they_were(path: Path, step: str) -> None:
    path.parent.mkdir()
    path.write_text(RUNNERS_OWN)
    disk = FailingDisk()
    disk.failing = step
    with pytest.raises(UserError, match=r"settings\.toml: cannot be written: .*as they were"):
        write_setting(path, "day_cutoff", "04:30", disk)
    assert path.read_text() == RUNNERS_OWN
    assert [each.name for each in path.parent.iterdir()] == ["settings.toml"]


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
