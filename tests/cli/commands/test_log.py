"""A session done elsewhere, and the filter of the history."""

from __future__ import annotations

import json
import os
import time
from argparse import Namespace
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from threading import Timer
from typing import TYPE_CHECKING, Any

import pytest
from tinydb import TinyDB

from calf_tui.cli.command_setup import (
    MOMENT_SECONDS,
    PATIENCE_SECONDS,
    keeping_trainer,
    wait_for_other,
    wiring_of,
)
from calf_tui.cli.commands import records
from calf_tui.core.records.coach_records import Run
from calf_tui.core.records.session_record import HeelRiseTest, SessionRecord
from tests.cli.support.histories import DAYS, own_history, sessions_on, today, write_history
from tests.cli.support.routine_files import STRETCH_THEN_RAISE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.cli.support.running import CommandLine


def test_a_session_done_elsewhere_is_kept_and_said(calf_tui: CommandLine) -> None:
    code, output, errors = calf_tui(
        "log", "Daily six", "--date", "2026-11-20", "--note", " hotel\n gym "
    )

    assert (code, errors) == (0, "")
    kept, week = output.splitlines()
    assert kept == "Kept: Daily six, Fri 20 Nov 2026, 18 sets in 35 min"
    assert "this week" in week
    with TinyDB(calf_tui.data) as database:
        (document,) = database.table("sessions").all()
    assert (document["routine"], document["status"]) == ("daily-six", "completed")
    assert (document["local_date"], document["note"]) == ("2026-11-20", "hotel gym")
    assert [each["outcome"] for each in document["sets"]] == ["done"] * 24


def test_without_a_date_it_was_today(calf_tui: CommandLine) -> None:
    before = today()
    assert calf_tui("log", "five-minutes").code == 0
    (document,) = json.loads(calf_tui("history", "--json").output)
    assert before <= datetime.fromisoformat(document["local_date"]).date() <= today()


def test_a_file_of_ones_own_can_be_logged(calf_tui: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "small.toml"
    file.write_text(STRETCH_THEN_RAISE)
    assert calf_tui("log", str(file)).output.startswith("Kept: Small, ")


@pytest.mark.parametrize("date", [[], ["--date", "yesterday"]])
def test_the_same_session_twice_is_kept_once_unless_asked_for(
    calf_tui: CommandLine, date: list[str]
) -> None:
    kept = calf_tui("log", "strength", *date).output.splitlines()[0].removeprefix("Kept: ")
    again = calf_tui("log", "strength", *date)
    assert (again.code, again.output) == (
        0,
        f"Already kept: {kept}; add --again to keep both\n",
    )
    assert calf_tui("log", "after-run", *date).output.startswith("Kept: ")
    assert calf_tui("log", "strength", *date, "--again").output.startswith("Kept: ")
    assert len(json.loads(calf_tui("history", "--json").output)) == 3


@pytest.mark.parametrize("words", ["-400", "2y", "-99999"])
def test_a_day_counted_back_too_far_is_named_and_not_kept(
    calf_tui: CommandLine, words: str
) -> None:
    result = calf_tui("log", "strength", "--date", words)
    assert (result.code, calf_tui.data.exists()) == (1, False)
    day = today() - timedelta(days={"2y": 730}.get(words) or -int(words))
    assert result.error == (
        f"{words} is {day:%A %d %B %Y}, more than a year ago; if you mean that, write it as {day}."
    )


def test_a_date_to_come_is_refused_kindly_and_nothing_is_made(calf_tui: CommandLine) -> None:
    tomorrow = today() + timedelta(days=2)
    result = calf_tui("log", "strength", "--date", tomorrow.isoformat())
    assert result.code == 1
    assert f"{tomorrow} is still to come; a session can be today's" in result.error
    assert not calf_tui.data.exists()


def test_the_first_day_of_the_calendar_is_refused_in_a_sentence(calf_tui: CommandLine) -> None:
    result = calf_tui("log", "strength", "--date", "0001-01-01")
    assert (result.code, calf_tui.data.exists()) == (1, False)
    assert result.error == "0001-01-01 is too long ago to be kept; check the year."


def test_a_note_too_long_to_be_read_again_is_refused(calf_tui: CommandLine) -> None:
    result = calf_tui("log", "strength", "--note", "x" * 10_001)
    assert (result.code, calf_tui.data.exists()) == (1, False)
    assert result.error == "The note has 10,001 characters; up to 1,000 can be kept."


def test_the_day_begins_at_the_runners_cutoff(calf_tui: CommandLine) -> None:
    calf_tui.config.mkdir(parents=True)
    now = datetime.now()
    later = (now + timedelta(minutes=5)).strftime("%H:%M")
    if later < now.strftime("%H:%M"):
        pytest.skip("the day changes under this test")
    (calf_tui.config / "settings.toml").write_text(f'day_cutoff = "{later}"\n')
    result = calf_tui("log", "strength", "--date", now.date().isoformat())
    assert "is still to come" in result.error
    assert calf_tui("log", "strength").code == 0
    (document,) = json.loads(calf_tui("history", "--json").output)
    assert document["local_date"] == (now.date() - timedelta(days=1)).isoformat()


@pytest.mark.usefixtures("little_patience")
def test_while_the_app_runs_the_log_says_so(calf_tui: CommandLine) -> None:
    history = own_history(calf_tui.data)
    history.open()
    try:
        result = calf_tui("log", "strength")
    finally:
        history.close()
    assert result.code == 1
    waiting, in_use = result.errors.splitlines()
    assert waiting == "Another Calf TUI uses your records; waiting a moment for it to end."
    assert "in use by another Calf TUI" in in_use
    assert history.sessions() == ()


def test_an_app_that_is_ending_is_waited_for(calf_tui: CommandLine) -> None:
    history = own_history(calf_tui.data)
    history.open()
    ending = Timer(MOMENT_SECONDS / 5, history.close)
    ending.start()
    result = calf_tui("log", "strength")
    ending.join()
    assert (result.code, result.errors) == (0, "")
    assert len(history.sessions()) == 1


def test_six_at_once_are_all_kept(tmp_path: Path) -> None:
    def keep(place: int) -> None:
        with keeping_trainer(wiring_of(Namespace(**options))) as trainer:
            told = trainer.coach_record_editor
            told.add_run(told.run_of(None, place, None, hard=False))

    data = tmp_path / "training.json"
    options = {"data": str(data), "config": str(tmp_path), "mute": True, "sound": ""}
    with ThreadPoolExecutor(6) as threads:
        for each in [threads.submit(keep, minutes) for minutes in range(1, 7)]:
            each.result()
    assert {each.minutes for each in own_history(data).kept(Run)} == {1, 2, 3, 4, 5, 6}


@pytest.mark.parametrize(
    ("command", "kind"),
    [
        (records.log_run, Run),
        (records.log_heel_rise_test, HeelRiseTest),
        (records.log, SessionRecord),
    ],
)
def test_the_same_twice_at_once_is_kept_once(
    tmp_path: Path, command: Callable[[Namespace], None], kind: type[Any]
) -> None:
    data = tmp_path / "training.json"
    what = {"minutes": 40, "km": None, "hard": False, "left": 20, "right": 20, "note": ""}
    where = {"data": str(data), "config": str(tmp_path), "mute": True, "sound": ""}
    options = Namespace(
        routine="five-minutes", date="2026-11-20", again=False, remove=False, **what, **where
    )
    history = own_history(data)
    history.open()  # both wait for it
    ending = Timer(MOMENT_SECONDS / 5, history.close)
    ending.start()
    with ThreadPoolExecutor(2) as threads:
        for each in [threads.submit(command, options) for _ in range(2)]:
            each.result()
    ending.join()
    kept = history.sessions() if kind is SessionRecord else history.kept(kind)
    assert len(kept) == 1


def test_a_wait_is_said_once_where_it_takes_longer_than_a_moment(
    capsys: pytest.CaptureFixture[str],
) -> None:
    waited: list[float] = []

    def is_in_use() -> bool:
        return sum(waited) < 2 * MOMENT_SECONDS

    wait_for_other(is_in_use, clock=lambda: sum(waited), wait=waited.append)
    assert capsys.readouterr().err == (
        "Another Calf TUI uses your records; waiting a moment for it to end.\n"
    )


@pytest.mark.parametrize(("looks", "waits"), [([False], 0), ([True, False], 1)])
def test_nobody_waits_longer_than_the_other_needs(looks: list[bool], waits: int) -> None:
    waited: list[float] = []
    wait_for_other(lambda: looks.pop(0), clock=lambda: sum(waited), wait=waited.append)
    assert (looks, len(waited)) == ([], waits)


def test_nobody_waits_for_an_app_that_stays() -> None:
    waited: list[float] = []
    wait_for_other(lambda: True, clock=lambda: sum(waited), wait=waited.append)
    assert PATIENCE_SECONDS <= sum(waited) < PATIENCE_SECONDS + 0.2


@pytest.mark.parametrize(
    ("words", "days"),
    [
        (["since:2026-11-17"], [22, 17]),
        (["until:2026-11-05", "strength"], [5, 3]),
        (["since:2026-11-10", "--limit", "1"], [22]),
        (["until:2026-11-10", "--since", "2026-11-05"], [10, 7, 5]),
        (["move:tiptoe"], []),
        (['move:"heel raise"', "saturday"], [14, 7]),
        (["move:heel raise", "status:completed"], [22, 17, 14, 12, 10, 7, 5, 3]),
        (["heel box"], []),
    ],
)
def test_the_history_can_be_filtered(
    calf_tui: CommandLine, words: list[str], days: list[int]
) -> None:
    write_history(calf_tui.data, sessions_on(DAYS))
    code, output, errors = calf_tui("history", "--json", *words)
    assert (code, errors) == (0, "")
    assert [each["local_date"] for each in json.loads(output)] == [
        f"2026-11-{day:02}" for day in days
    ]


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("mood:good", "mood: is not known; there are move:"),
        (
            "since:2026-99-99",
            'since: "2026-99-99" is not a date, a month or a year; write it as in since:2026-10',
        ),
        ("status:perfect", 'status: is completed, partly done, stopped for pain, not "perfect"'),
    ],
)
def test_a_filter_that_is_not_understood_lists_nothing(
    calf_tui: CommandLine, word: str, said: str
) -> None:
    write_history(calf_tui.data, sessions_on(DAYS))
    result = calf_tui("history", word)
    assert result.code == 1
    assert result.error.startswith(said)


def test_a_filter_without_a_match_says_of_how_many(calf_tui: CommandLine) -> None:
    write_history(calf_tui.data, sessions_on(DAYS))
    assert calf_tui("history", "marathon").output == "None of 8 sessions match.\n"


@pytest.mark.parametrize(
    ("words", "days"), [("today", 0), ("yesterday", 1), ("-2", 2), ("3d", 3), ("-366", 366)]
)
def test_a_day_may_be_named_as_people_name_it(calf_tui: CommandLine, words: str, days: int) -> None:
    assert calf_tui("log", "strength", "--date", words).code == 0
    (document,) = json.loads(calf_tui("history", "--json", "--since", words).output)
    assert document["local_date"] == str(today() - timedelta(days=days))
    assert calf_tui("stats", "--json", "--as-of", words).code == 0


@pytest.mark.parametrize("form", ["%Y%m%d", "%Y/%m/%d", "%d.%m.%Y", "%d %b %Y", "%Y-%m-%d"])
def test_every_command_and_the_search_understand_the_same_dates(
    calf_tui: CommandLine, form: str
) -> None:
    day = today() - timedelta(days=1)
    words = f"{day:{form}}"
    assert calf_tui("log", "strength", "--date", words).code == 0
    for where in (["--since", words], [f'since:"{words}"'], [f"on:{words}"]):
        (document,) = json.loads(calf_tui("history", "--json", *where).output)
        assert document["local_date"] == str(day)
    for command in ("stats", "today"):
        said = json.loads(calf_tui(command, "--json", "--as-of", words).output)
        assert str(day) in (said.get("as_of"), said.get("date"))


def test_since_may_be_a_month_or_a_year(calf_tui: CommandLine) -> None:
    write_history(calf_tui.data, sessions_on(DAYS))
    assert len(json.loads(calf_tui("history", "--json", "--since", "2026-11").output)) == len(DAYS)
    assert calf_tui("history", "--since", "2027").output == "None of 8 sessions match.\n"


def test_a_weekday_is_the_last_such_day(calf_tui: CommandLine) -> None:
    assert calf_tui("log", "strength", "--date", "Monday").code == 0
    (document,) = json.loads(calf_tui("history", "--json").output)
    logged = date.fromisoformat(document["local_date"])
    assert logged.weekday() == 0
    assert 0 <= (today() - logged).days < 7


@pytest.fixture
def central_europe() -> Iterator[None]:
    """The time zone, as a rule rather than by name: it needs no time zone data."""
    with pytest.MonkeyPatch.context() as changed:
        changed.setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3")
        time.tzset()
        yield
    time.tzset()


@pytest.mark.skipif(os.name == "nt", reason="the time zone is not the environment's there")
@pytest.mark.parametrize(
    ("day", "offset"), [("2026-07-01", 120), ("2026-01-01", 60), ("2024-02-29", 60)]
)
def test_a_session_of_the_summer_has_the_offset_of_the_summer(
    calf_tui: CommandLine, central_europe: None, day: str, offset: int
) -> None:
    result = calf_tui("log", "strength", "--date", day)
    assert (result.code, result.errors) == (0, "")
    (document,) = json.loads(calf_tui("history", "--json").output)
    assert (document["local_date"], document["utc_offset_minutes"]) == (day, offset)
    assert document["started_at"] == f"{day}T{12 - offset // 60:02}:00:00.000Z"
