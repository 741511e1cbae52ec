"""What pages of progress share: their list, header, the ways between them, charts as text."""

from __future__ import annotations

import re
from abc import abstractmethod
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from calf_tui.core.errors import UserError
from calf_tui.ui.app_interface import errors_told
from calf_tui.ui.history.record_actions import RecordChanges
from calf_tui.ui.keys.bindings import CHARTS, PROGRESS
from calf_tui.ui.progress.sample_progress import sample_of
from calf_tui.ui.widgets.choice_list import ChoiceList
from calf_tui.ui.widgets.key_hints import KeyHints

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.app import ComposeResult
    from textual.screen import Screen
    from textual.widget import Widget

    from calf_tui.core.progress.progress_snapshot import ProgressSnapshot
    from calf_tui.core.records.session_record import SessionRecord
    from calf_tui.training.trainer import Trainer

ROOMY = 60
MARGINS = 2
"""The columns beside the titles where there are few."""
OPEN = "bold $block-cursor-foreground on $block-cursor-background"
"""The style of the title of the page that is open."""
BRIEF = {"Calendar": "Cal"}
"""The titles that are shorter where there is little room."""
OF_A_CHART = ("text", "save")
SHARED_STYLE = Path(__file__).with_name("records_screen.tcss")


class Page(NamedTuple):
    """A page: its title, and its module in `calf_tui.ui` and class, imported when needed."""

    title: str
    module: str
    screen: str


PAGES = (
    Page("Week", "progress.week_page", "WeekPage"),
    Page("Calendar", "progress.calendar_page", "CalendarPage"),
    Page("Trends", "progress.trends_page", "TrendsPage"),
    Page("History", "progress.history_page", "HistoryPage"),
    Page("Plan", "plan.plan_page", "PlanPage"),
)


def number_of(screen: str) -> int:
    """Returns the number, from 1, of the page with this class."""
    return 1 + next(place for place, page in enumerate(PAGES) if page.screen == screen)


def open_page(page: Page, trainer: Trainer) -> Screen[None]:
    """Returns the screen of a page with the present records; raises `UserError`."""
    module = import_module(f"calf_tui.ui.{page.module}")
    opened: Screen[None] = getattr(module, page.screen)(trainer)
    return opened


class RecordsScreen(RecordChanges):
    """A screen that shows `snapshot`, the present records."""

    def __init__(self, trainer: Trainer) -> None:
        super().__init__(trainer)
        self.css_path.insert(0, SHARED_STYLE)
        self.snapshot: ProgressSnapshot = trainer.progress_snapshot()

    def on_screen_resume(self) -> None:
        """Updates the screen after another one was in front."""
        self.renew()

    def renew(self) -> None:
        """Shows the present records and date, if they have changed."""
        snapshot = self.trainer.progress_snapshot()
        if snapshot is not self.snapshot:
            self.snapshot = snapshot
            self.show_snapshot()

    def show_snapshot(self) -> None:
        """Builds the screen again with the new snapshot."""
        self.call_next(self._compose_anew)

    async def _compose_anew(self) -> None:
        self.remove_class("-text")
        await self.recompose()
        self.focus_next()

    def show_records(self) -> None:
        """Shows the present records."""
        self.renew()

    def open_session(self, record: SessionRecord | None) -> None:
        """Opens the screen of a session, if there is one."""
        from calf_tui.ui.history.session_screen import SessionScreen

        if record is not None:
            self.app.push_screen(SessionScreen(self.trainer, record))


class ProgressPage(RecordsScreen):
    """A progress page: titles above, keys below."""

    BINDINGS = PROGRESS
    LOW_HINTS: ClassVar[int] = 3
    """The rows of the keys on a low screen."""
    FIRST_HINTS: ClassVar[tuple[str, ...]] = ()
    """The keys that are given room before all others, if other than by default."""
    _sample: ProgressSnapshot | None = None

    @abstractmethod
    def parts(self) -> Iterable[Widget]:
        """Returns the widgets between titles and keys, made from `snapshot`."""

    @property
    def is_sample(self) -> bool:
        """Whether `drawn` is a sample, as there are no sessions."""
        return not self.snapshot.sessions

    @property
    def drawn(self) -> ProgressSnapshot:
        """The records that are drawn: those there are or, without any, a sample of what will be."""
        if not self.is_sample:
            return self.snapshot
        if self._sample is None or self._sample.today != self.snapshot.today:
            self._sample = sample_of(self.snapshot, self.app.routines.all())
        return self._sample

    def compose(self) -> ComposeResult:
        """Yields the titles, the parts of the page, and the keys."""
        yield PageTitles(self._place)
        yield from self.parts()
        yield KeyHints(fewest_rows=self.LOW_HINTS, first=self.FIRST_HINTS, named=self.undo_named)

    def action_page(self, number: int) -> None:
        """Goes to the page with this number, from 1."""
        if number <= len(PAGES) and number - 1 != self._place:
            self._switch(PAGES[number - 1])

    def action_turn(self, pages: int) -> None:
        """Goes this many pages on, and from the last one to the first."""
        self._switch(PAGES[(self._place + pages) % len(PAGES)])

    @property
    def _place(self) -> int:
        return number_of(type(self).__name__) - 1

    def _switch(self, page: Page) -> None:
        with errors_told(self):
            self.app.switch_screen(open_page(page, self.trainer))


class PageTitles(Static):
    """The titles of the pages in one line; a click on one opens its page."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    PageTitles { width: 1fr; height: 1; color: $quiet; text-wrap: nowrap; text-overflow: ellipsis;
        link-color: $quiet; link-style: none; link-background-hover: transparent;
        link-color-hover: $foreground; }
    """

    def __init__(self, current: int) -> None:
        super().__init__()
        self._current = current

    def on_mount(self) -> None:
        """Shows the titles before the first layout, when there is no width of their own."""
        self._show(self.app.size.width - MARGINS)

    def on_resize(self) -> None:
        """Shows the titles in the new width."""
        self._show(self.size.width)

    def _show(self, width: int) -> None:
        """Leaves out the keys, then the mark of the demo, if there is too little space."""
        roomy = width >= ROOMY
        gap = Content("   " if roomy else " ")
        titles = gap.join(self._title(place, roomy=roomy) for place in range(len(PAGES)))
        marked = gap.join([titles, Content.styled(self.app.sub_title, "bold $ready")])
        self.update(marked if marked.cell_length <= width else titles, layout=False)

    def _title(self, place: int, *, roomy: bool) -> Content:
        key, title = str(place + 1), PAGES[place].title
        name = title if roomy else BRIEF.get(title, title)
        if place == self._current:
            return Content.assemble((f" {name} ", OPEN))
        press = Style.from_meta({"@click": f"app.press({key!r})"})
        return Content.assemble((f"{key} {name}", press))


class Picture(NamedTuple):
    """The name of a chart, and its SVG."""

    name: str
    svg: str


class ChartPage(ProgressPage):
    """A page with a chart and, in its place if wanted, the lines of `#table`."""

    BINDINGS = CHARTS
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
            path = self.app.save_picture(name, picture.svg, png)
        except UserError as error:
            self.notify(str(error), severity="warning", timeout=10, markup=False)
        else:
            self.notify(path, title="Saved", timeout=8, markup=False)
