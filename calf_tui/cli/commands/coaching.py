"""The commands `today` and `evidence`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calf_tui.cli.output import print_aside, print_line, print_notices
from calf_tui.cli.wiring_from_options import wait_for_other, wiring_with_settings
from calf_tui.core.errors import UserError

if TYPE_CHECKING:
    from argparse import Namespace

    from calf_tui.core.coach.runner_state import Answer
    from calf_tui.wiring import Wiring

_ANSWERS: dict[str, Answer] = {"gone": "gone", "checked": "checked", "not-yet": "not yet"}


def today(options: Namespace) -> None:
    """Prints the session proposed for a day, with its doses and reasons."""
    from calf_tui.cli.coach_report import today_document, today_text
    from calf_tui.cli.reports import as_json
    from calf_tui.core.coach.advice import advise, proposed_routine
    from calf_tui.core.coach.runner_state_from_records import known_of
    from calf_tui.core.routines.routine import move_names
    from calf_tui.core.runs.running import week_in_words
    from calf_tui.core.text.date_parsing import day_of

    wiring = wiring_with_settings(options)
    if options.after_stop:
        _keep_answer(options, wiring)
    trainer = wiring.reading_trainer()
    as_of = options.as_of and day_of(options.as_of, trainer.record_editor.today)
    routines = wiring.routines().all()
    past = trainer.progress_snapshot()
    day = as_of or past.today
    known = known_of(past, day, wiring.plans().by_id())
    advice = advise(
        known,
        day,
        {each.id: [step.exercise.id for step in each.steps] for each in routines},
        at=None if as_of else trainer.record_editor.now.replace(tzinfo=None),
        wish=options.wish,
    )
    routine = next((each for each in routines if each.id == advice.routine), None)
    session = None if routine is None else proposed_routine(routine, advice)
    if options.json:
        print_line(as_json(today_document(advice, session)))
    else:
        running = week_in_words(known.runs, known.week_start)
        print_line(today_text(advice, session, move_names(routines), running))
    print_notices(trainer)


def _keep_answer(options: Namespace, wiring: Wiring) -> None:
    from calf_tui.core.coach.runner_state_from_records import known_of

    if options.as_of:
        raise UserError("An answer is of today: leave --as-of out.")
    wait_for_other(wiring.is_in_use)
    with wiring.keeping_trainer() as trainer:
        known = known_of(trainer.progress_snapshot(), trainer.record_editor.today)
        trainer.told.answer_stop(known, _ANSWERS[options.after_stop])
        print_aside(f"Kept: {_ANSWERS[options.after_stop]}.")


def evidence(options: Namespace) -> None:
    """Prints every rule of the coach with its label and its source."""
    from calf_tui.cli.coach_report import evidence_document, evidence_text
    from calf_tui.cli.reports import as_json
    from calf_tui.core.coach.rules.evidence import evidence as all_rules

    rules = all_rules()
    print_line(as_json(evidence_document(rules)) if options.json else evidence_text(rules))
