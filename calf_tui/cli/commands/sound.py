"""The commands `sound test` and `sound devices`."""

from __future__ import annotations

import subprocess
import sys
import time
from typing import TYPE_CHECKING

from calf_tui.audio.backend_choice import IN_ORDER, NO_SOUND, STARTING
from calf_tui.cli.command_setup import wiring_with_settings
from calf_tui.cli.output import print_line
from calf_tui.core.session.cue import Cue, Sound
from calf_tui.platform.terminal import wait_with_terminal

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable

    from calf_tui.core.ports import Player


MEANINGS = {
    Sound.TICK: "a second of the countdown",
    Sound.GO: "a set begins",
    Sound.HALF: "half of a long set is done",
    Sound.SWITCH: "change sides",
    Sound.SET_DONE: "the set is done",
    Sound.EXERCISE_DONE: "the move is done",
    Sound.SESSION_DONE: "the session is done",
    Sound.UP: "rise, for as long as it sounds",
    Sound.DOWN: "lower, for as long as it sounds",
    Sound.CLICK: "top or bottom of a repetition",
    Sound.FIFTH: "every fifth repetition",
    Sound.PAUSE: "paused",
    Sound.RESUME: "going on",
    Sound.WARNING: "paused by itself",
}
START_SECONDS = 12.0
"""The most seconds that the probes of all backends together may take."""
LONGEST_LISTING_SECONDS = 5.0
"""The most seconds that a driver may take to list its devices."""
LIST_DEVICES = """
import miniaudio
for device in miniaudio.Devices().get_playbacks():
    print(device["name"])
"""
LEAD_SECONDS = 0.2
NOTE_SECONDS = 2.0
EACH_SECONDS = 1.8
"""The seconds from one cue to the next, plus the length of a held note."""


def test(options: Namespace) -> None:
    """Plays every cue, with the quiet lead-in of the command line or the settings."""
    wiring = wiring_with_settings(options)
    settings = wiring.settings()
    if options.quiet_lead_in is not None:
        settings = settings._replace(quiet_lead_in=options.quiet_lead_in)
    with wiring.player(settings=settings) as player:
        play_all(player, print_line, wait_with_terminal, quiet_lead_in=settings.quiet_lead_in)


def devices(options: Namespace) -> None:
    """Prints which backends can play, and the devices."""
    wiring = wiring_with_settings(options)
    for name in IN_ORDER:
        with wiring.player(name) as player:
            print_line(backend_line(name, player))
    for device in playback_devices():
        print_line(f"device: {device}")


def playback_devices() -> tuple[str, ...]:
    """Returns miniaudio's devices; a process of its own asks, as a driver may crash or hang."""
    try:
        listed = subprocess.run(
            (sys.executable, "-c", LIST_DEVICES),
            capture_output=True,
            text=True,
            timeout=LONGEST_LISTING_SECONDS,
            check=True,
            errors="replace",
        )
    except (OSError, subprocess.SubprocessError):
        return ()
    return tuple(listed.stdout.splitlines())


def start_and_describe(player: Player, sleep: Callable[[float], None] = time.sleep) -> str:
    """Starts a player; returns its backend, device and delay when they are known."""
    player.prepare()
    for _ in range(round(START_SECONDS / 0.05)):
        if player.status() != STARTING:
            break
        sleep(0.05)
    return ": ".join(filter(None, (player.status(), player.output())))


def play_all(
    player: Player,
    write: Callable[[str], None],
    sleep: Callable[[float], None] = time.sleep,
    *,
    quiet_lead_in: float = 0.0,
) -> None:
    """Plays and names every cue, each after the quiet lead-in of the player, in seconds."""
    write(f"Playing through {start_and_describe(player, sleep)}.")
    if quiet_lead_in:
        write(f"With {quiet_lead_in:g} s of inaudible sound before each.")
    lead = max(LEAD_SECONDS, quiet_lead_in)
    for sound, meaning in MEANINGS.items():
        seconds = NOTE_SECONDS if sound in (Sound.UP, Sound.DOWN) else None
        write(f"{sound.value:<14} {meaning}")
        player.play((Cue(lead, sound, seconds),))
        sleep(EACH_SECONDS - LEAD_SECONDS + lead + (seconds or 0.0))


def backend_line(name: str, player: Player) -> str:
    """Returns a line that says whether a player with only this backend plays."""
    status = start_and_describe(player)
    output = f": {player.output()}" if player.output() else ""
    return (
        f"{name:<12} {'does not play here' if status in (STARTING, NO_SOUND) else 'plays' + output}"
    )
