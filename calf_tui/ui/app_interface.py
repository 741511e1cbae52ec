"""What screens use of the app, so that they need not import it, and errors as notices."""

from __future__ import annotations

from abc import abstractmethod
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from textual.app import App

from calf_tui.core.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from textual.widget import Widget

    from calf_tui.core.coach.runner_state import DayType
    from calf_tui.core.ports import Figures, Routines
    from calf_tui.core.routines.routine import Routine
    from calf_tui.training.trainer import Trainer


def no_pictures(_name: str, _svg: str, _png: bool) -> str:
    """Raises `UserError`, where no pictures can be saved."""
    raise UserError("Pictures cannot be saved here.")


@contextmanager
def errors_told(
    by: App[Any] | Widget, *, seconds: float = 10, title: str = "", alone: bool = False
) -> Iterator[None]:
    """Shows a `UserError` of the block, which ends there, as a notice for so many seconds.

    If `alone`, it takes the place of earlier notices.
    """
    try:
        yield
    except UserError as error:
        if alone:
            by.app.clear_notifications()
        by.notify(str(error), title=title, severity="error", timeout=seconds, markup=False)


class AppInterface(App[object]):
    """The app, as screens and dialogs use it."""

    routines: Routines
    figures: Figures
    asks_newcomers = True
    """Whether a runner without any history is asked before the first session."""
    last_notice: str = ""
    """The text of the notice that was shown last."""
    save_picture: Callable[[str, str, bool], str]
    """Takes a name, an SVG, and whether to make a PNG; returns the path or raises `UserError`."""

    @property
    @abstractmethod
    def trainer(self) -> Trainer:
        """The one trainer of this run."""

    @abstractmethod
    def go_home(self) -> None:
        """Closes all screens above the first one."""

    @abstractmethod
    def train_after_questions(self, routine: Routine, *, is_proposed: bool = False) -> None:
        """Starts a session; asks first a runner who never trained."""

    @abstractmethod
    def choose(self, routine: Routine) -> None:
        """Starts the session that was chosen, as its file says now."""

    @abstractmethod
    def renew(self) -> None:
        """Shows the date, the records and the runner's files as they are now."""

    @abstractmethod
    def show_progress(self, number: int = 1) -> None:
        """Shows the page of progress with this number, from 1."""

    @abstractmethod
    def update_week(self) -> None:
        """Shows the week on the first screen; raises `UserError`."""

    @abstractmethod
    def update_proposal(self) -> None:
        """Shows on the first screen what is proposed for today; raises `UserError`."""

    @abstractmethod
    def day_type_on(self, day: date) -> DayType | None:
        """Returns what kind of day the runner said it is; None for just that day."""

    @abstractmethod
    def choose_theme(self, name: str) -> None:
        """Switches to a theme, or to one of ours if it cannot be used."""
