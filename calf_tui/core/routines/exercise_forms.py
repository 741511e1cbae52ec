"""The forms of exercises for which the texts of the exercise do not fit: data [ours]."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from calf_tui.core.routines.routine import Exercise, TempoWords

if TYPE_CHECKING:
    from collections.abc import Mapping


ONE_LEG = "one leg"


class ExerciseForm(NamedTuple):
    """What a form of an exercise says in the place of it.

    `texts` are fields of `Exercise`; a field that is not there stays that of the move. `figures`
    are the names of its figures, set by set in turn, where that of the move contradicts the form.
    """

    name: str
    texts: Mapping[str, Any]
    figures: tuple[str, ...] = ()


FORMS: Mapping[tuple[str, str], ExerciseForm] = MappingProxyType(
    {
        ("heel_raise_box", "floor"): ExerciseForm(
            "Heel raise on floor",
            {
                "purpose": "The first step of the heel raise: calf strength without a box.",
                "dose": "",
                "note": "On the floor, with its pace and rests, it is ours; the article has a box.",
                "how": (
                    "Stand upright on the floor, a hand near a wall",
                    "Lift both heels as high as they go",
                    "Lower them slowly to the floor",
                ),
                "cues": (
                    "Feet flat on the floor, a wall in reach",
                    "Rise straight up without leaning",
                    "Drive through the first two toes",
                    "Stop for a beat at the top",
                    "Lower on the beat until the heels touch the floor",
                ),
                "mistakes": (
                    "Heels only half way up",
                    "Ankles roll outward",
                    "Dropping onto the heels",
                    "Moving at the hip or the knee",
                ),
                "easier": ("Both palms on the wall", "Fewer repetitions"),
                "harder": ("On a box, the heels below its edge", "Then a slower tempo"),
                "kit": ("wall",),
                "words": TempoWords("Rise", "Hold", "Lower", "Stand"),
            },
            figures=("heel_raise_floor",),
        ),
        ("heel_raise_box", ONE_LEG): ExerciseForm(
            "One-leg heel raise",
            {
                "how": (
                    "Stand with one foot on a box, the heel hanging free, a hand near a rail",
                    "Lift the heel as high as it goes",
                    "Lower it slowly until it is below the edge",
                ),
                "cues": (
                    "Ball of one foot on the edge, a rail in reach",
                    "Rise straight up without leaning",
                    "Drive through the first two toes",
                    "Stop for a beat at the top",
                    "Lower on the beat until the heel is below the edge",
                ),
                "easier": ("Both legs at once", "Fewer repetitions"),
                "harder": ("More repetitions", "Then weight"),
            },
        ),
        ("jump_squat", "no flight"): ExerciseForm(
            "Squat to the toes",
            {
                "purpose": "Prepares ankles, knees and hips for jumps; nobody leaves the floor.",
                "dose": "",
                "note": "It stands in for jumps, and like its pace and rests it is ours.",
                "how": (
                    "Stand with the feet a little wider than the shoulders, the toes slightly out",
                    "Hips back and knees bent into a squat",
                    "Rise up to your toes; they stay on the floor",
                    "Lower the heels and go down into the squat again",
                ),
                "cues": (
                    "Feet wider than the shoulders, toes slightly out",
                    "Hands before the chest, hips back",
                    "Keep the knees over the second toes, up and down",
                    "Rise as high on the toes as you can",
                    "Down slowly: bend ankles, knees and hips together",
                ),
                "mistakes": (
                    "Leaving the floor",
                    "Knees cave in",
                    "The chest drops",
                    "Dropping into the squat",
                ),
                "easier": ("A squat less deep", "Fewer repetitions"),
                "harder": ("Jump squats, 2 × 5 at first",),
                "words": TempoWords("Rise", "On toes", "Squat", "Be still"),
                "repetition": "rep",
            },
            figures=("squat_to_toes",),
        ),
        ("wall_calf_stretch", "bent knee"): ExerciseForm(
            "Bent-knee stretch",
            {
                "how": (
                    "Stand before a wall, the palms flat on it, one foot a step back and flat",
                    "Lean in with the back knee straight",
                    "In every other set soften the back knee; its heel stays down",
                ),
                "cues": (
                    "Palms flat on the wall, back knee straight",
                    "Soften the back knee in this set, its heel down",
                    "Back knee straight, the body one line",
                    "Soften the back knee; feel a mild pull, no bounce",
                ),
                "harder": ("Step further back",),
            },
            figures=("wall_calf_stretch", "bent_knee_stretch"),
        ),
    }
)
"""By move and form."""


def in_form(exercise: Exercise, words: ExerciseForm) -> Exercise:
    """Returns a move with the texts of a form."""
    bare = exercise._replace(name=words.name, also="", how_unloaded=())
    return bare._replace(**words.texts)


def figure_name(exercise: Exercise, number: int = 0) -> str:
    """Returns the name of the figure of a move in its form; its id where the form has no own.

    `number` is that of the set, from 1; without one it is the figure that tells the form.
    """
    for (move, _), words in FORMS.items():
        if words.figures and move == exercise.id and words.name == exercise.name:
            return words.figures[(number - 1) % len(words.figures)]
    return exercise.id
