"""The commands `log run` and `log heel-rise-test`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calf_tui.cli.output import print_done, print_line, print_notices
from calf_tui.cli.wiring_from_options import keeping_trainer, wiring_with_settings

if TYPE_CHECKING:
    from argparse import Namespace
    from datetime import date

    from calf_tui.core.records.session_record import HeelRiseTest
    from calf_tui.training.trainer import Trainer


def run(options: Namespace) -> None:
    """Saves a run; prints it, and the running of its week."""
    from calf_tui.core.text.formatting import run_in_words, running_this_week

    wiring = wiring_with_settings(options)
    with keeping_trainer(wiring) as trainer:
        records = trainer.runner_records
        made = records.run_of(
            _sure_day(options, trainer), options.minutes, options.km, hard=options.hard
        )
        trainer.hold_records()  # another one may be keeping the same
        same = None if options.again else records.same_run(made)
        if same is not None:
            print_done("Already kept", f"{run_in_words(same)}; add --again to keep both")
            return
        print_done("Kept", run_in_words(records.add_run(made)))
        past = trainer.progress_snapshot()
        if said := running_this_week(past.coach.runs, trainer.record_editor.this_week):
            print_line(said)
        print_notices(trainer)


def heel_rise_test(options: Namespace) -> None:
    """Saves a heel-rise test, or takes one out; prints it, and the change since the first."""
    from calf_tui.core.progress.heel_rise_test import heel_rise_trends

    wiring = wiring_with_settings(options)
    with keeping_trainer(wiring) as trainer:
        records = trainer.runner_records
        trainer.hold_records()
        day = _sure_day(options, trainer)
        if options.remove:
            print_done("Removed", _in_words(records.remove_last_test(day)))
            return
        made = records.test_of(day, options.left, options.right)
        words = _in_words(made)
        if not options.again and records.same_test(made) is not None:
            print_done("Already kept", f"{words}; add --again to keep both")
            return
        records.add_test(made)
        print_done("Kept", words)
        for trend in heel_rise_trends(trainer.progress_snapshot()):
            print_line(trend.note)
        print_notices(trainer)


def _in_words(test: HeelRiseTest) -> str:
    """Returns "Heel-rise test, Sun 29 Nov 2026, left 24, right 22"."""
    legs = (("left", test.left), ("right", test.right))
    result = ", ".join(f"{leg} {rises}" for leg, rises in legs if rises is not None)
    return f"Heel-rise test, {test.local_date:%a %d %b %Y}, {result}"


def _sure_day(options: Namespace, trainer: Trainer) -> date | None:
    """Returns the day that `--date` means; raises `UserError` if it is likely a typing error."""
    from calf_tui.core.text.date_parsing import day_of, require_sure

    today = trainer.record_editor.today
    day = None if options.date is None else day_of(options.date, today)
    if day is not None:
        require_sure(options.date, day, today)
    return day
