"""The list of progress pages. A new page needs a line here."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from textual.screen import Screen

    from calf_tui.training.trainer import Trainer


class Page(NamedTuple):
    """A page: its title, and its module in `calf_tui.ui` and class, imported when needed."""

    title: str
    module: str
    screen: str


PAGES = (
    Page("Week", "progress.week_page", "WeekPage"),
    Page("Calendar", "progress.calendar_page", "CalendarPage"),
    Page("Trends", "progress.trends_page", "TrendsPage"),
    Page("History", "history.history_page", "HistoryPage"),
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
