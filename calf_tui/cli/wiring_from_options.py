"""The real world, as the options of a command ask for it."""

from __future__ import annotations

import os
from time import monotonic, sleep
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable

    from calf_tui.wiring import Wiring

PATIENCE_SECONDS = 3.0
"""An app that was told to end does so within two [ours]."""
BETWEEN_LOOKS_SECONDS = 0.1


def wiring_with_settings(options: Namespace) -> Wiring:
    """The same; what is wrong with the settings is said aside first."""
    from calf_tui.cli.output import print_aside

    wiring = wiring_of(options)
    for fault in wiring.setting_faults():
        print_aside(fault)
    return wiring


def wait_for_other(
    is_in_use: Callable[[], bool],
    clock: Callable[[], float] = monotonic,
    wait: Callable[[float], None] = sleep,
) -> None:
    """Gives another Calf TUI, whose window may just have been closed, a few seconds to end."""
    from calf_tui.cli.output import print_aside

    until = clock() + PATIENCE_SECONDS
    if is_in_use():
        print_aside("Another Calf TUI uses your records; waiting a moment for it to end.")
        while clock() < until and is_in_use():
            wait(BETWEEN_LOOKS_SECONDS)


def wiring_of(options: Namespace) -> Wiring:
    """Everything a command may need, over the files and the sound it asked for."""
    from calf_tui.platform.paths import find_paths
    from calf_tui.wiring import Wiring

    paths = find_paths(options.data, options.config, os.environ)
    return Wiring(paths, mute=bool(options.mute), sound=options.sound or "")
