"""Where things lie: the runner's files, and the data that ships with the program."""

from __future__ import annotations

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
    """Paths only; nothing is made by naming them."""

    data: Path
    config: Path
    assets: Path
    state: Path
    """What is this machine's alone."""

    @property
    def settings(self) -> Path:
        """The runner's choices."""
        return self.config / "settings.toml"

    @property
    def keys(self) -> Path:
        """The runner's keys."""
        return self.config / "keys.toml"

    @property
    def own_routines(self) -> Path:
        """The folder of the runner's own routines."""
        return self.config / "routines"

    @property
    def routines(self) -> Path:
        """The folder of the built-in routines."""
        return self.assets / "routines"

    @property
    def own_figures(self) -> Path:
        """The folder of the figures of the runner's own moves."""
        return self.config / "figures"

    @property
    def figures(self) -> Path:
        """The folder of the built-in figures."""
        return self.assets / "figures"

    @property
    def face(self) -> Path:
        """The letters of large words."""
        return self.assets / "faces" / "words.txt"

    @property
    def sounds(self) -> Path:
        """The folder of the sounds."""
        return self.assets / "sounds"


def find_paths(data: str | None, config: str | None, environment: Mapping[str, str]) -> AppPaths:
    """The places in force: an option wins over the environment, that over the platform's own.

    Raises `UserError` where a path begins with the home of nobody.
    """
    own = PlatformDirs("calf-tui", appauthor=False)
    data = data or environment.get("CALF_TUI_DATA")
    config = config or environment.get("CALF_TUI_CONFIG")
    return AppPaths(
        data=_expanded(data) if data else Path(own.user_data_dir) / "training.json",
        config=_expanded(config) if config else Path(own.user_config_dir),
        assets=_assets(),
        state=state_folder(own),
    )


def state_folder(own: PlatformDirsABC) -> Path:
    """Never the folder of the records, which may be shared; macOS and Windows have but that one."""
    state = Path(own.user_state_dir)
    shared = (own.user_data_dir, own.user_config_dir)
    return state.with_name(f"{state.name}-state") if str(state) in shared else state


def this_machine(
    machine_id: Path = Path("/etc/machine-id"), address: Callable[[], int] | None = None
) -> str:
    """What tells this machine from others that may see the same folders.

    Where the system keeps no such file: the host's name and the network card's `address`.
    """
    with suppress(OSError, ValueError):
        if name := machine_id.read_text(encoding="ascii").strip():
            return name
    from platform import node  # most systems have the file
    from uuid import getnode

    card = (address or getnode)()
    is_random = card >> 40 & 1  # where there is no card, and another one each time
    return node() if is_random else f"{node()}-{card:012x}"


def _expanded(path: str) -> Path:
    try:
        return Path(path).expanduser()
    except RuntimeError:
        raise UserError(
            f"{path} begins with a home folder that does not exist; write the path in full."
        ) from None


def _assets() -> Path:
    """Inside the installed package; in a checkout beside it."""
    shipped = PACKAGE / "assets"
    return shipped if shipped.is_dir() else PACKAGE.parent / "assets"
