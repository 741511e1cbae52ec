"""The sets of sounds: a recipe for every sound in each.

In every set a meaning has the same contour (steady, rising, falling, by turns) and the same rhythm
(one, two, three, four notes), so that a runner who changes the set need not learn anew, and no one
has to know a pitch by heart. The timbre is the set's own [ours].
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
