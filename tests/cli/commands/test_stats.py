from __future__ import annotations

import json
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from calf_tui.cli.text_reports import stats_text
from calf_tui.core.progress.progress_text import streak_in_words, week_in_words
from calf_tui.core.text.sanitizing import encodable_text
from tests.cli.support.histories import DAYS, SUNDAY, sessions_on, write_history
from tests.cli.support.running import run_piped
from tests.records import make_session, progress_until

if TYPE_CHECKING:
    from tests.cli.support.running import CommandLine

A_WEEK = {"days": 3, "target": 3, "state": "met", "sessions": 3, "sets": 6}
IN_JSON = {
    "as_of": "2026-11-22",
    "streak": {"current": 2, "best": 2},
    "this_week": {
        "start": "2026-11-16",
        "days": 2,
        "target": 3,
        "days_left": 0,
        "state": "in_progress",
    },
    "weeks": [
        {"start": "2026-11-02", **A_WEEK, "active_seconds": 1800.0},
        {"start": "2026-11-09", **A_WEEK, "active_seconds": 1800.0},
        {
            "start": "2026-11-16",
            "days": 2,
            "target": 3,
            "state": "in_progress",
            "sessions": 2,
            "sets": 4,
            "active_seconds": 1200.0,
        },
    ],
    "totals": {"sessions": 8, "training_days": 8, "sets": 16, "active_seconds": 4800.0},
}
IN_WORDS = """\
2 of 3 this week, a new week starts tomorrow
2 weeks in a row, best 2

3 █████▔█████▔▔▔▔▔▔
2 █████ █████ █████
1 █████ █████ █████
  ●━━━━━●╌╌╌╌╌◐
  Nov
  2026

● met   ◐ under way   ‖ frozen   ○ missed   ▔ target

In all: 8 sessions, 8 training days, 16 sets, 1 h 20 min
"""


@pytest.fixture(autouse=True)
def eight_sessions(calf_tui: CommandLine) -> None:
    write_history(calf_tui.data, sessions_on(DAYS))


def test_stats_in_json_have_the_promised_shape_and_order(calf_tui: CommandLine) -> None:
    code, output, errors = calf_tui("stats", "--json", "--as-of", "2026-11-22", "--weeks", "3")

    assert (code, errors) == (0, "")
    assert json.dumps(json.loads(output)) == json.dumps(IN_JSON)


def test_stats_in_words_say_the_same_from_the_first_week_on(calf_tui: CommandLine) -> None:
    assert calf_tui("stats", "--as-of", "2026-11-22") == (0, IN_WORDS, "")


def test_stats_in_lines_have_a_week_each(calf_tui: CommandLine) -> None:
    output = calf_tui("stats", "--as-of", "2026-11-22", "--plain").output

    assert output.splitlines()[2:] == [
        "02 Nov 2026: 3 of 3 days, met, 6 sets, 30 min",
        "09 Nov 2026: 3 of 3 days, met, 6 sets, 30 min",
        "16 Nov 2026: 2 of 3 days, under way, 4 sets, 20 min",
        "In all: 8 sessions, 8 training days, 16 sets, 1 h 20 min",
    ]


def test_stats_in_one_line_are_for_a_prompt(calf_tui: CommandLine) -> None:
    assert calf_tui("stats", "--as-of", "2026-11-22", "--line") == (0, "calf 2/3 · 2 wk\n", "")
    assert calf_tui("stats", "--line", "--json").code == 2


def test_a_terminal_without_the_signs_gets_plain_ones() -> None:
    run = run_piped("--data", "none.json", "stats", "--line", encoding="ascii")
    assert run == (0, "calf 0/3 - 0 wk\n", "")


def test_the_chart_stands_in_rows_where_it_is_too_wide() -> None:
    progress = progress_until(SUNDAY, sessions_on(DAYS), count=None)
    for width in (5, 7, 9, 80):
        text = stats_text(progress, width)
        assert text.count("●") == 3  # two weeks, and the legend
        assert text.isprintable() or "\n" in text
        assert encodable_text(text, "ascii").isascii()
        assert encodable_text(text, "utf-8") == text


def test_no_row_is_wider_than_the_terminal_and_marks_stay_with_their_words() -> None:
    progress = progress_until(SUNDAY, sessions_on(DAYS), count=None)
    rows = stats_text(progress, 40).splitlines()
    assert max(map(len, rows)) <= 40
    assert "● met   ◐ under way   ‖ frozen" in rows
    assert "○ missed   ▔ target" in rows


def test_twelve_weeks_are_listed_where_no_number_is_given(calf_tui: CommandLine) -> None:
    stats = json.loads(calf_tui("stats", "--json", "--as-of", str(SUNDAY)).output)

    monday = date(2026, 11, 16)
    starts = [str(monday - timedelta(weeks=back)) for back in range(11, -1, -1)]
    assert [week["start"] for week in stats["weeks"]] == starts
    assert [week["state"] for week in stats["weeks"][:9]] == [None] * 9


@pytest.mark.parametrize(
    ("as_of", "days", "days_left", "sessions"),
    [
        ("2026-11-21", 1, 2, 7),
        ("2026-11-17", 1, 5, 7),
        ("2026-11-16", 0, 7, 6),
        ("2026-11-15", 3, 1, 6),
        ("2026-11-01", 0, 1, 0),
    ],
)
def test_stats_as_of_a_date_know_nothing_later(
    calf_tui: CommandLine, as_of: str, days: int, days_left: int, sessions: int
) -> None:
    stats = json.loads(calf_tui("stats", "--json", "--as-of", as_of).output)

    assert stats["as_of"] == as_of
    assert stats["this_week"]["days"] == days
    assert stats["this_week"]["days_left"] == days_left
    assert stats["totals"]["sessions"] == sessions


@pytest.mark.parametrize(
    ("first_day", "start"), [("sunday", "2026-11-22"), ("saturday", "2026-11-21")]
)
def test_the_weeks_begin_on_the_day_the_settings_say(
    calf_tui: CommandLine, first_day: str, start: str
) -> None:
    calf_tui.config.mkdir()
    (calf_tui.config / "settings.toml").write_text(f'first_day_of_week = "{first_day}"')

    stats = json.loads(calf_tui("stats", "--json", "--as-of", "2026-11-22").output)

    assert stats["this_week"]["start"] == start
    assert stats["this_week"]["days"] == 1


def test_a_long_time_is_said_in_hours(calf_tui: CommandLine) -> None:
    write_history(calf_tui.data, [make_session(SUNDAY, active_seconds=60_000)])

    assert calf_tui("stats").output.endswith("18 h 0 min\n")


def test_without_a_session_there_is_an_invitation_and_no_file(calf_tui: CommandLine) -> None:
    calf_tui.data = calf_tui.data.with_name("other.json")

    code, output, errors = calf_tui("stats")

    assert (code, errors) == (0, "")
    nothing = progress_until(SUNDAY, ())
    assert output.splitlines() == [week_in_words(nothing), streak_in_words(nothing)]
    assert not calf_tui.data.exists()
