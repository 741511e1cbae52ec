"""The commands `today` and `evidence`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calf_tui.cli.command_setup import keeping_trainer, wiring_with_settings
from calf_tui.cli.output import print_json, print_line, print_notice, print_record_notices
from calf_tui.core.coach.pain_monitoring import DISCLAIMER
from calf_tui.core.coach.proposal.proposal_text import (
    CHANGE_WORDS,
    dose_words,
    other_notices,
    reason_beside_dose,
    sentence,
    urgent_notices,
)
from calf_tui.core.coach.rules import evidence as all_rules
from calf_tui.core.errors import UserError
from calf_tui.core.progress.progress_text import running_this_week
from calf_tui.core.routines.routine import move_names
from calf_tui.core.text import formatting
from calf_tui.core.text.date_parsing import day_of

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Mapping

    from calf_tui.cli.output import Json
    from calf_tui.core.coach.dose import MoveDose
    from calf_tui.core.coach.past_sessions import StopAnswer
    from calf_tui.core.coach.proposal.proposal import LeftOut, Proposal
    from calf_tui.core.coach.rules.rule import Reason, Rule
    from calf_tui.core.routines.progression_ladder import Level
    from calf_tui.wiring import Wiring

    _Why = tuple[str, tuple[Reason, ...]]
    """Until when a move is left out, and the reasons."""


_ANSWERS: dict[str, StopAnswer] = {"gone": "gone", "checked": "checked", "not-yet": "not yet"}

AFTER_STOP = (
    "Once you know more, say so: `calf-tui today --after-stop gone`, or `checked` by a "
    "professional, or `not-yet`."
)
AFTER_CHECK = (
    "Once a professional has seen it, say so: `calf-tui today --after-stop checked`. That it is "
    "gone is not enough."
)


def today(options: Namespace) -> None:
    """Prints the session proposed for a day, with its doses and reasons."""
    wiring = wiring_with_settings(options)
    if options.after_stop:
        _keep_answer(options, wiring)
    if options.deload:
        _take_deload(options, wiring)
    trainer = wiring.reading_trainer()
    as_of = options.as_of and day_of(options.as_of, trainer.record_editor.today)
    routines = wiring.routines().all()
    proposal = trainer.coach.propose(routines, options.day_type, as_of)
    if options.json:
        print_json(today_document(proposal))
    else:
        state = trainer.coach.state(as_of)
        running = running_this_week(state.runs, state.week_start)
        print_line(today_text(proposal, move_names(routines), running))
    print_record_notices(trainer)


def _keep_answer(options: Namespace, wiring: Wiring) -> None:
    if options.as_of:
        raise UserError("An answer is of today: leave --as-of out.")
    with keeping_trainer(wiring) as trainer:
        state = trainer.coach.state()
        trainer.coach_record_editor.answer_stop(state, _ANSWERS[options.after_stop])
        print_notice(f"Kept: {_ANSWERS[options.after_stop]}.")


def _take_deload(options: Namespace, wiring: Wiring) -> None:
    if options.as_of:
        raise UserError("A deload week begins today: leave --as-of out.")
    with keeping_trainer(wiring) as trainer:
        trainer.coach.take_deload()
        print_notice("Kept: a deload week from today on.")


def evidence(options: Namespace) -> None:
    """Prints every rule of the coach with its label and its source."""
    rules = all_rules()
    if options.json:
        print_json(evidence_document(rules))
    else:
        print_line(evidence_text(rules))


def today_document(proposal: Proposal) -> Json:
    """Returns the proposal for JSON; on a day of rest the notices begin with its reasons."""
    session, notices = proposal.session, proposal.notices
    if session is None:
        notices = (*proposal.reasons, *notices)
    return {
        "as_of": proposal.as_of.isoformat(),
        "for": proposal.day_type,
        "proposal": None
        if session is None
        else {
            "routine": session.id,
            "name": session.name,
            "seconds": session.seconds,
            "reasons": _reasons(proposal.reasons),
        },
        "moves": [_move(each) for each in proposal.doses],
        "left_out": [
            {
                "exercise": each.exercise,
                "until": None if each.until is None else each.until.day.isoformat(),
                "reasons": _reasons(each.reasons),
            }
            for each in proposal.left_out
        ],
        "notices": _reasons(notices),
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
        "seconds": None if level.seconds is None else float(level.seconds),
        "load_kg": float(level.load_kg),
        "form": level.form,
    }


def today_text(proposal: Proposal, names: Mapping[str, str], running: str = "") -> str:
    """Returns urgent notices, the proposal with its reasons and moves, and all other notices."""
    session = proposal.session
    first = [each.text for each in urgent_notices(proposal)]
    lines = [*first, sentence(proposal, session), *_because(proposal.reasons)]
    lines += ["", running] if running else []
    for step in () if session is None else session.steps:
        what = ", ".join(filter(None, (formatting.dose(step), formatting.load(step))))
        lines += ["", f"{step.exercise.name}: {what}"]
        for each in () if proposal.is_short else proposal.doses_of(step.exercise.id):
            lines += _of_move(each)
    for (back, reasons), moves in _alike(proposal.left_out_to_tell).items():
        listed = ", ".join(names.get(each, each) for each in moves)
        # Why the day is as it is has been said.
        more = [each for each in reasons if each not in proposal.reasons]
        lines += ["", f"{listed}: left out{back}", *_because(more)]
    if proposal.stop is not None:
        lines += ["", AFTER_CHECK if proposal.stop.needs_check else AFTER_STOP]
    if notices := other_notices(proposal):
        lines += ["", *(each.text for each in notices)]
    return "\n".join([*lines, "", f"You decide. {DISCLAIMER}"])


def _alike(left_out: Iterable[LeftOut]) -> dict[_Why, list[str]]:
    """Groups the moves that are left out until the same time for the same reasons."""
    alike: dict[_Why, list[str]] = {}
    for each in left_out:
        until, back = each.until, ""
        if until is not None:
            back = f" until {until.day:%a %d %b}" if until.at is None else f" until {until}"
        alike.setdefault((back, each.reasons), []).append(each.exercise)
    return alike


def _of_move(dose: MoveDose) -> list[str]:
    """Returns the level of a move, what changed and why, and the leg if the legs differ."""
    leg = f"{formatting.SIDE_WORDS[dose.side]}, " if dose.side != "both" else ""
    return [f"  {leg}{CHANGE_WORDS[dose.change]}: {dose_words(dose)}", *_because(dose.reasons)]


def _because(reasons: Iterable[Reason]) -> list[str]:
    return [f"  {reason_beside_dose(each)} [{each.rule}]" for each in reasons]


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
        lines += [f"{each.id} [{each.label}]", f"  {each.text}", f"  {each.source}", ""]
    return "\n".join([*lines, DISCLAIMER])
