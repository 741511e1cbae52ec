"""The commands `export`, `import` and `report`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from calf_tui.cli.command_setup import (
    keeping_trainer,
    waiting_for_records,
    wiring_of,
    wiring_with_settings,
)
from calf_tui.cli.output import (
    columns_of,
    print_data,
    print_done,
    print_line,
    print_notice,
    print_record_notices,
)
from calf_tui.core.errors import UserError
from calf_tui.core.records.coach_records import Run
from calf_tui.core.routines.routine import move_names
from calf_tui.core.text.formatting import count
from calf_tui.core.text.sanitizing import nearest, quoted
from calf_tui.platform.clock import SystemClock
from calf_tui.storage.recovery.preserve_damaged_file import replaced_notice
from calf_tui.storage.sync.import_export import export_text, write_export
from calf_tui.storage.sync.merge_result import counts_in_words

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from calf_tui.core.records.imported_runs import SortedRuns
    from calf_tui.file_formats.delimited_table import TableOptions
    from calf_tui.storage.sync.imported_file import ImportedFile
    from calf_tui.storage.sync.imported_run_files import RunsFound
    from calf_tui.storage.sync.merge_result import MergeResult
    from calf_tui.wiring import Wiring


STANDARD_OUTPUT = "-"
TEXT_ENDINGS = (".txt", ".text")
"""Of a report as lines of text."""


def export(options: Namespace) -> None:
    """Writes everything as JSON, or the sessions as a table, to the output or a file."""
    wiring = wiring_of(options)
    history = wiring.history()
    sessions = history.sessions()
    if options.format == "csv":
        from calf_tui.file_formats.session_csv import csv_of

        # Without a byte order mark some spreadsheets assume an older encoding.
        text, encoding = csv_of(sessions), "utf-8-sig"
    else:
        text, encoding = export_text(history.import_export().tables()), "utf-8"
    if options.output == STANDARD_OUTPUT:
        print_data(text)
    else:
        path = Path(options.output)
        write_export(path, text.encode(encoding), wiring.paths.data, force=options.force)
        others = () if options.format == "csv" else (history.kept(Run), history.tests())
        print_done("Exported", f"{_counted(sessions, *others)}, to {path}")
    print_record_notices(history)


def _counted(*records: Sequence[object]) -> str:
    """Returns "9 sessions, 1 run, 2 tests", which are counted as an import counts them."""
    nouns = zip(records, ("session", "run", "test"), strict=False)
    said = [count(len(each), noun) for each, noun in nouns if each]
    return ", ".join(said) or "0 sessions"


def import_files(options: Namespace) -> None:
    """Merges files of records, then imports the runs of watches; all of it or nothing."""
    from calf_tui.storage.sync.imported_run_files import is_of_runs, read_runs

    paths = [Path(name) for name in options.files]
    runs = [path for path in paths if is_of_runs(path)]
    others = [path for path in paths if path not in runs]
    found = [(path, read_runs(path)) for path in runs]  # raises before anything is imported
    if others:
        _import_records(options, others)
    if found:
        import_runs(options, found)


def _import_records(options: Namespace, paths: Sequence[Path]) -> None:
    """Merges files into the records, all or none of them."""
    from calf_tui.storage.sync.imported_file import read_imported_file

    wiring = wiring_of(options)
    how = _table_options(options, wiring)
    files = [(path, read_imported_file(path, wiring.paths.data, how)) for path in paths]
    for path, incoming in files:
        if incoming.replaced:
            print_notice(replaced_notice(str(path), incoming.replaced))
        for said in incoming.notes:
            print_notice(f"{path}: {said}")
    problems = [f"{path}: {said}" for path, incoming in files for said in incoming.problems]
    for each in problems:
        print_notice(each)
    if problems and not options.skip_bad:
        raise UserError(
            f"Nothing was imported: {count(len(problems), 'thing')} above could not be understood; "
            "mend that, or add --skip-bad to import the rest."
        )
    history = waiting_for_records(wiring).history()
    records = history.import_export()
    merge = records.preview if options.dry_run else records.merge
    verb = "Would import" if options.dry_run else "Imported"
    try:
        for path, incoming in files:
            print_done(verb, f"{_came(merge(incoming), incoming)}, from {path}")
    finally:
        history.close()
    if options.dry_run:
        print_line("Nothing was changed: that is what would come.")
    print_record_notices(history)


def _came(came: MergeResult, incoming: ImportedFile) -> str:
    """Returns what was imported, or that everything was left out."""
    if not incoming.left_out or any(came):
        return str(came)
    left_out = count(incoming.left_out, "row" if incoming.is_csv else "record")
    return f"nothing, for the reason above ({left_out} left out)"


def _table_options(options: Namespace, wiring: Wiring) -> TableOptions:
    """Returns how tables are to be read; raises `UserError` for an unknown move."""
    from calf_tui.file_formats.delimited_table import TableOptions

    known = move_names(wiring.routines().all())
    named: dict[str, str] = {}
    for move, name in options.named or ():
        if move not in known:
            raise UserError(f"{quoted(move)}, given to --as, is not a move; {nearest(move, known)}")
        named[name] = move
    clock = SystemClock()
    return TableOptions(
        options.dates or "", options.weights or "", named, known, clock.at, clock.now().date()
    )


def import_runs(options: Namespace, found: Sequence[tuple[Path, RunsFound]]) -> None:
    """Imports the runs found in files and folders that are not saved yet."""
    wiring = wiring_with_settings(options)
    with keeping_trainer(wiring) as trainer:
        if not options.dry_run:
            trainer.hold_records()  # another one may be importing the same
        for path, each in found:
            for notice in each.notices():
                print_notice(notice)
            result = trainer.coach_record_editor.sorted_runs(each.runs)
            if not options.dry_run:
                trainer.coach_record_editor.add_imported(result.new)
            verb = "Would import" if options.dry_run else "Imported"
            print_done(verb, f"{_in_words(result)}, from {path}")
        if options.dry_run:
            print_line("Nothing was changed: that is what would come.")
        print_record_notices(trainer)


def _in_words(result: SortedRuns) -> str:
    """Returns "2 runs new, 1 already here"."""
    odd = (result.impossible, "left out, in the future or longer than any run")
    return ", ".join(
        counts_in_words("run", (len(result.new), "new"), (result.saved, "already here"), odd)
    )


def report(options: Namespace) -> None:
    """Prints some weeks of the records as a page to take along, or writes it to a file."""
    from calf_tui.core.report.report import WIDTH, html_page, report_of, text_page

    is_html = _is_html(options)
    if is_html and options.output is None and sys.stdout.isatty():
        raise UserError(
            "A page is no use on a terminal: name a file for it, as in "
            "`calf-tui report -o report.html`."
        )
    wiring = wiring_with_settings(options)
    trainer = wiring.reading_trainer()
    content = report_of(
        trainer.progress_snapshot(),
        move_names(wiring.routines().all()),
        options.weeks,
        with_notes=options.notes,
    )
    is_shown = options.output in (None, STANDARD_OUTPUT)
    width = columns_of(sys.stdout) if is_shown else None
    page = html_page(content) if is_html else text_page(content, width or WIDTH)
    if not is_shown:
        path = Path(options.output)
        data = page if is_html else f"{page}\n"
        write_export(path, data.encode(), wiring.paths.data, force=options.force)
        print_done("Written", f"{content.title}, to {path}")
    elif is_html:
        print_data(page)
    else:
        print_line(page)
    print_record_notices(trainer)


def _is_html(options: Namespace) -> bool:
    """Returns whether it is a page of HTML: as asked for, or else what the file's name says."""
    if options.html or options.text or options.output in (None, STANDARD_OUTPUT):
        return bool(options.html)
    return Path(options.output).suffix.lower() not in TEXT_ENDINGS
