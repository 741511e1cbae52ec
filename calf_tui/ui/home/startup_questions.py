"""The questions at the start: about an interrupted session, and the morning after a session."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from calf_tui.core.coach import next_morning_pain
from calf_tui.core.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable

    from calf_tui.core.session.interrupted_session import InterruptedSession
    from calf_tui.ui.app_services import AppServices
    from calf_tui.ui.dialogs.resume_offer import Answer


def offer_interrupted_session(
    app: AppServices, *, go_on: Callable[[InterruptedSession], object], then: Callable[[], object]
) -> None:
    """Asks what to do with an interrupted session; calls `then` unless it is resumed.

    Raises `UserError` if the records cannot be read.
    """
    cut = app.trainer.cut_short()
    if cut is None:
        then()
        return
    from calf_tui.ui.dialogs.resume_offer import ResumeOffer

    def answered(answer: Answer | None) -> None:
        if answer == "go_on":
            go_on(cut)
            return
        try:
            if answer == "discard":
                app.trainer.discard(cut)
            else:
                app.trainer.keep()
        except UserError as fault:
            app.notify(str(fault), severity="error", timeout=10, markup=False)
        then()

    app.push_screen(ResumeOffer(cut), answered)


def ask_morning_after(app: AppServices) -> None:
    """Asks how much it hurts while it is the morning after a session; raises `UserError`."""
    record_editor = app.trainer.record_editor
    session = record_editor.morning_after
    if session is None:
        app.routines_screen.ask_no_more()
        return

    def answer(pain: int) -> str:
        try:
            record_editor.edit(session, replace(session, morning_pain=pain))
        except UserError as fault:
            return str(fault)
        return next_morning_pain.reply(session, pain)

    app.routines_screen.ask(next_morning_pain.question(session, record_editor.today), answer)
