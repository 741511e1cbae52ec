"""All trends, in the order in which they are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calf_tui.core.progress.heel_rise_test import heel_rise_trends
from calf_tui.core.progress.trends import move_trends, pain_trend

if TYPE_CHECKING:
    from collections.abc import Mapping

    from calf_tui.core.progress.progress_snapshot import ProgressSnapshot
    from calf_tui.core.progress.trends import Trend


def trends_of(snapshot: ProgressSnapshot, names: Mapping[str, str]) -> tuple[Trend, ...]:
    """Returns the trends of tests, of each move, and of pain; `names` are moves' names by id."""
    pain = pain_trend(snapshot)
    last = () if pain is None else (pain,)
    return (*heel_rise_trends(snapshot), *move_trends(snapshot, names), *last)
