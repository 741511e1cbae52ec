"""What the app offers its screens, without the screens that it knows itself."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from textual.app import App

from calf_tui.core.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable

    from calf_tui.core.ports import Routines
    from calf_tui.core.routines.routine import Routine
    from calf_tui.training.trainer import Trainer
    from calf_tui.ui.home.routines_screen import RoutinesScreen


class AppServices(App[UserError]):
    """The app as screens, dialogs and the palette see it."""

    routines: Routines
    routines_screen: RoutinesScreen
    save_picture: Callable[[str, str, bool], str]
    """Takes a name, an SVG, and whether to make a PNG; returns the path or raises `UserError`."""

    @property
    @abstractmethod
    def trainer(self) -> Trainer:
        """The one trainer of this run."""

    @abstractmethod
    def train(self, routine: Routine) -> None:
        """Starts a session, if it can be kept."""

    @abstractmethod
    def show_progress(self, number: int = 1) -> None:
        """Shows the page of progress with this number, from 1."""

    @abstractmethod
    def say_week(self) -> None:
        """Says on the first screen how the week stands; raises `UserError`."""

    @abstractmethod
    def say_proposal(self) -> None:
        """Shows on the first screen what is proposed for today; raises `UserError`."""

    @abstractmethod
    def choose_theme(self, name: str) -> None:
        """Shows another theme, or the nearest that can be read."""

    @abstractmethod
    def reduce_motion(self, *, reduced: bool) -> None:
        """Whether nothing moves; otherwise as Textual's own variable says."""
