from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from calf_tui.toml_files.watched_files import read_keymap

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "keys.toml"


def no_problems(_keymap: Mapping[str, str]) -> dict[str, str]:
    return {}


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("", {}),
        ('live.pause = "p"', {"live.pause": "p"}),
        ('[live]\npause = "p,space"\n[list]\nup = "w"', {"live.pause": "p,space", "list.up": "w"}),
        ('help = "f2"', {"help": "f2"}),
    ],
)
def test_ids_may_be_dotted_or_in_tables(path: Path, text: str, keys: dict[str, str]) -> None:
    path.write_text(text, encoding="utf-8")
    assert read_keymap(path, no_problems) == (keys, ())


def test_no_file_is_no_keys(path: Path) -> None:
    assert read_keymap(path, no_problems) == ({}, ())


@pytest.mark.parametrize("value", ["1", "true", '""', '"a, b"', '"a,,b"', "[]"])
def test_what_is_no_key_is_said_with_its_line_and_left_out(path: Path, value: str) -> None:
    path.write_text(f'live.skip = "c"\n\nlive.pause = {value}\n', encoding="utf-8")
    fault = f'{path}:3: live.pause: write a key in quotes, such as "p" or "p,space".'
    assert read_keymap(path, no_problems) == (
        {"live.skip": "c"},
        (f"{fault} This line is left out.",),
    )


def test_what_is_no_toml_is_said_with_its_line_and_left_out(path: Path) -> None:
    path.write_text('live.pause = "p\n[live]\nskip = "c"\n', encoding="utf-8")
    keys, faults = read_keymap(path, no_problems)
    assert keys == {"live.skip": "c"}
    assert faults[0].startswith(f"{path}:1: not valid TOML")


def test_what_cannot_be_is_said_in_the_order_of_the_lines(path: Path) -> None:
    path.write_text('[list]\nup = "w"\n[live]\nskip = "c"\npause = "v"\n', encoding="utf-8")

    def two_problems(keymap: Mapping[str, str]) -> dict[str, str]:
        assert keymap == {"list.up": "w", "live.skip": "c", "live.pause": "v"}
        return {"live.pause": "no", "list.up": "did you mean it?"}

    assert read_keymap(path, two_problems) == (
        {"live.skip": "c"},
        (
            f"{path}:2: list.up: did you mean it? This line is left out.",
            f"{path}:5: live.pause: no. This line is left out.",
        ),
    )
