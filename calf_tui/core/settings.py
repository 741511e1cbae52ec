"""The settings of the runner."""

from __future__ import annotations

from datetime import time
from typing import Literal, NamedTuple, get_args

from calf_tui.core.session.cue import LOUDEST

FirstDay = Literal["monday", "sunday", "saturday"]
"""The days on which a week may begin, the latest first: `WeekCalendar` relies on this order."""
SoundSet = Literal["bell", "wood", "synth"]
ThemeChoice = Literal["auto", "dark", "light", "contrast", "sixteen"]
FIRST_DAYS: tuple[FirstDay, ...] = get_args(FirstDay)
SOUND_SETS: tuple[SoundSet, ...] = get_args(SoundSet)
THEME_CHOICES: tuple[ThemeChoice, ...] = get_args(ThemeChoice)
LONGEST_LEAD_IN = 2.0
DEFAULT_WEEKLY_TARGET = 3
"""Training days a week if the runner set no target [ours; 2-3 days in S1, S3, S6]."""


class Settings(NamedTuple):
    """The runner's settings with their defaults.

    `day_cutoff`: a session that begins before this local time counts for the day before.
    `sound`: the name of the sound backend; empty for the first that plays. `sound_set`: the set of
    sounds to play. `volume`: from 0 (silent) to 100 (the sounds as they are).
    `quiet_lead_in`: seconds of inaudible sound before the first cue, up to `LONGEST_LEAD_IN`; it
    goes on until the last cue; 0 for none. `speech`: whether some cues are spoken as well.
    `flash`: whether the screen flashes with the cues even while they can be heard. `theme`: the
    colours; "auto" takes dark or light as the terminal if it reports it, "contrast" has black and
    white grounds, "sixteen" the terminal's own sixteen colours.
    `reduced_motion`: whether nothing on the screen moves or flashes except the figures.
    """

    day_cutoff: time = time(3, 0)
    first_day_of_week: FirstDay = "monday"
    mute: bool = False
    sound: str = ""
    sound_set: SoundSet = "bell"
    volume: int = LOUDEST
    quiet_lead_in: float = 0.0
    speech: bool = False
    flash: bool = False
    theme: ThemeChoice = "auto"
    reduced_motion: bool = False
