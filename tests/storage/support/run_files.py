"""Files of runs as watches and programs write them, in their smallest form."""

from __future__ import annotations

import struct
from datetime import datetime, timedelta, timezone

START = datetime(2026, 11, 20, 17, 3, 11, tzinfo=timezone.utc)
A_DEGREE_NORTH = 111_194.9
"""Metres."""


def at(seconds: float = 0, start: datetime = START) -> str:
    return (start + timedelta(seconds=seconds)).strftime("%Y-%m-%dT%H:%M:%SZ")


def gpx(
    sport: str | None = "running",
    start: datetime = START,
    minutes: float = 50,
    degrees: float = 0.09,
    points: int = 11,
) -> bytes:
    """A track northwards, in two segments with a break of an hour between them."""
    kind = "" if sport is None else f"<type>{sport}</type>"
    made = [
        f'<trkpt lat="{52 + degrees * step / (points - 1)}" lon="13.4"><ele>34</ele>'
        f"<time>{at(60 * minutes * step / (points - 1), start)}</time></trkpt>"
        for step in range(points)
    ]
    later = at(3600 + 60 * minutes, start)
    still = f'<trkpt lat="{52 + degrees}" lon="13.4"><time>{later}</time></trkpt>'
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<gpx version="1.1" creator="a watch" xmlns="http://www.topografix.com/GPX/1/1">'
        f"<metadata><time>{at(-5, start)}</time></metadata><trk><name>Run &amp; rest</name>{kind}"
        f"<trkseg>{''.join(made)}</trkseg><trkseg>{still}</trkseg></trk></gpx>"
    ).encode()


def tcx(sport: str = "Running", start: datetime = START) -> bytes:
    """Two laps: 50 minutes and 10 kilometres together."""
    laps = "".join(
        f'<Lap StartTime="{at(1500 * lap, start)}"><TotalTimeSeconds>1500.0</TotalTimeSeconds>'
        "<DistanceMeters>5000.0</DistanceMeters><Track><Trackpoint>"
        f"<Time>{at(1500 * lap, start)}</Time><DistanceMeters>{5000 * lap}</DistanceMeters>"
        "</Trackpoint></Track></Lap>"
        for lap in range(2)
    )
    return (
        "  "  # as one program writes it
        '<?xml version="1.0"?><TrainingCenterDatabase '
        'xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2"><Activities>'
        f'<Activity Sport="{sport}"><Id>{at(0, start)}</Id>{laps}</Activity></Activities>'
        "</TrainingCenterDatabase>"
    ).encode()


RUNNING, CYCLING = 1, 2


def fit(sport: int = RUNNING, start: datetime = START) -> bytes:
    """A session of 50 minutes and 10 kilometres."""
    epoch = datetime(1989, 12, 31, tzinfo=timezone.utc)
    fields = ((2, 4, 0x86), (5, 1, 0x00), (8, 4, 0x86), (9, 4, 0x86))
    definition = struct.pack("<BBBHB", 0x40, 0, 0, 18, len(fields))
    definition += b"".join(struct.pack("<BBB", *each) for each in fields)
    seconds = int((start - epoch).total_seconds())
    values = struct.pack("<BIBII", 0, seconds, sport, 3000 * 1000, 10_000 * 100)
    records = definition + values
    header = struct.pack("<BBHI4s", 14, 0x20, 2100, len(records), b".FIT")
    header += struct.pack("<H", _checksum(header))
    content = header + records
    return content + struct.pack("<H", _checksum(content))


def _checksum(data: bytes) -> int:
    table = (
        *(0x0000, 0xCC01, 0xD801, 0x1400, 0xF001, 0x3C00, 0x2800, 0xE401),
        *(0xA001, 0x6C00, 0x7800, 0xB401, 0x5000, 0x9C01, 0x8801, 0x4400),
    )
    crc = 0
    for byte in data:
        for nibble in (byte & 0xF, byte >> 4):
            crc = (crc >> 4) & 0x0FFF ^ table[crc & 0xF] ^ table[nibble]
    return crc
