"""All the trends there are, in the order in which they are looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calf_tui.core.progress.heel_rise import heel_rise_trends
from calf_tui.core.progress.trends import move_trends, pain_trend

if TYPE_CHECKING:
    from collections.abc import Mapping

    from calf_tui.core.progress.look_back import LookBack
    from calf_tui.core.progress.trends import Trend


def trends_of(past: LookBack, names: Mapping[str, str]) -> tuple[Trend, ...]:
    """The tests, then pain, then the moves; `names` are the moves' names by id."""
    pain = pain_trend(past)
    general = (*heel_rise_trends(past), *([] if pain is None else [pain]))
    return (*general, *move_trends(past, names))
