"""What commands begin with: the wiring from the options, and the wait for another Calf TUI."""

from __future__ import annotations

import os
from time import monotonic, sleep
from typing import TYPE_CHECKING

from calf_tui.cli.output import print_notice
from calf_tui.platform.terminal import no_echo

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from calf_tui.training.trainer import Trainer
    from calf_tui.wiring import Wiring

PATIENCE_SECONDS = 3.0
"""The most seconds to wait; an app that is asked to end does so within two [ours]."""
MOMENT_SECONDS = 0.5
"""The seconds of which nothing is said: several short commands in a row take that long [ours]."""
BETWEEN_CHECKS_SECONDS = 0.1


def wiring_with_settings(options: Namespace) -> Wiring:
    """Does the same as `wiring_of`, and prints the errors in the settings."""
    wiring = wiring_of(options)
    for problem in wiring.setting_faults():
        print_notice(problem)
    return wiring


def waiting_for_records(wiring: Wiring) -> Wiring:
    """Returns the same wiring; who changes records with it waits for another Calf TUI to end.

    After some seconds that raises `RecordsInUseError`. It says so if it takes longer than a moment.
    """
    from calf_tui.storage.files.disk import PatientDisk

    return wiring._replace(disk=PatientDisk(wait_for_other))


def keeping_trainer(wiring: Wiring) -> AbstractContextManager[Trainer]:
    """Gives a trainer that may change the records, as soon as no other Calf TUI does."""
    return waiting_for_records(wiring).keeping_trainer()


def wait_for_other(
    is_in_use: Callable[[], bool],
    clock: Callable[[], float] = monotonic,
    wait: Callable[[float], None] = sleep,
) -> None:
    """Waits some seconds for another Calf TUI to end, and says so after a moment."""
    begun, is_said = clock(), False
    while is_in_use() and (waited := clock() - begun) < PATIENCE_SECONDS:
        if waited >= MOMENT_SECONDS and not is_said:
            is_said = True
            print_notice("Another Calf TUI uses your records; waiting a moment for it to end.")
        with no_echo():
            wait(BETWEEN_CHECKS_SECONDS)


def wiring_of(options: Namespace) -> Wiring:
    """Returns the wiring for the files and the sound of the options."""
    # Imported here, because one command needs no files.
    from calf_tui.platform.paths import find_paths
    from calf_tui.wiring import Wiring

    paths = find_paths(options.data, options.config, os.environ)
    return Wiring(paths, mute=bool(options.mute), sound=options.sound or "")
