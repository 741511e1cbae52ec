"""The commands `doctor` and `locate`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calf_tui.cli.output import print_line
from calf_tui.cli.wiring_from_options import wiring_of

if TYPE_CHECKING:
    from argparse import Namespace


def doctor(options: Namespace) -> None:
    """Prints a page about this machine, for a report."""
    from calf_tui.cli.doctor import page
    from calf_tui.cli.maintenance import examination

    print_line(page(examination(wiring_of(options))))


def locate(options: Namespace) -> None:
    """Prints where the files are, or will be."""
    paths = wiring_of(options).paths
    for name, path in (
        ("data", paths.data),
        ("settings", paths.settings),
        ("keys", paths.keys),
        ("routines", paths.own_routines),
    ):
        print_line(f"{name:<8}  {path.absolute()}")
