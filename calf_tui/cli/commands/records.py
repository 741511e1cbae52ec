"""The commands `history`, `stats`, `log`, `log run` and `log heel-rise-test`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calf_tui.cli.command_setup import keeping_trainer, wiring_of, wiring_with_settings
from calf_tui.cli.output import print_done, print_json, print_line, print_record_notices
from calf_tui.core.errors import UserError

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence
    from datetime import date

    from calf_tui.core.progress.met_and_missed_weeks import Progress
    from calf_tui.core.records.session_record import HeelRiseTest, SessionRecord
    from calf_tui.training.trainer import Trainer
    from calf_tui.wiring import Wiring


def history(options: Namespace) -> None:
    """Prints the sessions, with runs and heel-rise tests in words, the newest first."""
    from calf_tui.cli.text_reports import history_text, run_and_test_lines
    from calf_tui.serialization.codec import session_document

    trainer = wiring_with_settings(options).reading_trainer()
    sessions = _matching(options, trainer) if options.filter else trainer.sessions()
    since = _first_day(options.since, trainer)
    found = [each for each in sessions if since is None or each.local_date >= since]
    newest_first = found[::-1][: options.limit]
    if options.json:
        print_json([session_document(each) for each in newest_first])
    else:
        past = trainer.progress_snapshot()
        beside = [] if options.filter else run_and_test_lines(past.coach.runs, past.tests)
        beside = [each for each in beside if since is None or each[0] >= since]
        print_line(history_text(newest_first, len(past.sessions), beside, options.limit))
    print_record_notices(trainer)


def stats(options: Namespace) -> None:
    """Prints the week, the streak and the weeks before."""
    if options.line and options.as_of is None:
        print_line(_line_of_today(wiring_of(options)))
        return
    wiring = wiring_of(options) if options.line else wiring_with_settings(options)
    trainer = wiring.reading_trainer()
    progress = trainer.progress(options.weeks, _day(options.as_of, trainer))
    if options.json:
        from calf_tui.cli.text_reports import stats_document

        print_json(stats_document(progress))
    else:
        print_line(_in_words(options, progress))
    if not options.line:
        print_record_notices(trainer)


def _line_of_today(wiring: Wiring) -> str:
    """Returns the line that was kept, or else makes one and keeps it if nothing is damaged."""
    from calf_tui.storage.stats_line_cache import StatsLine

    kept = StatsLine(wiring.names(), wiring.paths.settings)
    line = kept.kept()
    if line is None:
        from calf_tui.cli.text_reports import prompt_line

        trainer = wiring.reading_trainer()
        seconds = trainer.record_editor.seconds_of_day_left
        line = prompt_line(trainer.progress(1))
        if not trainer.notices():
            kept.keep(line, seconds)
    return line


def _in_words(options: Namespace, progress: Progress) -> str:
    from shutil import get_terminal_size

    from calf_tui.cli.text_reports import prompt_line, stats_lines, stats_text

    if options.line:
        return prompt_line(progress)
    if options.plain:
        return stats_lines(progress)
    return stats_text(progress, get_terminal_size().columns)


def log(options: Namespace) -> None:
    """Adds a session done elsewhere; prints what was saved, and the week."""
    from calf_tui.cli.text_reports import session_summary
    from calf_tui.core.progress.progress_text import week_in_words
    from calf_tui.core.records.record_edits import require_possible, require_short

    wiring = wiring_with_settings(options)
    routine = wiring.routines().find(options.routine)
    with keeping_trainer(wiring) as trainer:
        day = _sure_day(options, trainer)
        if day is not None:
            require_possible(day, trainer.record_editor.today)
        note = " ".join(options.note.split())
        require_short(note)
        trainer.hold_records()  # another one may be keeping the same
        same = None if options.again else trainer.record_editor.same_as(routine, day)
        if same is not None:
            print_done("Already kept", f"{session_summary(same)}; add --again to keep both")
            return
        record = trainer.record_editor.add(routine, day, note)
        print_done("Kept", session_summary(record))
        print_line(week_in_words(trainer.progress(1)))
        print_record_notices(trainer)


def log_run(options: Namespace) -> None:
    """Saves a run; prints it, and the running of its week."""
    from calf_tui.core.progress.progress_text import running_this_week
    from calf_tui.core.text.formatting import run_in_words

    wiring = wiring_with_settings(options)
    with keeping_trainer(wiring) as trainer:
        records = trainer.coach_record_editor
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
        print_record_notices(trainer)


def log_heel_rise_test(options: Namespace) -> None:
    """Saves a heel-rise test, or takes one out; prints it, and the change since the first."""
    from calf_tui.core.progress.heel_rise_test import heel_rise_trends

    wiring = wiring_with_settings(options)
    with keeping_trainer(wiring) as trainer:
        records = trainer.coach_record_editor
        trainer.hold_records()
        day = _sure_day(options, trainer)
        if options.remove:
            print_done("Removed", _test_in_words(records.remove_last_test(day)))
            return
        made = records.test_of(day, options.left, options.right)
        words = _test_in_words(made)
        if not options.again and records.same_test(made) is not None:
            print_done("Already kept", f"{words}; add --again to keep both")
            return
        records.add_test(made)
        print_done("Kept", words)
        for trend in heel_rise_trends(trainer.progress_snapshot()):
            print_line(trend.note)
        print_record_notices(trainer)


def _test_in_words(test: HeelRiseTest) -> str:
    """Returns "Heel-rise test, Sun 29 Nov 2026, left 24, right 22"."""
    from calf_tui.core.text.formatting import legs_in_words

    return f"Heel-rise test, {test.local_date:%a %d %b %Y}, {legs_in_words(test)}"


def _sure_day(options: Namespace, trainer: Trainer) -> date | None:
    """Returns the day that `--date` means; raises `UserError` if it is likely a typing error."""
    from calf_tui.core.text.date_parsing import require_sure

    day = _day(options.date, trainer)
    if day is not None:
        require_sure(options.date, day, trainer.record_editor.today)
    return day


def _day(words: str | None, trainer: Trainer) -> date | None:
    """Returns the training day that an argument means."""
    from calf_tui.core.text.date_parsing import day_of

    return None if words is None else day_of(words, trainer.record_editor.today)


def _first_day(words: str | None, trainer: Trainer) -> date | None:
    """Returns the day that an argument means; the first one of a month or a year."""
    from calf_tui.core.text.date_parsing import span_of

    span = None if words is None else span_of(words, trainer.record_editor.today)
    return None if span is None else span[0]


def _matching(options: Namespace, trainer: Trainer) -> Sequence[SessionRecord]:
    """Returns the sessions that match the arguments; raises `UserError` if they are unclear."""
    from calf_tui.core.records.search import SessionSearch, filter_line, query_of
    from calf_tui.core.routines.routine import move_names

    query = query_of(filter_line(options.filter), trainer.record_editor.today)
    if query.hints:
        raise UserError("\n".join(query.hints))
    names = move_names(wiring_of(options).routines().all())
    return SessionSearch(names).matching(trainer.sessions(), query)
