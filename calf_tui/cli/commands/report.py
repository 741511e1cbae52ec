"""The command `report`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from calf_tui.cli.line_wrapping import columns_of
from calf_tui.cli.output import print_data, print_done, print_line, print_notices
from calf_tui.cli.wiring_from_options import wiring_with_settings
from calf_tui.core.errors import UserError

if TYPE_CHECKING:
    from argparse import Namespace

STANDARD_OUTPUT = "-"
TEXT_ENDINGS = (".txt", ".text")


def report(options: Namespace) -> None:
    """Some weeks of the records as a page to take along; on the output, or in a file."""
    from calf_tui.core.report.content import report_of
    from calf_tui.core.report.pages import WIDTH, html_page, text_page
    from calf_tui.core.report.sections import title
    from calf_tui.core.routines.routine import move_names
    from calf_tui.storage.sync.import_export import write_export

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
        print_done("Written", f"{title(content)}, to {path}")
    elif is_html:
        print_data(page)
    else:
        print_line(page)
    print_notices(trainer)


def _is_html(options: Namespace) -> bool:
    """As asked for; else a file is a page unless its name says text, and the output is text."""
    if options.html or options.text or options.output in (None, STANDARD_OUTPUT):
        return bool(options.html)
    return Path(options.output).suffix.lower() not in TEXT_ENDINGS
