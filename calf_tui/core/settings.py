"""What a runner may choose once for all sessions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from typing import Literal, get_args

FirstDay = Literal["monday", "sunday", "saturday"]
"""The days on which a week may begin, the later one of two neighbours first."""
SoundSet = Literal["bell", "wood", "synth"]
ThemeChoice = Literal["auto", "dark", "light"]
FIRST_DAYS: tuple[FirstDay, ...] = get_args(FirstDay)
SOUND_SETS: tuple[SoundSet, ...] = get_args(SoundSet)
THEME_CHOICES: tuple[ThemeChoice, ...] = get_args(ThemeChoice)
LOUDEST = 100
LONGEST_LEAD_IN = 2.0
DEFAULT_WEEKLY_TARGET = 3
"""Training days a week, where the runner set no target [ours; 2-3 days in S1, S3, S6]."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The runner's choices, each with its default.

    `day_cutoff`: a session begun before this local time belongs to the day before.
    `sound`: the backend to use, by name; empty for the first that plays. `sound_set`: which set of
    sounds is heard. `volume`: from 0, silent, to 100, as loud as the sounds are.
    `quiet_lead_in`: seconds, up to `LONGEST_LEAD_IN`, of inaudible sound before the first cue, and
    on to the last; 0 for none. `speech`: whether some cues are spoken as well. `flash`: whether the
    screen flashes with the cues even while they can be heard. `theme`: which colours; "auto"
    follows the terminal where it tells.
    `reduced_motion`: whether nothing on the screen moves or flashes but the figures.
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
