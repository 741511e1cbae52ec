"""The real world, as the options of a command ask for it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import Namespace

    from calf_tui.wiring import Wiring


def wiring_with_settings(options: Namespace) -> Wiring:
    """The same; what is wrong with the settings is said aside first."""
    from calf_tui.commands.output import print_aside

    wiring = wiring_of(options)
    for fault in wiring.setting_faults():
        print_aside(fault)
    return wiring


def wiring_of(options: Namespace) -> Wiring:
    """Everything a command may need, over the files and the sound it asked for."""
    from calf_tui.places import find_places
    from calf_tui.wiring import Wiring

    places = find_places(options.data, options.config, os.environ)
    return Wiring(places, mute=bool(options.mute), sound=options.sound or "")
