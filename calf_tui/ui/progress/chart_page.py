"""A page whose chart can be read as text and saved as a picture of its own."""

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
    """What a chart is called, and its SVG."""

    name: str
    svg: str


class ChartPage(ProgressPage):
    """Its parts are a chart and, shown in place of it, the lines of `#table`."""

    BINDINGS: ClassVar[list[BindingType]] = CHARTS
    CHART = "#chart"
    """What has the keys while there is no text."""
    FIRST_LINE: ClassVar[int] = 0
    """The line of the text that has the cursor at first."""

    @property
    @abstractmethod
    def has_chart(self) -> bool:
        """Whether there is anything to draw."""

    @abstractmethod
    def lines(self) -> Iterable[str]:
        """The chart as text, a line each."""

    @abstractmethod
    def picture(self) -> Picture:
        """The chart as it is shown."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offers nothing of a chart where there is none."""
        if action in OF_A_CHART:
            return self.has_chart
        if action == "open_line":
            return self.is_text
        return super().check_action(action, parameters)

    def on_resize(self) -> None:
        """The lines for this width."""
        if self.is_text:
            self.show_text(self.query_one("#table", ChoiceList).cursor)

    def action_text(self) -> None:
        """The chart as text, and back."""
        self.toggle_class("-text")
        if self.is_text:
            self.show_text()
        self.query_one("#table" if self.is_text else self.CHART).focus()
        self.refresh_bindings()

    @property
    def is_text(self) -> bool:
        """Whether the text stands in place of the chart."""
        return self.has_class("-text")

    def show_text(self, cursor: int | None = None) -> None:
        """The lines of what is charted now, with the cursor on this one, or where it begins."""
        first = self.FIRST_LINE if cursor is None else cursor
        self.query_one("#table", ChoiceList).show(list(self.lines()), first)

    def action_save(self, png: bool) -> None:
        """The chart as a picture of its own."""
        picture = self.picture()
        name = re.sub(r"\W+", "-", f"calf-tui {picture.name}".lower()).strip("-")
        try:
            path = cast("AppServices", self.app).save_picture(name, picture.svg, png)
        except UserError as fault:
            self.notify(str(fault), severity="warning", timeout=10, markup=False)
        else:
            self.notify(path, title="Saved", timeout=8, markup=False)
