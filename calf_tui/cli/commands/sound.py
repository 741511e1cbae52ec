"""The commands `sound test` and `sound devices`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from calf_tui.cli.output import print_line
from calf_tui.cli.wiring_from_options import wiring_with_settings

if TYPE_CHECKING:
    from argparse import Namespace


def test(options: Namespace) -> None:
    """Plays every cue, with the quiet lead-in of the command line or the settings."""
    from calf_tui.cli.sound_check import play_all

    wiring = wiring_with_settings(options)
    settings = wiring.settings()
    if options.quiet_lead_in is not None:
        settings = replace(settings, quiet_lead_in=options.quiet_lead_in)
    with wiring.player(settings=settings) as player:
        play_all(player, print_line, quiet_lead_in=settings.quiet_lead_in)


def devices(options: Namespace) -> None:
    """Prints which backends can play, and the devices."""
    from calf_tui.audio.backend_choice import IN_ORDER
    from calf_tui.audio.output_devices import playback_devices
    from calf_tui.cli.sound_check import backend_line

    wiring = wiring_with_settings(options)
    for name in IN_ORDER:
        with wiring.player(name) as player:
            print_line(backend_line(name, player))
    for device in playback_devices():
        print_line(f"device: {device}")
