"""The paths of the runner's files and of the files that ship with the program."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from platformdirs import PlatformDirs

from calf_tui.core.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from platformdirs.api import PlatformDirsABC

PACKAGE = Path(__file__).parents[1]


class AppPaths(NamedTuple):
    """The paths in use; reading them creates nothing."""

    data: Path
    """The file of the records."""
    state: Path
    """The folder for files of this machine, which is not synced."""
    config: Path
    """The folder of what the runner edits: the next five."""
    settings: Path
    keys: Path
    own_routines: Path
    own_plans: Path
    own_figures: Path
    routines: Path
    """The folder of the routines that ship with the program; the next four ship with it, too."""
    plans: Path
    figures: Path
    face: Path
    """The letters of large words."""
    sounds: Path


def find_paths(data: str | None, config: str | None, environment: Mapping[str, str]) -> AppPaths:
    """Returns the paths: from the options, else the environment variables, else the platform.

    Raises `UserError` if a path begins with the home folder of an unknown user.
    """
    own = PlatformDirs("calf-tui", appauthor=False)
    data = data or environment.get("CALF_TUI_DATA")
    config = config or environment.get("CALF_TUI_CONFIG")
    folder = _expanded(config) if config else Path(own.user_config_dir)
    assets = _assets()
    return AppPaths(
        data=_expanded(data) if data else Path(own.user_data_dir) / "training.json",
        state=state_folder(own),
        config=folder,
        settings=folder / "settings.toml",
        keys=folder / "keys.toml",
        own_routines=folder / "routines",
        own_plans=folder / "plans",
        own_figures=folder / "figures",
        routines=assets / "routines",
        plans=assets / "plans",
        figures=assets / "figures",
        face=assets / "faces" / "words.txt",
        sounds=assets / "sounds",
    )


def state_folder(own: PlatformDirsABC) -> Path:
    """Returns a folder for this machine's files, never that of the records, which may be synced.

    On macOS and Windows the platform has only one folder for both.
    """
    state = Path(own.user_state_dir)
    shared = (own.user_data_dir, own.user_config_dir)
    return state.with_name(f"{state.name}-state") if str(state) in shared else state


def this_machine(
    machine_id: Path = Path("/etc/machine-id"), address: Callable[[], int] | None = None
) -> str:
    """Returns an id of this machine, different from those of others that may sync the same folder.

    It is the content of `machine_id`, or the host's name with the network card's `address` if there
    is no such file.
    """
    with suppress(OSError, ValueError):
        if name := machine_id.read_bytes().decode("ascii").strip():
            return name
    from platform import node  # most systems have the file
    from uuid import getnode

    card = (address or getnode)()
    is_random = card >> 40 & 1  # without a card, `getnode` returns another number in each run
    return node() if is_random else f"{node()}-{card:012x}"


def _expanded(path: str) -> Path:
    try:
        return Path(path).expanduser()
    except RuntimeError:
        raise UserError(
            f"{path} begins with a home folder that does not exist; write the path in full."
        ) from None


def _assets() -> Path:
    """Returns the folder `assets`: inside the installed package, or beside it in a checkout."""
    shipped = PACKAGE / "assets"
    return shipped if os.path.isdir(shipped) else PACKAGE.parent / "assets"
