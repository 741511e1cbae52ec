"""The texts of the summary screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calf_tui.core.progress.session_totals import Achievement, totals_of
from calf_tui.core.records.session_record import set_count
from calf_tui.core.records.session_summary_text import in_part
from calf_tui.core.text import formatting

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from calf_tui.core.records.session_record import SessionRecord

    Fact = tuple[str, str]
    """The name of a total, and its amount."""


def facts(record: SessionRecord) -> list[Fact]:
    """Returns sets, time, and the other totals that are not 0."""
    totals = totals_of(record.sets)
    done, planned = set_count(record)
    found = [
        ("Sets done", f"{done} of {planned}{in_part(record)}"),
        ("Time", formatting.clock(record.active_seconds)),
        ("Repetitions", str(totals.repetitions or "")),
        ("Landings", str(totals.landings or "")),
        ("Rolls", str(totals.rolls or "")),
        ("Time under tension", formatting.clock(totals.tension_seconds or 0)),
        ("Lifted", f"{formatting.number(totals.load_volume)} kg·reps"),
        ("Carried", f"{formatting.number(totals.carried)} kg·s"),
    ]
    amounts = (totals.tension_seconds, totals.load_volume, totals.carried)
    are_there = [True, True, True, True, True, *map(bool, amounts)]
    return [fact for fact, there in zip(found, are_there, strict=True) if there and fact[1]]


def new_lines(found: Sequence[Achievement], names: Mapping[str, str]) -> list[str]:
    """Returns a line for all moves done for the first time, and one for each best."""
    lines = []
    firsts = [names.get(each.exercise, each.exercise) for each in found if each.feat == "first"]
    if firsts:
        lines.append(f"New: {', '.join(firsts)}")
    for each in found:
        name = names.get(each.exercise, each.exercise)
        if each.feat == "heaviest":
            lines.append(f"Best: {name} with {formatting.number(each.amount)} kg in all")
        elif each.feat == "most":
            unit = " s" if each.is_seconds else ""
            lines.append(f"Best: {name}, {formatting.number(each.amount)}{unit} in a set")
    return lines
