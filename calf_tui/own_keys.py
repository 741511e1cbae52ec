"""The runner's own keys, read and checked before any of them is pressed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def own_keys(path: Path) -> dict[str, str]:
    """Keys by id, none where there is no file; raises `Fault`."""
    if not path.exists():
        return {}
    from calf_tui.storage.keymap import load_keymap
    from calf_tui.ui.keymap import require_sound

    keymap = load_keymap(path)
    require_sound(keymap, str(path))
    return keymap
