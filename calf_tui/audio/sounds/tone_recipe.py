"""The types of a sound's recipe: notes with their timbres, also in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator


class Partial(NamedTuple):
    """One partial: its multiple of the pitch, and the factor `ring` for the note's `fade`."""

    multiple: float
    strength: float
    ring: float = 1.0


Timbre = tuple[Partial, ...]


class Tone(NamedTuple):
    """One note: pitch in hertz, times in seconds.

    `at` counts from the start of the sound. `to_hertz` is the pitch at the end, None if it does not
    change. `fade` is the time in which the strength falls to about a third, None if it does not.
    `attack` and `release` are the soft edges, within `seconds`. `strength` is relative to the other
    notes of the sound.
    """

    at: float
    seconds: float
    hertz: float
    timbre: Timbre
    to_hertz: float | None = None
    fade: float | None = None
    attack: float = 0.006
    release: float = 0.03
    strength: float = 1.0


class Recipe(NamedTuple):
    """A sound: the idea in words, its notes, and its loudest sample in dB relative to full scale.

    A `held` sound has one note, which lasts as long as the movement. It glides from one pitch to
    the other or, if `stroke` is set, is struck every `stroke` seconds on bars a semitone apart.
    """

    idea: str
    tones: tuple[Tone, ...]
    peak_db: float = -3.0
    held: bool = False
    stroke: float | None = None


def notes_in_words(recipe: Recipe) -> str:
    """Returns the notes of a recipe for a cell of a Markdown table."""
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
