"""The pages of progress, in their order. One more page is one more line here."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from textual.screen import Screen

    from calf_tui.training.trainer import Trainer


class Page(NamedTuple):
    """Its title, and the module of `calf_tui.ui` with its class, loaded when asked."""

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
    """The number of the page that this class shows, from 1."""
    return 1 + next(place for place, page in enumerate(PAGES) if page.screen == screen)


def open_page(page: Page, trainer: Trainer) -> Screen[None]:
    """The page's screen, over the records as they are now; raises `UserError`."""
    module = import_module(f"calf_tui.ui.{page.module}")
    opened: Screen[None] = getattr(module, page.screen)(trainer)
    return opened
