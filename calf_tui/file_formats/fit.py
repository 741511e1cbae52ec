"""The runs of a FIT file, through a library that comes with the extra `fit`."""

from __future__ import annotations

import io
import struct
import warnings
from datetime import datetime, timezone
from typing import Any

from calf_tui.core.records.imported_runs import Activity
from calf_tui.file_formats.gpx_and_tcx import runs_among

SIGNATURE = b".FIT"
SIGNATURE_AT = slice(8, 12)
MOST_BYTES = 16 * 1024 * 1024
"""A day of running at a point a second has two of them [ours]."""
_DAMAGE = (
    *(ArithmeticError, AssertionError, AttributeError, LookupError, RuntimeError),
    *(TypeError, ValueError, struct.error),
)
"""What the library fails with where the bytes make no sense, besides its own errors."""


def runs_in_fit(data: bytes) -> tuple[Activity, ...]:
    """Returns the runs of a file in their order; raises ValueError with the reason for none."""
    try:
        import fitdecode
    except ImportError:
        raise ValueError(
            "reading FIT needs one more library: pip install 'calf-tui[fit]'"
        ) from None
    if data[SIGNATURE_AT] != SIGNATURE:
        raise ValueError("it is no FIT file")
    if len(data) > MOST_BYTES:
        raise ValueError(f"it is larger than {MOST_BYTES // 1024**2} MB, which no run is")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            sessions = _sessions_in(fitdecode, data)
    except (fitdecode.FitError, *_DAMAGE):
        raise ValueError("it is damaged, or no longer whole") from None
    if not sessions:
        raise ValueError("it holds no session")
    runs = runs_among(
        (str(each["sport"] or "").replace("_", " "), _activity(each)) for each in sessions
    )
    if not runs:
        raise ValueError("its session has no start")
    return runs


def _sessions_in(fitdecode: Any, data: bytes) -> list[dict[str, Any]]:
    names = ("start_time", "sport", "total_timer_time", "total_distance")
    with fitdecode.FitReader(io.BytesIO(data)) as frames:
        return [
            {name: frame.get_value(name, fallback=None) for name in names}
            for frame in frames
            if frame.frame_type == fitdecode.FIT_FRAME_DATA and frame.name == "session"
        ]


def _activity(session: dict[str, Any]) -> Activity | None:
    start = session["start_time"]
    if not isinstance(start, datetime):
        return None
    start = start if start.tzinfo else start.replace(tzinfo=timezone.utc)
    seconds, metres = (
        value if isinstance(value, int | float) and value > 0 else None
        for value in (session["total_timer_time"], session["total_distance"])
    )
    return Activity(start, seconds, metres, "fit")
