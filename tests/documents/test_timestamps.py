from __future__ import annotations

from datetime import datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from calf_tui.documents.timestamps import instant, instant_of, is_after

moments = st.datetimes(
    datetime(1900, 1, 2), datetime(8999, 12, 30), timezones=st.just(timezone.utc)
)
OTHERS = [
    "2026-11-22T17:03:11.482Z",
    "2026-11-22 17:03:11.482Z",
    "2026-13-22T17:03:11.482Z",
    "2026-11-22T17:03:11Z",
    "2026-11-22T17:03:11.4829Z",
    "2026-11-22T18:03:11.482+01:00",
    "0001-01-01T00:00:00.000Z",
    "9999-12-31T00:00:00.000Z",
    "zzzzzzzzzzTzzzzzzzzzzzzZ",
    "",
]
texts = st.sampled_from(OTHERS)


@given(moments, st.integers(-1439, 1439))
def test_an_instant_is_written_in_utc_cut_to_milliseconds(moment: datetime, minutes: int) -> None:
    elsewhere = moment.astimezone(timezone(timedelta(minutes=minutes)))
    assert instant(elsewhere) == instant(moment) == f"{moment.isoformat('T', 'milliseconds')[:23]}Z"


@given(moments, texts | moments.map(instant) | st.none() | st.integers())
def test_is_after_compares_points_in_time(moment: datetime, other: object) -> None:
    text = instant(moment)
    assert is_after(text, other) is (instant_of(text) > instant_of(other))


def test_is_after_compares_points_of_one_second() -> None:
    near = [f"2026-11-22{sign}17:03:11.48{digit}Z" for sign in "T t" for digit in "123"]
    for other in (*near, "2026-11-22T18:03:11.482+01:00", "2026-11-22T17:03:11.4825Z"):
        now = "2026-11-22T17:03:11.482Z"
        assert is_after(now, other) is (instant_of(now) > instant_of(other))
