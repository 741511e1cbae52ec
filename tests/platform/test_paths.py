"""Where things lie on other systems than this one, and what this machine is called."""

from __future__ import annotations

from pathlib import Path
from platform import node
from typing import TYPE_CHECKING

import pytest
from platformdirs.macos import MacOS
from platformdirs.unix import Unix
from platformdirs.windows import Windows

from calf_tui.platform.paths import state_folder, this_machine

if TYPE_CHECKING:
    from platformdirs.api import PlatformDirsABC

NAME = "calf-tui"


class WindowsElsewhere(Windows):
    """Its folders, which only Windows itself tells."""

    user_data_dir = r"C:\Users\ada\AppData\Local\calf-tui"
    user_state_dir = user_config_dir = user_data_dir


@pytest.fixture(autouse=True)
def nothing_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    """`platformdirs` reads the environment by itself: it can be handed none."""
    for name in ("STATE", "DATA", "CONFIG"):
        monkeypatch.delenv(f"XDG_{name}_HOME", raising=False)


@pytest.mark.parametrize("kind", [MacOS, Unix, WindowsElsewhere])
def test_what_is_this_machines_alone_is_no_part_of_a_folder_that_may_be_shared(
    kind: type[PlatformDirsABC],
) -> None:
    own = kind(NAME, appauthor=False)
    state = state_folder(own)
    for shared in map(Path, (own.user_data_dir, own.user_config_dir)):
        assert shared not in (state, *state.parents)


def test_on_macos_it_lies_beside_the_records() -> None:
    own = MacOS(NAME, appauthor=False)
    assert state_folder(own) == Path(own.user_data_dir).with_name("calf-tui-state")


class TestThisMachine:
    """Has the same name at each start, and another than machines with the same host name."""

    def test_is_called_as_the_system_says(self, tmp_path: Path) -> None:
        file = tmp_path / "machine-id"
        file.write_text("0123abc\n")
        assert this_machine(file, lambda: 7) == "0123abc"

    def test_is_told_by_its_network_card_where_the_system_says_nothing(
        self, tmp_path: Path
    ) -> None:
        file = tmp_path / "machine-id"
        assert this_machine(file, lambda: 0x02_1A_2B_3C_4D) == f"{node()}-00021a2b3c4d"
        file.write_text("\n")
        assert this_machine(file, lambda: 8) != this_machine(file, lambda: 9)

    def test_without_a_card_is_told_by_its_host_name_alone(self, tmp_path: Path) -> None:
        at_random = 1 << 40 | 12345  # as the standard library makes it up, anew each time
        assert this_machine(tmp_path / "none", lambda: at_random) == node()
