"""What the app asks first: of conflict copies, of a session cut short, of the morning."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from calf_tui.core.coach import pain_monitoring
from calf_tui.core.errors import UserError
from calf_tui.ui.app_interface import errors_told
from calf_tui.ui.keys.home_bindings import UNDOES

if TYPE_CHECKING:
    from collections.abc import Callable

    from calf_tui.core.coach.past_sessions import Stop, StopAnswer
    from calf_tui.core.routines.routine import Routine
    from calf_tui.core.session.interrupted_session import InterruptedSession
    from calf_tui.ui.base_app import BaseApp
    from calf_tui.ui.dialogs.confirmations import Answer
    from calf_tui.ui.dialogs.pain_stop import StopReply


def ask_first(
    app: BaseApp,
    go_on: Callable[[InterruptedSession], object],
    train: Callable[[], object] | None,
) -> None:
    """Offers an interrupted session, which `go_on` resumes; if it is not, calls `train`.

    Without `train` it asks the other questions of the start. Raises `UserError`.
    """

    def then() -> None:
        if train is not None:
            train()
        elif app.show_week():
            ask_morning_after(app)
            ask_about_stop(app, app.trainer.coach.stop_to_ask_about())

    cut = app.trainer.interrupted_session()
    if cut is None:
        then()
        return
    from calf_tui.core.session.session_end_text import kept_in_words
    from calf_tui.ui.dialogs.confirmations import ResumeOffer

    def answered(answer: Answer | None) -> None:
        if answer == "go_on":
            ask_about_doctor(app, lambda: go_on(cut), app.show_week)
            return
        with errors_told(app):
            if answer == "discard":
                app.trainer.unfinished.discard(cut)
            else:
                app.trainer.unfinished.keep()
                app.notify(kept_in_words(cut), markup=False)
        then()

    app.push_screen(ResumeOffer(cut), answered)


def ask_morning_after(app: BaseApp) -> None:
    """Asks how much it hurts while it is the morning after a session; raises `UserError`."""
    record_editor = app.trainer.record_editor
    session = record_editor.morning_after
    if session is None:
        app.routines_screen.ask_no_more()
        return

    def answer(pain: int) -> str:
        try:
            record_editor.edit(session, replace(session, morning_pain=pain))
            app.update_week()  # the proposal follows from the answer
        except UserError as error:
            return str(error)
        return pain_monitoring.reply(session, pain)

    app.routines_screen.ask(pain_monitoring.question(session, record_editor.today), answer)


def ask_about_stop(app: BaseApp, stop: Stop | None) -> None:
    """Asks how a place is that a session was stopped for, if there is one; raises `UserError`."""
    if stop is None:
        return
    from calf_tui.ui.dialogs.pain_stop import StopQuestion

    def answered(answer: StopReply | None) -> None:
        if answer is not None and answer != "all the same":
            noted = f"Noted: {answer}. {UNDOES}"
            _keep_answer(app, stop, answer, lambda: app.notify(noted, markup=False))

    app.push_screen(StopQuestion(stop, app.trainer.record_editor.today), answered)


def ask_about_doctor(
    app: BaseApp, begin: Callable[[], object], otherwise: Callable[[], object] = lambda: None
) -> None:
    """Asks once, where a doctor is to be asked before the training; `begin` follows if wanted.

    Raises `UserError`.
    """
    if not app.trainer.coach.asks_for_doctor():
        begin()
        return
    from calf_tui.ui.dialogs.pain_stop import DoctorQuestion

    def answered(is_wanted: bool | None) -> None:
        if is_wanted:
            with errors_told(app, seconds=15):
                begin()
        else:
            otherwise()

    app.push_screen(DoctorQuestion(), answered)


def ask_before(app: BaseApp, routine: Routine, begin: Callable[[Routine], object]) -> None:
    """Asks once before a routine: of a doctor, of a stop for pain, and of jumps that should rest.

    `begin` follows with what the runner decides on, if anything. Raises `UserError`.
    """
    ask_about_doctor(app, lambda: _ask_what_it_loads(app, routine, begin))


def _ask_what_it_loads(app: BaseApp, routine: Routine, begin: Callable[[Routine], object]) -> None:
    from calf_tui.core.coach.proposal.before_start import NOT_YET
    from calf_tui.ui.dialogs.pain_stop import StopQuestion

    stop = app.trainer.coach.open_stop(routine)
    if stop is None:
        _ask_about_jumps(app, routine, begin)
        return

    def answered(answer: StopReply | None) -> None:
        if answer == "all the same":
            begin(routine)
        elif answer == "not yet":
            _keep_answer(app, stop, answer, lambda: app.notify(NOT_YET))
        elif answer is not None:
            _keep_answer(app, stop, answer, lambda: _ask_about_jumps(app, routine, begin))

    app.push_screen(StopQuestion(stop, app.trainer.record_editor.today, routine.name), answered)


def _keep_answer(app: BaseApp, stop: Stop, answer: StopAnswer, then: Callable[[], object]) -> None:
    """Keeps the answer, shows what is proposed then, and goes on where that went well.

    What a notice said before the answer holds no more.
    """
    app.clear_notifications()
    with errors_told(app):
        app.trainer.coach.answer_stop(stop, answer)
        app.update_week()
        then()


def _ask_about_jumps(app: BaseApp, routine: Routine, begin: Callable[[Routine], object]) -> None:
    advice = app.trainer.coach.jumps_advice(routine)
    if advice is None:
        begin(routine)
        return
    from calf_tui.ui.dialogs.pain_stop import JumpsQuestion

    def answered(chosen: Routine | None) -> None:
        if chosen is not None:
            begin(chosen)

    app.push_screen(JumpsQuestion(routine, advice), answered)


def look_for_copies(app: BaseApp) -> None:
    """Shows a notice if there are conflict copies, and offers the key that merges them."""
    try:
        copies = app.trainer.import_export.conflict_copies()
    except UserError:
        return  # the runner did not ask for this, so an error would be confusing
    app.routines_screen.offer_copies(has_copies=bool(copies))
    if copies:
        which = copies[0] if len(copies) == 1 else f"{len(copies)} files"
        said = f"Beside your records lie other versions of them: {which}. Press c to merge."
        app.notify(said, timeout=20, markup=False)


def ask_about_copies(app: BaseApp) -> None:
    """Asks whether to merge the copies, merges them, and shows the result."""
    from calf_tui.ui.dialogs.confirmations import MergeOffer

    def answered(answer: bool | None) -> None:
        if not answer:
            return
        with errors_told(app, seconds=15):
            for said in app.trainer.import_export.merge_copies():
                app.notify(said, title="Merged", timeout=15, markup=False)
        app.show_week()
        look_for_copies(app)

    app.clear_notifications()
    app.push_screen(MergeOffer(app.trainer.import_export.conflict_copies()), answered)
