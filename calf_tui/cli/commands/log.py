"""The commands `log run` and `log heel-rise-test`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calf_tui.cli.output import print_done, print_line, print_notices
from calf_tui.cli.wiring_from_options import keeping_trainer, wiring_with_settings

if TYPE_CHECKING:
    from argparse import Namespace
    from datetime import date

    from calf_tui.training.trainer import Trainer


def run(options: Namespace) -> None:
    """Saves a run; prints it, and the running of its week."""
    from calf_tui.core.runs.running import run_in_words, week_in_words

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
        if said := week_in_words(past.coach.runs, trainer.record_editor.this_week):
            print_line(said)
        print_notices(trainer)


def heel_rise_test(options: Namespace) -> None:
    """Saves a heel-rise test; prints it, and the change since the first."""
    from calf_tui.core.progress.heel_rise_test import heel_rise_trends

    wiring = wiring_with_settings(options)
    with keeping_trainer(wiring) as trainer:
        records = trainer.runner_records
        made = records.test_of(_sure_day(options, trainer), options.left, options.right)
        legs = (("left", made.left), ("right", made.right))
        result = ", ".join(f"{leg} {rises}" for leg, rises in legs if rises is not None)
        words = f"Heel-rise test, {made.local_date:%a %d %b %Y}, {result}"
        trainer.hold_records()
        if not options.again and records.same_test(made) is not None:
            print_done("Already kept", f"{words}; add --again to keep both")
            return
        records.add_test(made)
        print_done("Kept", words)
        for trend in heel_rise_trends(trainer.progress_snapshot()):
            print_line(trend.note)
        print_notices(trainer)


def _sure_day(options: Namespace, trainer: Trainer) -> date | None:
    """Returns the day that `--date` means; raises `UserError` if it is likely a typing error."""
    from calf_tui.core.text.date_parsing import day_of, require_sure

    today = trainer.record_editor.today
    day = None if options.date is None else day_of(options.date, today)
    if day is not None:
        require_sure(options.date, day, today)
    return day
