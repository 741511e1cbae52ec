"""Makes routines and exercises from tables that are known to be valid."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from calf_tui.core.routines.routine import (
    CHANGE_EXERCISE_SECONDS,
    CHANGE_SIDES_SECONDS,
    GET_READY_SECONDS,
    PARTS,
    Dose,
    Exercise,
    Round,
    Routine,
    Step,
    Tempo,
    TempoPreset,
    TempoWords,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from calf_tui.toml_files.toml_line_numbers import KeyPath, Table


def moves_of(document: Table) -> dict[str, Exercise]:
    """Returns the exercises of `[[exercise]]` tables by id."""
    return {each["id"]: exercise_of(each) for each in document["exercise"]}


def routine_of(
    document: Table,
    routine_id: str,
    moves: Mapping[str, Exercise],
    lines: Mapping[KeyPath, int] | None = None,
) -> Routine:
    """Returns a document's routine; without `lines`, which give the order, rounds come last."""
    return Routine(
        id=routine_id,
        name=document["name"],
        steps=tuple(_steps(document, moves, lines or {})),
        description=document.get("description", ""),
        get_ready=float(document.get("get_ready", GET_READY_SECONDS)),
        change=float(document.get("change", CHANGE_EXERCISE_SECONDS)),
        switch=float(document.get("switch", CHANGE_SIDES_SECONDS)),
    )


def _steps(
    document: Table, moves: Mapping[str, Exercise], lines: Mapping[KeyPath, int]
) -> Iterator[Step]:
    """Yields the steps, also those of rounds, in the order in which they are written."""
    places = [
        (key, place) for key in ("step", "round") for place in range(len(document.get(key, ())))
    ]
    for key, place in sorted(places, key=lambda each: lines.get(each, 0)):
        table = document[key][place]
        if key == "step":
            yield _step(table, moves[table["exercise"]])
        else:
            yield from _steps_of_round(table, place + 1, moves)


def _steps_of_round(table: Table, number: int, moves: Mapping[str, Exercise]) -> Iterator[Step]:
    steps = [_step(each, moves[each["exercise"]]) for each in table["step"]]
    rest = float(table.get("rest", steps[-1].rest))
    one = Round(number, table["times"], rest)
    for step in steps:
        yield replace(step, sets=step.sets * one.times, round=one)


def exercise_of(table: Table) -> Exercise:
    """Returns the exercise that a table describes."""
    values: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in table.items()
    }
    presets = values.pop("tempo", ())
    values.pop("muscles", None)  # a file may name them; nothing shows them
    if "rest" in values:
        values["rest"] = float(values["rest"])
    values["words"] = TempoWords(**table.get("words", {}))
    values["tempos"] = tuple(
        TempoPreset(each["name"], _tempo(each), each.get("source", "")) for each in presets
    )
    return Exercise(**values)


def _tempo(table: Table) -> Tempo:
    return Tempo(**{part: float(table.get(part, 0)) for part in PARTS})


def _step(table: Table, move: Exercise) -> Step:
    seconds = table.get("seconds")
    return Step(
        exercise=move,
        sets=table.get("sets", 1),
        dose=Dose(table.get("reps"), None if seconds is None else float(seconds)),
        tempo=_pace(table, move),
        sides=table.get("sides", "both"),
        rest=float(table.get("rest", move.rest)),
        load_kg=float(table.get("load_kg", 0)),
        unloaded=table.get("unloaded", False),
    )


def _pace(table: Table, move: Exercise) -> Tempo | None:
    """Returns the tempo of a step; None for seconds and for repetitions at a free pace."""
    tempo = table.get("tempo")
    if "reps" not in table or "pace" in table:
        return None
    if tempo is None:
        return move.default_tempo
    if isinstance(tempo, dict):
        return _tempo(tempo)
    return next(each.tempo for each in move.tempos if each.name == tempo)
