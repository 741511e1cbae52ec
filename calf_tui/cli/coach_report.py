"""The output of the commands `today` and `evidence`."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from calf_tui.core.coach.exercise_facts import level_words
from calf_tui.core.coach.rules.session_rules import BEFORE_RUN
from calf_tui.core.coach.stop_signs import DISCLAIMER
from calf_tui.core.text import formatting

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from calf_tui.core.coach.advice import Advice
    from calf_tui.core.coach.dose import MoveDose
    from calf_tui.core.coach.progression_ladder import Level
    from calf_tui.core.coach.rules.rule import Reason, Rule
    from calf_tui.core.routines.routine import Routine

Json = dict[str, object]
WIDTH = 80
CHANGES = {"up": "more", "hold": "as before", "down": "easier", "first": "new"}


def today_document(advice: Advice, session: Routine | None) -> Json:
    """Returns the advice for JSON; `session` is the proposed routine, if any."""
    return {
        "as_of": advice.as_of.isoformat(),
        "for": advice.wish,
        "proposal": None
        if session is None
        else {
            "routine": session.id,
            "name": session.name,
            "seconds": session.seconds,
            "reasons": _reasons(advice.reasons),
        },
        "moves": [_move(each) for each in advice.moves],
        "left_out": [
            {
                "exercise": each.exercise,
                "until": None if each.until is None else each.until.isoformat(),
                "reasons": _reasons(each.reasons),
            }
            for each in advice.left_out
        ],
        "notices": _reasons(advice.notices),
    }


def _reasons(reasons: Iterable[Reason]) -> list[Json]:
    return [{"rule": each.rule, "label": each.label, "text": each.text} for each in reasons]


def _move(dose: MoveDose) -> Json:
    return {
        "exercise": dose.exercise,
        "side": dose.side,
        "sets": dose.sets,
        **_level(dose.level),
        "change": dose.change,
        "from": None if dose.before is None else _level(dose.before),
        "reasons": _reasons(dose.reasons),
    }


def _level(level: Level) -> Json:
    return {
        "reps": level.reps,
        "seconds": level.seconds,
        "load_kg": level.load_kg,
        "form": level.form,
    }


def today_text(advice: Advice, session: Routine | None, names: Mapping[str, str]) -> str:
    """Returns the proposal with its reasons, its moves, what is left out, and the notices."""
    lines = (
        ["Rest today."] if session is None else [f"{session.name}, {formatting.length(session)}"]
    )
    lines += _because(advice.reasons)
    for step in () if session is None else session.steps:
        what = ", ".join(filter(None, (formatting.dose(step), formatting.load(step))))
        lines += ["", f"{step.exercise.name}: {what}"]
        for each in advice.moves:
            if each.exercise == step.exercise.id and advice.routine != BEFORE_RUN:
                lines += _of_move(each)
    for left_out in advice.left_out:
        until = "" if left_out.until is None else f" until {_day(left_out.until)}"
        name = names.get(left_out.exercise, left_out.exercise)
        lines += ["", f"{name}: left out{until}", *_because(left_out.reasons)]
    if advice.notices:
        lines += ["", *(line for each in advice.notices for line in wrap(each.text, WIDTH))]
    return "\n".join([*lines, "", *wrap(f"You decide. {DISCLAIMER}", WIDTH)])


def _of_move(dose: MoveDose) -> list[str]:
    """Returns the level of a move, what changed and why, and the leg if the legs differ."""
    leg = f"{formatting.SIDE_WORDS[dose.side]}, " if dose.side != "both" else ""
    level = level_words(dose.exercise, dose.level, dose.sets)
    return [f"  {leg}{CHANGES[dose.change]}: {level}", *_because(dose.reasons)]


def _because(reasons: Iterable[Reason]) -> list[str]:
    return [
        line
        for each in reasons
        for line in wrap(
            f"{each.text} [{each.rule}]",
            WIDTH,
            initial_indent="  ",
            subsequent_indent="  ",
            break_on_hyphens=False,
        )
    ]


def _day(day: date) -> str:
    return f"{day:%a %d %b}"


def evidence_document(rules: Iterable[Rule]) -> list[Json]:
    """Returns the rules for JSON."""
    return [
        {"rule": each.id, "label": each.label, "text": each.text, "source": each.source}
        for each in rules
    ]


def evidence_text(rules: Iterable[Rule]) -> str:
    """Returns each rule in plain words with its sources below."""
    lines: list[str] = []
    for each in rules:
        lines += [f"{each.id} [{each.label}]"]
        lines += wrap(each.text, WIDTH, initial_indent="  ", subsequent_indent="  ")
        lines += wrap(each.source, WIDTH, initial_indent="  ", subsequent_indent="  ")
        lines += [""]
    return "\n".join([*lines, *wrap(DISCLAIMER, WIDTH)])
