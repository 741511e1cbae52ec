"""Runs from the files of watches, into the records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calf_tui.cli.output import print_aside, print_done, print_line, print_notices
from calf_tui.cli.wiring_from_options import wait_for_other, wiring_with_settings
from calf_tui.core.text.formatting import count

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence
    from pathlib import Path

    from calf_tui.core.runs.imported_runs import Sorted


def import_runs(options: Namespace, paths: Sequence[Path]) -> None:
    """Each run of these files and folders that is not here yet."""
    from calf_tui.storage.run_files.run_source import read_runs

    wiring = wiring_with_settings(options)
    found = [(path, read_runs(path)) for path in paths]
    if not options.dry_run:
        wait_for_other(wiring.is_in_use)
    with wiring.keeping_trainer() as trainer:
        for path, each in found:
            for notice in each.notices():
                print_aside(notice)
            result = trainer.told.sorted_runs(each.runs)
            if not options.dry_run:
                trainer.told.add_imported(result.new)
            verb = "Would import" if options.dry_run else "Imported"
            print_done(verb, f"{_in_words(result)}, from {path}")
        if options.dry_run:
            print_line("Nothing was changed: that is what would come.")
        print_notices(trainer)


def _in_words(result: Sorted) -> str:
    """ "2 runs new, 1 already here"."""
    said = []
    if result.new:
        said.append(f"{count(len(result.new), 'run')} new")
    if result.here:
        here = count(result.here, "run") if not said else str(result.here)
        said.append(f"{here} already here")
    if result.odd:
        odd = count(result.odd, "run") if not said else str(result.odd)
        said.append(f"{odd} left out, in the future or longer than any run")
    return ", ".join(said)
