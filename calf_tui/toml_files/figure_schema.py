"""Checks the TOML text of a figure, and makes a `Figure` or an error with every problem."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calf_tui.core.figures.figure import EASINGS, MOST_PICTURES, Figure
from calf_tui.core.figures.skeleton import CHANNELS, JOINTS, Channel, out_of_reach
from calf_tui.core.routines.routine import PARTS
from calf_tui.toml_files.figure_tables import UPRIGHT, figure_of, pose_of
from calf_tui.toml_files.toml_line_numbers import KeyPath, Table, read_toml
from calf_tui.toml_files.toml_schema import (
    YES_OR_NO,
    Keys,
    Plain,
    Problem,
    Tables,
    fault_of,
    find_problems,
    number,
    one_of,
    positive_number,
    text,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

FARTHEST = 1000
"""The largest number, in centimetres or degrees."""
SMALLEST_VIEW = 10
"""The least width and height of a view, in centimetres."""
LONGEST_LOOP = 60
"""The most seconds of a loop."""

_NUMBER = number(-FARTHEST, FARTHEST)


def _are_numbers(value: object, least: int, most: int) -> bool:
    return (
        isinstance(value, list)
        and least <= len(value) <= most
        and all(_NUMBER.accepts(each) for each in value)
    )


def _channel(channel: Channel) -> Plain:
    most = len(channel.values)
    least = most if channel.default is None else most - 1
    names = [*channel.values[:least], *(f"{each} if you like" for each in channel.values[least:])]
    return Plain(f"[{', '.join(names)}]", lambda value: _are_numbers(value, least, most))


_POSTURE: dict[str, Plain] = {name: _channel(each) for name, each in CHANNELS.items()}


def _is_view(value: object) -> bool:
    return (
        _are_numbers(value, 4, 4)
        and isinstance(value, list)
        and value[2] - value[0] >= SMALLEST_VIEW
        and value[3] - value[1] >= SMALLEST_VIEW
    )


_VIEW = Plain(f"[left, bottom, right, top], {SMALLEST_VIEW} cm apart at least", _is_view)
_FRAME = Keys(
    {
        "part": one_of(*PARTS),
        "at": number(0, LONGEST_LOOP),
        "ease": one_of(*EASINGS),
        "key": YES_OR_NO,
        **_POSTURE,
    }
)
_MOTION = Tables(_FRAME, 1, 60)
_THING = Keys(
    {
        "points": Plain(
            "points in brackets, each [x, y]",
            lambda value: (
                isinstance(value, list)
                and 0 < len(value) <= 100
                and all(_are_numbers(each, 2, 2) for each in value)
            ),
        ),
        "radius": positive_number(100),
        "on": one_of(*JOINTS),
    },
    required=("points",),
)
_FIGURE = Keys(
    {
        "view": _VIEW,
        "close_up": _VIEW,
        "trained": Plain(
            'parts of the leg in brackets: "thigh", "shank", "foot"',
            lambda value: (
                isinstance(value, list)
                and all(each in ("thigh", "shank", "foot") for each in value)
            ),
        ),
        "period": positive_number(LONGEST_LOOP),
        "rate": number(1, MOST_PICTURES),
        "base": Keys(_POSTURE),
        "ready": Keys(_POSTURE),
        "one_leg": Keys(_POSTURE),
        "with_load": Keys(_POSTURE),
        "motion": _MOTION,
        "mistake": Keys(
            {"text": text(100), "base": Keys(_POSTURE), "motion": _MOTION},
            required=("text", "motion"),
        ),
        "thing": Tables(_THING, 1, 60),
    },
    required=("view", "motion"),
)


def parse_figure(source: str, file: str) -> Figure:
    """Returns the figure that a text describes; raises `UserError` with a line for each problem."""
    document = read_toml(source, file)
    problems = list(find_problems(_FIGURE, document))
    if not problems:
        # These checks need values that are valid one by one.
        problems = [*_time_problems(document), *_posture_problems(document)]
    if problems:
        raise fault_of(problems, source, file)
    return figure_of(document)


def _motions(document: Table) -> Iterator[tuple[KeyPath, Table, Table]]:
    """Yields path, table and base of the motion and of the mistake's motion."""
    base = document.get("base", {})
    yield (), document, base
    if "mistake" in document:
        mistake = document["mistake"]
        yield ("mistake",), mistake, {**base, **mistake.get("base", {})}


def _time_problems(document: Table) -> Iterator[Problem]:
    """Yields frames that are not in order, or without a part although there is no period."""
    period = document.get("period")
    for path, table, _ in _motions(document):
        before = (0, 0.0)
        for position, frame in enumerate(table["motion"]):
            here = (*path, "motion", position)
            at = frame.get("at", 1)
            if period is None and "part" not in frame:
                yield Problem(here, 'needs "part", as the figure has no "period"')
                continue
            if period is not None and "part" in frame:
                yield Problem((*here, "part"), 'goes without a "period" only')
                continue
            most = 1 if period is None else period
            if at > most:
                yield Problem((*here, "at"), f"expected at most {most:g}")
            instant = (PARTS.index(frame["part"]) if period is None else 0, at)
            if instant < before:
                yield Problem(here, "comes before the posture above it in time")
            before = instant


def _posture_problems(document: Table) -> Iterator[Problem]:
    """Yields poses that are incomplete, have other keys than their motion, or are out of reach."""
    for path, table, base in _motions(document):
        names: set[str] = set()
        for position, frame in enumerate(table["motion"]):
            here = (*path, "motion", position)
            posture = {**base, **{key: frame[key] for key in _POSTURE if key in frame}}
            yield from _whole(posture, here, document)
            if position and names != set(posture):
                odd = ", ".join(sorted(names ^ set(posture)))
                yield Problem(here, f"one posture has {odd} and the one above has not")
            names = set(posture)
    if "ready" in document:
        yield from _whole({**document.get("base", {}), **document["ready"]}, ("ready",), document)


def _whole(posture: Table, path: KeyPath, document: Table) -> Iterator[Problem]:
    missing = [
        words
        for words, is_there in (
            ('"hip", or "stand" and "near_foot"', _has_root(posture)),
            ('"near_foot" or "near_leg"', "near_foot" in posture or "near_leg" in posture),
            ('"near_hand" or "near_arm"', "near_hand" in posture or "near_arm" in posture),
            ('"prop", which a thing is on', "prop" in posture or not _uses_prop(document)),
        )
        if not is_there
    ]
    for words in missing:
        yield Problem(path, f"needs {words}, here or in [base]")
    if not missing:
        for contact, centimetres in out_of_reach({**UPRIGHT, **pose_of(posture)}):
            yield Problem((*path, contact), f"is out of reach by {centimetres:.1f} cm")


def _has_root(posture: Table) -> bool:
    return "hip" in posture or ("stand" in posture and "near_foot" in posture)


def _uses_prop(document: Table) -> bool:
    return any(thing.get("on") == "prop" for thing in document.get("thing", ()))
