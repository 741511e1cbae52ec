"""The runs of a GPX or TCX file, read as a stream; nothing in it is trusted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from math import asin, cos, hypot, radians, sin, sqrt
from typing import TYPE_CHECKING, Literal, NoReturn
from xml.parsers import expat

from calf_tui.core.records.imported_runs import Activity

if TYPE_CHECKING:
    from collections.abc import Iterable

DEEPEST = 60
"""So deep may elements lie in one another; these files need ten [ours]."""
MOST_ELEMENTS = 2_000_000
"""Two days of running, at a point a second with ten elements, have fewer [ours]."""
MOST_TRACKS = 10_000
"""A run a day for a quarter of a century [ours]."""
EARTH_RADIUS = 6_371_000.0
"""Metres."""
LONGEST_TAG = 50_000
"""Bytes; the first of a GPX, with all its namespaces, has two thousand [ours]."""
WHOLE = True
LONGEST_TEXT = 1000
"""Characters of a text that matters; the rest of it is left out [ours]."""
LONGEST_SPORT = 40
"""Characters of a sport's name that a message shows [ours]."""
_INSTANT = re.compile(
    r"\s*(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.\d+)?\s*(Z|[+-]\d\d:?\d\d)?\s*", re.ASCII
)
_RUNNING = ("run", "jog")
_RUN_OF_STRAVA = "9"
"""How Strava numbers a run in older files."""


def runs_in_xml(data: bytes, most_elements: int = MOST_ELEMENTS) -> tuple[Activity, ...]:
    """Returns the runs of a file in their order; raises ValueError with the reason for none."""
    if re.search(rb"<[^<>]{%d}" % LONGEST_TAG, data):
        raise ValueError("it is damaged: an element has more attributes than any run")
    reader = _Reader(most_elements)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.EntityDeclHandler = _refuse
    try:
        parser.Parse(data.lstrip())  # some programs write blanks before the first sign
        parser.Parse(b"", WHOLE)
    except expat.ExpatError as error:
        raise ValueError(f"it is damaged: {expat.errors.messages[error.code]}") from None
    except LookupError as error:
        raise ValueError(f"it is damaged: {error}") from None
    return reader.runs()


def runs_among(activities: Iterable[tuple[str, Activity | None]]) -> tuple[Activity, ...]:
    """Returns those with a start whose sport is running; raises ValueError if no sport is."""
    named = list(activities)
    runs = [each for sport, each in named if is_running(sport)]
    if not runs:
        sport = " ".join(named[0][0].lower().split())
        raise ValueError(f"it holds no run but {sport[:LONGEST_SPORT]}")
    return tuple(filter(None, runs))


def is_running(sport: str) -> bool:
    """Whether the name of a sport means running; one without a name does."""
    words = sport.strip().lower()
    return not words or words == _RUN_OF_STRAVA or any(each in words for each in _RUNNING)


def instant_in(text: str) -> datetime | None:
    """Returns the instant that a text means, in UTC if it has no offset; None if it means none."""
    found = _INSTANT.fullmatch(text)
    if found is None:
        return None
    try:
        moment = datetime.fromisoformat(found[1])
        offset = (found[2] or "Z").replace(":", "")
        if offset == "Z":
            return moment.replace(tzinfo=timezone.utc)
        minutes = int(offset[1:3]) * 60 + int(offset[3:5])
        shift = timedelta(minutes=minutes if offset[0] == "+" else -minutes)
        return moment.replace(tzinfo=timezone.utc) - shift
    except (ValueError, OverflowError):
        return None


def _refuse(*_declaration: object) -> NoReturn:
    raise ValueError("it declares entities, which no file of runs needs")


@dataclass
class _Track:
    """A track of GPX, segment by segment, or an activity of TCX, lap by lap."""

    source: Literal["gpx", "tcx"]
    sport: str = ""
    start: datetime | None = None
    seconds: float = 0.0
    metres: float = 0.0
    place: tuple[float, float] | None = None
    before: tuple[float, float] | None = None
    since: datetime | None = None
    until: datetime | None = None

    def begin_point(self, attributes: dict[str, str]) -> None:
        try:
            place = radians(float(attributes["lat"])), radians(float(attributes["lon"]))
        except (KeyError, ValueError):
            return
        self.place = place if all(map(_is_finite, place)) else None

    def time(self, text: str) -> None:
        moment = instant_in(text)
        if moment is not None:
            self.start = self.start or moment
            self.since = self.since or moment
            self.until = moment

    def end_point(self) -> None:
        if self.place is not None and self.before is not None:
            self.metres += _distance(self.before, self.place)
        self.before = self.place or self.before
        self.place = None

    def end_segment(self) -> None:
        if self.since is not None and self.until is not None:
            self.seconds += max(0.0, (self.until - self.since).total_seconds())
        self.before = self.since = self.until = None

    def activity(self) -> Activity | None:
        if self.start is None:
            return None
        return Activity(self.start, self.seconds or None, self.metres or None, self.source)


class _Reader:
    """Follows the elements; only the few that matter are kept."""

    def __init__(self, most_elements: int) -> None:
        self._path: list[str] = []
        self._text = ""
        self._elements_left = most_elements
        self._tracks: list[_Track] = []

    def runs(self) -> tuple[Activity, ...]:
        if not self._tracks:
            raise ValueError("it holds no track")
        runs = runs_among((each.sport, each.activity()) for each in self._tracks)
        if not runs:
            raise ValueError("its track has no times")
        return runs

    def start(self, name: str, attributes: dict[str, str]) -> None:
        element = name.rpartition(" ")[2]
        self._path.append(element)
        self._text = ""
        self._elements_left -= 1
        if len(self._path) > DEEPEST:
            raise ValueError("its elements lie too deep in one another")
        if self._elements_left < 0 or len(self._tracks) > MOST_TRACKS:
            raise ValueError("it holds more than the runs of many years")
        last = self._tracks[-1] if self._tracks else None
        if element == "trk":
            self._tracks.append(_Track("gpx"))
        elif element == "Activity":
            self._tracks.append(_Track("tcx", attributes.get("Sport", "")))
        elif last is None:
            return
        elif (last.source, element) == ("gpx", "trkpt"):
            last.begin_point(attributes)
        elif (last.source, element) == ("tcx", "Lap") and last.start is None:
            last.start = instant_in(attributes.get("StartTime", ""))

    def text(self, text: str) -> None:
        self._text = (self._text + text)[:LONGEST_TEXT]

    def end(self, _name: str) -> None:
        parent, element = (["", *self._path])[-2:]
        self._path.pop()
        text, self._text = self._text, ""
        if self._tracks:
            _end_element(self._tracks[-1], parent, element, text)


def _end_element(track: _Track, parent: str, element: str, text: str) -> None:
    match track.source, parent, element:
        case "gpx", "trk", "type":
            track.sport = text
        case "gpx", "trkpt", "time":
            track.time(text)
        case "gpx", _, "trkpt":
            track.end_point()
        case "gpx", _, "trkseg":
            track.end_segment()
        case "tcx", "Activity", "Id":
            track.start = track.start or instant_in(text)
        case "tcx", "Lap", "TotalTimeSeconds":
            track.seconds += _amount(text)
        case "tcx", "Lap", "DistanceMeters":
            track.metres += _amount(text)


def _amount(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        return 0.0
    return value if value > 0 and _is_finite(value) else 0.0


def _is_finite(value: float) -> bool:
    return abs(value) < 1e9


def _distance(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Metres between two places in radians, along the earth's surface."""
    across = sqrt(cos(one[0]) * cos(other[0])) if cos(one[0]) * cos(other[0]) > 0 else 0.0
    half = hypot(sin((other[0] - one[0]) / 2), across * sin((other[1] - one[1]) / 2))
    return 2 * EARTH_RADIUS * asin(min(1.0, half))
