"""Checks the TOML text of a routine, and makes a `Routine` or an error with every problem."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from calf_tui.core.text.sanitizing import nearest, quoted
from calf_tui.toml_files.routine_tables import exercise_of, moves_of, routine_of
from calf_tui.toml_files.toml_line_numbers import KeyPath, Table, line_numbers, read_toml
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
    texts,
    whole_number,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from calf_tui.core.routines.routine import Exercise, Routine

SHORTEST_REPETITION = 0.5
"""The least seconds of a repetition; in shorter ones the cues would overlap [ours]."""
MOST_TURNS = 20
"""The most turns of a round [ours]."""

_ID = re.compile("[a-z][a-z0-9_-]{0,39}")
_NAME = text(60)
_LINE = text(200)
_LINES = texts(20, 200)
_PAUSE = number(0, 3600)
_PART = number(0, 60)
_PARTS = {"up": _PART, "top": _PART, "down": _PART, "bottom": _PART}


def _is_long_enough(table: Table, path: KeyPath) -> Iterable[Problem]:
    parts = [table.get(part, 0) for part in _PARTS]
    if all(_PART.accepts(part) for part in parts) and sum(parts) < SHORTEST_REPETITION:
        yield Problem(path, f"the parts add up to less than {SHORTEST_REPETITION:g} s")


_TEMPO = Keys(_PARTS, rule=_is_long_enough)
_PRESET = Keys({"name": _NAME, **_PARTS, "source": _LINE}, required=("name",), rule=_is_long_enough)
_EXERCISE = Keys(
    {
        "id": Plain(
            "1 to 40 small letters, digits, _ or -, a letter first",
            lambda value: isinstance(value, str) and _ID.fullmatch(value) is not None,
        ),
        "name": _NAME,
        "also": _NAME,
        "purpose": _LINE,
        "dose": _LINE,
        "how": _LINES,
        "how_unloaded": _LINES,
        "note": _LINE,
        "repetition": text(20),
        "rest": _PAUSE,
        "cues": _LINES,
        "mistakes": _LINES,
        "easier": _LINES,
        "harder": _LINES,
        "muscles": _LINES,
        "kit": _LINES,
        "load_kit": _LINES,
        "hands": whole_number(0, 2),
        "tempo": Tables(_PRESET, 1, 20),
        "words": Keys({part: text(20) for part in _PARTS}),
    },
    required=("id", "name"),
)


def _has_one_dose(step: Table, path: KeyPath) -> Iterable[Problem]:
    """Yields problems of a step's dose: repetitions, with a tempo or a free pace, or seconds."""
    if "reps" in step and "seconds" in step:
        yield Problem((*path, "seconds"), 'there is "reps" too; keep one of the two')
    elif "reps" not in step and "seconds" not in step:
        yield Problem(path, 'needs "reps" or "seconds"')
    for key in ("tempo", "pace"):
        if key in step and "reps" not in step:
            yield Problem((*path, key), 'goes with "reps" only')
    if "tempo" in step and "pace" in step:
        yield Problem((*path, "pace"), 'there is "tempo" too; keep one of the two')
    if isinstance(step.get("tempo"), dict):
        yield from find_problems(_TEMPO, step["tempo"], (*path, "tempo"))


_STEP = Keys(
    {
        "exercise": Plain('a move\'s id, such as "heel_raise_box"', lambda v: isinstance(v, str)),
        "sets": whole_number(1, 50),
        "reps": whole_number(1, 500),
        "seconds": positive_number(3600),
        "sides": one_of("both", "each"),
        "rest": _PAUSE,
        "load_kg": number(0, 500),
        "unloaded": YES_OR_NO,
        "tempo": Plain(
            "a table of up, top, down and bottom, or the name of one of the move's tempos",
            lambda value: isinstance(value, str | dict),
        ),
        "pace": Plain('"free"', lambda value: isinstance(value, str)),
    },
    required=("exercise",),
    rule=_has_one_dose,
)
_ROUND = Keys(
    {
        "times": whole_number(1, MOST_TURNS),
        "rest": _PAUSE,
        "step": Tables(_STEP, 1, 50),
        "round": Plain("no round inside of a round", lambda _: False),
    },
    required=("times", "step"),
)
_MOVES = Keys({"exercise": Tables(_EXERCISE, 1, 100)}, required=("exercise",))
_ROUTINE = Keys(
    {
        "name": _NAME,
        "description": _LINE,
        "get_ready": _PAUSE,
        "change": _PAUSE,
        "switch": _PAUSE,
        "step": Tables(_STEP, 1, 200),
        "round": Tables(_ROUND, 1, 50),
        "exercise": Tables(_EXERCISE, 1, 100),
    },
    required=("name", "step"),
)
_ROUTINE_WITH_ROUNDS = _ROUTINE._replace(required=("name",))


def parse_moves(source: str, file: str) -> dict[str, Exercise]:
    """Returns the moves of `[[exercise]]` tables by id; raises `UserError` with every problem."""
    document = read_toml(source, file)
    problems = [*find_problems(_MOVES, document), *_taken_ids(document, ())]
    if problems:
        raise fault_of(problems, source, file)
    return moves_of(document)


def parse_routine(
    source: str, file: str, routine_id: str, built_in: Mapping[str, Exercise]
) -> Routine:
    """Returns the routine that a text describes; raises `UserError` with a line for each problem.

    `file` is its name in the errors. `built_in` are the moves it may use besides its own, by id.
    """
    document = read_toml(source, file)
    moves = {**_sound_moves(document), **built_in}
    problems = [
        *find_problems(_ROUTINE_WITH_ROUNDS if "round" in document else _ROUTINE, document),
        *_taken_ids(document, built_in),
        *_unknown_names(document, moves),
    ]
    if problems:
        raise fault_of(problems, source, file)
    lines = line_numbers(source) if "round" in document else None
    return routine_of(document, routine_id, moves, lines)


def _tables(document: Table, key: str) -> Iterator[tuple[KeyPath, Table]]:
    """Yields the tables in this array of a document, which may have errors."""
    found = document.get(key)
    for position, each in enumerate(found if isinstance(found, list) else ()):
        if isinstance(each, dict):
            yield (key, position), each


def _all_steps(document: Table) -> Iterator[tuple[KeyPath, Table]]:
    yield from _tables(document, "step")
    for path, table in _tables(document, "round"):
        for inner, step in _tables(table, "step"):
            yield (*path, *inner), step


def _sound_moves(document: Table) -> dict[str, Exercise]:
    """Returns the document's own moves that have no errors."""
    return {
        table["id"]: exercise_of(table)
        for path, table in _tables(document, "exercise")
        if not any(find_problems(_EXERCISE, table, path))
    }


def _taken_ids(document: Table, built_in: Collection[str]) -> Iterator[Problem]:
    seen: list[object] = []
    for path, table in _tables(document, "exercise"):
        own = table.get("id")
        if own in tuple(built_in):
            yield Problem((*path, "id"), "is the id of a built-in move; choose another")
        elif own is not None and own in seen:
            yield Problem((*path, "id"), "is the id of a move above, too; choose another")
        seen.append(own)


def _unknown_names(document: Table, moves: Mapping[str, Exercise]) -> Iterator[Problem]:
    """Yields the steps with an unknown move, or an unknown tempo or pace of a move."""
    declared = [table.get("id") for _, table in _tables(document, "exercise")]
    for path, step in _all_steps(document):
        name, tempo, pace = step.get("exercise"), step.get("tempo"), step.get("pace")
        if isinstance(pace, str) and pace != "free":
            move = moves.get(str(name))
            presets = [each.name for each in move.tempos] if move else []
            known = " or ".join(f'"{each}"' for each in presets) or "a table"
            hint = f"what is led has a tempo, of this move {known}"
            yield Problem((*path, "pace"), f'expected "free", not {quoted(pace)}; {hint}')
        if not isinstance(name, str):
            continue
        if name in moves:
            presets = [each.name for each in moves[name].tempos]
            if isinstance(tempo, str) and tempo not in presets:
                hint = nearest(tempo, presets) if presets else "it has none, write a table"
                yield Problem((*path, "tempo"), f"{quoted(tempo)} is no tempo of this move; {hint}")
        elif name not in declared:
            advice = nearest(name, moves)
            yield Problem((*path, "exercise"), f"{quoted(name)} is not a move; {advice}")
