"""Conflict copies of the records: the notice on the first screen, and merging."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calf_tui.core.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable

    from calf_tui.ui.app_services import AppServices


def look_for_copies(app: AppServices) -> None:
    """Shows a notice if there are conflict copies, and offers the key that merges them."""
    try:
        copies = app.trainer.exchange.conflict_copies()
    except UserError:
        return  # the runner did not ask for this, so an error would be confusing
    app.routines_screen.offer_copies(has_copies=bool(copies))
    if copies:
        which = copies[0] if len(copies) == 1 else f"{len(copies)} files"
        said = f"Beside your records lie other versions of them: {which}. Press c to merge."
        app.notify(said, timeout=20, markup=False)


def ask_about_copies(app: AppServices, then: Callable[[], object]) -> None:
    """Asks whether to merge the copies, merges them, and shows the result."""
    from calf_tui.ui.dialogs.confirmations import MergeOffer

    def answered(answer: bool | None) -> None:
        if not answer:
            return
        try:
            for said in app.trainer.exchange.merge_copies():
                app.notify(said, title="Merged", timeout=15, markup=False)
        except UserError as fault:
            app.notify(str(fault), severity="error", timeout=15, markup=False)
        then()
        look_for_copies(app)

    app.clear_notifications()
    app.push_screen(MergeOffer(app.trainer.exchange.conflict_copies()), answered)
