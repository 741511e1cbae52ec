"""What `doctor` and `check` find out about the installation and the files, and the repair."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from calf_tui.core.errors import UserError
from calf_tui.platform.clock import SystemClock
from calf_tui.platform.terminal import is_terminal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from calf_tui.cli.doctor import Section
    from calf_tui.storage.recovery.health_check import Finding
    from calf_tui.wiring import Wiring


def examination(wiring: Wiring) -> Iterator[Section]:
    """Yields the sections of `doctor`; the one about sound takes a moment."""
    from calf_tui.audio.speech.system_voice import advice, find_speaker
    from calf_tui.cli import doctor

    yield doctor.versions()
    yield doctor.terminal(os.environ, is_terminal(), sys.stdout.encoding)
    routines = wiring.routines()
    faults = (*wiring.setting_faults(), *wiring.key_faults(), *routines.faults())
    yield doctor.files(wiring.paths, faults, (routines.all, wiring.history().sessions))
    speaker = find_speaker()
    voice = advice() if speaker is None else speaker.name
    yield doctor.Section("Sound", (("plays", _heard(wiring)), ("voice", voice)))


def checkup(wiring: Wiring) -> tuple[Finding, ...]:
    """What is well and what is not about the records."""
    from calf_tui.storage.recovery.health_check import examine

    return examine(wiring.names(), SystemClock().now())


def repair(wiring: Wiring) -> Iterator[str]:
    """Repairs the records; yields what was done, a sentence each. Raises `UserError`."""
    from calf_tui.storage.files.disk import Disk
    from calf_tui.storage.recovery import repair

    return repair.repair(wiring.names(), SystemClock().now, Disk())


def _heard(wiring: Wiring) -> str:
    """Returns what plays, or why nothing plays."""
    from calf_tui.cli.sound_check import started

    try:
        with wiring.player() as player:
            return started(player)
    except UserError as error:
        return str(error)
