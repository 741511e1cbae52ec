"""A page whose chart can be shown as text and saved as a picture."""

from __future__ import annotations

import re
from abc import abstractmethod
from typing import TYPE_CHECKING, ClassVar, NamedTuple, cast

from calf_tui.core.errors import UserError
from calf_tui.ui.keys.bindings import CHARTS
from calf_tui.ui.progress.progress_page import ProgressPage
from calf_tui.ui.widgets.choice_list import ChoiceList

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.binding import BindingType

    from calf_tui.ui.app_services import AppServices

OF_A_CHART = ("text", "save")


class Picture(NamedTuple):
    """The name of a chart, and its SVG."""

    name: str
    svg: str


class ChartPage(ProgressPage):
    """A page with a chart and, in its place if wanted, the lines of `#table`."""

    BINDINGS: ClassVar[list[BindingType]] = CHARTS
    CHART = "#chart"
    """The widget that has the focus while the chart is shown."""
    FIRST_LINE: ClassVar[int] = 0
    """The line of the text on which the cursor is at first."""

    @property
    @abstractmethod
    def has_chart(self) -> bool:
        """Whether there is anything to draw."""

    @abstractmethod
    def lines(self) -> Iterable[str]:
        """Returns the lines of the chart as text."""

    @abstractmethod
    def picture(self) -> Picture:
        """Returns the present chart as a picture."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offers the keys for charts only if there is one."""
        if action in OF_A_CHART:
            return self.has_chart
        if action == "open_line":
            return self.is_text
        return super().check_action(action, parameters)

    def on_resize(self) -> None:
        """Shows the lines for the new width."""
        if self.is_text:
            self.show_text(self.query_one("#table", ChoiceList).cursor)

    def action_text(self) -> None:
        """Shows the chart as text, or as a chart again."""
        self.toggle_class("-text")
        if self.is_text:
            self.show_text()
        self.query_one("#table" if self.is_text else self.CHART).focus()
        self.refresh_bindings()

    @property
    def is_text(self) -> bool:
        """Whether the text is shown instead of the chart."""
        return self.has_class("-text")

    def show_text(self, cursor: int | None = None) -> None:
        """Shows the lines of the chart, with the cursor on this line, or on `FIRST_LINE`."""
        first = self.FIRST_LINE if cursor is None else cursor
        self.query_one("#table", ChoiceList).show(list(self.lines()), first)

    def action_save(self, png: bool) -> None:
        """Saves the chart as a picture."""
        picture = self.picture()
        name = re.sub(r"\W+", "-", f"calf-tui {picture.name}".lower()).strip("-")
        try:
            path = cast("AppServices", self.app).save_picture(name, picture.svg, png)
        except UserError as fault:
            self.notify(str(fault), severity="warning", timeout=10, markup=False)
        else:
            self.notify(path, title="Saved", timeout=8, markup=False)
