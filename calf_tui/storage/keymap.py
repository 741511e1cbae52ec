"""The runner's keys from `keys.toml`: an id, and the key or keys it is to have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from calf_tui.core.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path


def load_keymap(path: Path) -> dict[str, str]:
    """Keys by id, several of them with commas between; empty where there is no file.

    `live.pause = "p"` and `[live]` with `pause = "p"` are the same. Raises `Fault`.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return {}
    except UnicodeDecodeError:
        raise Fault(f"{path}: not text in UTF-8; save it as UTF-8 or remove it.") from None
    except OSError as error:
        from calf_tui.storage.disk import plain_words

        raise Fault(f"{path}: cannot be read: {plain_words(error)}.") from error
    from calf_tui.storage.toml_lines import read_toml

    keymap = dict(_flat(read_toml(text, str(path))))
    wrong = [name for name, keys in keymap.items() if not _are_keys(keys)]
    if wrong:
        lines = (
            f'{path}: {name}: write a key in quotes, such as "p" or "p,space".' for name in wrong
        )
        raise Fault("\n".join(lines))
    return keymap


def _flat(table: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{before}{name}.")
        else:
            yield f"{before}{name}", value


def _are_keys(value: object) -> bool:
    return isinstance(value, str) and all(
        key and not any(sign.isspace() for sign in key) for key in value.split(",")
    )
