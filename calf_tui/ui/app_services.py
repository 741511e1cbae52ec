"""The interface of the app for its screens, which avoids import cycles."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from textual.app import App

from calf_tui.core.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable

    from calf_tui.core.ports import Figures, Routines
    from calf_tui.core.routines.routine import Routine
    from calf_tui.training.trainer import Trainer
    from calf_tui.ui.home.routines_screen import RoutinesScreen


def no_pictures(_name: str, _svg: str, _png: bool) -> str:
    """Raises `UserError`, where no pictures can be saved."""
    raise UserError("Pictures cannot be saved here.")


class AppServices(App[UserError]):
    """The app, as screens, dialogs and the command palette use it."""

    routines: Routines
    figures: Figures
    routines_screen: RoutinesScreen
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

    def go_home(self) -> None:
        """Closes all screens above the first one."""
        while self.screen is not self.routines_screen:
            self.pop_screen()

    @abstractmethod
    def train(self, routine: Routine) -> None:
        """Starts a session, if it can be saved."""

    @abstractmethod
    def choose(self, routine: Routine) -> None:
        """Starts the session that was chosen, as its file says now."""

    @abstractmethod
    def renew(self) -> None:
        """The date may be another than the one shown, and so may the runner's files."""

    @abstractmethod
    def show_progress(self, number: int = 1) -> None:
        """Shows the page of progress with this number, from 1."""

    @abstractmethod
    def show_week(self) -> bool:
        """Shows the week; if the records cannot be read, ends the app and returns False."""

    @abstractmethod
    def say_week(self) -> None:
        """Shows the week on the first screen; raises `UserError`."""

    @abstractmethod
    def say_proposal(self) -> None:
        """Shows on the first screen what is proposed for today; raises `UserError`."""

    @abstractmethod
    def choose_theme(self, name: str) -> None:
        """Switches to a theme, or to one of ours if it cannot be used."""

    @abstractmethod
    def reduce_motion(self, *, reduced: bool) -> None:
        """Turns animations off, or on as far as Textual's environment variable allows."""
