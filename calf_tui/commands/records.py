"""Looking back: the sessions, the weeks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calf_tui.commands.output import print_line, print_notices
from calf_tui.commands.world import wiring_of

if TYPE_CHECKING:
    from argparse import Namespace


def history(options: Namespace) -> None:
    """The sessions, the newest first."""
    from calf_tui.report import as_json, history_text
    from calf_tui.storage.codec import session_document

    trainer = wiring_of(options).reading_trainer()
    sessions = trainer.sessions()
    since = [each for each in sessions if not options.since or each.local_date >= options.since]
    newest_first = since[::-1][: options.limit]
    documents = [session_document(each) for each in newest_first] if options.json else []
    print_line(as_json(documents) if options.json else history_text(newest_first))
    print_notices(trainer)


def stats(options: Namespace) -> None:
    """The week, the streak and the weeks before."""
    from calf_tui.report import stats_json, stats_text

    trainer = wiring_of(options).reading_trainer()
    progress = trainer.progress(options.weeks, options.as_of)
    print_line(stats_json(progress) if options.json else stats_text(progress))
    print_notices(trainer)
