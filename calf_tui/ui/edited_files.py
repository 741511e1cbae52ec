"""Applies changes of the runner's files while the app is open."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from calf_tui.core.errors import UserError
from calf_tui.ui.theme import theme_name

if TYPE_CHECKING:
    from calf_tui.core.ports import OwnFiles
    from calf_tui.ui.app_services import AppServices


def renew_files(app: AppServices, files: OwnFiles) -> None:
    """Reads and applies the files if one has changed; must not be called during a session."""
    before, keymap = files.settings, files.keymap
    if not files.renew():
        return
    faults = files.faults()
    settings = files.settings
    if settings != before:
        try:
            app.trainer.use(settings)
        except UserError as fault:
            faults += (str(fault),)
        if settings.theme != before.theme:
            app.choose_theme(theme_name(os.environ, settings.theme))
        app.reduce_motion(reduced=settings.reduced_motion)
    if files.keymap != keymap:
        app.set_keymap(dict(files.keymap))
    app.routines_screen.show_routines(app.routines.all(), faults)
