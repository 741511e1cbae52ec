from __future__ import annotations

import importlib.util
from contextlib import suppress
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calf_tui.core.records.imported_runs import Activity
from calf_tui.file_formats.fit import runs_in_fit
from calf_tui.file_formats.gpx_and_tcx import (
    MOST_TRACKS,
    instant_in,
    is_running,
    runs_in_xml,
)
from tests.storage.support.run_files import A_DEGREE_NORTH, CYCLING, START, fit, gpx, tcx

HAS_FIT = importlib.util.find_spec("fitdecode") is not None
with_fit = pytest.mark.skipif(not HAS_FIT, reason="fitdecode comes with the extra `fit`")
BOMB = (
    b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><gpx><trk><name>&b;</name></trk></gpx>'
)


def test_a_track_gives_its_start_its_time_and_its_way() -> None:
    (run,) = runs_in_xml(gpx())
    assert (run.start, run.source) == (START, "gpx")
    assert run.seconds == 50 * 60  # the break between the segments is none of it
    assert run.metres == pytest.approx(0.09 * A_DEGREE_NORTH, rel=0.001)


def test_an_activity_is_the_sum_of_its_laps() -> None:
    assert runs_in_xml(tcx()) == (Activity(START, 3000.0, 10_000.0, "tcx"),)


@with_fit
def test_a_session_of_a_watch_is_read() -> None:
    assert runs_in_fit(fit()) == (Activity(START, 3000.0, 10_000.0, "fit"),)


def test_without_the_library_it_is_said_how_to_get_it() -> None:
    if HAS_FIT:
        pytest.skip("it is installed")
    with pytest.raises(ValueError, match=r"pip install 'calf-tui\[fit\]'"):
        runs_in_fit(fit())


@pytest.mark.parametrize(
    ("sport", "is_one"),
    [
        ("", True),
        ("running", True),
        ("Running", True),
        ("trail_running", True),
        ("Jogging", True),
        ("9", True),
        ("Biking", False),
        ("cycling", False),
        ("Other", False),
        ("1", False),
    ],
)
def test_what_is_called_a_run(sport: str, is_one: bool) -> None:
    assert is_running(sport) is is_one


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (gpx("cycling"), "it holds no run but cycling"),
        (gpx("a\nb" + "c" * 99), f"it holds no run but a b{'c' * 37}$"),
        (tcx("Biking"), "it holds no run but biking"),
        (b"<gpx></gpx>", "it holds no track"),
        (b"<gpx><trk><trkseg><trkpt lat='1' lon='1'/></trkseg></trk></gpx>", "has no times"),
        (gpx()[:-20], "it is damaged"),
        (b"", "it is damaged"),
        (b"\x00\x01", "it is damaged"),
        (BOMB, "it declares entities"),
        (b"<a>" * 100, "too deep in one another"),
        (b"<a " + b'b="" ' * 10_000 + b"/>", "more attributes than any run"),
    ],
)
def test_what_is_no_run_is_named(data: bytes, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        runs_in_xml(data)


@with_fit
@pytest.mark.parametrize(
    ("data", "said"),
    [
        (fit(CYCLING), "it holds no run but cycling"),
        (fit()[:30], "it is damaged"),
        (b"GIF89a", "it is no FIT file"),
    ],
)
def test_what_is_no_run_of_a_watch_is_named(data: bytes, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        runs_in_fit(data)


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2026-11-20T17:03:11Z", START),
        (" 2026-11-20T17:03:11.123456789Z\n", START),
        ("2026-11-20T18:03:11+01:00", START),
        ("2026-11-20T12:03:11-0500", START),
        ("2026-11-20T17:03:11", START),
        ("2026-13-20T17:03:11Z", None),
        ("0001-01-01T00:00:00+14:00", None),
        ("yesterday", None),
    ],
)
def test_instants_of_files(text: str, instant: datetime | None) -> None:
    assert instant_in(text) == instant


@given(st.binary(max_size=200), st.integers(0, 500), st.sampled_from([gpx(), tcx(), fit()]))
def test_any_bytes_are_a_run_or_a_fault_in_words(noise: bytes, place: int, file: bytes) -> None:
    data = file[:place] + noise + file[place + len(noise) :]
    for read in (runs_in_xml, runs_in_fit):
        found: list[Activity] = []
        with suppress(ValueError):  # what else is raised would be a traceback
            found += read(data)
        assert all(each.start.tzinfo for each in found)


def test_a_long_track_is_read_in_no_time() -> None:
    day = gpx(points=20_000, minutes=24 * 60)
    (run,) = runs_in_xml(day)
    assert run.seconds == timedelta(days=1).total_seconds()
    assert run.start.tzinfo is timezone.utc


@pytest.mark.parametrize("element", [b"<trk/>", b"<Activity/>"])
def test_a_small_file_that_unpacks_to_millions_of_tracks_is_left_soon(element: bytes) -> None:
    with pytest.raises(ValueError, match="more than the runs of many years"):
        runs_in_xml(b"<gpx>" + element * (MOST_TRACKS + 2) + b"</gpx>")


def test_a_file_of_too_many_elements_is_left_before_its_end() -> None:
    with pytest.raises(ValueError, match="more than the runs of many years"):
        runs_in_xml(b"<gpx>" + b"<a/>" * 20, most_elements=20)
