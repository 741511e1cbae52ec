from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from calf_tui.core.faults import Fault
from calf_tui.storage.keymap import load_keymap

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("", {}),
        ('live.pause = "p"', {"live.pause": "p"}),
        ('[live]\npause = "p,space"\n[list]\nup = "w"', {"live.pause": "p,space", "list.up": "w"}),
        ('help = "f2"', {"help": "f2"}),
    ],
)
def test_ids_may_be_dotted_or_in_tables(tmp_path: Path, text: str, keys: dict[str, str]) -> None:
    path = tmp_path / "keys.toml"
    path.write_text(text, encoding="utf-8")
    assert load_keymap(path) == keys


def test_no_file_is_no_keys(tmp_path: Path) -> None:
    assert load_keymap(tmp_path / "keys.toml") == {}


@pytest.mark.parametrize("value", ["1", "true", '""', '"a, b"', '"a,,b"', "[]"])
def test_what_is_no_key_is_said_with_its_id(tmp_path: Path, value: str) -> None:
    path = tmp_path / "keys.toml"
    path.write_text(f"live.pause = {value}", encoding="utf-8")
    with pytest.raises(Fault, match=r"keys.toml: live.pause: write a key in quotes"):
        load_keymap(path)


def test_what_is_no_toml_is_said_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "keys.toml"
    path.write_text('live.pause = "p', encoding="utf-8")
    with pytest.raises(Fault, match=r"keys\.toml:1: not valid TOML"):
        load_keymap(path)
