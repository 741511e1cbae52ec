from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from calf_tui.core.errors import UserError
from calf_tui.storage.sync.import_export import save_picture

if TYPE_CHECKING:
    from pathlib import Path

SVG = "<svg>µ</svg>"


def test_a_picture_is_written_beside_what_is_there(tmp_path: Path) -> None:
    first = save_picture("load", SVG, folders=[tmp_path])
    second = save_picture("load", SVG, folders=[tmp_path])
    assert (first, second) == (tmp_path / "load.svg", tmp_path / "load-2.svg")
    assert first.read_text(encoding="utf-8") == SVG


def test_the_next_folder_is_tried_where_one_takes_nothing(tmp_path: Path) -> None:
    missing = tmp_path / "missing"
    assert save_picture("load", SVG, folders=[missing, tmp_path]) == tmp_path / "load.svg"
    with pytest.raises(UserError, match=r"could not be saved: .*missing"):
        save_picture("load", SVG, folders=[missing])


def test_a_png_is_made_by_the_optional_library(tmp_path: Path) -> None:
    library = SimpleNamespace(svg2png=lambda bytestring, scale: b"PNG" + bytestring)
    path = save_picture("load", SVG, png=True, folders=[tmp_path], load=lambda _: library)
    assert (path.name, path.read_bytes()) == ("load.png", b"PNG" + SVG.encode())


@pytest.mark.parametrize("error", [ImportError(), OSError("no cairo")])
def test_without_it_a_png_says_what_to_install(tmp_path: Path, error: Exception) -> None:
    def missing(_: str) -> object:
        raise error

    with pytest.raises(UserError, match=r"pip install 'calf-tui\[png\]'"):
        save_picture("load", SVG, png=True, folders=[tmp_path], load=missing)
    assert list(tmp_path.iterdir()) == []
