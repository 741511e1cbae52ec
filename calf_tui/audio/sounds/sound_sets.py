"""The sound sets: a recipe for every sound in each.

A sound has the same contour (steady, rising, falling, alternating) and the same rhythm (one, two,
three, four notes) in every set, so that a runner who changes the set need not learn the sounds
again, and nobody has to remember a pitch. The sets differ in timbre [ours].
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from calf_tui.audio.sounds import bell, synth, wood

if TYPE_CHECKING:
    from collections.abc import Mapping

    from calf_tui.audio.sounds.tone_recipe import Recipe
    from calf_tui.core.cues.cue import Sound
    from calf_tui.core.settings import SoundSet

RECIPES: Mapping[SoundSet, Mapping[Sound, Recipe]] = {
    "bell": bell.RECIPES,
    "wood": wood.RECIPES,
    "synth": synth.RECIPES,
}
