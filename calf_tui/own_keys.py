"""The runner's own keys, read and checked before any of them is pressed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from calf_tui.storage.config.keymap import LoadedKeymap


def own_keys(path: Path) -> LoadedKeymap | None:
    """Keys by id, and what is wrong with lines of the file; None where there is no file."""
    if not path.exists():
        return None
    from calf_tui.storage.config.keymap import read_keymap
    from calf_tui.ui.keys.keymap_check import keymap_problems

    return read_keymap(path, keymap_problems)
