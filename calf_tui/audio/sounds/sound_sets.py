"""The sets of sounds: a recipe for every sound in each, and the page that describes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calf_tui.audio.sounds import bell, synth, wood

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from calf_tui.audio.sounds.tone_recipe import Recipe, Tone
    from calf_tui.core.cues.cue import Sound
    from calf_tui.core.settings import SoundSet


RECIPES: Mapping[SoundSet, Mapping[Sound, Recipe]] = {
    "bell": bell.RECIPES,
    "wood": wood.RECIPES,
    "synth": synth.RECIPES,
}

_HEAD = (
    "# Sounds",
    "",
    "Three sets of the same meanings, one of which is heard (`sound_set` in the settings). 16 bit,",
    "one channel, 44.1 kHz. Written, like this page, by",
    "",
    "    python -m calf_tui.audio.sounds.synthesis assets/sounds",
    "",
    "from the recipes in `calf_tui/audio/sounds`; none is a recording. A pitch is followed by its",
    "partials: the multiple of the pitch, then its strength, then, where it fades faster than the",
    "note, how long it rings beside it. Held notes (`up`, `down`) last one second here and as long",
    "as the movement in a session.",
)
_TABLE_HEAD = (
    "| file | idea | notes: start, length (s), pitch (Hz), partials | peak (dBFS) |",
    "|---|---|---|---|",
)


def page() -> str:
    """Returns the recipes of all sets as a Markdown page."""
    lines = [*_HEAD]
    for sound_set, recipes in RECIPES.items():
        lines += ["", f"## {sound_set}", "", *_TABLE_HEAD]
        lines += [
            f"| `{sound.value}.wav` | {recipe.idea} | {_notes(recipe)} | {recipe.peak_db:g} |"
            for sound, recipe in recipes.items()
        ]
    return "\n".join((*lines, ""))


def _notes(recipe: Recipe) -> str:
    beaten = "" if recipe.stroke is None else f", beaten every {recipe.stroke:g} s"
    return "<br>".join(" ".join(_words(tone)) + beaten for tone in recipe.tones)


def _words(tone: Tone) -> Iterator[str]:
    yield f"{tone.at:g}, {tone.seconds:g}, {tone.hertz:g}"
    if tone.to_hertz is not None:
        yield f"→ {tone.to_hertz:g}"
    for partial in tone.timbre:
        rings = "" if partial.ring == 1 else f"×{partial.ring:g}"
        yield f"· {partial.multiple:g}×{partial.strength:g}{rings}"
    if tone.fade is not None:
        yield f"· fades in {tone.fade:g}"
    if tone.strength != 1:
        yield f"· {tone.strength:g} as strong"
