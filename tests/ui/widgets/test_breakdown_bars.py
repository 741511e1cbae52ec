from __future__ import annotations

from calf_tui.core.progress.breakdowns import Breakdown
from calf_tui.ui.widgets.breakdown_bars import bars


def test_a_bar_is_as_long_as_its_share_of_the_longest() -> None:
    sets = Breakdown("Sets by move", (("Walk", 4), ("Raise", 2), ("Jump", 0)), 4)
    answers = Breakdown("Highest pain", (("Raise", 3),), 10, "pain")
    assert bars((sets, answers), 44).plain.splitlines() == [
        "Sets by move            Highest pain",
        "Walk  ▄▄▄▄▄▄▄▄▄▄▄▄ 4    Raise ▄▄▄▄▁▁▁▁▁▁▁▁ 3",
        "Raise ▄▄▄▄▄▄▁▁▁▁▁▁ 2",
        "Jump  ▁▁▁▁▁▁▁▁▁▁▁▁ 0",
    ]


def test_a_list_without_anything_says_so() -> None:
    assert "nothing yet" in bars((Breakdown("Sessions", (), 0),), 40).plain
